"""The pages of the PDF that hold words: the first one, incidents, published figures, sources."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from dashboard.config import Settings
from dashboard.data.dataset import Dataset
from dashboard.data.frames import records
from dashboard.export.asked import Asked
from dashboard.export.briefing.record_rows import (
    Numbers,
    figure_columns,
    figure_row,
    incident_columns,
    incident_row,
)
from dashboard.export.caption import Caption, address, data_line
from dashboard.export.pages import WIDTH, Text, list_pages, page, paragraphs, table_pages
from dashboard.export.told import figures_told, incidents_told, withheld_told
from dashboard.figures import palette
from dashboard.figures.style import Figure
from dashboard.figures.text_width import wrapped
from dashboard.figures.views import MAP, VIEWS, view_sources
from dashboard.model.dataset_words import acknowledgement, cautions, imported_of
from dashboard.model.headline_words import Card, advice, cards, comparison, reconciliation
from dashboard.model.sentence import describe
from dashboard.model.situation import Situation
from dashboard.model.sources import table_sources
from dashboard.text import Words

MOST_SOURCES = 1_000  # some thirty pages
_CARD_GAP, _CARDS_TOP = 14.0, 16.0
_NOTES = ("pdf-note-unknown", "note-attribution", "disclaimer")


def source_numbers(situation: Situation) -> dict[str, int]:
    """Every source of the briefing and its number: those of the tables first, in their order."""
    incidents, figures = incidents_told(situation)[0], figures_told(situation)[0]
    cited = [one for ids in incidents["source_ids"] for one in str(ids).split(";")]
    told = [*cited, *(one for ids in figures["source_ids"] for one in ids)]
    others = [one for view in (MAP, *VIEWS) for one in view_sources(view, situation)]
    marked = table_sources(situation.shown_milestones()["source_ids"])
    return {one: number for number, one in enumerate(dict.fromkeys([*told, *others, *marked]), start=1)}


def first_page(situation: Situation, words: Words, settings: Settings, asked: Asked) -> Figure:
    """What is selected, the headline figures, how to read them; the address opens what was `asked` for."""
    about = situation.dataset.description
    text = Caption(
        title=about.title,
        sentence=describe(situation.selection, situation.dataset, words),
        definition=about.description,
        sources=words("pdf-licence", licence=about.licence),
        data=data_line(situation, words),
        address=address(situation, words, settings, asked),
        caution=" ".join(cautions(situation, words)),
        acknowledgement=acknowledgement(imported_of(situation), words),
    )
    found = cards(situation, words)
    width = (WIDTH + _CARD_GAP) / len(found) - _CARD_GAP
    drawn = [_card(card, words, number * (width + _CARD_GAP), width) for number, card in enumerate(found)]
    bottom = max(text.bottom for card in drawn for text in card) + 22
    counts = reconciliation(situation, words) if situation.toll.incidents else words("empty")
    withheld = withheld_told(situation, words)
    below = [counts, withheld, advice(situation, words), comparison(situation, words), *map(words, _NOTES)]
    notes = paragraphs([Text([one], 0, bottom, 10.5) for one in below if one])
    return page(text, [*[text for card in drawn for text in card], *notes], [bottom - 12])


def _card(card: Card, words: Words, left: float, width: float) -> list[Text]:
    """Name, figure, range and what must be known beside it."""
    label = Text([words(f"headline-{card.name}")], left, _CARDS_TOP, 10.5, palette.SECONDARY, 700)
    is_number = card.value[:1].isdigit()
    value = Text([card.value], left, label.bottom, 30 if is_number else 15, weight=700)
    span = [f"({card.span}: {words('low-high')})"] if card.span else []
    lines = [line for note in (*span, *card.notes) for line in wrapped(note, 9, width)]
    return [label, value, Text(lines, left, _CARDS_TOP + 58, 9, palette.SECONDARY)]


def incident_pages(situation: Situation, words: Words, numbers: Numbers) -> Iterator[Figure]:
    """Incidents with civilian harm, or the newest; nothing when the selection has none."""
    rows, more = incidents_told(situation)
    has_harm = bool(len(rows)) and bool(rows["has_harm"].all())
    title = words("pdf-harm-title" if has_harm else "pdf-newest-title")
    note = " ".join(filter(None, [words("pdf-table-note"), _more(more, words)]))
    text = _caption(situation, words, title, note)
    cells = [incident_row(row, situation, words, numbers) for row in records(rows)]
    yield from table_pages(text, incident_columns(words), cells)


def figure_pages(situation: Situation, words: Words, numbers: Numbers) -> Iterator[Figure]:
    """What organisations published, side by side; nothing when the selection has none."""
    rows, more = figures_told(situation)
    note = " ".join(filter(None, [words("pdf-figures-note"), _more(more, words)]))
    text = _caption(situation, words, words("pdf-figures-title"), note)
    cells = [figure_row(row, situation, words, numbers) for row in records(rows)]
    yield from table_pages(text, figure_columns(words), cells)


def source_pages(situation: Situation, words: Words, numbers: Numbers) -> Iterator[Figure]:
    """The sources with their numbers and addresses, those of the tables first."""
    more = len(numbers) - MOST_SOURCES
    note = [words.plural("n-sources", len(numbers)), words.plural("slides-more-sources", more) if more > 0 else ""]
    text = _caption(situation, words, words("sources"), "; ".join(filter(None, note)))
    shown = islice(numbers.items(), MOST_SOURCES)
    yield from list_pages(text, [source_entry(one, n, situation.dataset, words) for one, n in shown])


def source_entry(source_id: str, number: int, dataset: Dataset, words: Words) -> str:
    """Number, publisher, title, date, address."""
    row = dataset.sources.get(source_id)
    if row is None:
        return f"{number}  {words('source-refused', id=source_id)}"
    date = words.partial_date(row["published"])
    return f"{number}  {row['publisher']}: {row['title']} ({date}) {row['url'] or words('no-address')}"


def _caption(situation: Situation, words: Words, title: str, note: str) -> Caption:
    """Sources have no line of their own: their numbers stand in every row."""
    sentence = describe(situation.selection, situation.dataset, words)
    owed = acknowledgement(imported_of(situation), words)
    return Caption(title, sentence, note, sources="", data=data_line(situation, words), acknowledgement=owed)


def _more(count: int, words: Words) -> str:
    return words.plural("pdf-more-rows", count) if count else ""
