"""The sizes of images: what fits a slide, a square post, a printed page.

A size counts pixels of the file. Figures are composed in units: `scale` pixels each, so that type has the same size on
all of them in relation to what a reader holds: 960 × 540 units fill a slide, 877 × 620 a sheet of A4.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """`width` × `height` in units of `scale` pixels."""

    name: str
    width: int
    height: int
    scale: float

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height of the file."""
        return round(self.width * self.scale), round(self.height * self.scale)


SLIDE = Size("slide", 960, 540, 2)
SQUARE = Size("square", 720, 720, 1.5)
A4 = Size("a4", 877, 620, 4)  # landscape, 300 dots an inch
SIZES = {size.name: size for size in (SLIDE, SQUARE, A4)}
