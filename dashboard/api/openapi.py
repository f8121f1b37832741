"""The OpenAPI 3.1 document of the API: every path, the Selection's parameters, every answer.

It is written from the dataset and the catalogue, so that it names the values that can be asked for now.
"""

from __future__ import annotations

from typing import Any

from apispec import APISpec

from dashboard import __version__
from dashboard.api.changes import PATHS as CHANGES
from dashboard.api.changes import changes_operation
from dashboard.api.parameters import parameters
from dashboard.api.routes import DRAWN, MAP_NAMES, ROUTES, Route
from dashboard.api.schemas import schemas
from dashboard.config import Settings
from dashboard.data.dataset import Dataset
from dashboard.figures.map_contents import LAYERS
from dashboard.text import Words

OPENAPI_VERSION = "3.1.0"
JSON, HTML = "application/json", "text/html"
# Paths that take no Selection -> (name, content type -> schema).
OTHERS: dict[str, tuple[str, dict[str, str]]] = {
    "/api/docs": ("docs", {HTML: "", JSON: "Document"}),
    "/api/openapi.json": ("openapi", {JSON: "Document"}),
    "/healthz": ("health", {JSON: "Health"}),
}
_TEXT = {"type": "string"}


def document(dataset: Dataset, words: Words, settings: Settings, root: str = "") -> dict[str, Any]:
    """The whole document, as JSON values; `root` is what the paths of a server without a public address begin with."""
    about = dataset.description
    spec = APISpec(
        words("api-title", title=about.title),
        __version__,
        OPENAPI_VERSION,
        info={"description": words("api-introduction", version=dataset.version), "license": {"name": about.licence}},
        servers=[{"url": settings.public_url or f"{root}/"}],
    )
    for name, schema in schemas(dataset, words).items():
        spec.components.schema(name, schema)
    spec.components.schema("Document", {"type": "object", "description": words("api-answer-document")})
    for name, parameter in parameters(dataset, words).items():
        spec.components.parameter(name, "query", parameter)
    spec.components.response("BadValues", _answer(words("api-answer-bad-values"), {JSON: "Error"}))
    spec.components.response("NotModified", {"description": words("api-answer-not-modified")})
    selection = list(parameters(dataset, words))
    for route in ROUTES:
        spec.path(route.path, operations={"get": _selected(route, selection, words)})
    for path, (name, contents) in OTHERS.items():
        spec.path(path, operations={"get": _other(name, contents, words)})
    for ending, (path, _) in CHANGES.items():
        spec.path(path, operations={"get": changes_operation(ending, selection, dataset, words)})
    described: dict[str, Any] = spec.to_dict()
    return described


def _selected(route: Route, selection: list[str], words: Words) -> dict[str, Any]:
    """The operation of a path that takes a Selection; its own options stand behind."""
    key = route.key or route.name
    about = {"table": words.sentence(words(f"table-{route.table}"))} if route.key else {}
    answer = _answer(words(f"api-answer-{key}"), {route.content_type.partition(";")[0]: route.schema})
    if route.is_file:
        answer["headers"] = {"Content-Disposition": {"description": words("api-file-name"), "schema": _TEXT}}
    return {
        "operationId": route.name,
        "summary": words(f"api-path-{key}", **about),
        "parameters": [
            *selection,
            *(_option(name, words) for name in route.options),
            *(_map_name(name, words) for name in MAP_NAMES if route.has_map),
        ],
        "responses": {"200": answer, "304": "NotModified", "400": "BadValues"} | _drawn(route, words),
    }


def _option(name: str, words: Words) -> dict[str, Any]:
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": words(f"api-param-{name}"),
        "schema": {"type": "integer", "enum": [0, 1], "default": 0},
    }


def _map_name(name: str, words: Words) -> dict[str, Any]:
    """A name of the address that tells what the map shows."""
    about = words(f"cli-{name}", names=", ".join(LAYERS)) if name == "layers" else words(f"cli-{name}")
    return {"name": name, "in": "query", "required": False, "description": about, "schema": _TEXT}


def _drawn(route: Route, words: Words) -> dict[str, Any]:
    """The answer when the browser of the server is busy, or there is none."""
    is_drawn = route.ending in DRAWN
    return {"503": _answer(words("api-answer-not-drawn"), {JSON: "Error"})} if is_drawn else {}


def _other(name: str, contents: dict[str, str], words: Words) -> dict[str, Any]:
    answers: dict[str, Any] = {"200": _answer(words(f"api-answer-{name}"), contents)}
    if name != "health":
        answers["304"] = "NotModified"
    return {"operationId": name, "summary": words(f"api-path-{name}"), "parameters": [], "responses": answers}


def _answer(description: str, contents: dict[str, str]) -> dict[str, Any]:
    """A response; a content without a schema of its own is text."""
    bodies = {
        kind: {"schema": {"$ref": f"#/components/schemas/{schema}"} if schema else _TEXT}
        for kind, schema in contents.items()
    }
    return {"description": description, "content": bodies}
