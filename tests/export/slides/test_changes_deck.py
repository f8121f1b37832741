"""The slides of what changed: every incident of the list of the page, and one slide where nothing did."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from pptx import Presentation
from pptx.presentation import Presentation as Deck

from dashboard.config import Settings
from dashboard.export.slides.changes_deck import MOST_CHANGES, changes_pptx
from dashboard.model.changes import Changes, changes_since
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from dashboard.text import Words
from tests.changing import CHANGED, GONE, MOVED, NEW, Versions, versions
from tests.export.slides.reading import notes, texts


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Versions:
    return versions(tmp_path_factory.mktemp("changes"))


def slides(changes: Changes, made: Versions, words: Words) -> Deck:
    return Presentation(io.BytesIO(changes_pptx(changes, Situation(made.now, Selection()), words, Settings())))


def said(of: Deck) -> str:
    return "\n".join(text for one in of.slides for text in texts(one))


def since(made: Versions, version: str) -> Changes:
    return changes_since(version, made.snapshots, Situation(made.now, Selection()))


def test_every_change_is_told_with_what_it_is(made: Versions, words: Words) -> None:
    changes = since(made, made.old.version)
    found = slides(changes, made, words)
    assert {NEW, CHANGED, GONE} <= set(said(found).split())
    for kind in ("new", "changed", "gone"):
        assert words(f"change-{kind}") in said(found)
    assert words("fact-killed").lower() in said(found)
    for one in found.slides:
        assert one.shapes.title.text_frame.text == words("slides-changes")
        assert made.old.version in notes(one)


def test_of_many_the_rest_is_counted(made: Versions, words: Words) -> None:
    changes = since(made, made.old.version)
    many = replace(changes, incidents=changes.incidents[:1] * (MOST_CHANGES + 7))
    assert words.plural("changes-more", 7) in said(slides(many, made, words))


def test_where_nothing_changed_one_slide_says_so(made: Versions, words: Words) -> None:
    found = slides(since(made, made.now.version), made, words)
    assert len(found.slides) == 1
    assert words("slides-changes-none", version=made.now.version) in said(found)


def test_rows_that_may_not_be_passed_on_are_only_counted(made: Versions, words: Words) -> None:
    changes = changes_since(made.old.version, made.snapshots, Situation(made.closed(CHANGED), Selection()))
    found = said(slides(changes, made, words))
    assert words.plural("changes-new", 1) in found
    assert words.plural("rows-withheld", 3) in found
    assert {NEW, CHANGED, GONE, MOVED} & set(found.split()) == {CHANGED}


def test_of_an_unknown_version_there_is_nothing_to_say(made: Versions, words: Words) -> None:
    with pytest.raises(ValueError, match="not known"):
        slides(since(made, "0123456789ab"), made, words)
