"""What an address holds besides the Selection: every name is kept, and a value that can't be used costs only itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.callbacks.controls import FILTERS, VIEW
from dashboard.callbacks.view_of_address import View, view_of
from dashboard.errors import BadValue
from dashboard.figures.map_contents import DEFAULT_LAYERS, LAYERS
from dashboard.model.selection import NAMES, QUERY_NAMES
from dashboard.text import LANGUAGES, LOCALES, is_spoken


def test_every_name_of_an_address_has_a_place_in_the_page() -> None:
    assert set(FILTERS) == set(NAMES), "what narrows"
    assert set(VIEW) == {"incident", "map", "layers", "lang", "v"}, "and what does not"
    assert set(QUERY_NAMES.values()) < set(FILTERS)


@pytest.mark.parametrize("query", ["", "?", "province=Duhok&colour=red", "layers=&map=&lang=&v=&incident="])
def test_an_address_that_says_nothing_gives_the_default(query: str) -> None:
    assert view_of(query) == (View(), ())


def test_everything_that_can_be_used_is() -> None:
    view, bad = view_of("?layers=villages,incidents&map=42,36,44.5,38&incident=inc-03&lang=en&v=0123456789ab")
    assert bad == ()
    assert view == View(
        ("villages", "incidents"), (42, 36, 44.5, 38), "42,36,44.5,38", "inc-03", "en", "0123456789ab", "0123456789ab"
    )


@pytest.mark.parametrize(
    ("asked", "shown", "unknown"),
    [
        ("bogus", DEFAULT_LAYERS, ["bogus"]),
        ("bogus,outposts", ("outposts",), ["bogus"]),
        ("outposts&layers=villages", ("outposts", "villages"), []),
        ("none", (), []),
        ("none,bogus", (), ["bogus"]),
        (",".join(LAYERS), LAYERS, []),
    ],
)
def test_a_layer_that_is_none_is_named_and_the_others_are_shown(
    asked: str, shown: tuple[str, ...], unknown: list[str]
) -> None:
    view, bad = view_of(f"layers={asked}")
    assert view.layers == shown
    assert bad == tuple(BadValue("layers", name, "reason-not-a-layer") for name in unknown)


@pytest.mark.parametrize("extent", ["nowhere", "1,2,3", "44,36,42,38", "nan,1,2,3"])
def test_a_part_of_the_map_that_is_none_is_named_and_nothing_else_is_lost(extent: str) -> None:
    view, bad = view_of(f"map={extent}&incident=inc-03")
    assert (view.extent, view.map, view.incident) == (None, "", "inc-03")
    assert bad == (BadValue("map", extent, "reason-not-an-extent"),)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_of_ours_is_kept_and_named_when_the_page_does_not_speak_it(language: str) -> None:
    view, bad = view_of(f"lang={language}")
    assert view.language == language
    assert [one.reason for one in bad] == ([] if is_spoken(language) else ["reason-not-spoken"])


def test_a_language_that_is_none_is_named() -> None:
    assert view_of("lang=xx") == (View(), (BadValue("lang", "xx", "reason-not-a-language"),))
    assert not is_spoken("../en")


def test_a_language_is_spoken_that_has_a_catalogue() -> None:
    catalogues = {path.parent.parent.name for path in Path(LOCALES).glob("*/LC_MESSAGES/dashboard.po")}
    assert {one for one in LANGUAGES if is_spoken(one)} == catalogues


def test_a_version_that_is_none_is_no_version_of_the_link_and_still_told() -> None:
    view, bad = view_of("v=<script>")
    assert (view.version, view.asked_version, bad) == ("", "<script>", ())
