"""The briefing as PDF: what is selected, map, timelines, breakdowns, incidents, published figures, sources.

Charts and the map are the captioned figures that images are made of. Text stays text: it can be found and copied.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, TextStringObject

from dashboard.config import Settings
from dashboard.export.asked import Asked
from dashboard.export.briefing.text_pages import (
    figure_pages,
    first_page,
    incident_pages,
    source_numbers,
    source_pages,
)
from dashboard.export.images import composed
from dashboard.export.rendering import Renderer
from dashboard.export.sizes import SLIDE
from dashboard.figures.style import Figure
from dashboard.figures.views import BREAKDOWN, CASUALTIES, DISPLACEMENT, INCIDENTS, MAP, view_title
from dashboard.model.sentence import describe
from dashboard.model.situation import Situation
from dashboard.text import Words

# View and what the breakdown counts, in the order of pages and of files.
SHOWN = (
    (MAP, ""), (INCIDENTS, ""), (CASUALTIES, ""), (DISPLACEMENT, ""),
    (BREAKDOWN, "type"), (BREAKDOWN, "by"), (BREAKDOWN, "province"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """`mark` is its entry in the outline of the file; blank on the further pages of a table."""

    mark: str
    figure: Figure


def briefing_pdf(
    situation: Situation, words: Words, settings: Settings, renderer: Renderer, asked: Asked | None = None
) -> bytes:
    """The PDF of a selection, an empty one too; raises RenderingError. `asked` is what else the page shows."""
    pages = pages_of(situation, words, settings, asked or Asked())
    drawn = [(page.mark, renderer.submit(page.figure, "pdf", SLIDE.width, SLIDE.height)) for page in pages]
    writer = PdfWriter()
    for mark, content in drawn:
        writer.append(PdfReader(io.BytesIO(content.result())), import_outline=False)
        if mark:
            writer.add_outline_item(title=mark, page_number=len(writer.pages) - 1)
    about = situation.dataset.description
    writer.metadata = {
        "/Title": about.title,
        "/Subject": describe(situation.selection, situation.dataset, words),
        "/Keywords": f"{situation.selection.query()} v={situation.dataset.version}",
    }
    writer.root_object[NameObject("/Lang")] = TextStringObject(words.language)
    writer.compress_identical_objects()
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def pages_of(situation: Situation, words: Words, settings: Settings, asked: Asked) -> Iterator[Page]:
    """Every page of the briefing, in order."""
    numbers = source_numbers(situation)
    yield Page(situation.dataset.description.title, first_page(situation, words, settings, asked))
    for view, by in SHOWN:
        counted = by or asked.by
        picture = composed(view, situation, words, settings, replace(asked, by=counted, size=SLIDE.name))
        yield Page(view_title(view, situation, words, by=counted), picture)
    tables = {
        words("pdf-incidents"): incident_pages(situation, words, numbers),
        words("pdf-figures-title"): figure_pages(situation, words, numbers),
        words("sources"): source_pages(situation, words, numbers),
    }
    for mark, figures in tables.items():
        for position, figure in enumerate(figures):
            yield Page("" if position else mark, figure)
