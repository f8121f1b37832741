"""Where the parts of the briefing map stand in its picture: the map, the counts beneath it, and the legend, which is
beside it in a wide picture and below it in a narrow one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.figures.map_frame import MapFrame
from dashboard.figures.map_keys import Section
from dashboard.figures.map_legend import COLUMN_PIXELS, legend_height

GAP_PIXELS = 14
NARROW = 1.5  # times as wide as high: below that the legend takes less of the map when it stands below it
MOST_LEGEND = 0.34  # of the height


@dataclass(frozen=True, slots=True)
class Plan:
    """Pixels of a picture of `width` × `height` without margins."""

    width: float
    height: float
    map_width: float
    map_height: float
    legend_width: float
    legend_height: float

    @property
    def axes(self) -> dict[str, Any]:
        """Pixels of the map on `x`, `y`; of the legend on `x2`, `y2`; both hidden, both downwards."""
        hidden = {"visible": False, "fixedrange": True, "autorange": False}
        square = {"scaleanchor": "x", "scaleratio": 1, "constrain": "domain", "constraintoward": "top"}
        right, top = self.map_width / self.width, 1 - self.map_height / self.height
        left, bottom = 1 - self.legend_width / self.width, self.legend_height / self.height
        return {
            "xaxis": hidden | {"range": [0, self.map_width], "domain": [0, right], "constrain": "domain"},
            "yaxis": hidden | {"range": [self.map_height, 0], "domain": [top, 1], **square},
            "xaxis2": hidden | {"range": [0, self.legend_width], "domain": [left, 1], "anchor": "y2"},
            "yaxis2": hidden | {"range": [self.legend_height, 0], "domain": [0, bottom], "anchor": "x2"},
        }


def planned(
    width: float, height: float, note: Callable[[float], float], keys: Callable[[float, float], Sequence[Section]]
) -> Plan:
    """The plan of a picture. `note` tells how high the counts are under a map of some width; `keys` gives the legend
    of a map of some size, as it is at most."""
    beside = width - COLUMN_PIXELS - GAP_PIXELS
    if width >= NARROW * height:
        return Plan(width, height, beside, height - note(beside), COLUMN_PIXELS, height)
    free = height - note(width) - GAP_PIXELS / 2
    below = legend_height(keys(width, (1 - MOST_LEGEND) * free), width, MOST_LEGEND * free)
    return Plan(width, height, width, free - below, width, below)


def edge(frame: MapFrame, colour: str) -> dict[str, Any]:
    """A line around the map."""
    corners = {"x0": 0, "y0": 0, "x1": frame.width, "y1": frame.height, "xref": "x", "yref": "y"}
    return {"type": "rect", "layer": "above", "line": {"color": colour, "width": 1}} | corners
