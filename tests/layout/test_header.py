"""The header: which files it offers, and what it says where no PDF can be made; the menu of every image."""

from __future__ import annotations

import pytest

from dashboard.data.dataset import Dataset
from dashboard.export.sizes import SIZES
from dashboard.figures.views import MAP, VIEWS
from dashboard.layout.header import FILES, PAGES, header
from dashboard.layout.parts import actions
from dashboard.text import Words
from tests.layout.components import find, props, text

WORDS = Words("en")


def offered(page: object) -> list[str]:
    return [props(link)["data-download"] for link in find([page], "A") if "data-download" in props(link)]


def test_every_file_is_offered(tiny: Dataset) -> None:
    assert offered(header(tiny, WORDS)) == [*PAGES.values(), *FILES.values()]


def test_where_no_browser_is_there_is_no_pdf_and_a_sentence(tiny: Dataset) -> None:
    why = WORDS("render-no-chrome")
    page = header(tiny, WORDS, why)
    assert set(FILES.values()) - set(offered(page)) == {"api/briefing.pdf"}
    assert why in text([page])
    assert why not in text([header(tiny, WORDS)])


def test_what_becomes_of_a_file_is_told_to_everybody(tiny: Dataset) -> None:
    (status,) = [one for one in find([header(tiny, WORDS)], "P") if props(one).get("role") == "status"]
    assert props(status)["data-making"] == WORDS("file-making")


@pytest.mark.parametrize("view", [MAP, *VIEWS])
def test_every_view_is_saved_in_every_size_and_copied(view: str) -> None:
    menu = actions(view, WORDS)
    assert [option.value for option in find([menu], "Option")] == list(SIZES)
    buttons = [props(one)["data-image"] for one in find([menu], "Button") if "data-image" in props(one)]
    assert buttons == [f"{view} png", f"{view} svg", f"{view} copy"]
