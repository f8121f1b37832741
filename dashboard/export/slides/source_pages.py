"""The last slides: the sources that the deck rests on, by number, two columns a slide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.data.dataset import Dataset
from dashboard.export.slides.cited import source_words
from dashboard.export.slides.fitting import Fitted, fitted
from dashboard.export.slides.markup import Box, Run
from dashboard.export.slides.page import Page
from dashboard.figures import palette
from dashboard.text import Words

MOST_SOURCES = 180  # a longer list is for the table, not for a slide
SIZE, COLUMN_GAP, AFTER = 9.0, 20.0, 2.5
MOST_LINES = 2
_LINKED = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Entry:
    """One source as it is written; `url` is blank where it has no address on the web."""

    source_id: str
    written: Fitted
    url: str


def entries(source_ids: Sequence[str], width: float, dataset: Dataset, words: Words) -> list[Entry]:
    """The sources, the first of which has number 1, in columns of a slide that is `width` wide."""
    found = []
    for number, one in enumerate(source_ids, start=1):
        text = f"{number}  {source_words(one, dataset, words)}"
        url = (dataset.sources.get(one) or {}).get("url") or ""
        is_web = url.startswith(_LINKED)
        found.append(Entry(one, fitted(text, SIZE, _column(width), MOST_LINES), url if is_web else ""))
    return found


def portions(shown: Sequence[Entry], height: float) -> Iterator[list[list[Entry]]]:
    """The entries of each slide, as two columns of `height`."""
    columns: list[list[Entry]] = [[]]
    used = 0.0
    for entry in shown:
        tall = entry.written.height + AFTER
        if columns[-1] and used + tall > height:
            columns.append([])
            used = 0.0
        columns[-1].append(entry)
        used += tall
    for start in range(0, len(columns), 2):
        yield columns[start : start + 2]


def draw_sources(page: Page, columns: Sequence[Sequence[Entry]]) -> None:
    """Two columns; an entry with an address on the web links to it."""
    box = page.content
    width = _column(box.width)
    for number, column in enumerate(columns):
        runs = [_runs(page, entry) for entry in column]
        place = Box(box.left + number * (width + COLUMN_GAP), box.top, width, box.height)
        page.write(place, runs, after=AFTER)


def _runs(page: Page, entry: Entry) -> list[Run]:
    """Only the number is the link: programs that take links for fields can't wrap or turn around a long one."""
    number, _, rest = entry.written.text.partition(" ")
    link = page.link(entry.url) if entry.url else ""
    return [Run(number, SIZE, palette.ACCENT if link else palette.TEXT, link=link), Run(f" {rest}", SIZE)]


def _column(width: float) -> float:
    return (width - COLUMN_GAP) / 2
