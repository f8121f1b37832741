"""What stands beside a CSV: selection, version, terms, what the columns mean and what the rows do not follow."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json

import pytest

from dashboard.api.summary import summary
from dashboard.data.dataset import Dataset
from dashboard.data.hashtags import hashtag
from dashboard.export.about import companion
from dashboard.export.extracts import EXPORTED
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from dashboard.text import Words
from tests.files import table_csv

WORDS = Words("en")
YEAR = {"start": dt.date(2024, 1, 1), "end": dt.date(2024, 12, 31)}
OF_INCIDENTS = ("incidents", "casualties")


@pytest.mark.parametrize("name", EXPORTED)
def test_it_describes_the_file_beside_it(bundled: Dataset, name: str) -> None:
    situation = Situation(bundled, Selection(province=("Duhok",), **YEAR))
    found = companion(name, situation, WORDS)
    header, *lines = csv.reader(io.StringIO(table_csv(name, situation, WORDS), newline=""))
    assert [column["name"] for column in found["columns"]] == header
    assert found["rows"] == len(lines)
    table, about = EXPORTED[name], bundled.description
    for said, column in zip(found["columns"], table.columns, strict=True):
        assert (said["meaning"], said["blank"]) == (column.meaning, column.blank or None)
        assert said["hashtag"] == hashtag(table.name, column.name)
    assert (found["table"], found["row_is"], found["key"]) == (name, table.title, table.key or None)
    assert (found["title"], found["licence"], found["citation"]) == (about.title, about.licence, about.citation)
    assert (found["data_version"], found["covers_to"]) == (bundled.version, about.covers_to.isoformat())
    assert found["query"] == situation.selection.query()
    json.dumps(found, allow_nan=False)


@pytest.mark.parametrize("name", EXPORTED)
def test_totals_are_those_of_the_summary_where_the_table_is_about_incidents(bundled: Dataset, name: str) -> None:
    situation = Situation(bundled, Selection(province=("Erbil",)))
    totals = companion(name, situation, WORDS)["totals"]
    counted = summary(situation, WORDS)
    assert totals == ({key: counted[key] for key in totals} if name in OF_INCIDENTS else None)


@pytest.mark.parametrize("name", EXPORTED)
def test_it_says_that_a_blank_is_no_0(tiny: Dataset, name: str) -> None:
    assert WORDS("note-blank-is-unknown") in companion(name, Situation(tiny, Selection()), WORDS)["notes"]


@pytest.mark.parametrize("name", EXPORTED)
def test_rows_without_a_date_are_explained_when_days_are_chosen(tiny: Dataset, name: str) -> None:
    may_be_undated = name in ("displacement", "outposts", "affected-places", "published-figures")
    note = WORDS("note-undated")
    assert (note in companion(name, Situation(tiny, Selection(**YEAR)), WORDS)["notes"]) == may_be_undated
    assert note not in companion(name, Situation(tiny, Selection()), WORDS)["notes"]
