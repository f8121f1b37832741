"""`/api/changes.csv`, `.pptx`: what changed since the version `v` of the data, within a Selection, and its OpenAPI."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, request

from dashboard.api.answers import JSON_TYPE, conditional, failure, refusal
from dashboard.config import Settings
from dashboard.data.content import VERSION_DIGITS
from dashboard.data.dataset import Dataset
from dashboard.data.snapshots import Snapshots
from dashboard.errors import shorten
from dashboard.export.changes import changes_csv
from dashboard.export.filenames import filename
from dashboard.export.slides.changes_deck import changes_pptx
from dashboard.model.changes import changes_since
from dashboard.model.situations import Situations
from dashboard.text import Words

CSV = "text/csv"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
PATHS = {"csv": ("/api/changes.csv", CSV), "pptx": ("/api/changes.pptx", PPTX)}  # ending -> path, content type


def add_changes(api: Blueprint, situations: Situations, words: Words, settings: Settings) -> None:
    """Add the routes; a version that is not remembered is 404, and without `v` nothing has changed."""
    for ending, (path, _) in PATHS.items():
        api.add_url_rule(path, f"changes-{ending}", _answering(ending, situations, words, settings), methods=["GET"])


def _answering(ending: str, situations: Situations, words: Words, settings: Settings) -> Callable[[], Response]:
    snapshots = Snapshots(settings.state_dir)
    path, kind = PATHS[ending]

    def answer() -> Response:
        asked = situations.of(request.query_string.decode(errors="replace"))
        if asked.bad_values:
            return refusal(asked.bad_values, words)
        situation = asked.situation
        version = (request.args.getlist("v") or [""])[-1] or situation.dataset.version
        changes = changes_since(version, snapshots, situation)
        if not changes.is_known:
            return failure(words("api-unknown-version", version=shorten(version)), 404)

        def made() -> str | bytes:
            return changes_csv(changes, words) if ending == "csv" else changes_pptx(changes, situation, words, settings)

        key = (situation.dataset.version, path, version, situation.selection.query(), words.language)
        content_type = f"{kind}; charset=utf-8" if kind == CSV else kind
        response = conditional(made, content_type, *key, settings.public_url)
        name = filename(f"changes-since-{version}", situation, ending)
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    return answer


def changes_operation(ending: str, selection: list[str], dataset: Dataset, words: Words) -> dict[str, Any]:
    """The operation of the path; `selection` names the parameters of a Selection."""
    version = {
        "name": "v",
        "in": "query",
        "required": False,
        "description": words("api-param-v"),
        "schema": {"type": "string", "pattern": f"^[0-9a-f]{{{VERSION_DIGITS}}}$", "default": dataset.version},
    }
    return {
        "operationId": f"changes-{ending}",
        "summary": words(f"api-path-changes-{ending}"),
        "parameters": [*selection, version],
        "responses": {
            "200": _answer(words(f"api-answer-changes-{ending}"), PATHS[ending][1], {"type": "string"}),
            "304": "NotModified",
            "400": "BadValues",
            "404": _answer(words("api-answer-unknown-version"), JSON_TYPE, {"$ref": "#/components/schemas/Error"}),
        },
    }


def _answer(description: str, content_type: str, schema: dict[str, str]) -> dict[str, Any]:
    return {"description": description, "content": {content_type: {"schema": schema}}}
