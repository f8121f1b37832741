"""A slide with its caption: title, what is selected and definition above; sources, data and version below.

The texts are those that stand around an image of the same view (`export.captioned`), at the same places.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.slide import Slide
from pptx.util import Pt

from dashboard.export.caption import Caption
from dashboard.export.slides.fitting import fitted
from dashboard.export.slides.markup import Box, Look, Run, Text, group, shape
from dashboard.figures import palette

WIDTH, HEIGHT = 960.0, 540.0
PAD, GAP = 24.0, 3.0
CONTENT_WIDTH = WIDTH - 2 * PAD
TITLE_TOP, TITLE_SIZE = 14.0, 22.0
NUMBER_WIDTH = 40.0
MOST_LINES = 5
_FIELD = "http://schemas.openxmlformats.org/drawingml/2006/main"


class Page:
    """One slide that is being filled; `content` is the room that its caption leaves."""

    def __init__(self, slide: Slide, title: str) -> None:
        """`slide` has the layout “Title Only”."""
        self.slide = slide
        self._numbers = count(100)
        self.content = Box(PAD, PAD, CONTENT_WIDTH, HEIGHT - 2 * PAD)
        heading = slide.shapes.title
        if heading is not None:
            heading.text_frame.text = fitted(title, TITLE_SIZE, CONTENT_WIDTH, 1, bold=True).text
            self._leave(top=TITLE_TOP + TITLE_SIZE * 1.4)

    def caption(self, caption: Caption) -> None:
        """The sentences of a caption, apart from its title."""
        said = [(caption.definition, 10.5, palette.SECONDARY), (caption.caution, 10.5, palette.TEXT)]
        self.above([(caption.sentence, 13.5, palette.TEXT), *said])
        legal = " ".join(filter(None, [caption.disclaimer, caption.credits]))
        small = [caption.milestones, caption.sources, caption.data, caption.address]
        owed = (caption.acknowledgement, 10, palette.TEXT)
        self.below([owed, *[(text, 8.5, palette.TEXT) for text in small], (legal, 8, palette.SECONDARY)])

    def above(self, texts: Sequence[tuple[str, float, str]]) -> None:
        """(text, size, colour) under the title, each as high as it needs."""
        for text, size, colour in texts:
            if text:
                used = self._line(text, size, colour, self.content.top)
                self._leave(top=self.content.top + used + GAP)
        self._leave(top=self.content.top + GAP)

    def below(self, texts: Sequence[tuple[str, float, str]]) -> None:
        """(text, size, colour) at the foot under a thin line, and the number of the slide beside them."""
        width = CONTENT_WIDTH - NUMBER_WIDTH
        shown = [(fitted(text, size, width, MOST_LINES), size, colour) for text, size, colour in texts if text]
        top = HEIGHT - 12 - sum(text.height for text, _, _ in shown) - GAP * (len(shown) - 1)
        self.draw("rule", Box(PAD, top - 4, CONTENT_WIDTH, 0.5), Look(fill=palette.LINE))
        self._number()
        self._leave(bottom=top - 8)
        for text, size, colour in shown:
            self.write(Box(PAD, top, width, text.height), [[Run(text.text, size, colour)]])
            top += text.height + GAP

    def note(self, text: str, size: float = 10.5, colour: str = palette.TEXT) -> None:
        """A sentence at the lower end of what is left for the content."""
        if text:
            shown = fitted(text, size, CONTENT_WIDTH, MOST_LINES)
            top = self.content.bottom - shown.height
            self.write(Box(PAD, top, CONTENT_WIDTH, shown.height), [[Run(shown.text, size, colour)]])
            self._leave(bottom=top - GAP)

    def take(self, height: float) -> Box:
        """The upper `height` points of what is left for the content."""
        box = Box(self.content.left, self.content.top, CONTENT_WIDTH, height)
        self._leave(top=self.content.top + height)
        return box

    def write(self, box: Box, paragraphs: Sequence[Sequence[Run]], **look: object) -> None:
        """A text without fill or line; `look` is the rest of `Text`."""
        self.draw("text", box, Look(), Text(paragraphs, **look))  # type: ignore[arg-type]

    def draw(self, name: str, box: Box, look: Look, text: Text | None = None, geometry: str = "rect") -> None:
        """A shape, above everything that is there."""
        self.place(shape(self.next_number(), name, box, look, text, geometry))

    def place(self, xml: str) -> None:
        """An element of the slide, above everything that is there."""
        self.slide.shapes.element.append(parse_xml(xml))

    def group(self, name: str, box: Box, first: int) -> None:
        """Puts everything from the `first` shape on into one group that fills `box`."""
        tree = self.slide.shapes.element
        shapes = list(tree)[first:]
        whole = parse_xml(group(self.next_number(), name, box))
        for one in shapes:
            whole.append(one)
        tree.append(whole)

    @property
    def length(self) -> int:
        """How many elements there are, for `group`."""
        return len(self.slide.shapes.element)

    def own(self, properties: Any, name: str) -> None:
        """Numbers and names a shape that python-pptx made; the name is what a screen reader says, too."""
        for attribute, value in (("id", str(self.next_number())), ("name", name), ("descr", name)):
            properties.set(attribute, value)

    def next_number(self) -> int:
        """A number that no shape of this slide has."""
        return next(self._numbers)

    def link(self, address: str) -> str:
        """The id by which a run of this slide links to an address."""
        return str(self.slide.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))

    def speak(self, notes: Sequence[str]) -> None:
        """The speaker's notes, a paragraph each."""
        frame = self.slide.notes_slide.notes_text_frame
        if frame is not None:
            frame.text = "\n".join(note for note in notes if note)

    def _line(self, text: str, size: float, colour: str, top: float) -> float:
        shown = fitted(text, size, CONTENT_WIDTH, MOST_LINES)
        self.write(Box(PAD, top, CONTENT_WIDTH, shown.height), [[Run(shown.text, size, colour)]])
        return shown.height

    def _number(self) -> None:
        """A field, so that it stays right when slides are moved."""
        box = Box(WIDTH - PAD - NUMBER_WIDTH, HEIGHT - 26, NUMBER_WIDTH, 14)
        run = Run("‹#›", 9, palette.SECONDARY)
        xml = shape(self.next_number(), "slide number", box, Look(), Text([[run]], align="r"))
        field = xml.replace("<a:r>", '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">')
        self.place(field.replace("</a:r>", "</a:fld>"))

    def _leave(self, top: float | None = None, bottom: float | None = None) -> None:
        box = self.content
        upper, lower = box.top if top is None else top, box.bottom if bottom is None else bottom
        self.content = Box(box.left, upper, box.width, lower - upper)


def emu(box: Box) -> tuple[Pt, Pt, Pt, Pt]:
    """A box as python-pptx takes it."""
    return Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height)
