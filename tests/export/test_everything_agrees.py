"""A hundred random Selections: the page, the summary, every file of rows and the charts of the slides say the same.

Chance has a seed, so that a failure can be seen again. Rows are compared cell by cell in `test_tables_agree`; here
numbers are added up from what a reader opens.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import random
from typing import Any

import openpyxl
import pytest
from flask.testing import FlaskClient
from pptx import Presentation
from pptx.presentation import Presentation as Deck

from dashboard.application import create_app
from dashboard.config import Settings
from dashboard.data.current import CurrentDataset
from dashboard.data.dataset import Dataset
from dashboard.export.slides.presentation import new_deck, new_page, saved
from dashboard.export.slides.timeline_pages import draw_casualties, draw_incidents
from dashboard.figures.views import CASUALTIES, INCIDENTS, view_title
from dashboard.layout import ids
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from dashboard.text import Words
from tests.export.slides.measures import assert_charts_add_up
from tests.model.selections import SEARCHES, values_of

WORDS = Words("en")
SELECTIONS = 100


@pytest.fixture(scope="module")
def client(bundled: Dataset) -> FlaskClient:
    return create_app(CurrentDataset(bundled), Settings()).server.test_client()


def chosen(chance: random.Random, dataset: Dataset) -> Selection:
    """Up to three narrowings, as readers combine them; some leave nothing."""
    values: dict[str, Any] = {}
    lists = values_of(dataset)
    for name in chance.sample([*lists, "days", "harm", "context", "q"], chance.randint(0, 3)):
        if name == "days":
            first = dt.date(2013, 1, 1) + dt.timedelta(days=chance.randrange(13 * 365))
            values |= {"start": first, "end": first + dt.timedelta(days=chance.choice((0, 30, 365, 2_000)))}
        elif name in lists:
            values[name] = tuple(sorted(chance.sample(lists[name], min(len(lists[name]), chance.randint(1, 4)))))
        else:
            values[name] = chance.choice(SEARCHES) if name == "q" else True
    return Selection(**values)


@pytest.mark.agreement
@pytest.mark.parametrize("number", range(SELECTIONS))
def test_every_way_to_take_numbers_away_gives_the_same(client: FlaskClient, bundled: Dataset, number: int) -> None:
    selection = chosen(random.Random(number), bundled)
    query = selection.query()
    summary = client.get(f"/api/summary.json?{query}").get_json()
    mapped, incidents = summary["mapped"], summary["incidents"]
    assert page_numbers(client, query) == (incidents, mapped)
    rows = list(csv.DictReader(io.StringIO(client.get(f"/api/incidents.csv?{query}").text)))
    assert len(rows) == incidents
    assert sum(row["latitude"] != "" for row in rows) == mapped
    assert killed_of(rows) == summary["civilians_killed"]["best"]
    features = client.get(f"/api/incidents.geojson?{query}").get_json(force=True)["features"]
    assert {one["id"] for one in features if one["geometry"]} == {r["incident_id"] for r in rows if r["latitude"]}
    assert workbook_ids(client.get(f"/api/incidents.xlsx?{query}").data) == [row["incident_id"] for row in rows]
    situation = Situation(bundled, selection)
    assert (situation.toll.incidents, situation.toll.killed_best) == (incidents, summary["civilians_killed"]["best"])
    if incidents:
        assert_charts_add_up(chart_slides(situation), situation, WORDS)


def page_numbers(client: FlaskClient, query: str) -> tuple[int, int]:
    """Incidents in the table, and in the groups of the map."""
    lines = [json.loads(line) for line in client.get(f"/views?{query}").text.splitlines() if line]
    told = {place: content for _, place, _, content in lines}
    marks = told[ids.MAP_INCIDENTS]["features"]
    return told[ids.TABLE]["count"], sum(mark["properties"]["n"] for mark in marks)


def killed_of(rows: list[dict[str, str]]) -> int | None:
    """The best counts that are known, added up; None when none is."""
    known = [int(row["civilians_killed"]) for row in rows if row["civilians_killed"]]
    return sum(known) if known else None


def workbook_ids(content: bytes) -> list[str]:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    return [str(row[0]) for row in book.worksheets[0].iter_rows(min_row=2, max_col=1, values_only=True)]


def chart_slides(situation: Situation) -> Deck:
    """The slides of the two timelines alone, as `briefing_pptx` draws them."""
    made = new_deck("", "", "")
    for view, draw in ((INCIDENTS, draw_incidents), (CASUALTIES, draw_casualties)):
        draw(new_page(made, view_title(view, situation, WORDS)), situation, WORDS)
    return Presentation(io.BytesIO(saved(made)))


def test_chance_finds_full_narrow_and_empty_selections(bundled: Dataset) -> None:
    counts = [Situation(bundled, chosen(random.Random(number), bundled)).toll.incidents for number in range(SELECTIONS)]
    assert len(set(counts)) > SELECTIONS / 4
    assert 0 < sum(count == 0 for count in counts) < SELECTIONS / 2
