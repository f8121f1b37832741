"""An empty presentation of ours: 16:9, one typeface that every office program has, a layout with a title."""

from __future__ import annotations

import io
import re

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.presentation import Presentation as Deck
from pptx.util import Pt

from dashboard.export.slides.page import HEIGHT, PAD, TITLE_SIZE, TITLE_TOP, WIDTH, Page
from dashboard.figures import palette

TYPEFACE = "Arial"  # has Latin, Turkish, Kurmanji, Arabic and Sorani letters; where it lacks, its metric twin stands in
LAYOUT = "Title Only"
_TITLE_STYLE = (
    '<a:lvl1pPr xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" algn="l">'
    f'<a:defRPr sz="{TITLE_SIZE * 100:.0f}" b="1"><a:solidFill><a:srgbClr val="{palette.TEXT.lstrip("#")}"/>'
    "</a:solidFill></a:defRPr></a:lvl1pPr>"
)
_LINK = f'<a:hlink><a:srgbClr val="{palette.ACCENT.lstrip("#")}"/></a:hlink>'
_KEPT = ("Title Slide", "Title and Content", LAYOUT, "Blank")


def new_deck(title: str, subject: str, keywords: str) -> Deck:
    """A presentation without slides; the texts are its properties."""
    deck = Presentation()
    was = deck.slide_width or Pt(WIDTH)
    deck.slide_width, deck.slide_height = Pt(WIDTH), Pt(HEIGHT)
    _widen(deck, deck.slide_width / was)
    _typeface(deck)
    about = deck.core_properties
    about.title, about.subject, about.keywords = title[:255], subject[:255], keywords[:255]
    about.author = about.last_modified_by = ""
    return deck


def new_page(deck: Deck, title: str) -> Page:
    """A further slide."""
    (layout,) = [one for one in deck.slide_layouts if one.name == LAYOUT]
    return Page(deck.slides.add_slide(layout), title)


def saved(deck: Deck) -> bytes:
    """The file."""
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def _widen(deck: Deck, factor: float) -> None:
    """Layouts of 4:3 as layouts of 16:9, so that slides that somebody adds look right; the title as ours."""
    for layout in [one for one in deck.slide_layouts if one.name not in _KEPT]:
        deck.slide_layouts.remove(layout)
    for place in (*deck.slide_master.placeholders, *(p for one in deck.slide_layouts for p in one.placeholders)):
        if place.element.xpath("./p:spPr/a:xfrm"):
            place.left, place.width = round(place.left * factor), round(place.width * factor)
    (layout,) = [one for one in deck.slide_layouts if one.name == LAYOUT]
    title = layout.placeholders[0]
    title.left, title.top, title.width, title.height = Pt(PAD), Pt(TITLE_TOP), Pt(WIDTH - 2 * PAD), Pt(TITLE_SIZE * 1.4)
    frame = title.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    (style,) = title.element.xpath("./p:txBody/a:lstStyle")
    style.append(parse_xml(_TITLE_STYLE))


def _typeface(deck: Deck) -> None:
    """Latin and Arabic letters of every slide, and the colour of links: the theme decides."""
    for relation in deck.slide_master.part.rels.values():
        part = relation.target_part
        if relation.reltype == RELATIONSHIP_TYPE.THEME:
            latin = re.sub(rb'<a:latin typeface="[^"]*"/>', f'<a:latin typeface="{TYPEFACE}"/>'.encode(), part.blob)
            linked = re.sub(rb"<a:hlink>.*?</a:hlink>", _LINK.encode(), latin)
            part.blob = linked.replace(b'<a:cs typeface=""/>', f'<a:cs typeface="{TYPEFACE}"/>'.encode())
