"""The OpenAPI document names every path, every parameter, and what really comes back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import jsonschema
import pytest
from flask.testing import FlaskClient

from dashboard.api.routes import DRAWN, MAP_NAMES, ROUTES
from dashboard.config import Settings
from dashboard.data.dataset import Dataset
from dashboard.data.tables import INCIDENTS
from dashboard.export.extracts import EXPORTED
from dashboard.model.selection import LISTS, NAMES
from tests.api.conftest import NewClient

Document = dict[str, Any]
FROM_VOCABULARY = {"type": "event_type", "by": "attributed_to", "status": "attribution_status"}


@pytest.fixture(scope="module")
def document(client: FlaskClient) -> Document:
    found: Document = client.get("/api/openapi.json").get_json()
    return found


def references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        yield from [part["$ref"]] if "$ref" in part else []
        part = list(part.values())
    for inner in part if isinstance(part, list) else []:
        yield from references(inner)


def check(value: Any, schema: str, document: Document) -> None:
    """Fail when `value` is not what the document says of it."""
    whole = {"$ref": f"#/components/schemas/{schema}", "components": document["components"]}
    jsonschema.Draft202012Validator(whole).validate(value)


def test_it_is_openapi_3_1_without_a_loose_end(document: Document) -> None:
    assert document["openapi"] == "3.1.0"
    for reference in references(document):
        part: Any = document
        for name in reference.removeprefix("#/").split("/"):
            part = part[name]
        assert part
    for schema in document["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)


def test_every_route_is_described_and_every_description_has_a_route(document: Document, client: FlaskClient) -> None:
    rules = {r.rule for r in client.application.url_map.iter_rules() if r.endpoint.startswith("api.")}
    assert set(document["paths"]) == {rule for rule in rules if "<" not in rule} - {"/api/"}
    operations = [item["get"] for item in document["paths"].values()]
    assert len({one["operationId"] for one in operations}) == len(operations)


def test_every_answer_is_the_one_described(document: Document, client: FlaskClient) -> None:
    for path, item in document["paths"].items():
        answers = item["get"]["responses"]
        response = client.get(path)
        assert response.mimetype in answers["200"]["content"]
        schema = answers["200"]["content"][response.mimetype]["schema"]
        if "$ref" in schema:
            check(response.get_json(force=True), schema["$ref"].split("/")[-1], document)
        if "304" in answers:
            assert client.get(path, headers={"If-None-Match": response.headers["ETag"]}).status_code == 304
        refused = client.get(f"{path}?province=Atlantis")
        assert refused.status_code == (400 if "400" in answers else 200)
        if refused.status_code == 400:
            check(refused.get_json(), "Error", document)


@pytest.mark.parametrize("query", ["q=nowhere-at-all", "province=none", "context=1&to=2010", "type=fire&harm=1"])
def test_answers_about_little_fit_too(document: Document, client: FlaskClient, query: str) -> None:
    check(client.get(f"/api/summary.json?{query}").get_json(), "Summary", document)
    check(client.get(f"/api/incidents.geojson?{query}").get_json(force=True), "Incidents", document)
    for table in EXPORTED:
        check(client.get(f"/api/{table}.meta.json?{query}").get_json(), "Companion", document)


def test_every_name_of_the_selection_is_a_parameter(document: Document) -> None:
    parameters = document["components"]["parameters"]
    assert list(parameters) == list(NAMES)
    for name, parameter in parameters.items():
        assert (parameter["name"], parameter["in"], parameter["required"]) == (name, "query", False)
        assert len(parameter["description"]) > 10
        assert (parameter["schema"]["type"] == "array") == (name in LISTS)
    for route in ROUTES:
        given = document["paths"][route.path]["get"]["parameters"]
        assert [one["$ref"].split("/")[-1] for one in given if "$ref" in one] == list(NAMES)
        assert [one["name"] for one in given if "$ref" not in one] == [
            *route.options,
            *(MAP_NAMES if route.has_map else ()),
        ]


def test_the_paths_of_the_design_are_there(document: Document) -> None:
    tables = ("incidents", "casualties", "displacement", "outposts", "affected-places", "milestones",
              "published-figures", "sources")  # fmt: skip
    paths = {f"/api/{table}.{ending}" for table in tables for ending in ("csv", "meta.json")}
    paths |= {"/api/summary.json", "/api/incidents.geojson", "/api/incidents.xlsx"}
    paths |= {f"/api/briefing.{ending}" for ending in ("pptx", "pdf", "zip")}
    assert paths == {route.path for route in ROUTES} <= set(document["paths"])


def test_what_a_browser_draws_may_have_to_wait(document: Document) -> None:
    waiting = {path for path, item in document["paths"].items() if "503" in item["get"]["responses"]}
    assert waiting == {route.path for route in ROUTES if route.ending in DRAWN} != set()


def test_every_file_comes_with_a_name(document: Document) -> None:
    for route in ROUTES:
        answer = document["paths"][route.path]["get"]["responses"]["200"]
        assert ("Content-Disposition" in answer.get("headers", {})) == route.is_file


def test_values_come_from_the_vocabulary(document: Document, bundled: Dataset) -> None:
    parameters = document["components"]["parameters"]
    for name, column in FROM_VOCABULARY.items():
        assert parameters[name]["schema"]["items"]["enum"] == list(bundled.choices("incidents", column))
    provinces = parameters["province"]["schema"]["items"]["examples"]
    assert provinces == [*bundled.tables["provinces"]["province"], "none"]


@pytest.mark.parametrize("name", NAMES)
def test_every_example_and_value_can_be_used(document: Document, client: FlaskClient, name: str) -> None:
    parameter = document["components"]["parameters"][name]
    assert parameter["examples"]
    schema = parameter["schema"]
    examples = [example["value"] for example in parameter["examples"].values()]
    items = schema.get("items", {})
    examples += [items[key] for key in ("enum", "examples") if key in items]
    examples += schema.get("enum", [])
    for value in examples:
        text = ",".join(value) if isinstance(value, list) else str(value)
        query = urlencode({name: text})
        # "*" stands for anything kept: a query that can be used is answered without counting.
        response = client.get(f"/api/summary.json?{query}", headers={"If-None-Match": "*"})
        assert response.status_code == 304, query


def test_an_incident_has_the_columns_of_the_table(document: Document) -> None:
    properties = document["components"]["schemas"]["Incident"]["properties"]
    assert list(properties) == [column.name for column in INCIDENTS.columns]
    for column in INCIDENTS.columns:
        assert ("null" in properties[column.name]["type"]) == bool(column.blank)


def test_it_names_where_it_is_published(new_client: NewClient, tiny: Dataset) -> None:
    for url in ("", "https://map.example/border"):
        document = new_client(tiny, Settings(public_url=url)).get("/api/openapi.json").get_json()
        assert document["servers"] == [{"url": url or "/"}]
        assert tiny.version in document["info"]["description"]


def test_answers_about_imported_datasets_are_as_described(new_client: NewClient, with_imports: Dataset) -> None:
    client = new_client(with_imports)
    document: Document = client.get("/api/openapi.json").get_json()
    for query in ("dataset=ucdp", "dataset=tiny,ucdp,acled", "dataset=dtm", ""):
        check(client.get(f"/api/summary.json?{query}").get_json(), "Summary", document)
        check(client.get(f"/api/incidents.geojson?{query}").get_json(), "Incidents", document)
        for table in EXPORTED:
            check(client.get(f"/api/{table}.meta.json?{query}").get_json(), "Companion", document)
    offered = document["components"]["parameters"]["dataset"]["schema"]["items"]["enum"]
    assert offered == ["tiny", "acled", "dtm", "ucdp"]
