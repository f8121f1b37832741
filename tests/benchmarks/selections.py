"""Selections as readers make them, all different, the same for the same seed: no answer that was kept serves twice."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.data.dataset import Dataset
from dashboard.model.names import Names
from dashboard.model.scope import CATEGORIES
from dashboard.model.selection import parse
from tests.benchmarks.changes import SEARCHES, frequent

NARROWED = {"province": 0.5, "type": 0.5, "by": 0.3, "status": 0.15}  # how often each is chosen
MOST_CHOSEN = 3
HARM, CONTEXT, SEARCH = 0.2, 0.1, 1 / 6


@dataclass(frozen=True)
class Drawer:
    """Draws Selections of what is frequent in `dataset`; days begin anywhere, most of them in recent years."""

    dataset: Dataset
    seed: int

    def queries(self) -> Iterator[str]:
        """Without end; none comes twice."""
        rng, names, seen = random.Random(self.seed), Names.of(self.dataset), set[str]()
        choices = {name: frequent(self.dataset, CATEGORIES[name], 8) for name in NARROWED}
        while True:
            query = parse(self._drawn(rng, choices), names)[0].query()
            if query not in seen:
                seen.add(query)
                yield query

    def _drawn(self, rng: random.Random, choices: dict[str, list[str]]) -> dict[str, str]:
        values = {
            name: ",".join(rng.sample(choices[name], rng.randint(1, min(MOST_CHOSEN, len(choices[name])))))
            for name, share in NARROWED.items()
            if rng.random() < share
        }
        values |= {name: "1" for name, share in (("harm", HARM), ("context", CONTEXT)) if rng.random() < share}
        if rng.random() < SEARCH:
            values["q"] = rng.choice(SEARCHES)
        return values | self._days(rng)

    def _days(self, rng: random.Random) -> dict[str, str]:
        covered = self.dataset.description
        length = (covered.covers_to - covered.covers_from).days
        first = covered.covers_to - dt.timedelta(days=round(length * rng.random() ** 2))
        last = first + dt.timedelta(days=rng.choice((30, 91, 365, 3650, length)))
        return {"from": first.isoformat()} | ({"to": last.isoformat()} if last < covered.covers_to else {})
