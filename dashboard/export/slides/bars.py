"""The timelines of incidents and casualties as tables: a row a bar, a column a measure. What charts and their
workbooks hold. Blank is not known.

The numbers are those of the figures (`figures.timelines`), from the same answer, `Situation.periods`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dashboard.data.frames import records
from dashboard.figures import palette
from dashboard.model.periods import DAY, Span, period, period_of
from dashboard.model.situation import Situation
from dashboard.text import Words

MOST_BARS = 120  # more have no room: then only the periods that hold something are shown
Values = tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """A measure: one value a bar. `is_coarse`: of what is dated only to its month or year."""

    name: str
    values: Values
    colour: str
    is_coarse: bool = False

    @property
    def is_hollow(self) -> bool:
        """Whether it counts what is not known: no full colour for that."""
        return self.colour == palette.SECONDARY


@dataclass(frozen=True, slots=True)
class Table:
    """What one chart shows. `low` and `high` are ends of whiskers, `more` further columns of the workbook."""

    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    low: Values = ()
    high: Values = ()
    more: tuple[tuple[str, Values], ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its days, and whether the date is known as finely as the bars are wide. `counts`: a row of
    `Situation.periods`, empty where nothing was reported."""

    span: Span
    is_exact: bool
    label: str
    counts: dict[str, int | None] = field(default_factory=dict)

    def get(self, measure: str) -> int | None:
        """The count; None where it is not known, and where nothing was reported."""
        value = self.counts.get(measure)
        return None if value is None else int(value)


def bars(situation: Situation, words: Words) -> list[Bar]:
    """Every period on screen from the first to the last, and after it what is dated only to that month or year."""
    grain = situation.grain
    counts = {(row["period"], row["precision"]): row for row in records(situation.periods)}
    keys = {(span.first, grain) for span in _periods(situation.span, grain)}
    keys = (keys if len(keys) <= MOST_BARS else set()) | set(counts)
    has_year = len({first.year for first, _ in keys}) > 1
    found = []
    for first, precision in keys:
        label, is_exact = words.short_period(first, precision, has_year=has_year), precision == grain
        label = label if is_exact else words("slides-coarse", period=label)
        found.append(Bar(period(first, precision), is_exact, label, counts.get((first, precision), {})))
    return sorted(found, key=lambda bar: (bar.span.last, bar.span.days))


def _periods(span: Span, grain: str) -> list[Span]:
    """Up to one more than MOST_BARS."""
    found = [period_of(span.first, grain)]
    while found[-1].last < span.last and len(found) <= MOST_BARS:
        found.append(period_of(found[-1].last + DAY, grain))
    return found


def incidents_table(shown: Sequence[Bar], words: Words) -> Table:
    """Incidents by period."""
    name = words("measure-incidents")
    return _table(name, shown, _by_exactness(shown, "incidents", palette.INCIDENTS, words))


def casualty_tables(shown: Sequence[Bar], words: Words) -> list[Table]:
    """Civilians killed with their range, civilians injured, incidents whose toll is not known."""
    killed = _by_exactness(shown, "killed_best", palette.KILLED, words)
    low, high = ([bar.get(f"killed_{end}") for bar in shown] for end in ("low", "high"))
    counts = (words("measure-incidents"), tuple(bar.get("incidents") for bar in shown))
    unknown = (words("measure-unknown"), tuple(bar.get("unknown") for bar in shown))
    return [
        _table(words("measure-killed_best"), shown, killed, tuple(low), tuple(high), (counts, unknown)),
        _table(words("measure-injured"), shown, _by_exactness(shown, "injured", palette.INJURED, words)),
        _table(words("measure-unknown"), shown, _by_exactness(shown, "unknown", palette.SECONDARY, words)),
    ]


def _table(
    title: str,
    shown: Sequence[Bar],
    series: tuple[Series, ...],
    low: Values = (),
    high: Values = (),
    more: tuple[tuple[str, Values], ...] = (),
) -> Table:
    return Table(title, tuple(bar.label for bar in shown), series, low, high, more)


def _by_exactness(shown: Sequence[Bar], measure: str, colour: str, words: Words) -> tuple[Series, ...]:
    """The measure of bars as fine as the grain, and, where there are any, of coarser ones."""
    found = []
    for is_coarse in (False, True):
        values = tuple(bar.get(measure) if bar.is_exact is not is_coarse else None for bar in shown)
        name = words(f"measure-{measure}")
        name = words("slides-coarse-measure", measure=name) if is_coarse else name
        if not is_coarse or any(value is not None for value in values):
            found.append(Series(name, values, colour, is_coarse))
    return tuple(found)
