"""Published totals of whole years in words; a `row` is one of `harm_totals`."""

from __future__ import annotations

from textwrap import wrap
from typing import Any

from dashboard.figures.style import plain
from dashboard.model.row_words import figure_value
from dashboard.text import Words

LINE_OF_HOVER = 56  # letters


def total_words(row: dict[str, Any], words: Words) -> str:
    """How many were killed or injured."""
    return words(f"total-{row['indicator']}", n=figure_value(row, words))


def total_days(row: dict[str, Any], words: Words) -> str:
    """The days that a total counts, and whether their end was stated."""
    days = words.days(row["first_day"], row["last_day"])
    return days if row["is_end_given"] else words("total-end-not-stated", days=days)


def total_hover(row: dict[str, Any], words: Words) -> str:
    """What a mark says when it is pointed at; `row` is one of `harm_totals`."""
    lines = [
        f"<b>{words('total-in-year', year=row['year'], total=total_words(row, words))}</b>",
        words("counted-by", organisation=plain(row["organisation"])),
        # A space, since a screen reader is told the lines as one; and no <br>, which would be told as a comma.
        " <br />".join(plain(line) for line in wrap(row["definition"], LINE_OF_HOVER)),
        total_days(row, words),
        words("total-meaning"),
        words("total-source", names=plain(words.listed(row["publishers"]))) if row["publishers"] else "",
    ]
    return "<br>".join(line for line in lines if line)
