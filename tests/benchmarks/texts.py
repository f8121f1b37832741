"""Words of made-up events: names of places, and summaries that are marked as made up.

Common words are those of a dataset's summaries, as often as they stand there; rare ones are names that nobody bears, so
that a larger file has more different words, as real ones do, though ever fewer for each text.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
import pandas as pd

NAMES = 60_000
SYLLABLES = (
    "ba", "be", "bi", "da", "de", "do", "du", "gi", "go", "ha", "he", "ka", "ki", "ko", "la", "le", "ma", "me", "mi",
    "na", "ni", "ra", "ri", "ro", "sa", "se", "shi", "ta", "te", "va", "wa", "xa", "ya", "za", "zi", "zo",
)  # fmt: skip
SHORTEST, LONGEST = 6, 18  # words of a summary
MARK = "Made up for measuring:"
Texts = np.ndarray  # of objects: texts, None where there is none


@dataclass(frozen=True)
class Vocabulary:
    """Words and names, and up to which share of all draws each is drawn."""

    words: Texts
    word_shares: np.ndarray
    names: Texts
    name_shares: np.ndarray


def vocabulary(summaries: pd.Series, rng: np.random.Generator) -> Vocabulary:
    """Of the words in `summaries`, and of made-up names, few of which are frequent."""
    words = Counter(word.strip(",.;:()“”") for text in summaries.dropna() for word in text.split())
    counts = np.array(list(words.values()))
    names = np.array(made_up_names(NAMES, rng), dtype=object)
    return Vocabulary(
        np.array(list(words), dtype=object), _shares(counts), names, _shares(np.arange(1, NAMES + 1) ** -1.05)
    )


def made_up_names(count: int, rng: np.random.Generator) -> list[str]:
    """`count` different names of two to four syllables."""
    found: dict[str, None] = {}
    while len(found) < count:
        drawn = rng.integers(0, len(SYLLABLES), 4)
        found["".join(SYLLABLES[one] for one in drawn[: rng.integers(2, 5)]).capitalize()] = None
    return list(found)


def summaries(count: int, known: Vocabulary, rng: np.random.Generator) -> Texts:
    """`count` texts of words and one name each, all beginning with what they are."""
    words = _drawn(known.words, known.word_shares, (count, LONGEST), rng)
    names = _drawn(known.names, known.name_shares, count, rng)
    lengths = rng.integers(SHORTEST, LONGEST + 1, count)
    pairs = zip(words.tolist(), names.tolist(), lengths.tolist(), strict=True)
    return np.array([" ".join([MARK, *row[:length], name]) for row, name, length in pairs], dtype=object)


def _shares(weights: np.ndarray) -> np.ndarray:
    return np.cumsum(weights / weights.sum())


def _drawn(values: Texts, shares: np.ndarray, shape: int | tuple[int, int], rng: np.random.Generator) -> Texts:
    at = np.searchsorted(shares, rng.random(shape), side="right")
    return values[np.minimum(at, len(values) - 1)]
