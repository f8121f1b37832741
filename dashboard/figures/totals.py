"""Published totals of whole years, in a strip of their own above the bars of a timeline.

A bar is what incident rows of its days sum to, most often of a week or a month; a total is what an organisation
published for a year. On one axis either the bars would be squashed or the two be compared. So a total has no height:
its mark covers its days, and its number is written. Marks that share days stand below each other, and nothing joins
or adds them.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.figures import palette
from dashboard.figures.milestones import NARROWEST
from dashboard.figures.style import Figure, Frame, midnight, milliseconds, plain
from dashboard.figures.text_width import text_width
from dashboard.figures.time_axis import shown_days
from dashboard.figures.total_words import total_hover, total_words
from dashboard.model.periods import DAY, Span
from dashboard.model.row_words import figure_value
from dashboard.text import Words

AXIS, META, NUMBERS = "y8", "published", "published-numbers"
COLOURS = {"civilians_killed": palette.KILLED, "civilians_injured": palette.INJURED}  # the strip's lanes, in this order
LANE, MOST = 0.085, 0.4  # of the chart's height: one lane, and all of them
FILLED = 0.8  # of a lane
SIZE = 9
TIGHT = 3  # pixels at both sides of a number


@dataclass(frozen=True, slots=True)
class Total:
    """A published total: its row, its days, the lane it stands in (from the top, 0 first)."""

    row: dict[str, Any]
    lane: int

    @property
    def days(self) -> Span:
        return Span(self.row["first_day"], self.row["last_day"])

    @property
    def colour(self) -> str:
        return COLOURS[self.row["indicator"]]


def laned(totals: Iterable[dict[str, Any]]) -> list[Total]:
    """Every row of `harm_totals` in a lane in which nothing else stands on its days: killed above injured, the
    organisation with most figures above the others."""
    placed: list[Total] = []
    taken: list[set[int]] = []
    by_indicator: dict[str, list[dict[str, Any]]] = {indicator: [] for indicator in COLOURS}
    for row in totals:
        by_indicator[row["indicator"]].append(row)
    for rows in by_indicator.values():
        counts, above = Counter(row["organisation"] for row in rows), len(taken)
        for row in sorted(rows, key=lambda row: (-counts[row["organisation"]], row["organisation"], row["year"])):
            free = (lane for lane in range(above, len(taken)) if row["year"] not in taken[lane])
            lane = next(free, len(taken))
            taken += [set()] if lane == len(taken) else []
            taken[lane].add(row["year"])
            placed.append(Total(row, lane))
    return placed


def lanes(placed: Iterable[Total]) -> int:
    """How many lanes there are."""
    return max((one.lane + 1 for one in placed), default=0)


def strip_height(placed: Sequence[Total]) -> float:
    """What of the chart's height the strip takes; 0 without totals."""
    return min(MOST, LANE * lanes(placed))


def strip_axis(placed: Sequence[Total]) -> dict[str, Any]:
    """The axis of the lanes, without a scale: it has none."""
    place = {"domain": [1 - strip_height(placed), 1], "range": [lanes(placed), 0]}
    return place | {"visible": False, "fixedrange": True}


def total_marks(placed: Sequence[Total], frame: Frame, words: Words) -> list[dict[str, Any]]:
    """A bar across the days of each total, also where the axis cuts them, and the numbers."""
    # A click needs a place for each mark: bars have one, lines only their ends.
    marks = {
        "type": "bar",
        "name": words("key-published"),
        "meta": META,
        "yaxis": AXIS,
        "x": [midnight(one.days.first) for one in placed],
        "y": [FILLED] * len(placed),
        "base": [one.lane + (1 - FILLED) / 2 for one in placed],
        "offset": [0] * len(placed),
        "width": [milliseconds(one.days) for one in placed],
        "customdata": [[one.row["figure_id"], "figure"] for one in placed],
        "hovertext": [total_hover(one.row, words) for one in placed],
        "hoverinfo": "text",
        "marker": {
            "color": [palette.tint(one.colour) for one in placed],
            "line": {"width": 1, "color": [one.colour for one in placed]},
        },
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }
    return [marks, _numbers(placed, frame, words)]


def _numbers(placed: Sequence[Total], frame: Frame, words: Words) -> dict[str, Any]:
    """What is written: in each mark as much as it holds; where one of a lane holds nothing, all of them beside it."""
    shown = shown_days(frame)
    written: list[tuple[str, int, str, str]] = []  # where, lane, side, text
    for lane in range(lanes(placed)):
        mine = sorted((one for one in placed if one.lane == lane), key=lambda one: one.days.first)
        inside = [_inside(one, shown, words) for one in mine]
        if all(text for text, _ in inside):
            written += [(_at(middle), lane, "middle center", text) for text, middle in inside]
        else:
            written += _beside(mine, lane, shown, words)
    return {
        "type": "scatter",
        "mode": "text",
        "meta": NUMBERS,
        "yaxis": AXIS,
        "x": [x for x, _, _, _ in written],
        "y": [lane + 0.5 for _, lane, _, _ in written],
        "text": [plain(text) for _, _, _, text in written],
        "textposition": [side for _, _, side, _ in written],
        "textfont": {"size": SIZE, "color": palette.TEXT},
        "hoverinfo": "skip",
    }


def _inside(one: Total, shown: Span, words: Words) -> tuple[str, dt.datetime]:
    """The longest words that the seen part of a mark holds, blank where none fit, and the middle of this part.

    A mark that is cut says of which year it is: on an axis of a month its total would be taken for that month's.
    """
    seen = Span(max(one.days.first, shown.first), min(one.days.last, shown.last))
    told = [total_words(one.row, words), figure_value(one.row, words)]
    if seen != one.days:
        told = [words("total-in-year", year=one.row["year"], total=text) for text in told]
    texts = [words("total-by", total=told[0], organisation=one.row["organisation"]), *told]
    room = seen.days / shown.days * NARROWEST - 2 * TIGHT
    text = next((text for text in texts if text_width(text, SIZE) <= room), "")
    return text, _moment(seen.first) + dt.timedelta(days=seen.days / 2)


def _beside(mine: Sequence[Total], lane: int, shown: Span, words: Words) -> list[tuple[str, int, str, str]]:
    """The numbers of a lane in their order, before its first mark or after its last, if there is room."""
    apart = dt.timedelta(days=TIGHT / NARROWEST * shown.days)
    told = " · ".join(figure_value(one.row, words) for one in mine)
    text = words(f"total-{mine[0].row['indicator']}", n=told)
    wide = text_width(text, SIZE) + 2 * TIGHT
    before = (mine[0].days.first - shown.first).days / shown.days * NARROWEST
    after = (shown.last - mine[-1].days.last).days / shown.days * NARROWEST
    if before >= wide:
        return [(_at(_moment(mine[0].days.first) - apart), lane, "middle left", text)]
    return [(_at(_moment(mine[-1].days.last + DAY) + apart), lane, "middle right", text)] if after >= wide else []


def _moment(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time())


def _at(moment: dt.datetime) -> str:
    return moment.isoformat(sep=" ", timespec="minutes")


def without_totals(figure: Figure) -> Figure:
    """The same chart without the strip's marks, where they are told in words instead."""
    return figure | {"data": [trace for trace in figure["data"] if trace.get("meta") not in (META, NUMBERS)]}
