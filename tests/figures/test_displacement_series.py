"""Lines of the timeline of displacement: readings of one published series and nothing else, forward in time."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.data.dataset import Dataset, load
from dashboard.figures import palette
from dashboard.figures.displaced import published_series
from dashboard.figures.displacement import QUANTITIES, named_lines
from dashboard.figures.style import as_written
from dashboard.figures.views import DISPLACEMENT, VIEWS, figure_of
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from dashboard.text import Words
from tests.figures.reading import traces
from tests.model.selections import selections
from tests.tiny import BUNDLED, read, rows


def timeline(dataset: Dataset, quantity: str, words: Words) -> dict[str, Any]:
    return figure_of(DISPLACEMENT, Situation(dataset, Selection(indicator=(quantity,))), words)


def lines(figure: dict[str, Any]) -> list[dict[str, Any]]:
    return [trace for trace in figure["data"] if trace["type"] == "scatter" and "lines" in trace["mode"]]


@settings(max_examples=6)
@given(data=st.data(), quantity=st.sampled_from(list(QUANTITIES)))
def test_only_readings_of_one_series_are_joined(
    bundled: Dataset, words: Words, data: st.DataObject, quantity: str
) -> None:
    selection = data.draw(selections(bundled))
    situation = Situation(bundled, replace(selection, indicator=(quantity,)))
    reports, series = situation.displacement, published_series(situation)
    column = QUANTITIES[quantity]
    allowed = [Counter(part.dropna()) for _, part in series.groupby("series_id")["value"]]
    allowed += [Counter(part.dropna()) for _, part in reports.groupby("series_id")[column]]
    for line in lines(figure_of(DISPLACEMENT, situation, words)):
        assert any(Counter(line["y"]) <= readings for readings in allowed)
        assert None not in line["y"]


def test_lines_run_forward_in_time(tiny_folder: Callable[..., Path], words: Words) -> None:
    """Also where one reading is known to its year and the other to its day."""
    reading = {"is_cumulative": "yes", "series_id": "one", "persons_displaced": "5"}
    dates = [("2023-02-01", "day"), ("2023", "year"), ("2023-11", "month"), ("2024-01-05", "day")]
    table = [
        rows("displacement")[0] | reading | {"record_id": f"r{n}", "date": date, "date_precision": precision}
        for n, (date, precision) in enumerate(dates)
    ]
    figures = [
        rows("published_figures")[0]
        | {
            "figure_id": f"f{n}",
            "indicator": "persons_displaced",
            "value": str(n + 90),
            "as_of": date,
            "period_end": "",
        }
        for n, (date, _) in enumerate(dates)
    ]
    dataset = load(tiny_folder(whole_basemap=False, displacement=table, published_figures=figures))
    drawn = lines(timeline(dataset, "persons_displaced", words))
    assert [len(line["x"]) for line in drawn] == [4, 4]
    for line in drawn:
        assert line["x"] == sorted(line["x"])


@pytest.mark.parametrize(
    ("date", "source", "is_drawn"),
    [
        ("2024-03-05", "src-5", False),
        ("2024-03", "src-5", False),
        ("2024-03-02", "src-6", False),
        ("2021-03-05", "src-5", True),
    ],
)
def test_only_the_report_of_a_reading_is_not_drawn_twice(
    tiny_folder: Callable[..., Path], words: Words, date: str, source: str, is_drawn: bool
) -> None:
    """The same organisation may report the same number of another year."""
    precision = {7: "month", 10: "day"}[len(date)]
    report = {"date": date, "date_precision": precision, "organisation": "Counter", "persons_displaced": "7"}
    report |= {"source_ids": source}
    reading = {"indicator": "persons_displaced", "organisation": "Counter", "value": "7", "as_of": "2024-03-05"}
    dataset = load(
        tiny_folder(
            whole_basemap=False,
            displacement=[rows("displacement")[0] | {"is_cumulative": "yes", "series_id": ""} | report],
            published_figures=[rows("published_figures")[0] | {"series_id": "s"} | reading],
        )
    )
    (marks,) = traces(timeline(dataset, "persons_displaced", words), "cumulative")
    assert bool(marks["x"]) == is_drawn


def test_more_series_than_colours_are_all_drawn(tiny_folder: Callable[..., Path], words: Words) -> None:
    count = len(palette.SERIES) + 2
    figures = [
        rows("published_figures")[0]
        | {"figure_id": f"f{n}", "indicator": "persons_displaced", "series_id": f"s{n}", "series_title": f"Series {n}"}
        for n in range(count)
    ]
    dataset = load(tiny_folder(whole_basemap=False, published_figures=figures))
    names = [line["name"] for line in lines(timeline(dataset, "persons_displaced", words))]
    assert len(set(names)) == count


@pytest.mark.parametrize("quantity", QUANTITIES)
def test_no_number_is_a_sum(bundled: Dataset, words: Words, quantity: str) -> None:
    published = {float(row[QUANTITIES[quantity]]) for row in read(BUNDLED, "displacement") if row[QUANTITIES[quantity]]}
    published |= {
        float(row["value"])
        for row in read(BUNDLED, "published_figures")
        if row["value"] and row["indicator"] == quantity
    }
    figure = timeline(bundled, quantity, words)
    heights = {y for name in ("new", "cumulative", "series") for trace in traces(figure, name) for y in trace["y"]}
    assert heights
    assert heights <= published


@pytest.mark.parametrize(
    "place",
    [{"province": ("Duhok",)}, {"district": ("Amedi",)}, {"province": ("Duhok",), "district": ("Amedi",)}],
    ids=str,
)
def test_a_series_of_the_whole_area_is_not_drawn_for_a_part(
    bundled: Dataset, words: Words, place: dict[str, tuple[str, ...]]
) -> None:
    whole, part = (Situation(bundled, selection) for selection in (Selection(), Selection(**place)))
    assert set(published_series(whole)["province"].isna()) == {True}
    assert published_series(part).empty
    said = words("series-whole-area-only")
    assert said in VIEWS[DISPLACEMENT].note(part, words)
    assert said not in VIEWS[DISPLACEMENT].note(whole, words)


def test_a_series_of_a_province_is_drawn_for_it(tiny_folder: Callable[..., Path], words: Words) -> None:
    figure = rows("published_figures")[0] | {"indicator": "persons_displaced", "series_id": "s", "province": "Duhok"}
    dataset = load(tiny_folder(whole_basemap=False, published_figures=[figure]))
    chosen = [Selection(indicator=("persons_displaced",), province=(name,)) for name in ("Duhok", "Erbil")]
    assert [len(published_series(Situation(dataset, one))) for one in chosen] == [1, 0]


def test_each_line_is_named_in_its_colour_and_its_marks_open_their_figure(bundled: Dataset, words: Words) -> None:
    situation = Situation(bundled, Selection())
    series = published_series(situation)
    drawn = [line for line in lines(figure_of(DISPLACEMENT, situation, words)) if "markers" in line["mode"]]
    assert [(as_written(line["name"]), line["line"]["color"]) for line in drawn] == named_lines(
        series, situation.span, words
    )
    opened = [tuple(one) for line in drawn for one in line["customdata"]]
    assert {kind for _, kind in opened} == {"figure"}
    assert sorted(one for one, _ in opened) == sorted(series.loc[series["value"].notna(), "figure_id"])


def test_a_line_says_since_when_it_counts(tiny_folder: Callable[..., Path], words: Words) -> None:
    figure = rows("published_figures")[0] | {"indicator": "persons_displaced", "series_id": "s", "series_title": "A: b"}
    dataset = load(tiny_folder(whole_basemap=False, published_figures=[figure | {"period_start": "2015"}]))
    situation = Situation(dataset, Selection(indicator=("persons_displaced",)))
    series = published_series(situation)
    assert [name for name, _ in named_lines(series, situation.span, words)] == [
        words("series-since", title="A: b", start="2015")
    ]


def test_a_report_of_a_month_stands_on_an_axis_of_one_of_its_days(
    tiny_folder: Callable[..., Path], words: Words
) -> None:
    report = rows("displacement")[0] | {"date": "2024-03", "date_precision": "month", "persons_displaced": "7"}
    dataset = load(tiny_folder(whole_basemap=False, displacement=[report | {"series_id": ""}]))
    day = dt.date(2024, 3, 2)
    selection = Selection(start=day, end=day, indicator=("persons_displaced",))
    figure = figure_of(DISPLACEMENT, Situation(dataset, selection), words)
    drawn = [x for name in ("new", "cumulative") for trace in traces(figure, name) for x in trace["x"]]
    assert drawn == ["2024-03-02 12:00"]
