"""Events made up for measuring: as many as are asked for, the same for the same seed. Never in `data/`.

Thirty-five years with bursts, thousands of points of which few have most events, blanks, ranges, coarse dates: what
makes real tables hard to add up beforehand. Places, sources and words of the vocabularies are those of a dataset.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from dashboard.config import PROJECT_DIR
from dashboard.data.dataset import Dataset
from tests.benchmarks.texts import Texts, Vocabulary, made_up_names, summaries, vocabulary

SEED = 19910406
VERSION = 2  # of what is drawn: files made by another are made anew
POINTS = 5_000
BURSTS = 120
CHUNK = 250_000
LIKE_KNOWN = (
    "event_type", "attributed_to", "attribution_status", "review", "combatants_killed", "villages_emptied", "caveat",
)  # fmt: skip
Columns = dict[str, Texts]


@dataclass(frozen=True)
class MadeUp:
    """Chunks of events with the columns of incidents.csv, as texts; None is not known."""

    dataset: Dataset
    count: int
    seed: int = SEED

    def chunks(self) -> Iterator[Columns]:
        """All events in their order, CHUNK at a time; what is in a chunk does not hang on how many follow."""
        for first in range(0, self.count, CHUNK):
            yield self._chunk(first, min(CHUNK, self.count - first))

    @cached_property
    def _known(self) -> pd.DataFrame:
        return self.dataset.tables["incidents"]

    @cached_property
    def _points(self) -> pd.DataFrame:
        return _points(self._known, np.random.default_rng((self.seed, 1)))

    @cached_property
    def _begins(self) -> np.ndarray:
        """The days, counted from the first one covered, at which bursts begin."""
        return np.random.default_rng((self.seed, 2)).integers(0, len(self._days), BURSTS)

    @cached_property
    def _words(self) -> Vocabulary:
        return vocabulary(self._known["summary"], np.random.default_rng((self.seed, 3)))

    @cached_property
    def _days(self) -> Texts:
        covered = self.dataset.description
        return np.arange(covered.covers_from, covered.covers_to, dtype="datetime64[D]").astype(str).astype(object)

    def _chunk(self, first: int, count: int) -> Columns:
        rng = np.random.default_rng((self.seed, 4, first))
        columns = {
            "incident_id": np.array([f"gen-{number:08d}" for number in range(first, first + count)], dtype=object),
            **_dates(self._days, self._begins, count, rng),
            **_places(self._points, count, rng),
            **{name: _like(self._known[name], count, rng) for name in LIKE_KNOWN},
            "scope": rng.choice(np.array(["border", "context"], dtype=object), p=[0.92, 0.08], size=count),
            **_tolls(count, rng),
            "summary": summaries(count, self._words, rng),
            "source_ids": _sources(self.dataset, count, rng),
        }
        return {name: columns[name] for name in pd.read_csv(PROJECT_DIR / "data" / "incidents.csv", nrows=0).columns}


def _like(values: pd.Series, count: int, rng: np.random.Generator) -> Texts:
    """Values of a column, blank ones too, each as often as it is in there."""
    shares = values.astype(object).where(values.notna(), "").astype(str).value_counts(normalize=True)
    found = rng.choice(shares.index.to_numpy(dtype=object), size=count, p=shares.to_numpy())
    return np.where(found == "", None, found)


def _points(known: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Points around the districts' middles, and the `share` up to which each is drawn: the most frequent has thousands
    of times the events of the last."""
    rows = known.dropna(subset=["latitude", "district"])
    middles = rows.groupby(["district", "province"])[["latitude", "longitude"]].mean().reset_index()
    drawn = middles.iloc[rng.integers(0, len(middles), POINTS)].reset_index(drop=True)
    shifted = (drawn[["latitude", "longitude"]].astype(float) + rng.normal(0, 0.12, (POINTS, 2))).round(4)
    weights = 1 / np.arange(1, POINTS + 1) ** 0.9
    return drawn.assign(
        latitude=shifted["latitude"].astype(str),
        longitude=shifted["longitude"].astype(str),
        place=made_up_names(POINTS, rng),
        share=np.cumsum(weights / weights.sum()),
    )


def _places(points: pd.DataFrame, count: int, rng: np.random.Generator) -> Columns:
    """Point, district, province and place; one in twenty-five has no coordinates, one in seven its district's."""
    at = np.minimum(np.searchsorted(points["share"].to_numpy(), rng.random(count), side="right"), POINTS - 1)
    drawn = {name: points[name].to_numpy(dtype=object)[at] for name in points.columns if name != "share"}
    chance = rng.random(count)
    has_point, is_coarse = chance > 0.04, chance > 0.86
    return drawn | {
        "latitude": np.where(has_point, drawn["latitude"], None),
        "longitude": np.where(has_point, drawn["longitude"], None),
        "location_precision": np.where(has_point, _either(is_coarse, "district", "settlement"), "province"),
        "coordinate_source": _either(has_point, "made up for measuring", None),
    }


def _dates(days: Texts, begins: np.ndarray, count: int, rng: np.random.Generator) -> Columns:
    """Half of the events in bursts of weeks; one in twelve known to its month, one in fifty to its year."""
    in_bursts = begins[rng.integers(0, BURSTS, count)] + rng.exponential(20, count).astype(int)
    at = np.where(rng.random(count) < 0.5, in_bursts % len(days), rng.integers(0, len(days), count))
    chance = rng.random(count)
    is_year, is_month = chance < 0.02, chance < 0.10
    months, years = (np.array([day[:letters] for day in days], dtype=object) for letters in (7, 4))
    return {
        "date": np.where(is_year, years[at], np.where(is_month, months[at], days[at])),
        "date_precision": np.where(is_year, "year", _either(is_month, "month", "day")),
    }


def _tolls(count: int, rng: np.random.Generator) -> Columns:
    """Most tolls are not known or 0; one in twelve has a range, of which some have no best count."""
    best = rng.geometric(0.45, count)
    chance = rng.random(count)
    is_known, is_none, is_range = chance < 0.42, chance < 0.30, chance > 0.92
    low, high = np.maximum(best - rng.integers(0, 3, count), 0), best + rng.integers(1, 9, count)
    has_best = np.where(is_range, rng.random(count) < 0.6, is_known)
    return {
        "civilians_killed": _numbers(np.where(is_none, 0, best), has_best),
        "civilians_killed_low": _numbers(low, is_range),
        "civilians_killed_high": _numbers(high, is_range),
        "is_toll_contested": _either(is_range, "yes", "no"),
        "civilians_injured": _numbers(rng.integers(0, 6, count), rng.random(count) < 0.3),
    }


def _numbers(values: np.ndarray, are_known: np.ndarray) -> Texts:
    texts = np.array([str(number) for number in range(int(values.max(initial=0)) + 1)], dtype=object)
    return np.where(are_known, texts[values], None)


def _either(condition: np.ndarray, yes: str | None, no: str | None) -> Texts:
    return np.array([no, yes], dtype=object)[condition.astype(int)]


def _sources(dataset: Dataset, count: int, rng: np.random.Generator) -> Texts:
    ids = dataset.tables["sources"]["source_id"].to_numpy(dtype=object)
    first, second = (ids[rng.integers(0, len(ids), count)] for _ in range(2))
    has_two = (rng.random(count) < 0.3) & (first != second)
    return np.where(has_two, first + ";" + second, first)
