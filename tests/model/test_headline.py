"""The figures at the top of the page."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from dashboard.data.dataset import Dataset, load
from dashboard.model.headline import (
    VILLAGES,
    Change,
    change,
    counted_outposts,
    latest_villages,
    other_villages,
    outposts_by_operator,
)
from dashboard.model.headline_words import cards
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from dashboard.text import Words
from tests.tiny import rows, write_tiny

YEAR_2024 = Selection(start=dt.date(2024, 1, 1), end=dt.date(2024, 12, 31))


@pytest.mark.parametrize(
    ("now", "before", "difference", "percent"),
    [
        (2, 1, 1, None),
        (9, 9, 0, None),
        (15, 10, 5, 50),
        (0, 20, -20, -100),
        (5, 0, 5, None),
        (None, 30, None, None),
        (30, None, None, None),
    ],
)
def test_few_incidents_give_no_percentage(
    now: int | None, before: int | None, difference: int | None, percent: int | None
) -> None:
    assert (Change(now, before).difference, Change(now, before).percent) == (difference, percent)


def test_the_change_counts_incidents_dated_within_the_two_years(bundled: Dataset) -> None:
    found = change(Situation(bundled, YEAR_2024), "incidents")
    cells = bundled.cells["incidents"]
    dates = cells.loc[(cells["scope"] == "border") & (cells["date_precision"] != "unknown"), "date"]
    assert found == Change(int(dates.str.startswith("2024").sum()), int(dates.str.startswith("2023").sum()))


@pytest.mark.parametrize(
    ("start", "end"),
    [(None, dt.date(2024, 12, 31)), (dt.date(1992, 1, 1), None), (dt.date(2025, 1, 1), dt.date(2099, 12, 31))],
)
def test_no_change_is_told_without_two_covered_periods(
    bundled: Dataset, start: dt.date | None, end: dt.date | None
) -> None:
    situation = Situation(bundled, Selection(start=start, end=end))
    assert change(situation, "incidents") is None
    assert situation.toll_before is situation.toll_inside is None


def test_counted_outposts_neither_overlap_nor_are_planned_or_closed(bundled: Dataset) -> None:
    cells = bundled.cells["outposts"]
    counted = cells[(cells["is_overlapping"] == "no") & ~cells["status"].isin(["planned", "closed"])]
    situation = Situation(bundled, Selection())
    assert list(counted_outposts(situation)["outpost_id"]) == list(counted["outpost_id"])
    assert dict(outposts_by_operator(situation)) == counted["operated_by"].value_counts().to_dict()
    numbers = [number for _, number in outposts_by_operator(situation)]
    assert numbers == sorted(numbers, reverse=True)


def test_the_latest_reading_of_a_series_is_shown(bundled: Dataset) -> None:
    cells = bundled.cells["published_figures"]
    series = cells[(cells["indicator"] == VILLAGES) & (cells["series_id"] != "") & (cells["province"] == "")]
    latest = series[series["as_of"] == series["as_of"].max()].iloc[-1]
    found = latest_villages(Situation(bundled, Selection()))
    assert found is not None
    assert (found["figure_id"], found["value"]) == (latest["figure_id"], float(latest["value"]))


def test_of_chosen_organisations_their_own_reading_is_shown(bundled: Dataset) -> None:
    latest = latest_villages(Situation(bundled, Selection()))
    assert latest is not None
    others = tuple(set(bundled.tables["published_figures"]["organisation"]) - {latest["organisation"]})
    own = latest_villages(Situation(bundled, Selection(organisation=(latest["organisation"],))))
    other = latest_villages(Situation(bundled, Selection(organisation=others)))
    assert own is not None
    assert own["figure_id"] == latest["figure_id"]
    assert other is None or other["organisation"] != latest["organisation"]


def test_a_reading_after_the_last_day_is_not_shown(bundled: Dataset) -> None:
    found = latest_villages(Situation(bundled, YEAR_2024))
    assert found is not None
    assert found["as_of_first_day"] <= dt.date(2024, 12, 31)
    assert latest_villages(Situation(bundled, Selection(end=dt.date(2000, 1, 1)))) is None


def test_other_figures_are_about_the_whole_area(bundled: Dataset) -> None:
    cells = bundled.cells["published_figures"]
    is_total = (cells["indicator"] == VILLAGES) & (cells["is_cumulative"] == "yes") & (cells["province"] == "")
    values = cells.loc[is_total & (cells["value"] != ""), "value"].astype(int)
    assert other_villages(Situation(bundled, Selection())) == (values.min(), values.max())


def test_where_nobody_counted_nothing_is_said(tiny: Dataset) -> None:
    situation = Situation(tiny, Selection())
    assert (latest_villages(situation), other_villages(situation)) == (None, None)


def test_a_place_has_its_own_reading_or_none_and_never_that_of_the_whole_area(tmp_path: Path) -> None:
    figures = [
        {**rows("published_figures")[0], "indicator": VILLAGES, "period_start": "", "period_end": ""} for _ in "123"
    ]
    for number, (row, province, as_of) in enumerate(
        zip(figures, ("", "Duhok", "Erbil"), ("2023-05", "2024-01-02", "2024-03"), strict=True)
    ):
        row.update(figure_id=f"fig-{number}", province=province, as_of=as_of, series_id=f"s{number}", value=str(number))
    dataset = load(write_tiny(tmp_path / "data", whole_basemap=False, published_figures=figures))
    found = {
        place: (latest_villages(Situation(dataset, Selection(province=place))) or {}).get("figure_id")
        for place in ((), ("Duhok",), ("Erbil",), ("Nineveh",), ("none",))
    }
    assert found == {(): "fig-0", ("Duhok",): "fig-1", ("Erbil",): "fig-2", ("Nineveh",): None, ("none",): "fig-0"}
    assert latest_villages(Situation(dataset, Selection(province=("Duhok",), district=("Amedi",)))) is None


PLACES = [
    {"province": ("Duhok",)},
    {"district": ("Amedi",)},
    {"province": ("Duhok",), "district": ("Amedi",)},
]


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_a_figure_of_the_whole_area_is_no_figure_of_a_part(
    bundled: Dataset, words: Words, place: dict[str, tuple[str, ...]]
) -> None:
    """The card says where it was published for, and opens it; the number does not stand on the card."""
    whole = latest_villages(Situation(bundled, Selection()))
    assert whole is not None
    assert whole["province"] is None
    situation = Situation(bundled, Selection(**place))
    assert latest_villages(situation) is None
    card = next(card for card in cards(situation, words) if card.name == "villages")
    assert not any(letter.isdigit() for letter in " ".join([card.value, *card.notes]))
    assert words("whole-area-only") in card.notes
    assert card.opens == ("figure", whole["figure_id"])


@pytest.mark.parametrize(("name", "column"), [("killed", "civilians_killed"), ("injured", "civilians_injured")])
def test_a_card_says_how_many_come_from_the_regional_context(
    bundled: Dataset, words: Words, name: str, column: str
) -> None:
    cells = bundled.cells["incidents"]
    counts = cells.loc[(cells["scope"] == "context") & (cells[column] != ""), column].astype(int)
    told = words("of-context", n=words.number(counts.sum()))
    shown, hidden = (
        next(card.notes for card in cards(Situation(bundled, Selection(context=context)), words) if card.name == name)
        for context in (True, False)
    )
    assert told in shown
    assert not any(words("of-context", n="").strip() in note for note in hidden)
