"""The address in a file opens what the file shows."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.callbacks.view_of_address import view_of
from dashboard.config import Settings
from dashboard.data.dataset import Dataset
from dashboard.export.permalink import permalink
from dashboard.figures.map_contents import DEFAULT_LAYERS, LAYERS
from dashboard.figures.map_frame import Extent
from dashboard.model.names import Names
from dashboard.model.selection import Selection, parse
from dashboard.model.situation import Situation

PUBLIC = Settings(public_url="https://border.example/app")
SELECTIONS = (Selection(), Selection(province=("Duhok",), harm=True), Selection(q="zap & öl"))
DEGREES = st.integers(-80_000, 79_000).map(lambda thousandths: thousandths / 1000)
EXTENTS = st.tuples(DEGREES, DEGREES).map(lambda at: (at[0], at[1], at[0] + 1, at[1] + 0.5))


@given(selection=st.sampled_from(SELECTIONS), extent=st.none() | EXTENTS, layers=st.sets(st.sampled_from(LAYERS)))
def test_the_page_opens_the_same_view(
    tiny: Dataset, selection: Selection, extent: Extent | None, layers: set[str]
) -> None:
    address = urlsplit(permalink(Situation(tiny, selection), PUBLIC, extent, layers))
    assert (address.scheme, address.netloc, address.path) == ("https", "border.example", "/app/")
    view, bad = view_of(address.query)
    assert not bad
    assert set(view.layers) == layers
    assert view.extent == pytest.approx(extent) if extent else view.extent is None
    assert view.asked_version == tiny.version
    assert parse(address.query, Names.of(tiny))[0] == selection


def test_what_is_usual_is_not_written(tiny: Dataset) -> None:
    link = permalink(Situation(tiny, Selection()), PUBLIC, None, DEFAULT_LAYERS)
    assert link == f"https://border.example/app/?v={tiny.version}"
    assert permalink(Situation(tiny, Selection()), Settings(), None, DEFAULT_LAYERS) == ""
