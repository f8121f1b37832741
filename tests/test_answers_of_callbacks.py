"""Every server callback answers for any Selection, hostile ones too, and two readers never mix."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from dashboard.application import Application, create_app
from dashboard.config import Settings
from dashboard.data.current import CurrentDataset
from dashboard.data.dataset import Dataset, load
from dashboard.figures.views import VIEWS as CHARTS
from dashboard.layout import ids
from tests.asking import Asker
from tests.tiny import edit

QUERIES = (
    "", "province=none&from=2024-02-29&context=1&grain=day", "q=nowhere-at-all", "to=1950&by=PKK",
    "grain=week&from=2022-07-01&to=2022-08-31&indicator=persons_displaced",
)  # fmt: skip
HOSTILE = (
    "province=%00", "q=%27%3B+drop+table+events--", "q=" + "a" * 5000, "province=" + "x," * 2000, "from=2024-02-30",
    "from=9999999999", "to=-1", "q=%F0%9F%92%A5%ED%A0%80", "q=<script>alert(1)</script>", "grain=../../etc", "harm=2",
    "province=Duhok&province=Erbil&province=", "=&&==&", "%", "q=%25%5B%5D%28%2B%2A", "dataset=other", "q=\u202e\u0000",
)  # fmt: skip
VIEWS = {
    "sentence.children": {},
    "timeline-incidents.figure": {"timeline-milestones-all.checked": True, "breakdown-by.value": "type"},
    "breakdown.figure": {"timeline-milestones-all.checked": False, "breakdown-by.value": "province"},
    "map-incidents.data": {"map.zoom": 8},
}
REQUEST = {"startRow": 0, "endRow": 50, "sortModel": [{"colId": "killed", "sort": "desc"}]}


@pytest.fixture(scope="module")
def application(tiny: Dataset) -> Application:
    return create_app(CurrentDataset(tiny), Settings())


@pytest.fixture(scope="module")
def asker(application: Application) -> Asker:
    return Asker(application)


def selected(query: str, **values: Any) -> dict[str, Any]:
    return {"state-selection.data": query, "state-data-version.data": "x", **values}


@pytest.mark.parametrize("query", QUERIES)
def test_every_view_answers_any_selection(asker: Asker, query: str) -> None:
    for output, more in VIEWS.items():
        answer = asker.ask(output, selected(query, **more))
        assert output in answer, "a callback answers with what it was asked for"
    rows = asker.ask("table.getRowsResponse", selected(query, **{"table.getRowsRequest": REQUEST}))
    assert len(rows["table.getRowsResponse"]["rowData"]) == rows["table.getRowsResponse"]["rowCount"]


@pytest.mark.parametrize("query", HOSTILE[:9])
def test_no_query_makes_a_view_fail(asker: Asker, query: str) -> None:
    assert asker.ask("sentence.children", selected(query))["map-reconciliation.children"]


@pytest.mark.parametrize("query", [*QUERIES, *HOSTILE])
def test_any_address_can_be_opened(asker: Asker, query: str) -> None:
    answer = asker.ask("state-opened.data", {"state-address-opened.data": {"search": f"?{query}", "at": 1}})
    assert answer["state-opened.data"]["search"] == f"?{query}"
    assert isinstance(answer["page-notices.children"], list)


@pytest.mark.parametrize("query", ["province=Atlantis", "from=2024-02-30", "grain=hour", "harm=2"])
def test_what_can_not_be_used_is_named_when_an_address_is_opened(asker: Asker, query: str) -> None:
    answer = asker.ask("state-opened.data", {"state-address-opened.data": {"search": f"?{query}"}})
    assert query.split("=")[1] in json.dumps(answer["page-notices.children"])


def test_an_address_sets_every_control(asker: Asker) -> None:
    search = "?province=دهوك&district=zakho&from=2022&to=2022-07&type=AIRSTRIKE&by=pkk&status=reported&harm=1&context=1"
    search += "&q=a+b&grain=week&indicator=families_displaced&layers=outposts,nonsense&incident=inc-03&map=42,36,44,38"
    answer = asker.ask("state-opened.data", {"state-address-opened.data": {"search": search}})
    assert {name.removeprefix("filter-"): value for name, value in answer.items() if name.startswith("filter-")} == {
        "province.value": ["Duhok"], "district.value": ["Zakho"], "from.value": "2022-01-01", "to.value": "2022-07-31",
        "type.value": ["airstrike"], "by.value": ["PKK"], "status.value": ["reported"], "harm.checked": True,
        "context.checked": True, "q.value": "a b", "grain.value": "week", "quantity.value": "families_displaced",
    }  # fmt: skip
    assert answer["map-layers.value"] == ["outposts"]
    assert answer["state-panel.data"] == {"kind": "incident", "id": "inc-03"}
    assert answer[f"{ids.VIEWPORT}.data"] == [[36, 42], [38, 44]]


@pytest.mark.parametrize("extent", ["nan,36,44,38", "42,36", "44,36,42,38", "1e999,0,1,1", "a,b,c,d", "-200,0,1,1", ""])
def test_an_extent_that_is_none_moves_nothing(asker: Asker, extent: str) -> None:
    answer = asker.ask("state-opened.data", {"state-address-opened.data": {"search": f"?map={quote(extent)}"}})
    assert f"{ids.VIEWPORT}.data" not in answer


def test_the_preferences_of_one_reader_do_not_reach_another(asker: Asker) -> None:
    first = asker.ask("sentence.children", selected("province=Duhok"))
    asker.ask("sentence.children", selected("province=Erbil&harm=1"))
    assert asker.ask("sentence.children", selected("province=Duhok")) == first


def test_nothing_is_drawn_again_that_did_not_change(asker: Asker) -> None:
    zoom = {"map.zoom": 8}
    sites = asker.ask("map-outposts.data", selected("province=Duhok", **zoom))
    key = {"state-drawn-sites.data": sites["state-drawn-sites.data"]}
    same = asker.ask("map-outposts.data", selected("province=Duhok&harm=1", **key, **zoom))
    assert set(same) == {"map-incidents.data", "map-areas.data", "state-drawn-sites.data"}
    assert asker.ask("map-outposts.data", selected("province=Erbil", **key, **zoom))["map-outposts.data"]


def test_only_charts_that_changed_are_sent_again(asker: Asker) -> None:
    shown = {"breakdown-by.value": "type", "timeline-milestones-all.checked": False}
    first = asker.ask("breakdown.figure", selected("", **shown))
    assert {name for name in first if name.endswith(".figure")} == {f"{view}.figure" for view in CHARTS}
    key = {"state-drawn-charts.data": first["state-drawn-charts.data"]}

    again = asker.ask("breakdown.figure", selected("harm=1", **shown, **key))
    assert "timeline-displacement.figure" not in again
    assert {"timeline-incidents.figure", "timeline-casualties.figure", "breakdown.figure"} < set(again)
    assert again["timeline-displacement-note.children"] != first["timeline-displacement-note.children"]

    for change, redrawn in (
        ({"breakdown-by.value": "by"}, {"breakdown.figure"}),
        ({"timeline-milestones-all.checked": True}, {f"{view}.figure" for view in ids.TIMELINES}),
    ):
        turned = asker.ask("breakdown.figure", selected("", **(shown | change), **key))
        assert {name for name in turned if name.endswith(".figure")} == redrawn


def test_counts_stand_beside_every_choice(asker: Asker, tiny: Dataset) -> None:
    counts = asker.ask("state-counts.data", selected("province=Erbil"))["state-counts.data"]
    border = tiny.tables["incidents"][tiny.tables["incidents"]["scope"] == "border"]
    in_erbil = border["province"] == "Erbil"
    expected = {
        ("province", "Duhok"): (border["province"] == "Duhok").sum(),
        ("type", "shelling"): (in_erbil & (border["event_type"] == "shelling")).sum(),
        ("province", "none"): border["province"].isna().sum(),
        ("by", "ISIS"): (in_erbil & (border["attributed_to"] == "ISIS")).sum(),
    }
    assert {one: counts.get(ids.count(*one), "0") for one in expected} == {k: str(n) for k, n in expected.items()}


@pytest.mark.parametrize(
    "view", ["timeline-incidents", "timeline-casualties", "timeline-displacement", "breakdown", "map"]
)
def test_an_image_is_what_is_on_screen(asker: Asker, view: str) -> None:
    button = f"{view}-save-svg.n_clicks"
    state = {"map.bounds": [[36, 42], [38, 45]], "map-layers.value": ["incidents"], "breakdown-by.value": "by"}
    answer = asker.ask("state-image.data", selected("province=Duhok", **state, **{button: 1}), triggered=button)
    image = answer["state-image.data"]
    assert image["format"] == "svg"
    assert image["filename"].endswith(".svg")
    assert "Duhok" in json.dumps(image["figure"]["layout"], ensure_ascii=False)


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
    (folder / "incidents.csv").write_text("nonsense", "utf-8")
    current.refresh()
    broken = asker.ask(
        "page-live.data", {"state-data-version.data": current.dataset.version, "page-live.data": new["page-live.data"]}
    )
    assert "state-data-version.data" not in broken
    assert "incidents.csv" in json.dumps(broken["page-notice-data.children"])
