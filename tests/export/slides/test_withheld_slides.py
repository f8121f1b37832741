"""Rows that may not be passed on are in no part of the slides, nor in the workbooks of their charts; sums are."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import pytest

from dashboard.config import Settings
from dashboard.data.dataset import Dataset
from dashboard.export.slides import briefing_pptx
from dashboard.export.told import figures_told, incidents_told
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from dashboard.text import Words
from tests.export.slides.reading import deck, notes, slide, texts, titles


@pytest.fixture(scope="module")
def closed(tiny: Dataset) -> Dataset:
    return replace(tiny, description=replace(tiny.description, may_share_rows=False))


def parts(content: bytes) -> Iterator[str]:
    """Every part of an Office file as text, those of the workbooks inside it too."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            part = archive.read(name)
            yield from parts(part) if name.endswith(".xlsx") else [part.decode(errors="replace")]


def said(dataset: Dataset, words: Words) -> str:
    return "\n".join(parts(briefing_pptx(Situation(dataset, Selection()), words, Settings())))


@pytest.mark.parametrize(("table", "column"), [("incidents", "summary"), ("published_figures", "definition")])
def test_no_part_holds_a_withheld_row(tiny: Dataset, closed: Dataset, words: Words, table: str, column: str) -> None:
    whole, withheld = said(tiny, words), said(closed, words)
    told = {cell for cell in tiny.cells[table][column] if cell and cell in whole}
    assert told
    assert not [cell for cell in told if cell in withheld]


def test_how_many_are_withheld_is_said_and_sums_are_those_of_all(tiny: Dataset, closed: Dataset, words: Words) -> None:
    whole, withheld = (deck(Situation(one, Selection()), words) for one in (tiny, closed))
    sentence = words.plural("rows-withheld", Situation(tiny, Selection()).toll.incidents)
    headline = words("slides-headline")
    assert sentence in " ".join(texts(slide(withheld, headline)))
    assert sentence in notes(withheld.slides[0])
    differs = set(texts(slide(whole, headline))) - set(texts(slide(withheld, headline)))
    assert all(words("slides-sample") in text for text in differs), "only the foot says more, the figures are the same"
    assert {words("slides-incidents-harm"), words("slides-figures")} <= set(titles(whole)) - set(titles(withheld))


def test_of_several_datasets_only_the_closed_one_is_left_out(tiny: Dataset, words: Words) -> None:
    description = replace(tiny.description, name="another", may_share_rows=False)
    situation = Situation(replace(tiny, description=description), Selection())
    assert len(incidents_told(situation)[0]) == len(incidents_told(Situation(tiny, Selection()))[0]) > 0
    assert figures_told(situation)[0].empty
