"""What the page is told of a map of many incidents: the blocks that it sees, and those alone."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.application import create_app
from dashboard.callbacks.painted import opening_blocks
from dashboard.config import Settings
from dashboard.data.current import CurrentDataset
from dashboard.data.dataset import Dataset
from dashboard.layout import ids
from dashboard.layout.map import START_ZOOM
from dashboard.model.groups import MOST_COMPARED
from dashboard.model.selection import Selection
from dashboard.model.squares import BLOCK, blocks_around
from dashboard.text import Words
from tests.situations import situation_of

MAP = (38.0, 33.0, 48.0, 40.0)  # west, south, east, north: no incident lies beyond


@pytest.fixture(scope="module")
def client(many: Dataset) -> FlaskClient:
    return create_app(CurrentDataset(many), Settings()).server.test_client()


def layer(client: FlaskClient, query: str) -> dict[str, Any]:
    """The incidents of an answer for the whole page."""
    lines = [json.loads(line) for line in client.get(f"/views?{query}").text.splitlines() if line]
    (found,) = [content for _, place, _, content in lines if place == ids.MAP_INCIDENTS]
    assert isinstance(found, dict)
    return found


def more(client: FlaskClient, query: str) -> dict[str, Any]:
    """The incidents of an answer to a map that was moved."""
    paint, place, _, found = client.get(f"/views/squares?{query}").get_json()
    assert (paint, place) == ("layer", ids.MAP_INCIDENTS)
    assert isinstance(found, dict)
    return found


def squares(found: dict[str, Any]) -> dict[str, int]:
    return {one["properties"]["id"]: one["properties"]["n"] for one in found["features"]}


def written(blocks: Any) -> str:
    return ",".join(f"{x}.{y}" for x, y in blocks)


def test_an_answer_holds_the_blocks_that_were_asked_for_and_says_so(client: FlaskClient, many: Dataset) -> None:
    blocks = sorted(blocks_around((42.0, 36.4, 44.0, 37.4), 8))
    for ask in (layer, more):
        found = ask(client, f"zoom=8&blocks={written(blocks)}")
        assert found["part"] == {"version": many.version, "zoom": 8, "blocks": sorted(written([b]) for b in blocks)}
        shown = {(x // BLOCK, y // BLOCK) for _, x, y in (one["properties"]["square"] for one in found["features"])}
        assert shown
        assert shown <= set(blocks)


def test_all_blocks_of_the_world_add_up_and_none_tells_what_another_does(client: FlaskClient, many: Dataset) -> None:
    parts = [squares(more(client, f"zoom=6&context=1&blocks={written([b])}")) for b in blocks_around(MAP, 6)]
    found = [name for part in parts for name in part]
    assert len(found) == len(set(found))
    assert sum(n for part in parts for n in part.values()) == situation_of(many, Selection(context=True)).toll.mapped


def test_a_page_that_has_no_map_yet_gets_what_it_will_see(client: FlaskClient) -> None:
    found = layer(client, "")
    assert {*found["part"]["blocks"]} == {written([b]) for b in opening_blocks(START_ZOOM)}
    assert found["features"]


@pytest.mark.parametrize("query", ["zoom=13&blocks=", "zoom=20", "zoom=8&blocks=x", "zoom=-1&blocks=1.1.1", "zoom=16"])
def test_what_names_no_blocks_is_answered_within_bounds(client: FlaskClient, query: str) -> None:
    assert len(layer(client, query)["part"]["blocks"]) <= 256


def test_few_incidents_are_told_whatever_is_seen(client: FlaskClient) -> None:
    for ask in (layer, more):
        found = ask(client, "province=Kirkuk&zoom=8&blocks=1.1")
        assert "part" not in found
        assert all(one["properties"]["ids"] for one in found["features"])


def test_the_line_under_the_map_says_what_a_circle_is(client: FlaskClient) -> None:
    said = Words("en")("squares-note", n=f"{MOST_COMPARED:,}")
    assert said in client.get("/views?groups=numbers").text
    assert said not in client.get("/views?groups=numbers&province=Kirkuk").text


def test_an_answer_for_the_map_alone_is_small(client: FlaskClient) -> None:
    response = client.get("/views/squares?zoom=8&blocks=83.52,83.53,84.52,84.53", headers={"Accept-Encoding": "br"})
    assert response.headers["Content-Encoding"] == "br"
    assert response.headers["Cache-Control"] == "no-store"
    assert len(response.data) < 10_000
