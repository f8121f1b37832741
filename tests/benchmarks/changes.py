"""The filter changes that are measured: a walk of a reader through the filters, the same in every run."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass, field

from dashboard.data.dataset import Dataset
from dashboard.data.question import Where
from dashboard.layout import ids
from dashboard.model.names import Names
from dashboard.model.periods import years_before
from dashboard.model.selection import Selection, parse

SEED = 20250407
CHANGES = 72
MOST_NARROWED = 3
KINDS = ("province", "type", "by", "dates", "harm", "search")
SEARCHES = ("drone", "amedi", "school", "shelling village", "zap", "farmer")
DAYS = ("1 Jan 2015", "1 Jul 2019", "1 Jan 2021", "15 Aug 2023")
PRESETS = ("1", "3", "10", "all")
TOGGLED = {  # column of the events, control
    "province": ("province", ids.FILTER_PROVINCE),
    "type": ("event_type", ids.FILTER_TYPE),
    "by": ("attributed_to", ids.FILTER_BY),
}
# What the app that we compare with knows, too: a province that is chosen, or let go again, or a first day. Of made-up
# events they leave a seventh to a quarter, as much as those did by which the budget was set.
COMPARED = (
    ("province", "Duhok"), ("province", "Erbil"), ("from", "2001-03-01"), ("province", "Erbil"),
    ("from", "1995-06-15"), ("province", "Nineveh"), ("from", "2005-02-01"), ("province", "Erbil"),
    ("from", "1998-09-01"), ("province", "Nineveh"), ("from", "2010-01-01"), ("province", "Nineveh"),
)  # fmt: skip


@dataclass(frozen=True)
class Change:
    """One act of a reader and what it leads to. `text` is typed; without it, the element is clicked."""

    kind: str
    selector: str
    query: str
    text: str | None = None


@dataclass
class Walk:
    """A reader's way through the filters. `query` is the address after every step."""

    dataset: Dataset
    random: random.Random = field(default_factory=lambda: random.Random(SEED))
    query: dict[str, str] = field(default_factory=dict)

    def steps(self, count: int = CHANGES) -> list[Change]:
        """`count` changes; every kind comes equally often, in a drawn order, and *Reset* when much is narrowed."""
        found: list[Change] = []
        waiting: list[str] = []
        while len(found) < count:
            if len(self.query) > MOST_NARROWED:
                found.append(self._reset())
                continue
            waiting = waiting or self.random.sample(KINDS, len(KINDS))
            found.append(self._step(waiting.pop()))
        return found

    def _step(self, kind: str) -> Change:
        steps: dict[str, Callable[[], Change]] = {
            "dates": self._dates,
            "harm": self._harm,
            "search": lambda: self._typed("search", "q", ids.FILTER_Q, SEARCHES),
        }
        return steps[kind]() if kind in steps else self._choice(kind)

    def _change(self, kind: str, selector: str, text: str | None = None, **values: str) -> Change:
        self.query = {name: value for name, value in (self.query | values).items() if value}
        return Change(kind, selector, self.selection().query(), text)

    def selection(self) -> Selection:
        """What the address narrows now."""
        return parse(self.query, Names.of(self.dataset))[0]

    def _choice(self, kind: str) -> Change:
        return self._toggled(kind, self.random.choice(frequent(self.dataset, TOGGLED[kind][0], 5)))

    def _toggled(self, kind: str, value: str) -> Change:
        now = [one for one in self.query.get(kind, "").split(",") if one]
        then = [one for one in now if one != value] if value in now else [*now, value]
        selector = f'[aria-labelledby="{TOGGLED[kind][1]}-label"] input[value="{value}"]'
        return self._change(kind, selector, **{kind: ",".join(then)})

    def _harm(self) -> Change:
        return self._change("harm", f"#{ids.FILTER_HARM}", harm="" if "harm" in self.query else "1")

    def _dates(self) -> Change:
        if self.random.random() < 0.5:
            return self._typed("dates", "from", ids.FILTER_FROM, DAYS)
        value = self.random.choice([one for one in PRESETS if self._preset(one) != self._days()])
        days = self._preset(value)
        return self._change("dates", f'[data-days="{",".join(days)}"]', **dict(zip(("from", "to"), days, strict=True)))

    def _days(self) -> tuple[str, str]:
        return self.query.get("from", ""), self.query.get("to", "")

    def _preset(self, value: str) -> tuple[str, str]:
        last = self.dataset.description.covers_to
        if value == "all":
            return "", ""
        first = years_before(last, int(value))
        return first.isoformat(), last.isoformat()

    def _typed(self, kind: str, name: str, component: str, texts: tuple[str, ...]) -> Change:
        before = self.query.get(name, "")
        after = before
        while after == before:
            text = self.random.choice(texts)
            after = text if name == "q" else dt.datetime.strptime(text, "%d %b %Y").date().isoformat()
        return self._change(kind, f"#{component}", text, **{name: after})

    def compared(self) -> list[Change]:
        """The changes of COMPARED, on this page."""
        return [
            self._toggled("province", value) if name == "province" else self._from(dt.date.fromisoformat(value))
            for name, value in COMPARED
        ]

    def _from(self, day: dt.date) -> Change:
        return self._change("dates", f"#{ids.FILTER_FROM}", f"{day:%-d %b %Y}", **{"from": day.isoformat()})

    def _reset(self) -> Change:
        return self._change("reset", f'#{ids.SENTENCE} [data-remove="all"]', **dict.fromkeys(self.query, ""))


def frequent(dataset: Dataset, column: str, count: int) -> list[str]:
    """The values of `column` that most events have, most first; blank is none."""
    cells = dataset.events.cells(Where(), column)  # where events are few, each is a cell of its own
    counts = cells.groupby(column)["incidents"].sum().reset_index()
    first = counts.sort_values(["incidents", column], ascending=[False, True]).head(count)
    return [str(value) for value in first[column]]
