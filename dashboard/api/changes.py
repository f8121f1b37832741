"""`/api/changes.csv`: what changed since the version `v` of the data, within a Selection, and how OpenAPI says so."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request

from dashboard.api.answers import JSON_TYPE, conditional, failure, refusal
from dashboard.config import Settings
from dashboard.data.dataset import VERSION_DIGITS, Dataset
from dashboard.data.snapshots import Snapshots
from dashboard.errors import shorten
from dashboard.export.changes import changes_csv
from dashboard.export.filenames import filename
from dashboard.model.changes import changes_since
from dashboard.model.situations import Situations
from dashboard.text import Words

PATH = "/api/changes.csv"
CSV = "text/csv"


def add_changes(api: Blueprint, situations: Situations, words: Words, settings: Settings) -> None:
    """Add the route; a version that is not remembered is 404, and without `v` nothing has changed."""
    snapshots = Snapshots(settings.state_dir)

    @api.get(PATH)
    def changes_as_csv() -> Response:
        asked = situations.of(request.query_string.decode(errors="replace"))
        if asked.bad_values:
            return refusal(asked.bad_values, words)
        situation = asked.situation
        version = (request.args.getlist("v") or [""])[-1] or situation.dataset.version
        changes = changes_since(version, snapshots, situation)
        if not changes.is_known:
            return failure(words("api-unknown-version", version=shorten(version)), 404)
        key = (situation.dataset.version, PATH, version, situation.selection.query(), words.language)
        response = conditional(lambda: changes_csv(changes), f"{CSV}; charset=utf-8", *key)
        name = filename(f"changes-since-{version}", situation, "csv")
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


def changes_operation(selection: list[str], dataset: Dataset, words: Words) -> dict[str, Any]:
    """The operation of the path; `selection` names the parameters of a Selection."""
    version = {
        "name": "v",
        "in": "query",
        "required": False,
        "description": words("api-param-v"),
        "schema": {"type": "string", "pattern": f"^[0-9a-f]{{{VERSION_DIGITS}}}$", "default": dataset.version},
    }
    return {
        "operationId": "changes-csv",
        "summary": words("api-path-changes-csv"),
        "parameters": [*selection, version],
        "responses": {
            "200": _answer(words("api-answer-changes-csv"), CSV, {"type": "string"}),
            "304": "NotModified",
            "400": "BadValues",
            "404": _answer(words("api-answer-unknown-version"), JSON_TYPE, {"$ref": "#/components/schemas/Error"}),
        },
    }


def _answer(description: str, content_type: str, schema: dict[str, str]) -> dict[str, Any]:
    return {"description": description, "content": {content_type: {"schema": schema}}}
