"""The section on imported datasets: what each says of itself, and rows that add up; the rest is about ours."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from dashboard.data.dataset import Dataset
from dashboard.text import Words
from tests.html_page import Page
from tests.imports import ACLED, DTM, UCDP
from tests.pages.conftest import NewClient
from tests.pages.numbers import Numbers
from tests.retold import CITED, OUTSIDE, READ

WORDS = Words("en")
PATH = "/about-the-data"
CHECKED = re.compile(r"<h3>What the rules of editing find.*?(?=</section>)", re.DOTALL)
LINK = '<li><a href="#imported">Imported datasets</a></li>'
BEFORE = re.compile(r'<section class="card" aria-labelledby="imported">.*?</section>', re.DOTALL)


@pytest.fixture(scope="module")
def source(new_client: NewClient, with_imports: Dataset) -> str:
    return new_client(with_imports).get(PATH).text


def section_of(source: str) -> str:
    """The section as one line of text."""
    (found,) = BEFORE.findall(source)
    return " ".join(Page(found).text.split())


def test_without_imported_datasets_there_is_no_section(new_client: NewClient, tiny: Dataset) -> None:
    assert "imported" not in Page(new_client(tiny).get(PATH).text).ids


def test_each_dataset_says_what_it_is(source: str, with_imports: Dataset) -> None:
    text = section_of(source)
    for one in with_imports.imported:
        for said in (one.title, one.version, one.licence, one.publisher, one.file, CITED[one.name],
                     WORDS.day(one.imported_on), WORDS.day(one.retrieved_on), WORDS(f"notice-{one.name}")):  # fmt: skip
            assert said in text
    assert WORDS("dataset-rows-stay") in text


def test_the_rows_read_are_those_imported_refused_repeated_and_left_out(source: str, with_imports: Dataset) -> None:
    text = section_of(source)
    found = re.findall(r"([\d,]+) rows read = ([\d,]+) imported \+ ([\d,]+) refused \+ ([\d,]+) repeated "
                       r"\+ ([\d,]+) left out", text)  # fmt: skip
    sums = [[int(number.replace(",", "")) for number in one] for one in found]
    assert len(sums) == len(with_imports.imported) == 3
    assert all(read == sum(others) for read, *others in sums)
    assert READ in [read for read, *_ in sums]
    assert f"{OUTSIDE:,} outside" in text


def test_links_show_each_dataset(source: str) -> None:
    links = Page(source).links
    assert {f"/?dataset={name}" for name in (ACLED, DTM, UCDP)} <= set(links)


def test_every_number_has_an_origin(source: str) -> None:
    assert Numbers(source).lost == []


def test_everything_else_is_about_ours(
    source: str, new_client: NewClient, tiny: Dataset, with_imports: Dataset
) -> None:
    def ours(text: str) -> str:
        without = CHECKED.sub("", BEFORE.sub("", text)).replace(
            '<li><a href="#imported">Imported datasets</a></li>', ""
        )
        return " ".join(Page(without.replace(with_imports.version, tiny.version)).text.split())

    assert ours(source) == ours(new_client(tiny).get(PATH).text)


def test_hostile_texts_stay_texts(new_client: NewClient, with_imports: Dataset) -> None:
    hostile = "<script>alert(1)</script>"
    one = replace(with_imports.imported[0], title=hostile, citation=hostile, address="javascript:alert(1)")
    text = new_client(replace(with_imports, imported=(one,))).get(PATH).text
    assert hostile not in text
    assert "javascript:" not in text


def test_what_was_found_in_their_files_is_told_there(source: str) -> None:
    text = section_of(source)
    assert "above deaths_best" in text
    assert WORDS("about-refused-none") in " ".join(Page(BEFORE.sub("", source)).text.split())


def test_rows_that_stay_of_earlier_files_are_counted(new_client: NewClient, with_imports: Dataset) -> None:
    one = with_imports.imported[0]
    kept = replace(one, rows=replace(one.rows, kept_inside=12, kept_outside=34))
    text = section_of(new_client(replace(with_imports, imported=(kept,))).get(PATH).text)
    assert "12 rows inside the area and 34 outside are kept" in text
