"""What a reader sees that is not in the Selection, and wants in a file."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from dashboard.export.sizes import SLIDE
from dashboard.figures.map_contents import DEFAULT_LAYERS
from dashboard.figures.map_frame import Extent


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page shows that is not in the Selection. Without `extent` the map fits the incidents; `zoom` is the
    map's on screen; `size` is a name of SIZES."""

    extent: Extent | None = None
    layers: Collection[str] = DEFAULT_LAYERS
    all_milestones: bool = False
    by: str = "type"
    size: str = SLIDE.name
    zoom: float | None = None


AS_USUAL = Asked()  # nothing but the Selection
