"""How the API answers: caching, file names, values that can't be used, paths that lead nowhere."""

from __future__ import annotations

import io
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx import Presentation

from dashboard.api.answers import SHOWN_BAD_VALUES
from dashboard.api.routes import ROUTES, Route
from dashboard.config import Settings
from dashboard.data.current import CurrentDataset
from dashboard.data.dataset import Dataset, load
from dashboard.export.extracts import EXPORTED
from dashboard.model.scope import names_reaching
from dashboard.model.selection import NAMES
from tests.api.conftest import NewClient
from tests.tiny import edit, write_tiny

SELECTED = dict({route.ending: (route.path, route.content_type) for route in ROUTES}.values())  # one of each kind
FILES = [route for route in ROUTES if route.is_file]
KEPT = {**SELECTED, "/api/openapi.json": "application/json", "/api/docs": "text/html; charset=utf-8"}
TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)


def test_health_names_the_data(client: FlaskClient, bundled: Dataset) -> None:
    response = client.get("/healthz")
    assert response.get_json() == {"status": "ok", "data_version": bundled.version}
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", KEPT)
def test_an_answer_may_be_kept_and_is_asked_for_again(tiny_client: FlaskClient, path: str) -> None:
    first = tiny_client.get(path)
    assert (first.status_code, first.content_type) == (200, KEPT[path])
    assert first.headers["Cache-Control"] == "no-cache"
    assert "Accept-Encoding" in first.headers["Vary"]
    tag = first.headers["ETag"]
    assert re.fullmatch(r'"[0-9a-f]{32}"', tag)
    for known in (tag, f'"other", {tag}', f"W/{tag}", f'{tag[:-1]}:gzip"', "*"):
        again = tiny_client.get(path, headers={"If-None-Match": known})
        assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    assert tiny_client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize("path", SELECTED)
def test_the_tag_stands_for_path_selection_and_data(tiny_client: FlaskClient, client: FlaskClient, path: str) -> None:
    def tag(query: str, asked: FlaskClient = tiny_client, at: str = path) -> str:
        return asked.get(f"{at}?{query}", headers={"If-None-Match": "*"}).headers["ETag"]

    assert tag("province=Dahuk&from=2022") == tag("from=2022-01-01&province=Duhok&utm=1")
    others = [
        tag(""),
        tag("province=Duhok"),
        tag("", client),
        *(tag("", at=other) for other in SELECTED if other != path),
    ]
    assert len(set(others)) == len(others)


@pytest.mark.parametrize("path", [*KEPT, "/healthz"])
def test_head_is_get_without_a_body(tiny_client: FlaskClient, path: str) -> None:
    head, get = tiny_client.head(path), tiny_client.get(path)
    assert (head.status_code, head.data) == (200, b"")
    assert set(head.headers.keys()) == set(get.headers.keys())
    assert head.headers.get("ETag") == get.headers.get("ETag")
    if not path.endswith(".pptx"):  # which holds the second in which it was made
        assert dict(head.headers) == dict(get.headers)
        assert int(head.headers["Content-Length"]) == len(get.data)


def test_slides_are_those_of_the_selection(tiny_client: FlaskClient) -> None:
    for query, words in (("province=Dahuk&from=2022&to=2022", "_duhok_2022"), ("q=nowhere-at-all", "_nowhere-at-all")):
        response = tiny_client.get(f"/api/briefing.pptx?{query}")
        assert response.content_type.endswith("presentationml.presentation")
        assert response.headers["Content-Disposition"].endswith(f'_briefing{words}.pptx"')
        shown = "\n".join(
            shape.text_frame.text
            for slide in Presentation(io.BytesIO(response.data)).slides
            for shape in slide.shapes
            if shape.has_text_frame
        )
        summary = tiny_client.get(f"/api/summary.json?{query}").get_json()
        assert summary["description"] in shown


@pytest.mark.parametrize("path", [*KEPT, "/healthz"])
def test_every_answer_leads_to_the_description(tiny_client: FlaskClient, path: str) -> None:
    response = tiny_client.get(path, headers={"X-Forwarded-Prefix": "/x"}, base_url="https://map.example/border")
    assert '</border/api/docs>; rel="service-doc"' in response.headers["Link"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", {}),
        ("province=Dahuk&type=fire&from=2022&to=2022", {"province": "duhok", "type": "fire", "": "2022"}),
        ("province=Hakk%C3%A2ri", {"province": "hakkari"}),
        ("indicator=civilians_killed", {"indicator": "civilians_killed"}),
    ],
)
@pytest.mark.parametrize("route", [one for one in FILES if one.table in EXPORTED], ids=lambda route: route.name)
def test_a_file_is_named_for_what_it_holds(
    tiny_client: FlaskClient, route: Route, query: str, words: dict[str, str]
) -> None:
    response = tiny_client.get(f"{route.path}?{query}", headers={"If-None-Match": "*"})
    match = re.fullmatch(
        rf'attachment; filename="([A-Za-z0-9_-]+\.{route.ending})"', response.headers["Content-Disposition"]
    )
    assert match
    table = EXPORTED[route.table]
    reaching = {"", *names_reaching(table.name, table.by_name), *(words if route.table == "sources" else ())}
    told = match[1].partition(".")[0].split("_", 1)[1].removeprefix(route.table)
    assert told == "".join(f"_{word}" for name, word in words.items() if name in reaching)


@pytest.mark.parametrize("route", [route for route in ROUTES if route.options], ids=lambda route: route.name)
def test_a_switch_beside_the_selection_is_another_file(tiny_client: FlaskClient, route: Route) -> None:
    (option,) = route.options
    plain, other = tiny_client.get(route.path), tiny_client.get(f"{route.path}?{option}=1&province=Duhok")
    assert (plain.status_code, other.status_code) == (200, 200)
    assert (
        other.headers["Content-Disposition"]
        != tiny_client.get(f"{route.path}?province=Duhok").headers["Content-Disposition"]
    )
    assert option in other.headers["Content-Disposition"]
    assert other.text.splitlines()[1].startswith("#")
    tags = {tiny_client.get(f"{route.path}?{query}").headers["ETag"] for query in ("", f"{option}=1", f"{option}=0")}
    assert len(tags) == 2
    refused = tiny_client.get(f"{route.path}?{option}=yes&type=none-such")
    assert refused.status_code == 400
    assert all(named in refused.get_json()["detail"] for named in (option, "yes", "none-such"))


def test_a_switch_that_a_path_does_not_have_is_ignored(tiny_client: FlaskClient) -> None:
    assert tiny_client.get("/api/summary.json?hxl=yes").status_code == 200


@pytest.mark.parametrize("path", SELECTED)
def test_the_public_address_changes_what_is_kept(
    tiny_client: FlaskClient, new_client: NewClient, tiny: Dataset, path: str
) -> None:
    published = new_client(tiny, Settings(public_url="https://map.example"))
    asked = {"headers": {"If-None-Match": "*"}}
    assert published.get(path, **asked).headers["ETag"] != tiny_client.get(path, **asked).headers["ETag"]


@pytest.mark.parametrize("path", SELECTED)
def test_every_value_that_can_not_be_used_is_named(client: FlaskClient, path: str) -> None:
    response = client.get(f"{path}?province=Atlantis,Duhok&from=2024-13&harm=yes&grain=eon&type=<b>&nothing=x")
    assert (response.status_code, response.content_type) == (400, "application/json")
    assert response.headers["Cache-Control"] == "no-store"
    detail = response.get_json()["detail"]
    assert list(response.get_json()) == ["detail"]
    for named in (
        "province",
        "Atlantis",
        "from",
        "2024-13",
        "harm",
        "yes",
        "grain",
        "eon",
        "type",
        "<b>",
        "2024-01-15",
    ):
        assert named in detail
    assert "Duhok" not in detail
    assert "nothing" not in detail


def test_thousands_of_bad_values_are_counted(client: FlaskClient) -> None:
    many = 12_000
    response = client.get("/api/summary.json?type=" + ",".join(f"x{n}" for n in range(many)))
    assert response.status_code == 400
    assert len(response.data) < 3_000
    assert f"{many - SHOWN_BAD_VALUES:,}" in response.get_json()["detail"]


@pytest.mark.parametrize(
    "query",
    [
        "q=%00", "%00=%00&province=%00", "q=%", "%zz=%zz&q=%f", "province=%ff%fe", "q=%ED%A0%80", "q=%F0%9F%8C%8D", "=",
        "?" * 50, "&" * 1_000, "a=" + "x" * 100_000, "q=" + "x" * 100_000, "x" * 100_000, "q=" + "%F0%9F%8C%8D" * 9_000,
        "province=" * 10_000, "province=Duhok&" * 8_000, "from=" + "9" * 100_000, "q='; DROP TABLE events; --",
        "q={n}{}", "province={0.__class__}", "q=%25s", "map=%00&layers=" + "," * 50_000,
    ],
)  # fmt: skip
def test_nothing_a_query_holds_breaks_the_server(tiny_client: FlaskClient, query: str) -> None:
    response = tiny_client.get("/api/summary.json", environ_overrides={"QUERY_STRING": query})
    assert response.status_code in (200, 400)
    assert isinstance(response.get_json()["detail" if response.status_code == 400 else "incidents"], str | int)


@settings(max_examples=30)
@given(pairs=st.lists(st.tuples(st.sampled_from(NAMES), TEXT), max_size=4))
def test_any_values_get_an_answer(tiny_client: FlaskClient, pairs: list[tuple[str, str]]) -> None:
    query = "&".join(f"{name}={quote(value)}" for name, value in pairs)
    response = tiny_client.get(f"/api/summary.json?{query}")
    assert response.status_code in (200, 400)
    assert response.is_json


@pytest.mark.parametrize(
    "path", ["/api/nothing", "/api/docs/", "/api/incidents.xml", "/api/%00", "/api/a/b/%ff", "/api/../api/x"]
)
def test_a_path_that_leads_nowhere_is_told_as_json(tiny_client: FlaskClient, path: str) -> None:
    response = tiny_client.get(path)
    assert (response.status_code, response.content_type) == (404, "application/json")
    assert "/api/docs" in response.get_json()["detail"]


@pytest.mark.parametrize("path", ["/api", "/api/"])
def test_the_way_in_leads_to_the_description(tiny_client: FlaskClient, path: str) -> None:
    response = tiny_client.get(path, follow_redirects=True)
    assert (response.status_code, response.request.path) == (200, "/api/docs")


@pytest.mark.parametrize("path", SELECTED)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_the_api_is_read_only(tiny_client: FlaskClient, method: str, path: str) -> None:
    response = tiny_client.open(path, method=method, json={"province": "Duhok"})
    assert (response.status_code, response.content_type) == (405, "application/json")
    assert {"GET", "HEAD"} <= set(response.headers["Allow"].replace(" ", "").split(","))
    assert "GET" in response.get_json()["detail"]


def test_other_paths_keep_the_errors_of_the_app(tiny_client: FlaskClient) -> None:
    response = tiny_client.get("/elsewhere")
    assert (response.status_code, response.mimetype) == (404, "text/html")


def test_a_fault_of_ours_is_json_without_a_trace(new_client: NewClient, tiny: Dataset) -> None:
    class Broken(CurrentDataset):
        @property
        def dataset(self) -> Dataset:
            raise RuntimeError("secret")

        @dataset.setter
        def dataset(self, value: Dataset) -> None:
            pass

    response = new_client(Broken(tiny)).get("/api/summary.json")
    assert (response.status_code, response.content_type) == (500, "application/json")
    assert "secret" not in response.text
    assert "Traceback" not in response.text


def test_new_data_changes_the_answers(new_client: NewClient, tmp_path: Path) -> None:
    folder = write_tiny(tmp_path / "data", whole_basemap=False)
    current = CurrentDataset(load(folder), folder)
    changing = new_client(current)
    first = changing.get("/api/summary.json")
    edit(folder, "incidents", "inc-12", "civilians_killed", "7")
    assert current.refresh()
    second = changing.get("/api/summary.json", headers={"If-None-Match": first.headers["ETag"]})
    assert second.status_code == 200
    assert (
        second.get_json()["data_version"]
        == changing.get("/healthz").get_json()["data_version"]
        != first.get_json()["data_version"]
    )
    assert second.get_json()["civilians_killed"]["best"] == first.get_json()["civilians_killed"]["best"] + 7


def test_two_apps_answer_from_their_own_data(client: FlaskClient, tiny_client: FlaskClient) -> None:
    versions = {one.get("/healthz").get_json()["data_version"] for one in (client, tiny_client)}
    assert len(versions) == 2
