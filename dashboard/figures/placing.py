"""Labels that do not cover each other: of several places for a label, the one that covers least."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

Box = tuple[float, float, float, float]  # left, top, right, bottom; y grows downwards
_OUTSIDE = 4.0  # a label that is cut at the edge is worse than one that touches another


def box_around(x: float, y: float, width: float, height: float) -> Box:
    """The box of `width` × `height` around a point."""
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


class Room:
    """A picture of `width` × `height` and what is taken in it already."""

    def __init__(self, width: float, height: float) -> None:
        self.width = width
        self.height = height
        self._taken = np.empty((0, 6))  # boxes, how much it matters that they are not covered, whether they hide

    def take(self, boxes: Iterable[Box], weight: float = 1.0, *, hides: bool = False) -> None:
        """Nothing else should be put there; what must not be covered at all has a weight above 1.

        What `hides` is drawn over the points of places, so that their names have to stand beside it.
        """
        rows = [(*box, weight, hides) for box in boxes]
        if rows:
            self._taken = np.vstack((self._taken, np.array(rows, dtype=float)))

    def copy(self) -> Room:
        """The same room, to try something in."""
        other = Room(self.width, self.height)
        other._taken = self._taken
        return other

    def best(self, places: Sequence[Box]) -> tuple[int, float]:
        """Which of `places` covers least, the first of equals, and how much of it is covered (by weight; 0: free)."""
        shares = [self.covered(place) for place in places]
        least = min(range(len(places)), key=shares.__getitem__)
        return least, shares[least]

    def inside(self, place: Box) -> Box:
        """`place`, moved into the picture by as little as needed."""
        left, top, right, bottom = place
        across = max(0.0, -left) - max(0.0, right - self.width)
        down = max(0.0, -top) - max(0.0, bottom - self.height)
        return left + across, top + down, right + across, bottom + down

    def covered(self, place: Box) -> float:
        """The share of `place` that is taken or outside the picture, by weight."""
        left, top, right, bottom = place
        taken = self._taken
        across = np.minimum(right, taken[:, 2]) - np.maximum(left, taken[:, 0])
        down = np.minimum(bottom, taken[:, 3]) - np.maximum(top, taken[:, 1])
        shared = float((np.maximum(across, 0) * np.maximum(down, 0) * taken[:, 4]).sum())
        area = (right - left) * (bottom - top)
        inside_across = max(0.0, min(right, self.width) - max(left, 0.0))
        inside_down = max(0.0, min(bottom, self.height) - max(top, 0.0))
        return (shared + _OUTSIDE * (area - inside_across * inside_down)) / area

    def around(self, x: float, y: float) -> Box | None:
        """What hides a point, if anything."""
        taken = self._taken[self._taken[:, 5] > 0]
        over = (taken[:, 0] <= x) & (x <= taken[:, 2]) & (taken[:, 1] <= y) & (y <= taken[:, 3])
        found = np.flatnonzero(over)
        return None if not len(found) else tuple(float(v) for v in taken[found[0], :4])  # type: ignore[return-value]
