"""What the cells of a printed published figure say of the days that it counts."""

from __future__ import annotations

import pytest

from dashboard.data.dataset import Dataset
from dashboard.data.frames import records
from dashboard.export.briefing.record_rows import figure_columns, figure_row
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from dashboard.text import Words

WORDS = Words("en")


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2024-06-15", "2024-07-15", "15 June 2024–15 July 2024; "),
        (None, "2025-02", "up to February 2025; "),
        ("1984", None, "1984; "),
        (None, None, ""),
    ],
)
def test_an_end_alone_is_not_taken_for_the_whole_period(
    tiny: Dataset, start: str | None, end: str | None, expected: str
) -> None:
    row = records(tiny.tables["published_figures"])[0] | {"period_start": start, "period_end": end}
    headings = [column.heading for column in figure_columns(WORDS)]
    cells = dict(zip(headings, figure_row(row, Situation(tiny, Selection()), WORDS, {}), strict=True))
    said = cells[WORDS("pdf-period")]
    assert said.startswith(expected)
    assert said.removeprefix(expected).startswith(tuple(WORDS(f"reports-{k}").lower() for k in ("new", "cumulative")))
