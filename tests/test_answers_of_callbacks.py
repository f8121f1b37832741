"""Every server callback answers for any Selection, hostile ones too, and two readers never mix."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from dashboard.application import Application, create_app
from dashboard.callbacks.controls import FILTERS, control_values
from dashboard.config import Settings
from dashboard.data.current import CurrentDataset
from dashboard.data.dataset import Dataset, load
from dashboard.export.sizes import SIZES
from dashboard.figures.map_frame import WHOLE_BORDER
from dashboard.layout import ids
from dashboard.layout.map import viewport
from dashboard.model.names import Names
from dashboard.model.selection import parse
from dashboard.text import Words
from tests.asking import Asker
from tests.tiny import add_row, describe, edit

QUERIES = (
    "", "province=none&from=2024-02-29&context=1&grain=day", "q=nowhere-at-all", "to=1950&by=PKK",
    "grain=week&from=2022-07-01&to=2022-08-31&indicator=persons_displaced",
)  # fmt: skip
HOSTILE = (
    "province=%00", "q=%27%3B+drop+table+events--", "q=" + "a" * 5000, "province=" + "x," * 2000, "from=2024-02-30",
    "from=9999999999", "to=-1", "q=%F0%9F%92%A5%ED%A0%80", "q=<script>alert(1)</script>", "grain=../../etc", "harm=2",
    "province=Duhok&province=Erbil&province=", "=&&==&", "%", "q=%25%5B%5D%28%2B%2A", "dataset=other", "q=\u202e\u0000",
)  # fmt: skip


@pytest.fixture(scope="module")
def application(tiny: Dataset) -> Application:
    return create_app(CurrentDataset(tiny), Settings())


@pytest.fixture(scope="module")
def asker(application: Application) -> Asker:
    return Asker(application)


def selected(query: str, **values: Any) -> dict[str, Any]:
    return {"state-selection.data": query, "state-data-version.data": "x", **values}


@pytest.mark.parametrize("query", [*QUERIES, *HOSTILE])
def test_any_address_can_be_opened(asker: Asker, query: str) -> None:
    answer = asker.ask("state-opened.data", {"state-address-opened.data": {"search": f"?{query}", "at": 1}})
    assert answer["state-opened.data"]["search"] == f"?{query}"
    assert isinstance(answer["page-notices.children"], list)


@pytest.mark.parametrize(
    "query", ["province=Atlantis", "from=2024-02-30", "grain=hour", "harm=2", "layers=bogus", "map=1,2", "lang=xx"]
)
def test_what_can_not_be_used_is_named_when_an_address_is_opened(asker: Asker, query: str) -> None:
    answer = asker.ask("state-opened.data", {"state-address-opened.data": {"search": f"?{query}"}})
    assert query.split("=")[1] in json.dumps(answer["page-notices.children"])


def test_an_address_sets_every_control(asker: Asker) -> None:
    search = "?province=دهوك&district=zakho&from=2022&to=2022-07&type=AIRSTRIKE&by=pkk&status=reported&harm=1&context=1"
    search += "&q=a+b&grain=week&indicator=families_displaced&layers=outposts,nonsense&incident=inc-03&map=42,36,44,38"
    search += "&organisation=institute&dataset=tiny&lang=en&v=0123456789ab"
    answer = asker.ask("state-opened.data", {"state-address-opened.data": {"search": search}})
    assert {name.removeprefix("filter-"): value for name, value in answer.items() if name.startswith("filter-")} == {
        "province.value": ["Duhok"], "district.value": ["Zakho"], "from.value": "2022-01-01", "to.value": "2022-07-31",
        "type.value": ["airstrike"], "by.value": ["PKK"], "status.value": ["reported"], "harm.checked": True,
        "context.checked": True, "q.value": "a b", "grain.value": "week", "organisation.data": ["Institute"],
        "indicator.data": ["families_displaced"], "dataset.value": ["tiny"],
    }  # fmt: skip
    assert answer["map-layers.value"] == ["outposts"]
    assert answer["state-panel.data"] == {"kind": "incident", "id": "inc-03"}
    assert answer[f"{ids.VIEWPORT}.data"]["bounds"] == [[36, 42], [38, 44]]
    assert (answer["state-language.data"], answer["state-link-version.data"]) == ("en", "0123456789ab")
    assert "nonsense" in json.dumps(answer["page-notices.children"])


def test_new_data_brings_new_choices_and_leaves_the_selection(tiny_folder: Callable[..., Path]) -> None:
    folder = tiny_folder(whole_basemap=False)
    current = CurrentDataset(load(folder), folder)
    asker, old = Asker(create_app(current, Settings())), current.dataset.version
    add_row(folder, "districts", "Zakho", district="Newtown", boundary_id="")
    describe(folder, covers_to="2025-01-31")
    assert current.refresh()
    query = "province=Duhok&district=Zakho,Newtown&type=shelling&by=PKK&status=reported&from=2020-01-01&harm=1&q=x"
    told = asker.ask("page-live.data", {"state-data-version.data": old, "state-selection.data": query})
    controls = {one["props"]["id"]: one["props"] for one in described(told[f"{ids.FILTERS_CONTROLS}.children"])}
    shown = {
        name: controls[component].get(prop) for name, (component, prop) in FILTERS.items() if component in controls
    }
    expected = control_values(parse(query, Names.of(current.dataset))[0])
    assert shown == {name: expected[name] for name in shown}
    assert len(shown) > 8
    assert "Newtown" in json.dumps(controls[ids.FILTER_DISTRICT]["data"])
    assert controls[ids.FILTER_TO]["placeholder"] == Words("en").day(current.dataset.description.covers_to)


def described(part: Any) -> Iterator[dict[str, Any]]:
    """Every component with an id in what a callback answered."""
    if isinstance(part, list):
        for one in part:
            yield from described(one)
    elif isinstance(part, dict) and "props" in part:
        if isinstance(part["props"].get("id"), str):
            yield part
        yield from described(part["props"].get("children"))


@pytest.mark.parametrize("extent", ["nan,36,44,38", "42,36", "44,36,42,38", "1e999,0,1,1", "a,b,c,d", "-200,0,1,1", ""])
def test_without_an_extent_that_can_be_used_the_map_fits_the_selection(asker: Asker, extent: str) -> None:
    def shown(**opened: Any) -> Any:
        return asker.ask("state-opened.data", {"state-address-opened.data": opened}).get(f"{ids.VIEWPORT}.data")

    assert shown(search=f"?map={quote(extent)}") == viewport(WHOLE_BORDER)
    (south, west), (north, east) = shown(search=f"?province=Duhok&map={quote(extent)}")["bounds"]
    assert WHOLE_BORDER[0] < west < east < WHOLE_BORDER[2]
    assert south < north


def test_going_back_moves_the_map_only_where_the_reader_has_moved_it(asker: Asker) -> None:
    for moved, is_moved in ((None, False), ("42,36,44,38", True)):
        state = {"state-address-opened.data": {"search": "?province=Duhok", "isBack": True}, "state-extent.data": moved}
        assert (f"{ids.VIEWPORT}.data" in asker.ask("state-opened.data", state)) is is_moved


@pytest.mark.parametrize(
    "view", ["timeline-incidents", "timeline-casualties", "timeline-displacement", "breakdown", "map"]
)
def test_an_image_is_what_is_on_screen(asker: Asker, view: str) -> None:
    asked = {"view": view, "ending": "svg", "size": "square", "at": "1"}
    state = {"map.bounds": [[36, 42], [38, 45]], "map-layers.value": ["incidents"], "breakdown-by.value": "by"}
    answer = asker.ask("state-image.data", selected("province=Duhok", **state, **{"state-image-asked.data": asked}))
    image = answer["state-image.data"]
    assert (image["format"], image["at"]) == ("svg", "1")
    assert (image["width"], image["height"]) == (SIZES["square"].width, SIZES["square"].height)
    assert image["filename"].endswith(".svg")
    assert "Duhok" in json.dumps(image["figure"]["layout"], ensure_ascii=False)


@pytest.mark.parametrize(
    "asked",
    [None, 1, [], {}, {"view": "map"}, {"view": "../map", "ending": "svg", "size": "a4"},
     {"view": "map", "ending": "exe", "size": "a4"}, {"view": "map", "ending": "svg", "size": "huge"},
     {"view": ["map"], "ending": {}, "size": None}],
)  # fmt: skip
def test_what_names_no_image_gets_none(asker: Asker, asked: Any) -> None:
    values = selected("", **{"state-image-asked.data": asked, "map-layers.value": []})
    assert asker.ask("state-image.data", values) == {}


def test_open_pages_are_told_of_new_and_of_broken_data(tiny_folder: Callable[..., Path]) -> None:
    folder = tiny_folder(whole_basemap=False)
    current = CurrentDataset(load(folder), folder)
    asker, old = Asker(create_app(current, Settings())), current.dataset.version
    first = asker.ask("page-live.data", {"state-data-version.data": old})
    state = {"page-live.data": first["page-live.data"], "state-data-version.data": old}
    assert asker.ask("page-live.data", state) == {}, "nothing changed, nothing is sent"
    edit(folder, "incidents", "inc-03", "civilians_killed", "10")
    assert current.refresh()
    new = asker.ask("page-live.data", state)
    assert new["state-data-version.data"] == current.dataset.version != old
    assert f"{ids.FILTERS_CONTROLS}.children" not in first, "the page has the choices of the data that it came with"
    assert new[f"{ids.FILTERS_CONTROLS}.children"]
    (folder / "incidents.csv").write_text("nonsense", "utf-8")
    current.refresh()
    broken = asker.ask(
        "page-live.data", {"state-data-version.data": current.dataset.version, "page-live.data": new["page-live.data"]}
    )
    assert "state-data-version.data" not in broken
    assert "incidents.csv" in json.dumps(broken["page-notice-data.children"])


def test_a_breakdown_that_was_not_said_yet_is_the_usual_one(asker: Asker) -> None:
    panel = {"kind": "numbers", "view": "breakdown"}
    asked = [
        asker.ask("panel-drawer.title", selected("", **{"state-panel.data": panel, "breakdown-by.value": by}))
        for by in (None, "type")
    ]
    assert asked[0] == asked[1]
