"""Files of imported datasets: each cites them, says that two overlap, and holds no row that may not be passed on."""

from __future__ import annotations

import csv
import html
import io
from typing import Any

import openpyxl
import pytest
from pptx import Presentation

from dashboard.api.summary import summary
from dashboard.config import Settings
from dashboard.data.dataset import Dataset
from dashboard.export.about import companion
from dashboard.export.asked import AS_USUAL
from dashboard.export.briefing.archive import readme
from dashboard.export.briefing.text_pages import first_page, incident_pages
from dashboard.export.caption import caption
from dashboard.export.extracts import extract
from dashboard.export.filenames import filename, table_filename
from dashboard.export.images import composed
from dashboard.export.slides import briefing_pptx
from dashboard.export.workbook import incidents_xlsx
from dashboard.figures.views import DISPLACEMENT, MAP, VIEWS, view_title
from dashboard.model.dataset_words import acknowledgement, double_counting, imported_of
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from dashboard.text import Words
from tests.files import incidents_geojson, table_csv
from tests.imports import ACLED, DTM, UCDP, ucdp_events
from tests.retold import CITED, OUTSIDE

WORDS, SETTINGS = Words("en"), Settings()
ALL_VIEWS = (*VIEWS, MAP)


@pytest.fixture(scope="module")
def both(with_imports: Dataset) -> Situation:
    """Ours and ACLED, whose rows may not be passed on."""
    return Situation(with_imports, Selection(dataset=(ACLED, with_imports.own)))


@pytest.fixture(scope="module")
def ucdp(with_imports: Dataset) -> Situation:
    return Situation(with_imports, Selection(dataset=(UCDP,)))


def lines(name: str, situation: Situation) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table_csv(name, situation, WORDS), newline="")))


def written(figure: dict[str, Any]) -> str:
    """The texts of a picture, its lines put together again."""
    texts = (str(one["text"]) for one in figure["layout"]["annotations"])
    return html.unescape(" ".join(" ".join(texts).replace("<br>", " ").split()))


@pytest.mark.parametrize("view", [view for view in ALL_VIEWS if view != DISPLACEMENT])
def test_every_picture_acknowledges_the_dataset_and_says_that_two_overlap(both: Situation, view: str) -> None:
    text = caption(view, both, WORDS, SETTINGS)
    assert CITED[ACLED] in text.acknowledgement
    assert "1 November 2026" in text.acknowledgement
    assert WORDS("double-counting-short") in text.caution
    assert WORDS("notice-acled-short") in text.caution
    drawn = written(composed(view, both, WORDS, SETTINGS, AS_USUAL))
    assert text.acknowledgement in drawn
    assert text.caution in drawn


def test_a_picture_of_displacement_cites_those_that_count_it_and_adds_nothing_up(
    with_imports: Dataset, both: Situation
) -> None:
    assert caption(DISPLACEMENT, both, WORDS, SETTINGS).acknowledgement == ""
    assert caption(DISPLACEMENT, both, WORDS, SETTINGS).caution == ""
    stocks = Situation(with_imports, Selection(dataset=(ACLED, DTM, with_imports.own)))
    text = caption(DISPLACEMENT, stocks, WORDS, SETTINGS)
    assert CITED[DTM] in text.acknowledgement
    assert CITED[ACLED] not in text.acknowledgement
    assert WORDS("datasets-side-by-side") in text.caution
    assert WORDS("double-counting-short") not in text.caution


@pytest.mark.parametrize("view", ALL_VIEWS)
def test_pictures_of_our_own_data_say_nothing_more(with_imports: Dataset, tiny: Dataset, view: str) -> None:
    found = caption(view, Situation(with_imports, Selection()), WORDS, SETTINGS)
    assert (found.acknowledgement, found.caution) == ("", "")
    assert found.data.replace(with_imports.version, tiny.version) == (
        caption(view, Situation(tiny, Selection()), WORDS, SETTINGS).data
    )


def test_where_ours_is_not_chosen_it_is_cited_for_what_stands_beside(ucdp: Situation) -> None:
    own = ucdp.dataset.description
    assert caption(MAP, ucdp, WORDS, SETTINGS).data == WORDS(
        "caption-data-beside", citation=own.citation, version=ucdp.dataset.version
    )


def test_every_slide_and_its_notes_cite_the_dataset(both: Situation) -> None:
    deck = Presentation(io.BytesIO(briefing_pptx(both, WORDS, SETTINGS)))
    views = 0
    for slide in deck.slides:
        shown = " ".join(" ".join(s.text_frame.text for s in slide.shapes if s.has_text_frame).split())
        notes = slide.notes_slide.notes_text_frame.text
        is_of_displacement = view_title(DISPLACEMENT, both, WORDS) in shown  # which ACLED does not count
        assert (CITED[ACLED] in shown) != is_of_displacement
        if WORDS("double-counting-short") in shown:
            views += 1
            assert double_counting(both, WORDS) in notes
            assert acknowledgement(imported_of(both), WORDS) in notes
    assert views >= 3


def test_the_pdf_and_the_archive_say_the_same(both: Situation) -> None:
    first = written(first_page(both, WORDS, SETTINGS, AS_USUAL))
    owed = acknowledgement(imported_of(both), WORDS)
    for said in (double_counting(both, WORDS), owed, WORDS.plural("rows-withheld", 3)):
        assert said in first
    for page in incident_pages(both, WORDS, {}):
        assert acknowledgement(imported_of(both), WORDS) in written(page)
    told = " ".join(readme(both, WORDS, "", {}).split())
    assert double_counting(both, WORDS) in told
    assert acknowledgement(imported_of(both), WORDS) in told


def test_descriptions_of_files_list_the_datasets(both: Situation, ucdp: Situation) -> None:
    for found in (companion("incidents", both, WORDS), summary(both, WORDS)):
        assert [one["name"] for one in found["datasets"]] == [both.dataset.own, ACLED]
        assert found["double_counting"] is True
        assert CITED[ACLED] in found["citation"]
        assert "ACLED terms of use" in found["licence"]
    assert double_counting(both, WORDS) in companion("incidents", both, WORDS)["notes"]
    (one,) = summary(ucdp, WORDS)["datasets"]
    assert (one["version"], one["retrieved_on"], one["outside"]) == ("25.1", "2026-11-01", OUTSIDE)
    assert summary(ucdp, WORDS)["double_counting"] is False
    (metadata,) = [incidents_geojson(both, WORDS)["metadata"]]
    assert (metadata["double_counting"], len(metadata["datasets"])) == (True, 2)


def test_the_workbook_says_so_on_its_last_sheet(both: Situation) -> None:
    book = openpyxl.load_workbook(io.BytesIO(incidents_xlsx(both, WORDS)))
    cells = [str(cell) for row in book.worksheets[-1].iter_rows(values_only=True) for cell in row if cell]
    assert double_counting(both, WORDS) in cells
    assert acknowledgement(imported_of(both), WORDS) in cells


def test_rows_that_may_not_be_passed_on_are_in_no_file_and_counted(both: Situation) -> None:
    own = Situation(both.dataset, Selection())
    found = extract("incidents", both)
    assert (found.count, found.withheld) == (own.toll.incidents, 3)
    ids = [row["incident_id"] for row in lines("incidents", both)]
    assert not any(one.startswith(f"{ACLED}:") for one in ids)
    assert WORDS.plural("rows-withheld", 3) in ids
    assert len(incidents_geojson(both, WORDS)["features"]) == own.toll.incidents


def test_rows_of_an_imported_dataset_come_with_what_it_says(ucdp: Situation) -> None:
    rows, features = lines("incidents", ucdp), incidents_geojson(ucdp, WORDS)["features"]
    expected = {row["incident_id"]: row for row in ucdp_events()}
    assert set(expected) == {row["incident_id"] for row in rows} == {one["id"] for one in features}
    for row in rows:
        for column in ("date", "date_last", "deaths_low", "deaths_best", "deaths_high", "original_type", "actors"):
            assert row[column] == expected[row["incident_id"]].get(column, "")
    (first,) = [one["properties"] for one in features if one["id"] == f"{UCDP}:1001"]
    assert (first["date_last"], first["deaths_best"], first["is_inside_area"]) == ("2021-05-05", 3, True)


def test_the_columns_of_our_own_rows_stay_as_they_are(with_imports: Dataset, tiny: Dataset) -> None:
    own, alone = (Situation(one, Selection()) for one in (with_imports, tiny))
    for name in ("incidents", "displacement"):
        assert table_csv(name, own, WORDS) == table_csv(name, alone, WORDS)


def test_all_deaths_have_columns_of_their_own_by_period(with_imports: Dataset, ucdp: Situation) -> None:
    rows = lines("casualties", ucdp)
    assert list(rows[0])[-4:] == ["deaths_low", "deaths_best", "deaths_high", "deaths_unknown"]
    sums = {end: sum(int(row[f"deaths_{end}"] or 0) for row in rows) for end in ("low", "best", "high", "unknown")}
    assert sums == summary(ucdp, WORDS)["deaths"]
    assert sums["best"] == sum(int(row["deaths_best"]) for row in ucdp_events())
    ours = lines("casualties", Situation(with_imports, Selection()))
    assert "deaths_best" not in ours[0]
    assert summary(Situation(with_imports, Selection()), WORDS)["deaths"] is None


def test_stocks_are_rows_of_the_displacement_file(with_imports: Dataset) -> None:
    both = Situation(with_imports, Selection(dataset=(DTM, with_imports.own)))
    rows, ours = lines("displacement", both), lines("displacement", Situation(with_imports, Selection()))
    assert [row["record_id"] for row in rows[: len(ours)]] == [row["record_id"] for row in ours]
    assert {(row["round"], row["level"], row["persons_displaced"]) for row in rows[len(ours) :]} == {
        ("121", "district", "1200"), ("122", "district", "1100"), ("122", "province", "5000"),
    }  # fmt: skip


def test_names_of_files_name_the_datasets(both: Situation, ucdp: Situation) -> None:
    assert filename(MAP, ucdp, "png") == "ucdp_map.png"
    assert filename(MAP, both, "png") == "tiny-and-acled_map.png"
    assert table_filename("incidents", ucdp, "csv") == "ucdp_incidents.csv"
    assert table_filename("outposts", ucdp, "csv") == "tiny_outposts.csv"
