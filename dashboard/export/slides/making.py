"""A deck that is being made: what every slide needs to know, and the numbers that sources have in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from pptx.presentation import Presentation

from dashboard.config import Settings
from dashboard.export.asked import AS_USUAL, Asked
from dashboard.export.caption import data_line
from dashboard.export.permalink import permalink
from dashboard.export.slides.cited import Cited
from dashboard.export.slides.markup import Box
from dashboard.export.slides.page import Page
from dashboard.export.slides.presentation import new_deck, new_page
from dashboard.figures import palette
from dashboard.model.dataset_words import acknowledgement, cautions, imported_of
from dashboard.model.sentence import describe
from dashboard.model.situation import Situation
from dashboard.text import Words

Portion = TypeVar("Portion")


@dataclass(frozen=True)
class Making:
    """`asked` is what the map shows."""

    situation: Situation
    words: Words
    settings: Settings
    asked: Asked = AS_USUAL
    cited: Cited = field(default_factory=Cited)

    @cached_property
    def deck(self) -> Presentation:
        """The presentation, empty at first."""
        about = self.situation.dataset.description
        return new_deck(self.words("title"), self.sentence, f"{about.name} {self.situation.dataset.version}")

    @cached_property
    def sentence(self) -> str:
        """What is selected."""
        return describe(self.situation.selection, self.situation.dataset, self.words)

    @property
    def address(self) -> str:
        """Where this view can be opened; blank when the dashboard has no public address."""
        return permalink(self.situation, self.settings, self.asked.extent, self.asked.layers)

    def page(self, title: str) -> Page:
        """A further slide."""
        return new_page(self.deck, title)

    def plain_page(self, title: str, note: str = "", foot: str = "") -> Page:
        """A further slide that says what is selected, and which data it is from."""
        page = self.page(title)
        page.above([(self.sentence, 13.5, palette.TEXT), (note, 10.5, palette.SECONDARY)])
        owed = (acknowledgement(imported_of(self.situation), self.words), 10, palette.TEXT)
        page.below([owed, (foot, 8.5, palette.TEXT), (data_line(self.situation, self.words), 8.5, palette.TEXT)])
        return page

    def said_of_data(self) -> list[str]:
        """For the notes of a slide: what imported datasets count, and how all data is cited."""
        situation, words = self.situation, self.words
        return [
            *cautions(situation, words),
            acknowledgement(imported_of(situation), words),
            data_line(situation, words),
        ]

    def over_pages(
        self,
        start: Callable[[], Page],
        portions: Callable[[Box], Iterable[Portion]],
        draw: Callable[[Page, Portion], None],
    ) -> None:
        """A slide a portion; all slides have the same room, so that the first tells how much fits into each."""
        first = start()
        for number, portion in enumerate(portions(first.content)):
            draw(start() if number else first, portion)
