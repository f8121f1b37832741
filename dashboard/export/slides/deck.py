"""The slides of a Selection, in their order: what is selected, headline figures, map, timelines, incidents,
published figures, sources."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dashboard.config import Settings
from dashboard.export.asked import AS_USUAL, Asked
from dashboard.export.caption import caption
from dashboard.export.slides.cited import sources_note
from dashboard.export.slides.displacement_page import draw_displacement
from dashboard.export.slides.headline_page import draw_headline
from dashboard.export.slides.making import Making
from dashboard.export.slides.map_page import draw_map
from dashboard.export.slides.page import Page
from dashboard.export.slides.presentation import saved
from dashboard.export.slides.record_pages import add_figures, add_incidents, add_sources
from dashboard.export.slides.timeline_pages import draw_casualties, draw_incidents, unknown_toll
from dashboard.export.slides.title_page import draw_title
from dashboard.export.told import withheld_told
from dashboard.figures.displaced import undated_note
from dashboard.figures.map_frame import extent_of
from dashboard.figures.style import is_empty
from dashboard.figures.views import CASUALTIES, DISPLACEMENT, INCIDENTS, MAP, figure_of, view_sources
from dashboard.model.dataset_words import double_counting, is_own_cited
from dashboard.model.headline_words import cards, comparison, reconciliation
from dashboard.model.situation import Situation
from dashboard.model.sources import incident_sources
from dashboard.text import Words


def briefing_pptx(situation: Situation, words: Words, settings: Settings, asked: Asked = AS_USUAL) -> bytes:
    """The slides as a file; `asked` is what the map shows."""
    making = Making(situation, words, settings, asked)
    _title(making)
    _headline(making)
    where = asked.extent or extent_of(situation)
    _view(
        making,
        MAP,
        lambda page: draw_map(page, situation, words, where, asked.layers),
        reconciliation(situation, words),
    )
    if situation.toll.incidents:
        unknown = unknown_toll(situation, words)
        _view(making, INCIDENTS, lambda page: draw_incidents(page, situation, words), unknown)
        _view(making, CASUALTIES, lambda page: draw_casualties(page, situation, words), unknown)
    undated = undated_note(situation, words)
    _view(making, DISPLACEMENT, lambda page: draw_displacement(page, situation, words), undated)
    add_incidents(making)
    add_figures(making)
    add_sources(making)
    return saved(making.deck)


def _title(making: Making) -> None:
    page = making.page(making.words("title"))
    draw_title(page, making.situation, making.words, making.address)
    withheld = withheld_told(making.situation, making.words)
    page.speak([making.sentence, withheld, *making.said_of_data(), making.address])


def _headline(making: Making) -> None:
    """The figures at the top; what they are and where they come from stands in the notes."""
    situation, words = making.situation, making.words
    compared = comparison(situation, words) if situation.toll.incidents else ""
    sample = words("slides-sample") if is_own_cited(situation) else ""
    told = [double_counting(situation, words), sample, compared, withheld_told(situation, words)]
    foot = " ".join(filter(None, told))
    page = making.plain_page(words("slides-headline"), foot=foot)
    draw_headline(page, situation, words)
    names = [card.name for card in cards(situation, words)]
    meanings = [
        words("slides-meaning", name=words(f"headline-{name}"), meaning=words(f"headline-{name}-meaning"))
        for name in names
    ]
    unknown = unknown_toll(situation, words)
    sources = sources_note(incident_sources(situation), situation.dataset, words)
    page.speak([making.sentence, *meanings, unknown, *sources, *making.said_of_data(), making.address])


def _view(making: Making, view: str, draw: Callable[[Page], None], unknown: str) -> None:
    """A view with its caption around it; the notes say the same at length."""
    situation, words = making.situation, making.words
    text = caption(view, situation, words, making.settings, making.asked)
    if view == DISPLACEMENT and is_empty(figure_of(view, situation, words)):
        text = replace(text, milestones="")  # no axis is drawn on which they could stand
    page = making.page(text.title)
    page.caption(text)
    draw(page)
    sources = sources_note(view_sources(view, situation), situation.dataset, words)
    said = [text.title, text.sentence, text.definition, unknown, text.totals, text.milestones]
    page.speak([*said, *sources, *making.said_of_data(), text.address, text.disclaimer])
