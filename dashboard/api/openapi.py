"""The OpenAPI 3.1 document of the API: every path, the Selection's parameters, every answer.

It is written from the dataset and the catalogue, so that it names the values that can be asked for now.
"""

from __future__ import annotations

from typing import Any

from apispec import APISpec

from dashboard import __version__
from dashboard.api.changes import PATH as CHANGES
from dashboard.api.changes import changes_operation
from dashboard.api.parameters import parameters
from dashboard.api.schemas import schemas
from dashboard.config import Settings
from dashboard.data.dataset import Dataset
from dashboard.text import Words

OPENAPI_VERSION = "3.1.0"
CSV, GEOJSON, JSON, HTML = "text/csv", "application/geo+json", "application/json", "text/html"
# Path -> (name, content type -> schema, whether it takes a Selection).
PATHS: dict[str, tuple[str, dict[str, str], bool]] = {
    "/api/summary.json": ("summary", {JSON: "Summary"}, True),
    "/api/incidents.csv": ("incidents-csv", {CSV: ""}, True),
    "/api/incidents.geojson": ("incidents-geojson", {GEOJSON: "Incidents"}, True),
    "/api/docs": ("docs", {HTML: "", JSON: "Document"}, False),
    "/api/openapi.json": ("openapi", {JSON: "Document"}, False),
    "/healthz": ("health", {JSON: "Health"}, False),
}


def document(dataset: Dataset, words: Words, settings: Settings) -> dict[str, Any]:
    """The whole document, as JSON values."""
    about = dataset.description
    spec = APISpec(
        words("api-title", title=about.title),
        __version__,
        OPENAPI_VERSION,
        info={"description": words("api-introduction", version=dataset.version), "license": {"name": about.licence}},
        servers=[{"url": settings.public_url or "/"}],
    )
    for name, schema in schemas(dataset, words).items():
        spec.components.schema(name, schema)
    spec.components.schema("Document", {"type": "object", "description": words("api-answer-document")})
    for name, parameter in parameters(dataset, words).items():
        spec.components.parameter(name, "query", parameter)
    spec.components.response("BadValues", _answer(words("api-answer-bad-values"), {JSON: "Error"}))
    spec.components.response("NotModified", {"description": words("api-answer-not-modified")})
    selection = list(parameters(dataset, words))
    for path, (name, contents, is_selected) in PATHS.items():
        spec.path(path, operations={"get": _operation(name, contents, selection if is_selected else [], words)})
    spec.path(CHANGES, operations={"get": changes_operation(selection, dataset, words)})
    described: dict[str, Any] = spec.to_dict()
    return described


def _operation(name: str, contents: dict[str, str], selection: list[str], words: Words) -> dict[str, Any]:
    answers: dict[str, Any] = {"200": _answer(words(f"api-answer-{name}"), contents)}
    if name != "health":
        answers["304"] = "NotModified"
    if selection:
        answers["400"] = "BadValues"
    return {
        "operationId": name,
        "summary": words(f"api-path-{name}"),
        "parameters": selection,
        "responses": answers,
    }


def _answer(description: str, contents: dict[str, str]) -> dict[str, Any]:
    """A response; a content without a schema of its own is text."""
    bodies = {
        kind: {"schema": {"$ref": f"#/components/schemas/{schema}"} if schema else {"type": "string"}}
        for kind, schema in contents.items()
    }
    return {"description": description, "content": bodies}
