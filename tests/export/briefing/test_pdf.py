"""The PDF: the pages of a briefing in their order, the numbers and rows of the selection, and text that can be read."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import replace

import pytest
from pypdf import PdfReader

from dashboard.config import Settings
from dashboard.data.dataset import Dataset
from dashboard.export.asked import Asked
from dashboard.export.briefing.pdf import SHOWN, Page, briefing_pdf, pages_of
from dashboard.export.briefing.record_rows import numbered
from dashboard.export.briefing.text_pages import first_page, source_entry, source_numbers, source_pages
from dashboard.export.images import composed
from dashboard.export.rendering import Renderer
from dashboard.export.told import MOST_FIGURES, MOST_INCIDENTS, NEWEST, figures_told, incidents_told
from dashboard.figures.style import Figure
from dashboard.figures.views import BREAKDOWN, MAP, VIEWS, view_sources, view_title
from dashboard.model.headline_words import cards
from dashboard.model.scope import table_rows
from dashboard.model.selection import Selection
from dashboard.model.sentence import describe
from dashboard.model.situation import Situation
from dashboard.text import Words
from tests.figures.reading import valid

_PAGES: dict[int, tuple[Situation, list[Page]]] = {}
PUBLIC = Settings(public_url="https://border.example")


def texts(figure: Figure) -> str:
    """Everything that is written around and on a page."""
    lines = " ".join(one["text"] for one in figure["layout"]["annotations"]).replace("<br>", " ")
    return lines.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def letters(text: str) -> str:
    return "".join(text.split())


def pages(situation: Situation, words: Words) -> list[Page]:
    """Made once for a Situation, which is kept; read only."""
    kept = _PAGES.get(id(situation)) or (situation, list(pages_of(situation, words, PUBLIC, Asked())))
    return _PAGES.setdefault(id(situation), kept)[1]


def of(mark: str, found: list[Page]) -> list[Figure]:
    """The pages from the one that the outline calls `mark` to the next that it names."""
    start = next(number for number, one in enumerate(found) if one.mark == mark)
    rest = [number for number, one in enumerate(found) if number > start and one.mark]
    return [one.figure for one in found[start : rest[0] if rest else len(found)]]


def test_every_page_says_what_is_selected_and_from_which_version(situation: Situation, words: Words) -> None:
    for one in pages(situation, words):
        said = texts(valid(one.figure))
        assert situation.dataset.version in said
        about = describe(situation.selection, situation.dataset, words)
        assert letters(about) in letters(said) or one.mark == view_title("timeline-displacement", situation, words)


def test_charts_and_map_are_the_images(situation: Situation, words: Words) -> None:
    found = pages(situation, words)[1 : 1 + len(SHOWN)]
    for one, (view, by) in zip(found, SHOWN, strict=True):
        beside = Asked(by=by or "type")
        assert one.mark == view_title(view, situation, words, by=beside.by)
        assert one.figure == composed(view, situation, words, PUBLIC, beside)
    assert {view for view, _ in SHOWN} == {MAP, *VIEWS}
    assert [by for view, by in SHOWN if view == BREAKDOWN] == ["type", "by", "province"]


def test_the_first_page_has_the_headline_figures_and_where_to_find_them(situation: Situation, words: Words) -> None:
    said = letters(texts(first_page(situation, words, PUBLIC, Asked())))
    assert letters(situation.dataset.description.title) in said
    assert f"{PUBLIC.public_url}/?" in said
    assert f"v={situation.dataset.version}" in said
    assert letters(words("disclaimer")) in said
    for card in cards(situation, words):
        assert all(letters(text) in said for text in (words(f"headline-{card.name}"), card.value, *card.notes))
    assert (letters(words("empty")) in said) is (situation.toll.incidents == 0)


def test_incidents_with_harm_are_told_newest_first_with_their_caveats(everything: Situation, words: Words) -> None:
    rows, more = incidents_told(everything)
    harmed = Situation(everything.dataset, replace(everything.selection, harm=True)).toll.incidents
    assert len(rows) == min(harmed, MOST_INCIDENTS)
    assert len(rows) + more == harmed
    ids = list(everything.page([], 0, everything.toll.incidents)["incident_id"])
    order = [ids.index(one) for one in rows["incident_id"]]
    assert order == sorted(order)
    said = letters(" ".join(map(texts, of(words("pdf-incidents"), pages(everything, words)))))
    for row in rows.to_dict("records"):
        assert letters(row["summary"]) in said
        assert not isinstance(row["caveat"], str) or letters(row["caveat"]) in said
    assert letters(words.plural("pdf-more-rows", more)) in said


def test_without_harm_the_newest_are_told(bundled: Dataset, words: Words) -> None:
    situation = Situation(bundled, Selection(type=("peace_process",)))
    rows, _ = incidents_told(situation)
    assert 0 < len(rows) <= NEWEST
    assert not rows["has_harm"].any(), "the selection is of a kind that harms nobody"
    assert words("pdf-newest-title") in texts(of(words("pdf-incidents"), pages(situation, words))[0])


def test_an_empty_selection_has_no_table_of_incidents_and_says_so(bundled: Dataset, words: Words) -> None:
    found = pages(Situation(bundled, Selection(q="nowhere-at-all")), words)
    assert words("pdf-incidents") not in [one.mark for one in found]
    assert words("empty") in texts(found[0].figure)


def test_published_figures_are_those_of_place_days_organisation_and_indicator(bundled: Dataset, words: Words) -> None:
    organisation = str(bundled.tables["published_figures"]["organisation"].mode()[0])
    selection = Selection(organisation=(organisation,))
    rows, more = figures_told(Situation(bundled, selection))
    place = table_rows(bundled.tables["published_figures"], selection, "as_of")
    assert set(rows["organisation"]) == {organisation}
    assert len(rows) + more == (place["organisation"] == organisation).sum()
    everything, left_out = figures_told(Situation(bundled, Selection()))
    assert len(everything) == MOST_FIGURES
    assert left_out == len(bundled.tables["published_figures"]) - MOST_FIGURES
    indicators = bundled.tables["published_figures"]["indicator"].nunique()
    assert everything["indicator"].nunique() == min(indicators, MOST_FIGURES), "the newest of each come first"


def test_every_source_has_a_number_and_stands_in_the_list(situation: Situation, words: Words) -> None:
    numbers = source_numbers(situation)
    assert sorted(numbers.values()) == list(range(1, len(numbers) + 1))
    assert {one for view in (MAP, *VIEWS) for one in view_sources(view, situation)} <= set(numbers)
    told = {one for ids in figures_told(situation)[0]["source_ids"] for one in ids}
    assert told <= set(numbers)
    said = letters(" ".join(map(texts, of(words("sources"), pages(situation, words)))))
    for source_id, number in numbers.items():
        assert letters(source_entry(source_id, number, situation.dataset, words)) in said
    assert numbered(list(numbers)[:2], numbers) == "1, 2"


def test_of_very_many_sources_the_first_are_listed_and_the_others_counted(
    everything: Situation, words: Words, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.export.briefing.text_pages.MOST_SOURCES", 5)
    numbers = source_numbers(everything)
    said = letters(" ".join(map(texts, source_pages(everything, words, numbers))))
    is_listed = [letters(source_entry(one, n, everything.dataset, words)) in said for one, n in numbers.items()]
    assert is_listed == [n < 5 for n in range(len(numbers))]
    assert letters(words.plural("slides-more-sources", len(numbers) - 5)) in said


def test_a_source_without_an_address_or_a_row_says_so(tiny: Dataset, words: Words) -> None:
    assert words("no-address") in source_entry("src-4", 1, tiny, words)
    assert source_entry("gone", 2, tiny, words) == f"2  {words('source-refused', id='gone')}"


def test_rows_that_may_not_be_passed_on_are_counted_and_not_told(tiny: Dataset, words: Words) -> None:
    closed = replace(tiny, description=replace(tiny.description, may_share_rows=False))
    situation = Situation(closed, Selection())
    found = pages(situation, words)
    assert {words("pdf-incidents"), words("pdf-figures-title")}.isdisjoint(one.mark for one in found)
    said = texts(found[0].figure)
    assert words.plural("rows-withheld", situation.toll.incidents) in said
    assert words.plural("incidents", situation.toll.incidents) in said, "the sums are still those of all"


@pytest.mark.images
def test_the_file_can_be_read_found_in_and_leafed_through(tiny: Dataset, words: Words, renderer: Renderer) -> None:
    situation = Situation(tiny, Selection(start=None, province=("Duhok",)))
    found = pages(situation, words)
    reader = PdfReader(io.BytesIO(briefing_pdf(situation, words, PUBLIC, renderer)))
    assert len(reader.pages) == len(found)
    assert [one.title for one in reader.outline] == [one.mark for one in found if one.mark]
    assert reader.metadata.title == tiny.description.title
    assert situation.selection.query() in str(reader.metadata["/Keywords"])
    for drawn, one in zip(reader.pages, found, strict=True):
        assert float(drawn.mediabox.width) == pytest.approx(720, abs=1)
        said = letters(unicodedata.normalize("NFKC", drawn.extract_text()))  # a font may join f and i
        for text in one.figure["layout"]["annotations"]:
            if text["text"].isascii():
                lines = text["text"].replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").split("<br>")
                assert all(letters(line) in said for line in lines)
