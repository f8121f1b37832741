"""Text from the data that looks like markup or script: shown as text everywhere, run nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect

from tests import tiny
from tests.browser.conftest import OpenReader
from tests.browser.map_on_page import Marker
from tests.browser.serving import Served, served

HOSTILE = """<img src=x onerror="window.ran=1"><script>window.ran=1</script><a href="javascript:window.ran=1">{{7*7}}"""
TEXTS = {
    "incidents": ("place", "summary", "caveat"),
    "outposts": ("name", "summary", "equipment"),
    "affected_places": ("place", "note"),
    "displacement": ("notes", "organisation"),
    "milestones": ("title", "description"),
    "published_figures": ("definition", "organisation", "series_title"),
    "sources": ("title",),
}
INJECTED = "img[src='x'], img[onerror], script:not([src]), a[href^='javascript'], foreignObject"


@pytest.fixture
def hostile(tiny_folder: Callable[..., Path]) -> Iterator[Served]:
    """A dashboard whose every text of the data is an attack."""
    tables = {table: tiny.rows(table) for table in TEXTS}
    for table, columns in TEXTS.items():
        for row in tables[table]:
            row.update({column: HOSTILE for column in columns if row[column]})
            if table == "incidents":
                row["caveat"] = HOSTILE
    with served(tiny_folder(**tables)) as site:
        yield site


def test_text_from_the_data_is_never_run(open_reader: OpenReader, hostile: Served) -> None:
    page = open_reader(hostile)
    page.page.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))
    own_scripts = page.open("layers=outposts,villages").page.locator(INJECTED).count()
    expect(page.table).to_contain_text(HOSTILE)
    for layer in ("outposts", "villages"):
        page.map.click(Marker(layer=layer))
        expect(page.panel).to_contain_text(HOSTILE)
        expect(page.map.tip).to_contain_text(HOSTILE)
        page.map.switch(layer).uncheck()
    page.close_panel()
    expect(page.hover_point(page.timelines["displacement"])).to_contain_text("<img src=x onerror")
    page.unfold_everything()
    expect(page.milestones).to_contain_text(HOSTILE)
    page.open_first_row()
    expect(page.panel).to_contain_text(HOSTILE)
    expect(page.sources.first).to_contain_text(HOSTILE)
    page.close_panel()
    assert page.page.locator(INJECTED).count() == own_scripts
    assert page.page.evaluate("() => window.ran") is None


def test_text_from_the_address_is_never_run(open_reader: OpenReader, hostile: Served) -> None:
    page = open_reader(hostile)
    own_scripts = page.open(urlencode({"q": "<img src=x onerror", "province": HOSTILE})).page.locator(INJECTED).count()
    expect(page.notices).to_contain_text("<img src=x onerror")
    expect(page.sentence).to_contain_text("<img src=x onerror")
    for view in ("Incidents", "Displacement", "Map of the border, outposts and incidents"):
        file, _ = page.save_image(view, "svg")
        root = ElementTree.parse(file).getroot()  # noqa: S314
        assert not [one.tag for one in root.iter() if one.tag.endswith(("}script", "}foreignObject", "}img"))]
        assert not [one for one in root.iter() if any(name.lower().startswith("on") for name in one.attrib)]
        if view != "Displacement":
            assert "<img src=x onerror" in " ".join(root.itertext())
    assert page.page.locator(INJECTED).count() == own_scripts
    assert page.page.evaluate("() => window.ran") is None


def test_only_our_own_scripts_may_run(site: Served) -> None:
    policy = site.header("/", "Content-Security-Policy")
    rules = {rule.split()[0]: rule.split()[1:] for rule in policy.split("; ")}
    assert "'self'" in rules["script-src"]
    assert [one for one in rules["script-src"] if one != "'self'" and not one.startswith("'sha256-")] == []
    assert rules["object-src"] == rules["frame-ancestors"] == ["'none'"]
    for source in (word for rule in rules.values() for word in rule):
        assert source in ("data:", "blob:") or source.startswith("'"), "no other host"
