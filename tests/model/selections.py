"""Random Selections for tests, of values that a data folder has. Empty, narrow and impossible ones are all likely."""

from __future__ import annotations

import calendar
import datetime as dt
import random
from typing import Any

from hypothesis import strategies as st

from dashboard.data.calendar import GRAINS
from dashboard.data.dataset import Dataset
from dashboard.model.selection import LISTS, Selection

# Words that stand in the tables in other case, with other accents, or nowhere.
SEARCHES = ("zakho", "PKK", "Çukurca drone", "cukurca", "bbc", "shelling amedi", "nowhere-at-all", "نوێ")


def values_of(dataset: Dataset) -> dict[str, list[str]]:
    """For every list of the Selection, the values that may be chosen."""
    tables = dataset.tables
    return {
        "province": [*tables["provinces"]["province"], "none"],
        "district": list(tables["districts"]["district"]),
        "type": list(dataset.choices("incidents", "event_type")),
        "by": list(dataset.choices("incidents", "attributed_to")),
        "status": list(dataset.choices("incidents", "attribution_status")),
        "organisation": list(tables["published_figures"]["organisation"].unique()),
        "indicator": list(dataset.choices("published_figures", "indicator")),
        "dataset": [dataset.description.name],
    }


def selections(dataset: Dataset) -> st.SearchStrategy[Selection]:
    """Any Selection of `dataset`: up to four narrowings, since eight at once would leave no incident."""
    values = values_of(dataset)
    assert set(values) == set(LISTS)
    lists = {name: st.lists(st.sampled_from(found), min_size=1, max_size=7) for name, found in values.items()}
    narrowings: dict[str, st.SearchStrategy[Any]] = {
        **{name: found.map(lambda chosen: tuple(sorted(set(chosen)))) for name, found in lists.items()},
        "start": _DAY,
        "end": _DAY,
        "harm": st.just(True),
        "context": st.just(True),
        "q": st.sampled_from(SEARCHES),
        "grain": st.sampled_from(GRAINS),
    }
    pairs = [strategy.map(lambda value, name=name: (name, value)) for name, strategy in narrowings.items()]
    some = st.lists(st.one_of(*pairs), max_size=4, unique_by=lambda pair: pair[0])
    return some.map(lambda found: _selection(dict(found)))


def some_selection(chance: random.Random, dataset: Dataset) -> Selection:
    """What a reader may select: up to three narrowings, days, a switch, words."""
    values = values_of(dataset)
    chosen: dict[str, Any] = {
        name: tuple(sorted(chance.sample(values[name], min(len(values[name]), chance.randint(1, 4)))))
        for name in chance.sample(sorted(values), chance.randint(0, 3))
    }
    if chance.random() < 0.5:
        chosen["start"] = dt.date(chance.randint(2007, 2024), chance.choice((1, 7)), 1)
    if chance.random() < 0.3:
        chosen["end"] = dt.date(chance.randint(2024, 2026), 12, 31)
    chosen |= {name: True for name in ("harm", "context") if chance.random() < 0.2}
    chosen |= {"q": chance.choice(SEARCHES)} if chance.random() < 0.2 else {}
    chosen |= {"grain": chance.choice(GRAINS)} if chance.random() < 0.2 else {}
    return Selection(**chosen)


def _selection(values: dict[str, Any]) -> Selection:
    start, end = values.get("start"), values.get("end")
    if start and end and start > end:
        values = values | {"start": end, "end": start}
    return Selection(**values)


def _day(part: tuple[int, int, int, str]) -> dt.date:
    year, month, day, precision = part
    last = calendar.monthrange(year, month)[1]
    ends = {"year": dt.date(year, 1, 1), "year end": dt.date(year, 12, 31), "month": dt.date(year, month, 1)}
    return ends.get(precision) or dt.date(year, month, last if precision == "month end" else min(day, last))


# First and last days of months and years are as likely as any other day.
_PRECISION = st.sampled_from(("day", "month", "month end", "year", "year end"))
_DAY = st.tuples(st.integers(2013, 2027), st.integers(1, 12), st.integers(1, 31), _PRECISION).map(_day)
