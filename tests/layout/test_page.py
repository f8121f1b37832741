"""The page as a whole: no id twice, no script of its own, nothing from elsewhere, a name for every control."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any
from urllib.parse import urlsplit

import pytest
from plotly.utils import PlotlyJSONEncoder

from dashboard.callbacks.controls import FILTERS
from dashboard.config import Settings
from dashboard.data.dataset import Dataset
from dashboard.figures.basemap_sheets import SHEETS
from dashboard.figures.map_frame import WHOLE_BORDER
from dashboard.layout import ids
from dashboard.layout.basemap import basemap_url
from dashboard.layout.map import viewport
from dashboard.layout.page import page
from dashboard.text import Words
from tests.layout.components import find, ids_of, props, text, walk

ADDRESSES = ("href", "src", "url", "data-download")
TILES = "https://{s}.tiles.example/{z}/{x}/{y}.png"


@pytest.fixture(scope="module")
def whole(tiny: Dataset, words: Words) -> Any:
    return page(tiny, Settings(), words, tuple(FILTERS))


def test_no_id_stands_twice(whole: Any, bundled: Dataset, words: Words) -> None:
    for one in (whole, page(bundled, Settings(), words, tuple(FILTERS))):
        repeated = [name for name, count in Counter(ids_of(one)).items() if count > 1]
        assert repeated == []


def test_nothing_on_the_page_is_a_script_or_raw_markup(whole: Any) -> None:
    assert find(whole, "Script") == find(whole, "Iframe") == find(whole, "ObjectEl") == find(whole, "Embed") == []
    for one in walk(whole):
        properties = props(one)
        assert not [name for name in properties if re.match(r"on[a-z]+$", name)], one
        assert not properties.get("dangerously_allow_html")


def test_functions_are_named_never_written(whole: Any) -> None:
    """`{"function": "a.b"}` is looked up; an expression there would need `unsafe-eval`."""
    for one in walk(whole):
        for value in props(one).values():
            if isinstance(value, dict) and set(value) & {"function", "variable"}:
                (name,) = value.values()
                assert re.fullmatch(r"[A-Za-z.]+", name)


def test_every_address_is_ours_and_holds_under_any_prefix(whole: Any) -> None:
    """An address that begins with a slash would leave the part of a server that the dashboard was given."""
    addresses = [str(found) for one in walk(whole) for name in ADDRESSES if (found := props(one).get(name))]
    assert len(addresses) > 10
    for one in addresses:
        assert one.startswith("data:image/svg+xml,") or urlsplit(one)[:2] == ("", ""), one
        assert not one.startswith("/"), one


def test_online_tiles_are_used_only_when_their_address_is_given(tiny: Dataset, words: Words, whole: Any) -> None:
    assert find(whole, "TileLayer") == []
    (layer,) = find(page(tiny, Settings(tiles_url=TILES), words, tuple(FILTERS)), "TileLayer")
    assert layer.url == TILES


def test_the_basemap_is_asked_for_under_the_hashes_of_its_files(tiny: Dataset, whole: Any) -> None:
    urls = [one.url for kind in ("GeoJSON", "ImageOverlay") for one in find(whole, kind) if getattr(one, "url", None)]
    assert len(urls) > len(SHEETS)
    assert urls == [basemap_url(tiny, url.rpartition("/")[2]) for url in urls]
    assert len({url.split("/")[2] for url in urls}) == len(urls)
    assert not [url for url in urls if tiny.version in url]


def test_the_credits_and_the_disclaimer_stand_under_the_map(whole: Any, words: Words) -> None:
    shown = text(find(whole, "P", "map-credits"))
    assert words("disclaimer") in shown
    assert words("map-credits") in shown
    (leaflet,) = [one for one in walk(whole) if getattr(one, "id", None) == ids.MAP]
    assert leaflet.attributionControl is False, "the prefix of Leaflet has a flag"


def test_there_is_one_first_heading_and_every_card_is_named_by_its_own(whole: Any) -> None:
    assert len(find(whole, "H1")) == 1
    known = set(ids_of(whole))
    sections = [props(one).get("aria-labelledby") for one in find(whole, "Section")]
    assert len(sections) > 4
    assert set(sections) <= known


def test_every_button_says_what_it_does(whole: Any) -> None:
    nameless = [
        one.id for one in find(whole, "Button")
        if not re.search(r"\w", text(one) + str(props(one).get("aria-label", "")))
    ]  # fmt: skip
    assert nameless == []


def test_the_skip_link_leads_to_the_content(whole: Any) -> None:
    link = find(whole, "A", "skip-link")[0]
    assert link.href.removeprefix("#") in ids_of(whole)
    (main,) = find(whole, "Main")
    assert main.id == link.href.removeprefix("#")
    assert main.tabIndex == "-1"


def test_changes_are_told_to_screen_readers(whole: Any) -> None:
    spoken = {
        props(one).get("id") for one in walk(whole) if "aria-live" in props(one) or props(one).get("role") == "status"
    }
    assert {ids.SENTENCE, ids.RECONCILIATION, ids.NOTICES, ids.NOTICE_DATA} <= spoken


def test_the_state_of_a_reader_begins_empty_and_the_version_is_known(tiny: Dataset, whole: Any) -> None:
    stores = {one.id: getattr(one, "data", None) for one in find(whole, "Store")}
    assert stores.pop(ids.DATA_VERSION) == tiny.version
    assert stores.pop(ids.CONTROL_NAMES) == list(FILTERS)
    assert stores.pop(ids.VIEWPORT) == viewport(WHOLE_BORDER)
    assert {name for name, value in stores.items() if value is not None} == {ids.COPY_WORDS}


def test_the_page_can_be_sent(whole: Any) -> None:
    sent = json.dumps(whole, cls=PlotlyJSONEncoder)
    assert json.loads(sent)["props"]["id"] == ids.PROVIDER
    assert len(sent) < 150_000, "features and rows are fetched, not part of the page"
