"""Texts that fit: as much of a text as a box of so many lines holds, and how high it will be.

The widths are those of the widest typeface of images (`figures.text_width`); the slides' own is narrower.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dashboard.figures.text_width import LINE_HEIGHT, wrapped

NARROWER = 0.94  # what the slides' typeface needs at most of the width that is estimated


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text, and the points that it takes from top to bottom, at most."""

    text: str
    height: float


def fitted(text: str, size: float, width: float, most_lines: int, *, bold: bool = False) -> Fitted:
    """`text` as it is, or as much of it as `most_lines` of `width` points hold, ending in “…”."""
    whole = " ".join(re.split(r"[ \t\r\n]+", text))
    lines = wrapped(whole, size, width / NARROWER, bold=bold)
    height = min(len(lines), most_lines) * size * LINE_HEIGHT
    if len(lines) <= most_lines:
        return Fitted(whole, height)
    letters = sum(len(line.replace(" ", "")) for line in lines[:most_lines]) - 2
    return Fitted(_beginning(whole, letters).rstrip(" ,;·") + "…", height)


def _beginning(text: str, letters: int) -> str:
    """The first `letters` of a text; spaces do not count."""
    seen = 0
    for position, letter in enumerate(text):
        seen += letter != " "
        if seen > letters:
            return text[:position]
    return text
