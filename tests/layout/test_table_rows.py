"""Rows of the table: what is not known is a question mark, a range stands beside its best count."""

from __future__ import annotations

import pytest

from dashboard.data.dataset import Dataset
from dashboard.layout.table import SORTED_BY, table_card, table_rows
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from dashboard.text import Words
from tests.layout.components import find, text
from tests.tiny import BUNDLED, read


def rows_of(dataset: Dataset, words: Words, selection: Selection | None = None) -> dict[str, dict[str, object]]:
    situation = Situation(dataset, selection or Selection(context=True))
    return {row["id"]: row for row in table_rows(situation.page([], 0, 10_000), dataset, words)}


def test_there_is_a_row_for_every_incident_with_the_columns_of_the_grid(bundled: Dataset, words: Words) -> None:
    found = rows_of(bundled, words)
    assert set(found) == {row["incident_id"] for row in read(BUNDLED, "incidents")}
    (grid,) = find(table_card(words), "AgGrid")
    fields = {column["field"] for column in grid.columnDefs}
    assert fields == set(SORTED_BY)
    assert all(set(row) == fields | {"id"} for row in found.values())


def test_no_number_is_shown_where_none_is_known(bundled: Dataset, words: Words) -> None:
    found = rows_of(bundled, words)
    for row in read(BUNDLED, "incidents"):
        is_known = any(row[f"civilians_killed{end}"] for end in ("", "_low", "_high"))
        assert (found[row["incident_id"]]["killed"] == "?") == (not is_known)
        assert (found[row["incident_id"]]["injured"] == "?") == (not row["civilians_injured"])


@pytest.mark.parametrize(
    ("incident", "killed"),
    [("inc-03", "9 (8–10)"), ("inc-04", "0"), ("inc-06", "1–3"), ("inc-07", "1"), ("inc-09", "2 (1–2)")],
)
def test_a_toll_stands_with_its_range(tiny: Dataset, words: Words, incident: str, killed: str) -> None:
    assert rows_of(tiny, words)[incident]["killed"] == killed


def test_a_highest_count_alone_is_no_count(tiny: Dataset, words: Words) -> None:
    assert rows_of(tiny, words)["inc-10"]["killed"] == words("at-most", n="2")


def test_a_doubt_about_who_did_it_stands_beside_the_name(tiny: Dataset, words: Words) -> None:
    found = rows_of(tiny, words)
    for row in tiny.tables["incidents"].to_dict("records"):
        status = tiny.label("incidents", "attribution_status", row["attribution_status"]).lower()
        assert (f"({status})" in str(found[row["incident_id"]]["by"])) == (row["attribution_status"] != "reported")


def test_dates_stay_as_precise_as_they_are(tiny: Dataset, words: Words) -> None:
    assert {row["id"]: row["date"] for row in rows_of(tiny, words).values()} == dict(
        zip(tiny.tables["incidents"]["incident_id"], tiny.tables["incidents"]["date"], strict=True)
    )


def test_labels_are_those_of_the_vocabulary(tiny: Dataset, words: Words) -> None:
    found = rows_of(tiny, words)
    assert found["inc-05"]["type"] == tiny.label("incidents", "event_type", "armed_clash")
    assert found["inc-05"]["place"] == "Çınarlı, Çukurca"
    assert found["inc-02"]["place"] == "Delta", "no district is known"


def test_the_number_of_sources_is_shown(tiny: Dataset, words: Words) -> None:
    found = rows_of(tiny, words)
    assert {name: found[name]["sources"] for name in ("inc-03", "inc-04")} == {"inc-03": 2, "inc-04": 1}


def test_every_column_can_be_sorted_by_the_server(tiny: Dataset, words: Words) -> None:
    (grid,) = find(table_card(words), "AgGrid")
    assert grid.defaultColDef["sortable"]
    for column in SORTED_BY.values():
        for is_descending in (False, True):
            page = Situation(tiny, Selection(context=True)).page([(column, is_descending)], 0, 100)
            assert len(page) == len(tiny.tables["incidents"])


def test_the_card_says_how_to_read_it_and_where_to_download(words: Words) -> None:
    card = table_card(words)
    assert words("table-note") in text(card)
    assert {link.href for link in find(card, "A")} == {"api/incidents.csv", "api/incidents.geojson"}
