"""Events made up for measuring: as many as are asked for, the same for the same seed. Never in `data/`.

Thirty-five years with bursts, thousands of points of which few have most events, blanks, ranges, coarse dates: what
makes real tables hard to add up beforehand. Places, sources and words of the vocabularies are those of a dataset.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from dashboard.config import PROJECT_DIR
from dashboard.data.dataset import Dataset

SEED = 19910406
POINTS = 5_000
BURSTS = 120
WORDS = (
    "shelling", "road", "village", "orchard", "school", "herders", "convoy", "bridge", "clinic", "market", "ridge",
    "valley", "crossing", "farmers", "power",
)  # fmt: skip
KEYS = ("date", "district", "event_type", "attributed_to", "attribution_status", "scope")


@dataclass(frozen=True)
class _Points:
    """Where events are: a row a point, and how often each is drawn."""

    table: pd.DataFrame
    weights: np.ndarray


def made_up(count: int, dataset: Dataset, seed: int = SEED) -> pd.DataFrame:
    """`count` events with the columns of incidents.csv, as texts; blank is not known."""
    rng = np.random.default_rng(seed)
    at = _places(_points(dataset, rng), count, rng)
    days, precision = _days(count, dataset, rng)
    known = dataset.tables["incidents"]
    drawn = {
        name: _drawn(known[name], count, rng)
        for name in ("event_type", "attributed_to", "attribution_status", "review")
    }
    numbers = np.arange(count).astype(str)
    table = pd.DataFrame(
        {
            "incident_id": np.char.add("gen-", np.char.zfill(numbers, 8)),
            "date": days,
            "date_precision": precision,
            **at,
            **drawn,
            "scope": rng.choice(["border", "context"], p=[0.92, 0.08], size=count),
            **_tolls(count, rng),
            "combatants_killed": "",
            "villages_emptied": "",
            "summary": _summaries(numbers, rng),
            "caveat": "",
            "source_ids": _sources(count, dataset, rng),
        }
    )
    return table[list(pd.read_csv(PROJECT_DIR / "data" / "incidents.csv", nrows=0).columns)]


def write(folder: Path, table: pd.DataFrame) -> Path:
    """A data folder that holds `table` as its incidents and is the bundled one otherwise."""
    shutil.copytree(PROJECT_DIR / "data", folder)
    table.to_csv(folder / "incidents.csv", index=False)
    return folder


def distinct_keys(table: pd.DataFrame) -> int:
    """How many cells a table that is added up by day, district and every category would have."""
    return len(table[list(KEYS)].drop_duplicates())


def _drawn(values: pd.Series, count: int, rng: np.random.Generator) -> np.ndarray:
    """Values of a column, each as often as it is in there."""
    shares = values.value_counts(normalize=True)
    return rng.choice(shares.index.to_numpy(dtype=str), size=count, p=shares.to_numpy())


def _points(dataset: Dataset, rng: np.random.Generator) -> _Points:
    """Points around the districts' middles; the most frequent has thousands of times the events of the last."""
    rows = dataset.tables["incidents"].dropna(subset=["latitude", "district"])
    middles = rows.groupby(["district", "province"])[["latitude", "longitude"]].mean().reset_index()
    drawn = middles.iloc[rng.integers(0, len(middles), POINTS)].reset_index(drop=True)
    shifts = rng.normal(0, 0.12, (POINTS, 2))
    drawn[["latitude", "longitude"]] = (drawn[["latitude", "longitude"]].astype(float) + shifts).round(4)
    weights = 1 / np.arange(1, POINTS + 1) ** 0.9
    named = drawn.assign(place=[f"Point {number}" for number in range(POINTS)])
    return _Points(named, weights / weights.sum())


def _places(points: _Points, count: int, rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Point, district, province and place; one in twenty-five has no coordinates, one in seven its district's only."""
    drawn = points.table.iloc[rng.choice(POINTS, size=count, p=points.weights)]
    chance = rng.random(count)
    has_point, is_coarse = chance > 0.04, chance > 0.86
    return {
        "place": drawn["place"].to_numpy(),
        "district": drawn["district"].to_numpy(),
        "province": drawn["province"].to_numpy(),
        "latitude": np.where(has_point, drawn["latitude"].to_numpy().astype(str), ""),
        "longitude": np.where(has_point, drawn["longitude"].to_numpy().astype(str), ""),
        "location_precision": np.where(is_coarse | ~has_point, "district", "settlement"),
        "coordinate_source": np.where(has_point, "made up for measuring", ""),
    }


def _days(count: int, dataset: Dataset, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Half of the events in bursts of weeks; one in twelve known to its month, one in fifty to its year."""
    covered = dataset.description
    length = (covered.covers_to - covered.covers_from).days
    begins = rng.integers(0, length, BURSTS)
    in_bursts = begins[rng.integers(0, BURSTS, count)] + rng.exponential(20, count).astype(int)
    at = np.where(rng.random(count) < 0.5, in_bursts % length, rng.integers(0, length, count))
    days = (np.datetime64(covered.covers_from) + at).astype("datetime64[D]").astype(str)
    chance = rng.random(count)
    precision = np.select([chance < 0.02, chance < 0.10], ["year", "month"], "day")
    return np.select([precision == "year", precision == "month"], [_cut(days, 4), _cut(days, 7)], days), precision


def _cut(texts: np.ndarray, letters: int) -> np.ndarray:
    return texts.astype(f"<U{letters}")


def _tolls(count: int, rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Most tolls are not known or 0; one in twelve has a range, of which some have no best count."""
    best = rng.geometric(0.45, count)
    chance = rng.random(count)
    is_known, is_none, is_range = chance < 0.42, chance < 0.30, chance > 0.92
    low, high = np.maximum(best - rng.integers(0, 3, count), 0), best + rng.integers(1, 9, count)
    has_best = np.where(is_range, rng.random(count) < 0.6, is_known)
    return {
        "civilians_killed": np.where(has_best, np.where(is_none, 0, best).astype(str), ""),
        "civilians_killed_low": np.where(is_range, low.astype(str), ""),
        "civilians_killed_high": np.where(is_range, high.astype(str), ""),
        "is_toll_contested": np.where(is_range, "yes", "no"),
        "civilians_injured": np.where(rng.random(count) < 0.3, rng.integers(0, 6, count).astype(str), ""),
    }


def _summaries(numbers: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    drawn = np.array(WORDS)[rng.integers(0, len(WORDS), (3, len(numbers)))]
    text = np.char.add("Made up for measuring: ", drawn[0])
    for word in drawn[1:]:
        text = np.char.add(np.char.add(text, " "), word)
    return np.char.add(np.char.add(text, " "), numbers)


def _sources(count: int, dataset: Dataset, rng: np.random.Generator) -> np.ndarray:
    ids = dataset.tables["sources"]["source_id"].to_numpy(dtype=str)
    first, second = (ids[rng.integers(0, len(ids), count)] for _ in range(2))
    both = np.char.add(np.char.add(first, ";"), second)
    return np.where((rng.random(count) < 0.3) & (first != second), both, first)
