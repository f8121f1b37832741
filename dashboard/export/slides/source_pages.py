"""The last slides: the sources that the deck rests on, by number, two columns a slide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dashboard.data.dataset import Dataset
from dashboard.export.slides.cited import source_words
from dashboard.export.slides.fitting import fitted, height_of
from dashboard.export.slides.markup import Box, Run
from dashboard.export.slides.page import Page
from dashboard.text import Words

MOST_SOURCES = 200  # a longer list is for the table, not for a slide
SIZE, COLUMN_GAP, AFTER = 8.5, 20.0, 2.5
MOST_LINES = 2
_LINKED = ("http://", "https://")
Entry = tuple[int, str]  # number, source id


def portions(entries: Sequence[Entry], box: Box, dataset: Dataset, words: Words) -> Iterator[list[list[Entry]]]:
    """The entries of each slide, as two columns that fit into `box`."""
    columns: list[list[Entry]] = [[]]
    used = 0.0
    for entry in entries:
        tall = height_of(_written(entry, box, dataset, words), SIZE, _width(box)) + AFTER
        if columns[-1] and used + tall > box.height:
            columns.append([])
            used = 0.0
        columns[-1].append(entry)
        used += tall
    for start in range(0, len(columns), 2):
        yield columns[start : start + 2]


def draw_sources(page: Page, columns: Sequence[Sequence[Entry]], dataset: Dataset, words: Words) -> None:
    """Two columns; an entry with an address on the web links to it."""
    box = page.content
    for number, column in enumerate(columns):
        left = box.left + number * (_width(box) + COLUMN_GAP)
        paragraphs = [[_run(page, entry, box, dataset, words)] for entry in column]
        page.write(Box(left, box.top, _width(box), box.height), paragraphs, after=AFTER)


def _run(page: Page, entry: Entry, box: Box, dataset: Dataset, words: Words) -> Run:
    url = (dataset.sources.get(entry[1]) or {}).get("url") or ""
    link = page.link(url) if url.startswith(_LINKED) else ""
    return Run(_written(entry, box, dataset, words), SIZE, link=link)


def _written(entry: Entry, box: Box, dataset: Dataset, words: Words) -> str:
    number, source_id = entry
    return fitted(f"{number}  {source_words(source_id, dataset, words)}", SIZE, _width(box), MOST_LINES)


def _width(box: Box) -> float:
    return (box.width - COLUMN_GAP) / 2
