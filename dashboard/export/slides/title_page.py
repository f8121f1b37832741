"""The first slide: what is selected, from which data, where it can be opened. What fits nothing says so here."""

from __future__ import annotations

from dashboard.export.slides.fitting import fitted
from dashboard.export.slides.markup import Box, Look, Run
from dashboard.export.slides.page import CONTENT_WIDTH, HEIGHT, PAD, Page
from dashboard.figures import palette
from dashboard.model.dataset_words import acknowledgement, imported_of, is_own_cited, short_cautions
from dashboard.model.headline_words import advice
from dashboard.model.sentence import describe
from dashboard.model.situation import Situation
from dashboard.text import Words

_BAR, _TOP = 10.0, 120.0
_MOST_LINES = 4


def draw_title(page: Page, situation: Situation, words: Words, address: str) -> None:
    """The Selection in a sentence, how many incidents, the data's last day and version, the permalink."""
    dataset, about = situation.dataset, situation.dataset.description
    is_named = bool(situation.selection.dataset)  # by its title, which makes the sentence long
    page.draw("accent", Box(0, 0, _BAR, HEIGHT), Look(fill=palette.ACCENT))
    texts = [
        (describe(situation.selection, dataset, words), 26.0 if is_named else 32.0, palette.TEXT, True),
        (found_words(situation, words), 20.0, palette.TEXT, False),
        (words("data-to", day=words.day(about.covers_to), version=dataset.version), 15.0, palette.SECONDARY, False),
        (address, 12.0, palette.ACCENT, False),
    ]
    top, width = _TOP, CONTENT_WIDTH - PAD
    for text, size, colour, is_bold in texts:
        if text:
            shown = fitted(text, size, width, _MOST_LINES, bold=is_bold)
            link = page.link(address) if text == address else ""
            page.write(Box(PAD, top, width, shown.height), [[Run(shown.text, size, colour, is_bold, link=link)]])
            top += shown.height + 12
    said = [short_cautions(situation, words), acknowledgement(imported_of(situation), words)]
    sample = words("slides-sample") if is_own_cited(situation) else ""
    small = [sample, words("slides-editable"), about.citation, about.licence, words("disclaimer")]
    page.below([*((text, 10.5, palette.TEXT) for text in said), *((text, 10, palette.SECONDARY) for text in small)])


def found_words(situation: Situation, words: Words) -> str:
    """How many incidents; or that there is none, and what would bring some back."""
    if situation.toll.incidents:
        return words.plural("incidents", situation.toll.incidents)
    return f"{words('empty')} {advice(situation, words)}"
