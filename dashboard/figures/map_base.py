"""The ground of the briefing map: land, relief, water, lines. As on screen, from the same layers.

Everything is in pixels of the picture on the axes `x` and `y`. Polygons that lie under the relief are shapes,
because Plotly draws images above shapes and below traces.
"""

from __future__ import annotations

import base64
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path
from typing import Any

from dashboard.data.basemap import Basemap
from dashboard.figures import palette
from dashboard.figures.map_frame import MapFrame
from dashboard.figures.map_geometry import joined, lines_of, rings_of, svg_path, trace

RELIEF_OPACITY = 0.55
IRAQ = "IRQ"
# Layer of the basemap -> how its lines are drawn, in the order from below.
LINES: dict[str, dict[str, Any]] = {
    "rivers": {"color": palette.RIVER, "width": 1},
    "district_lines": {"color": palette.DISTRICT, "width": 0.8},
    "province_lines": {"color": palette.PROVINCE, "width": 1},
    "formal_lines": {"color": palette.PROVINCE, "width": 1.2, "dash": "4px,4px"},
    "borders": {"color": palette.BORDERS, "width": 1.6},
    "border": {"color": palette.BORDER, "width": 2.8},
}
CASING = {"color": palette.WHITE, "width": 6}


def ground_shapes(basemap: Basemap, frame: MapFrame) -> list[dict[str, Any]]:
    """Below the relief everything as abroad and on it the land of Iraq; above it the lakes."""
    land = [ring for f in basemap.layers["countries"] if f["properties"]["iso3"] == IRAQ for ring in rings_of(f, frame)]
    lakes = [ring for f in basemap.layers["lakes"] for ring in rings_of(f, frame)]
    on_map: dict[str, Any] = {"xref": "x", "yref": "y", "line": {"width": 0}}
    corners = {"x0": 0, "y0": 0, "x1": frame.width, "y1": frame.height}
    shapes = [on_map | corners | {"type": "rect", "layer": "below", "fillcolor": palette.ABROAD}]
    for rings, colour, layer in ((land, palette.LAND, "below"), (lakes, palette.WATER, "between")):
        if rings:
            look = {"type": "path", "path": svg_path(rings), "fillrule": "evenodd", "fillcolor": colour, "layer": layer}
            shapes.append(on_map | look)
    return shapes


def relief_image(basemap: Basemap, frame: MapFrame) -> dict[str, Any]:
    """The hillshade, which is in Web Mercator already, laid under the picture."""
    (south, west), (north, east) = basemap.hillshade_bounds
    (left, top), (right, bottom) = frame.project([[west, north], [east, south]])
    return {
        "source": _data_uri(basemap.hillshade),
        "xref": "x",
        "yref": "y",
        "x": round(float(left), 2),
        "y": round(float(top), 2),
        "xanchor": "left",
        "yanchor": "top",
        "sizex": round(float(right - left), 2),
        "sizey": round(float(bottom - top), 2),
        "sizing": "stretch",
        "opacity": RELIEF_OPACITY,
        "layer": "below",
    }


def line_traces(basemap: Basemap, frame: MapFrame, layers: Collection[str]) -> list[dict[str, Any]]:
    """One trace for every kind of line that the picture shows; the border over a white casing."""
    traces = []
    for name, line in LINES.items():
        if name == "district_lines" and "districts" not in layers:
            continue
        parts = [part for feature in basemap.layers[name] for part in lines_of(feature, frame)]
        if parts:
            traces += [trace("border_casing", "lines", line=CASING, **joined(parts))] if name == "border" else []
            traces.append(trace(name, "lines", line=line, **joined(parts)))
    return traces + _tripoints(basemap, frame)


def _tripoints(basemap: Basemap, frame: MapFrame) -> list[dict[str, Any]]:
    points = [frame.project([f["geometry"]["coordinates"]])[0] for f in basemap.layers["tripoints"]]
    inside = [(round(float(x), 1), round(float(y), 1)) for x, y in points if frame.holds(x, y)]
    marker = {"size": 6, "color": palette.WHITE, "line": {"color": palette.BORDER, "width": 1.6}}
    x, y = [x for x, _ in inside], [y for _, y in inside]
    return [trace("tripoints", "markers", x=x, y=y, marker=marker)] if inside else []


def _data_uri(picture: Path) -> str:
    return _encoded(picture, picture.stat().st_mtime_ns)


@lru_cache(maxsize=2)
def _encoded(picture: Path, changed: int) -> str:
    return "data:image/png;base64," + base64.b64encode(picture.read_bytes()).decode()
