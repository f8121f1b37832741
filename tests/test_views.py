"""What the page is told of its views: for any Selection, every place once, with what the layout and figures give."""

from __future__ import annotations

import gzip
import json
from typing import Any
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

from dashboard.application import create_app
from dashboard.callbacks.painted import GROUPS
from dashboard.config import Settings
from dashboard.data.current import CurrentDataset
from dashboard.data.dataset import Dataset
from dashboard.figures.views import VIEWS as CHARTS
from dashboard.layout import ids
from dashboard.layout.page import page
from dashboard.layout.table import SORTED_BY
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from dashboard.text import Words
from tests.layout.components import ids_of
from tests.test_answers_of_callbacks import HOSTILE, QUERIES

Told = dict[str, tuple[str, str, Any]]  # place -> how it is painted, key, content


@pytest.fixture(scope="module")
def client(tiny: Dataset) -> FlaskClient:
    return create_app(CurrentDataset(tiny), Settings()).server.test_client()


def ask(client: FlaskClient, query: str = "", **more: str) -> Told:
    address = "&".join(filter(None, [query, urlencode(more)]))
    response = client.get(f"/views?{address}")
    assert response.status_code == 200
    lines = [json.loads(line) for line in response.text.splitlines() if line]
    told = {place: (paint, key, content) for paint, place, key, content in lines}
    assert len(told) == len(lines), "every place is told once"
    return told


def text(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False)


@pytest.mark.parametrize("query", [*QUERIES, *HOSTILE])
def test_every_view_answers_any_selection(client: FlaskClient, query: str) -> None:
    told = ask(client, query)
    assert {ids.SENTENCE, ids.HEADLINE, ids.FILTERS, ids.MAP_INCIDENTS, ids.TABLE, *CHARTS} <= set(told)
    rows = told[ids.TABLE][2]
    assert len(rows["rows"]) == rows["count"]


def test_every_place_is_on_the_page(client: FlaskClient, tiny: Dataset) -> None:
    assert set(ask(client)) <= set(ids_of(page(tiny, Settings(), Words("en"), ())))


def test_groups_are_told_alone_and_make_the_whole(client: FlaskClient) -> None:
    parts = [ask(client, groups=name) for name in GROUPS]
    assert {place: told for part in parts for place, told in part.items()} == ask(client)
    assert sum(map(len, parts)) == len(ask(client))


def test_the_preferences_of_one_reader_do_not_reach_another(client: FlaskClient) -> None:
    first = ask(client, "province=Duhok")
    ask(client, "province=Erbil&harm=1", zoom="10", breakdown="province", milestones="all")
    assert ask(client, "province=Duhok") == first


def test_what_a_page_shows_already_is_not_sent_again(client: FlaskClient) -> None:
    have = {place: key for place, (_, key, _) in ask(client, "province=Duhok").items()}
    assert ask(client, "province=Duhok", have=",".join(map(":".join, have.items()))) == {}
    changed = ask(client, "province=Duhok&harm=1", have=",".join(map(":".join, have.items())))
    assert {ids.MAP_OUTPOSTS, ids.MAP_VILLAGES, ids.TIMELINE_DISPLACEMENT}.isdisjoint(changed)
    assert {ids.SENTENCE, ids.TIMELINE_INCIDENTS, ids.TABLE, ids.TIMELINE_DISPLACEMENT_NOTE} <= set(changed)


@pytest.mark.parametrize(
    ("asked", "changed"),
    [
        ({"breakdown": "by"}, {ids.BREAKDOWN, ids.title(ids.BREAKDOWN)}),
        ({"milestones": "all"}, {*ids.TIMELINES, ids.MILESTONES}),
        ({"zoom": "12.5"}, {ids.MAP_INCIDENTS}),
        ({"sort": "-killed"}, {ids.TABLE}),
        (
            {"zoom": "nan", "sort": "nothing", "breakdown": "drop table", "groups": "all,map,table,charts,numbers"},
            set(),
        ),
    ],
)
def test_what_is_no_filter_changes_its_own_views(client: FlaskClient, asked: dict[str, str], changed: set[str]) -> None:
    before, after = ask(client), ask(client, **asked)
    assert {place for place in after if after[place] != before.get(place)} == changed


@pytest.mark.parametrize("column", SORTED_BY)
def test_rows_come_sorted_and_in_blocks(client: FlaskClient, column: str) -> None:
    whole = ask(client, sort=column)[ids.TABLE][2]
    later = client.get(f"/views/rows?sort={column}&start=3").get_json()
    assert later["count"] == whole["count"]
    assert later["rows"] == whole["rows"][3:]
    backwards = client.get(f"/views/rows?sort=-{column}").get_json()["rows"]
    assert {row["id"] for row in backwards} == {row["id"] for row in whole["rows"]}
    assert client.get("/views/rows?start=-5&sort=;").get_json()["count"] == whole["count"]


def test_counts_stand_beside_every_choice(client: FlaskClient, tiny: Dataset) -> None:
    counts = ask(client, "province=Erbil")[ids.FILTERS][2]
    border = tiny.tables["incidents"][tiny.tables["incidents"]["scope"] == "border"]
    in_erbil = border["province"] == "Erbil"
    expected = {
        ("province", "Duhok"): (border["province"] == "Duhok").sum(),
        ("type", "shelling"): (in_erbil & (border["event_type"] == "shelling")).sum(),
        ("province", "none"): border["province"].isna().sum(),
        ("by", "ISIS"): (in_erbil & (border["attributed_to"] == "ISIS")).sum(),
        ("district", "Mergasor"): (in_erbil & (border["district"] == "Mergasor")).sum(),
        ("district", "Amedi"): 0,
        ("harm", "1"): Situation(tiny, Selection(province=("Erbil",), harm=True)).toll.incidents,
    }
    assert {one: counts.get(ids.count(*one), "0") for one in expected} == {k: str(n) for k, n in expected.items()}


def test_the_sheet_of_filters_says_how_many_it_would_show_and_how_many_filters_are_set(
    client: FlaskClient, tiny: Dataset
) -> None:
    words = Words("en")
    counts, narrowed = (ask(client, query)[ids.FILTERS][2] for query in ("", "province=Erbil&harm=1&indicator=killed"))
    assert counts["show"] == words.plural("show-incidents", Situation(tiny, Selection()).toll.incidents)
    assert (counts["set"], narrowed["set"]) == (words("filters"), words.plural("filters-set", 2))
    rows = tiny.tables["incidents"]
    assert counts[ids.count("context", "1")] == f"+{(rows['scope'] == 'context').sum()}"


def test_the_answer_is_packed_so_that_each_part_can_be_read_at_once(client: FlaskClient) -> None:
    plain = client.get("/views?province=Duhok")
    packed = client.get("/views?province=Duhok", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 2
    assert b"\n\n" in plain.data, "what is painted at once ends with a blank line"
    assert plain.headers["Cache-Control"] == "no-store"
