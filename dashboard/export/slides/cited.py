"""The sources of a deck, numbered in the order in which slides name them, and how one is written."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.data.dataset import Dataset
from dashboard.text import Words

NAMED_IN_NOTES = 40


class Cited:
    """Numbers of sources: the first that is asked for is 1."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def numbers(self, source_ids: Iterable[str]) -> str:
        """The numbers of some sources, as a table names them: 3, 14."""
        return ", ".join(str(self._numbers.setdefault(one, len(self._numbers) + 1)) for one in source_ids)

    @property
    def source_ids(self) -> list[str]:
        """All that were asked for, by number."""
        return list(self._numbers)


def source_words(source_id: str, dataset: Dataset, words: Words, *, has_address: bool = False) -> str:
    """Publisher, title, date; with its address, or that it has none."""
    row = dataset.sources.get(source_id)
    if row is None:
        return words("source-refused", id=source_id)
    date = words.partial_date(row["published"])
    text = words("slides-source", publisher=row["publisher"], title=row["title"], date=date)
    if not has_address:
        return text
    return f"{text} {row['url'] or words('no-address')}"


def sources_note(source_ids: list[str], dataset: Dataset, words: Words) -> list[str]:
    """The sources for a speaker's notes: a heading, one a line with its address, and how many are not named."""
    named = source_ids[:NAMED_IN_NOTES]
    lines = [source_words(one, dataset, words, has_address=True) for one in named]
    more = len(source_ids) - len(named)
    return [words("sources"), *lines, *([words.plural("slides-more-sources", more)] if more else [])]
