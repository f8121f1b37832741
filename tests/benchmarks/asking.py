"""What a page asks over HTTP: when it is opened, and when a filter changes (`assets/46-views.js`)."""

from __future__ import annotations

import gzip
import http.client
import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

import brotli

from dashboard.layout import ids

OPENING = ("/", "/_dash-layout", "/_dash-dependencies")  # what a browser does not keep
PART = re.compile(rb'^\["\w+","([\w-]+)","(\w+)"', re.MULTILINE)
GOOD = (http.client.OK, http.client.NO_CONTENT)
UNPACKED: dict[str, Callable[[bytes], bytes]] = {"br": brotli.decompress, "gzip": gzip.decompress}
SECONDS = 60


class Answer(NamedTuple):
    """Milliseconds from the question to its last byte, the bytes on the wire, and whether it was answered at all."""

    took: float
    wire: int
    is_good: bool


@dataclass
class Asking:
    """One page. It tells with each question what it shows, as the script does, so that only what changed is sent."""

    url: str
    have: dict[str, str] = field(default_factory=dict)
    _follow: dict[str, Any] = field(default_factory=dict)  # the question whether the data is still the same

    def open(self, query: str) -> Answer:
        """The page without what a browser keeps, then its views: one opening."""
        asked = [self._ask(path) for path in OPENING]
        self._follow = _follow(json.loads(asked[-1][1] or b"[]"))
        parts = [*(answer for answer, _ in asked), self.change(query)]
        return Answer(sum(one.took for one in parts), sum(one.wire for one in parts), all(one.is_good for one in parts))

    def change(self, query: str, groups: str = "") -> Answer:
        """The views of another Selection, all of them or some groups."""
        have = quote(",".join(f"{place}:{key}" for place, key in self.have.items()))
        told = [query, f"groups={groups}" if groups else "", f"have={have}" if have else ""]
        answer, body = self._ask("/views?" + "&".join(filter(None, told)))
        self.have |= {place.decode(): key.decode() for place, key in PART.findall(body)}
        return answer

    def follow(self) -> Answer:
        """Whether the data is still the same, which a page asks every few seconds."""
        answer, body = self._ask("/_dash-update-component", json.dumps(self._follow))
        found = json.loads(body or b"{}").get("response", {}).get(ids.LIVE)
        if found:
            self._follow["state"][1]["value"] = found["data"]
        return answer

    def _ask(self, path: str, posted: str | None = None) -> tuple[Answer, bytes]:
        """On a connection of its own: between two changes the server has closed the last one."""
        began = time.perf_counter()
        connection = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=SECONDS)
        try:
            headers = {"Accept-Encoding": "br, gzip"} | ({"Content-Type": "application/json"} if posted else {})
            connection.request("POST" if posted else "GET", path, posted, headers)
            response = connection.getresponse()
            body, is_good = response.read(), response.status in GOOD
            took = 1000 * (time.perf_counter() - began)
            unpack = UNPACKED.get(response.headers["Content-Encoding"] or "", bytes)
        except OSError:
            return Answer(1000 * (time.perf_counter() - began), 0, False), b""
        finally:
            connection.close()
        return Answer(took, len(body), is_good), unpack(body)


def _follow(callbacks: list[dict[str, Any]]) -> dict[str, Any]:
    """What Dash posts for the callback that the page's clock calls."""
    (one,) = (found for found in callbacks if [given["id"] for given in found["inputs"]] == [ids.LIVE_TICK])
    names = (part.rsplit(".", 1) for part in one["output"].strip(".").split("..."))
    return {
        "output": one["output"],
        "outputs": [{"id": component, "property": name.split("@")[0]} for component, name in names],
        "inputs": [given | {"value": 1} for given in one["inputs"]],
        "changedPropIds": [f"{ids.LIVE_TICK}.n_intervals"],
        "state": [given | {"value": None} for given in one["state"]],
    }
