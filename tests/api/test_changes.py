"""/api/changes.csv: what changed since a version that is remembered, and a 404 for one that is not."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.config import Settings
from dashboard.export.changes import COLUMNS, changes_csv
from dashboard.model.changes import changes_since
from dashboard.model.selection import NAMES, Selection
from dashboard.model.situation import Situation
from dashboard.text import Words
from tests.api.conftest import NewClient
from tests.changing import CHANGED, GONE, MOVED, NEW, Versions, versions

PATH = "/api/changes.csv"
WORDS = Words("en")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Versions:
    return versions(tmp_path_factory.mktemp("changes"))


@pytest.fixture(scope="module")
def changed_client(made: Versions, new_client: NewClient) -> FlaskClient:
    return new_client(made.now, Settings(state_dir=made.state))


@pytest.mark.parametrize(
    ("query", "selection"),
    [("", Selection()), ("&province=Dahuk", Selection(province=("Duhok",))), ("&harm=1", Selection(harm=True))],
)
def test_it_is_the_list_of_the_page(
    made: Versions, changed_client: FlaskClient, query: str, selection: Selection
) -> None:
    response = changed_client.get(f"{PATH}?v={made.old.version}{query}")
    assert (response.status_code, response.content_type) == (200, "text/csv; charset=utf-8")
    changes = changes_since(made.old.version, made.snapshots, Situation(made.now, selection))
    assert response.text == changes_csv(changes, WORDS)
    assert NEW in response.text


def test_no_row_of_a_closed_dataset_is_passed_on(made: Versions, new_client: NewClient) -> None:
    text = new_client(made.closed(), Settings(state_dir=made.state)).get(f"{PATH}?v={made.old.version}").text
    assert not [one for one in (NEW, CHANGED, GONE, MOVED) if one in text]
    assert WORDS.plural("rows-withheld", 4) in text


def test_the_file_is_named_by_dataset_version_and_selection(made: Versions, changed_client: FlaskClient) -> None:
    header = changed_client.get(f"{PATH}?v={made.old.version}&province=Duhok").headers["Content-Disposition"]
    assert header == f'attachment; filename="tiny_changes-since-{made.old.version}_duhok.csv"'


@pytest.mark.parametrize("given", [False, True])
def test_since_the_current_version_nothing_changed(made: Versions, changed_client: FlaskClient, given: bool) -> None:
    response = changed_client.get(f"{PATH}?v={made.now.version if given else ''}")
    assert response.status_code == 200
    assert list(csv.reader(io.StringIO(response.text))) == [[column.name for column in COLUMNS]]


@pytest.mark.parametrize("version", ["0123456789ab", "old", "../../etc/passwd", "%00", "x" * 2_000, "<b>"])
def test_a_version_that_is_not_remembered_is_not_found(changed_client: FlaskClient, version: str) -> None:
    response = changed_client.get(f"{PATH}?v={version}", headers={"If-None-Match": "*"})
    assert (response.status_code, response.mimetype) == (404, "application/json")
    assert response.headers["Cache-Control"] == "no-store"
    assert "not among those remembered" in response.get_json()["detail"]
    assert len(response.get_json()["detail"]) < 300


def test_without_a_folder_no_version_is_found(made: Versions, new_client: NewClient) -> None:
    assert new_client(made.now, Settings()).get(f"{PATH}?v={made.old.version}").status_code == 404


def test_a_value_that_can_not_be_used_is_named(made: Versions, changed_client: FlaskClient) -> None:
    response = changed_client.get(f"{PATH}?v={made.old.version}&province=Atlantis")
    assert response.status_code == 400
    assert "Atlantis" in response.get_json()["detail"]


def test_the_last_version_of_an_address_counts(made: Versions, changed_client: FlaskClient) -> None:
    """As on the page."""
    assert NEW in changed_client.get(f"{PATH}?v=other&v={made.old.version}").text
    assert changed_client.get(f"{PATH}?v={made.old.version}&v=other").status_code == 404


def test_an_answer_may_be_kept_for_its_two_versions_and_selection(made: Versions, changed_client: FlaskClient) -> None:
    queries = (f"v={made.old.version}", f"v={made.now.version}", f"v={made.old.version}&province=Duhok")
    tags = [changed_client.get(f"{PATH}?{query}").headers["ETag"] for query in queries]
    assert len(set(tags)) == len(tags)
    for query, tag in zip(queries, tags, strict=True):
        again = changed_client.get(f"{PATH}?{query}", headers={"If-None-Match": tag})
        assert (again.status_code, again.data) == (304, b"")


def test_it_is_described(made: Versions, changed_client: FlaskClient) -> None:
    document: dict[str, Any] = changed_client.get("/api/openapi.json").get_json()
    operation = document["paths"][PATH]["get"]
    *selection, version = operation["parameters"]
    assert [one["$ref"].split("/")[-1] for one in selection] == list(NAMES)
    assert (version["name"], version["in"], version["required"]) == ("v", "query", False)
    assert version["schema"]["default"] == made.now.version
    assert re.fullmatch(version["schema"]["pattern"], made.old.version)
    assert set(operation["responses"]) == {"200", "304", "400", "404"}
    described = operation["responses"]["200"]["description"]
    assert all(name in described for name in ("is_in_selection", "changed_columns"))
