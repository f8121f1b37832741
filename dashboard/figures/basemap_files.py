"""The files of the basemap that a browser fetches, each with the hash of its content.

It is a part of their address, so that browsers keep them for good: new events, or a new version of the program, have
them fetched again only where they differ.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from dashboard.data.basemap import Basemap, Features
from dashboard.figures.basemap_sheets import SHEETS, sheet
from dashboard.figures.labels import label_features
from dashboard.figures.map_features import collection

HILLSHADE = "hillshade.png"
LABELS = "labels"
HASH_DIGITS = 12
KEPT = 64  # of up to 280 kB; a basemap has a score


@dataclass(frozen=True, slots=True)
class BasemapFile:
    """`hash` are the first digits of the SHA-256 of the content."""

    content: bytes
    mimetype: str
    hash: str


def basemap_file(basemap: Basemap, name: str) -> BasemapFile | None:
    """The hillshade or `<layer, sheet or labels>.geojson`; None when there is none of that name.

    The hillshade is the only one that is still read from its file, which may have gone since.
    """
    if name == HILLSHADE:
        with suppress(OSError):
            return _hillshade(basemap)
        return None
    layer = name.removesuffix(".geojson")
    return _layer(basemap, layer) if layer == LABELS or layer in SHEETS or layer in basemap.layers else None


# A basemap never changes; to place its labels takes longer than everything else that an opening asks of the server.
@lru_cache(maxsize=KEPT)
def _layer(basemap: Basemap, name: str) -> BasemapFile:
    text = json.dumps(collection(_features(basemap, name)), ensure_ascii=False, separators=(",", ":"))
    return _hashed(text.encode(), "application/geo+json")


@lru_cache(maxsize=2)
def _hillshade(basemap: Basemap) -> BasemapFile:
    return _hashed(basemap.hillshade.read_bytes(), "image/png")


def _features(basemap: Basemap, name: str) -> Features:
    if name == LABELS:
        return label_features(basemap.layers)
    return sheet(basemap.layers, name) if name in SHEETS else basemap.layers[name]


def _hashed(content: bytes, mimetype: str) -> BasemapFile:
    return BasemapFile(content, mimetype, sha256(content).hexdigest()[:HASH_DIGITS])
