"""A page that records rest on, as every page of ours shows it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from dashboard.data.dataset import Dataset
from dashboard.text import Words


@dataclass(frozen=True, slots=True)
class Source:
    """`title` is blank when its row was refused, `url` when it has no address; `path` is where all that rests on it
    is listed."""

    id: str
    publisher: str
    title: str
    date: str
    url: str
    path: str


def source_of(source_id: str, dataset: Dataset, words: Words) -> Source:
    """The source with this id; one that there is not says so."""
    path = f"/data-source?{urlencode({'id': source_id})}"
    row = dataset.sources.get(source_id)
    if row is None:
        return Source(source_id, words("source-refused", id=source_id), "", "", "", path)
    date = words.partial_date(row["published"])
    return Source(source_id, row["publisher"], row["title"], date, row["url"] or "", path)
