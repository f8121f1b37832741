"""The slides of incidents and of casualties by period: native charts, and behind them the milestones and the shade
of a last period that is not complete, as on screen."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from dashboard.export.keys import HEIGHT as KEY_HEIGHT
from dashboard.export.keys import chart_keys, key_rows
from dashboard.export.slides.bar_charts import bar_chart
from dashboard.export.slides.bars import MOST_BARS, Bar, bars, casualty_tables, incidents_table
from dashboard.export.slides.charts import BELOW, LEFT, RIGHT, TICKS, TOP
from dashboard.export.slides.markup import Box, Look, Run
from dashboard.export.slides.page import Page
from dashboard.export.slides.picture import Picture
from dashboard.figures import palette
from dashboard.figures.milestones import milestone_lines
from dashboard.figures.style import Figure
from dashboard.figures.totals import without_totals
from dashboard.figures.views import CASUALTIES, INCIDENTS, figure_of
from dashboard.model.headline_words import unknown_killed
from dashboard.model.periods import DAY
from dashboard.model.situation import Situation
from dashboard.text import Words

_SHARES = (0.5, 0.25, 0.25)  # of the height, for killed, injured and not known
_NAME_WIDTH, _BETWEEN = 74.0, 4.0
_MARKS = 12.0  # room above the charts for the numbers of milestones
At = Callable[[dt.datetime], float | None]


def draw_incidents(page: Page, situation: Situation, words: Words) -> None:
    """Incidents by period."""
    figure = figure_of(INCIDENTS, situation, words)
    shown = bars(situation, words)
    draw_keys(page, figure, words)
    page.note(_left_out(shown, situation, words))
    box = page.content
    draw_marks(page, figure, box, _at(shown, box))
    bar_chart(page, box, incidents_table(shown, words), words, has_names=_names(page, box, shown))


def draw_casualties(page: Page, situation: Situation, words: Words) -> None:
    """Civilians killed, low to high; beneath, civilians injured; beneath, incidents whose toll is not known.

    The published totals of years stand in the notes: a native chart of periods has no place for days.
    """
    figure = without_totals(figure_of(CASUALTIES, situation, words))
    shown = bars(situation, words)
    draw_keys(page, figure, words)
    page.note(" ".join(filter(None, [unknown_toll(situation, words), _left_out(shown, situation, words)])))
    whole = page.content
    draw_marks(page, figure, whole, _at(shown, whole))
    tables = casualty_tables(shown, words)
    top = whole.top + _MARKS
    for number, (table, share) in enumerate(zip(tables, _SHARES, strict=True)):
        is_last = number == len(tables) - 1
        height = (whole.height - _MARKS - BELOW) * share + (BELOW if is_last else 0)
        box = Box(whole.left, top, whole.width, height)
        has_names = is_last and _names(page, box, shown)
        bar_chart(page, box, table, words, has_names=has_names, below=BELOW if is_last else _BETWEEN)
        if not any(value is not None for series in table.series for value in (*series.values, *table.high)):
            page.write(box, [[Run(words("slides-no-count"), 11, palette.SECONDARY)]], align="ctr", anchor="ctr")
        page.write(Box(box.left + LEFT + 4, box.top, box.width / 2, 12), [[Run(table.title, 9.5, is_bold=True)]])
        top += height


def unknown_toll(situation: Situation, words: Words) -> str:
    """For how many incidents nobody reported how many were killed and injured."""
    injured = words.plural("not-known-for", situation.toll.injured_unknown)
    return words("slides-toll-unknown", killed=unknown_killed(situation, words), injured=injured)


def draw_keys(page: Page, figure: Figure, words: Words, *, pale: float = 1) -> None:
    """What the colours mean, under the title, as in an image of the chart; what is hollow there has `pale` of white."""
    keys = [replace(key, pale=pale) for key in chart_keys(figure, words)]
    for row in key_rows(keys, page.content.width):
        box = page.take(KEY_HEIGHT)
        for x, key in row:
            Picture(page, box.left, box.top).key(key, x, KEY_HEIGHT / 2)


def draw_marks(page: Page, figure: Figure, box: Box, at: At) -> None:
    """The shade and the milestones of a chart whose plot lies in `box`; `at` is where a day stands."""
    top, bottom = box.top + TOP, box.bottom - BELOW
    for one in (shape for shape in figure["layout"].get("shapes", ()) if shape["type"] == "rect"):
        x0, x1 = (at(dt.datetime.fromisoformat(one[end])) for end in ("x0", "x1"))
        if x0 is not None and x1 is not None:
            look = Look(fill=one["fillcolor"], opacity=one["opacity"])
            page.draw("shade", Box(x0, top, max(x1 - x0, 1), bottom - top), look)
    for day in milestone_lines(figure):
        x = at(dt.datetime.fromisoformat(day))
        if x is not None:
            look = Look(fill=palette.SECONDARY, opacity=0.35)
            page.draw("milestone", Box(x - 0.3, top, 0.6, bottom - top), look)
    (numbers,) = [trace for trace in figure["data"] if trace.get("yaxis") == "y9"]
    for day, text in zip(numbers["x"], numbers["text"], strict=True):
        x = at(dt.datetime.fromisoformat(day))
        if x is not None:
            run = Run(text, 9, palette.SECONDARY)
            page.write(Box(x - 20, box.top - 1, 40, 12), [[run]], align="ctr", wraps=False)


def _names(page: Page, box: Box, shown: Sequence[Bar]) -> bool:
    """Whether a chart can write the names of its bars; too many are written here, as many as have room."""
    if len(shown) <= MOST_BARS:
        return True
    width = (box.width - LEFT - RIGHT) / len(shown)
    every = math.ceil(_NAME_WIDTH / width)
    for number in range(0, len(shown) - every // 2, every):
        middle = box.left + LEFT + (number + 0.5) * width
        place = Box(middle - _NAME_WIDTH / 2, box.bottom - BELOW + 4, _NAME_WIDTH, 12)
        page.write(place, [[Run(shown[number].label, TICKS, palette.SECONDARY)]], align="ctr", wraps=False)
    return False


def _at(shown: Sequence[Bar], box: Box) -> At:
    """Where a day stands among the bars: inside its own, as far as the day is inside the period."""
    exact = [(number, bar.span) for number, bar in enumerate(shown) if bar.is_exact]
    width = (box.width - LEFT - RIGHT) / max(len(shown), 1)

    def at(moment: dt.datetime) -> float | None:
        day = moment.date()
        for number, span in exact:
            if span.first <= day <= span.last:
                return box.left + LEFT + (number + (day - span.first).days / span.days) * width
        last = exact[-1] if exact else None
        is_end = last and day > last[1].last
        return box.left + LEFT + (last[0] + 1) * width if last and is_end else None

    return at


def _left_out(shown: Sequence[Bar], situation: Situation, words: Words) -> str:
    """What a mark beside a period means, and that empty periods are not all there."""
    coarse = sum(bar.get("incidents") or 0 for bar in shown if not bar.is_exact)
    texts = [words.plural("slides-coarse-note", coarse)] if coarse else []
    exact = [bar.span for bar in shown if bar.is_exact]
    has_gaps = any(one.last + DAY < other.first for one, other in pairwise(exact))
    return " ".join([*texts, *([words("slides-gaps")] if has_gaps else [])])
