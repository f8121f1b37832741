"""The timeline of displacement: single reports as they were published, never joined or added up on our own account."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.data.dataset import Dataset, load
from dashboard.figures.displaced import published_series, quantity_of
from dashboard.figures.displacement import DEFAULT_QUANTITY, QUANTITIES
from dashboard.figures.views import DISPLACEMENT, VIEWS, figure_of
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from dashboard.text import Words
from tests.figures.reading import traces, valid
from tests.model.selections import selections
from tests.tiny import BUNDLED, read, rows


def asked(quantity: str, **more: Any) -> Selection:
    return Selection(indicator=(quantity,), **more)


def timeline(dataset: Dataset, selection: Selection, words: Words) -> dict[str, Any]:
    return figure_of(DISPLACEMENT, Situation(dataset, selection), words)


def marks(figure: dict[str, Any]) -> dict[str, int]:
    """record_id -> height, of the reports drawn as single marks."""
    found = [(data[0], y) for name in ("new", "cumulative") for t in traces(figure, name)
             for data, y in zip(t["customdata"], t["y"], strict=True)]  # fmt: skip
    assert len({record for record, _ in found}) == len(found), "a report is drawn twice"
    return dict(found)


@pytest.mark.parametrize("quantity", QUANTITIES)
def test_every_dated_report_is_drawn_once(bundled: Dataset, words: Words, quantity: str) -> None:
    """As a mark, or as a reading of a published series that is drawn."""
    situation = Situation(bundled, asked(quantity))
    figure = valid(timeline(bundled, asked(quantity), words))
    readings = published_series(situation).to_dict("records")
    column, drawn = QUANTITIES[quantity], marks(figure)
    for row in read(BUNDLED, "displacement"):
        is_dated_with_number = bool(row["date"] and row[column])
        is_reading = is_dated_with_number and any(
            (row["organisation"], float(row[column])) == (reading["organisation"], reading["value"])
            and (row["date"] == reading["as_of"] or {*row["source_ids"].split(";")} & {*reading["source_ids"]})
            for reading in readings
        )
        assert (row["record_id"] in drawn) == (is_dated_with_number and not is_reading)
        if row["record_id"] in drawn:
            assert drawn[row["record_id"]] == int(row[column])


def test_the_default_quantity_has_reports_that_are_readings_of_a_series(bundled: Dataset) -> None:
    """Else the test above would not see a report that is drawn twice."""
    series = published_series(Situation(bundled, asked(DEFAULT_QUANTITY)))
    readings = {(row["organisation"], row["value"]) for row in series.to_dict("records")}
    reports = [
        (r["organisation"], float(r["villages_evacuated"]))
        for r in read(BUNDLED, "displacement")
        if r["villages_evacuated"]
    ]
    assert readings & set(reports)


def test_undated_reports_are_not_drawn_but_counted_in_the_note(tiny_folder: Callable[..., Path], words: Words) -> None:
    undated = {"record_id": "disp-9", "date": "", "date_precision": "unknown", "persons_displaced": "50"}
    report = rows("displacement")[0]
    dataset = load(tiny_folder(whole_basemap=False, displacement=[report, report | undated]))
    situation = Situation(dataset, asked("persons_displaced"))
    assert set(marks(figure_of(DISPLACEMENT, situation, words))) == {report["record_id"]}
    assert VIEWS[DISPLACEMENT].note(situation, words).startswith(words.plural("undated-reports", 1))


def test_new_and_everything_so_far_have_different_symbols(bundled: Dataset, words: Words) -> None:
    symbols: dict[str, set[bool]] = {}
    is_stock = {row["record_id"]: row["is_cumulative"] == "yes" for row in read(BUNDLED, "displacement")}
    for quantity in QUANTITIES:
        figure = timeline(bundled, asked(quantity), words)
        for trace in (*traces(figure, "new"), *traces(figure, "cumulative")):
            symbols.setdefault(trace["marker"]["symbol"], set()).update(is_stock[d[0]] for d in trace["customdata"])
    assert symbols == {"circle": {False}, "circle-open": {True}}


@pytest.mark.parametrize("quantity", QUANTITIES)
def test_the_indicator_chooses_what_is_shown(bundled: Dataset, quantity: str) -> None:
    assert quantity_of(Situation(bundled, asked(quantity))) == quantity
    other = next(name for name in QUANTITIES if name != quantity)
    assert quantity_of(Situation(bundled, Selection(indicator=(quantity, other)))) == DEFAULT_QUANTITY
    assert quantity_of(Situation(bundled, Selection(indicator=(quantity, "civilians_killed")))) == quantity


@settings(max_examples=6)
@given(data=st.data())
def test_place_and_dates_narrow_the_reports_and_nothing_else_does(
    bundled: Dataset, words: Words, data: st.DataObject
) -> None:
    selection = data.draw(selections(bundled))
    situation = Situation(bundled, selection)
    drawn = marks(figure_of(DISPLACEMENT, situation, words))
    table = bundled.tables["displacement"].set_index("record_id").loc[list(drawn)]
    for name in ("province", "district"):
        chosen = getattr(selection, name)
        assert not chosen or all((value if isinstance(value, str) else "none") in chosen for value in table[name])
    assert all(selection.start is None or day >= selection.start for day in table["date_last_day"])
    assert all(selection.end is None or day <= selection.end for day in table["date_first_day"])
    plain = Selection(province=selection.province, district=selection.district, start=selection.start,
                      end=selection.end, organisation=selection.organisation, indicator=selection.indicator,
                      grain=selection.grain)  # fmt: skip
    assert drawn == marks(figure_of(DISPLACEMENT, Situation(bundled, plain), words))


def test_a_mark_says_who_counted_what_and_where(bundled: Dataset, words: Words) -> None:
    (trace,) = traces(timeline(bundled, asked("families_displaced"), words), "new")
    table = {row["record_id"]: row for row in read(BUNDLED, "displacement")}
    for (record,), text in zip(trace["customdata"], trace["hovertext"], strict=True):
        row = table[record]
        assert words.plural("families_displaced", int(row["families_displaced"])) in text
        assert words.partial_date(row["date"]) in text
        assert row["organisation"].replace("&", "&amp;") in text
        assert all(row[name] in text for name in ("district", "province"))


def test_a_report_stands_in_the_middle_of_what_is_known_of_its_date(tiny: Dataset, words: Words) -> None:
    (trace,) = traces(timeline(tiny, asked("persons_displaced"), words), "new")
    month = tiny.tables["displacement"].set_index("record_id").loc["disp-1"]
    first, last = month["date_first_day"], month["date_last_day"]
    (x,) = [dt.datetime.fromisoformat(x) for x in trace["x"]]
    assert x - dt.datetime.combine(first, dt.time()) == dt.datetime.combine(last + dt.timedelta(1), dt.time()) - x


def test_tables_are_not_changed(bundled: Dataset, words: Words) -> None:
    before = bundled.tables["displacement"].copy()
    timeline(bundled, asked(DEFAULT_QUANTITY), words)
    pd.testing.assert_frame_equal(bundled.tables["displacement"], before)
