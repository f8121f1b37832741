"""Texts that fit: how many lines a text will take, and the text cut where a box ends.

The estimate is of the widest letters that a font of ours may have (`figures.text_width`): a text may end up shorter.
"""

from __future__ import annotations

import re

from dashboard.figures.text_width import LINE_HEIGHT, wrapped


def lines_of(text: str, size: float, width: float, *, bold: bool = False) -> int:
    """Lines that `text` takes in a box of `width` points, at most."""
    return len(wrapped(text, size, width, bold=bold))


def height_of(text: str, size: float, width: float, *, bold: bool = False) -> float:
    """Points that `text` takes from top to bottom, at most."""
    return lines_of(text, size, width, bold=bold) * size * LINE_HEIGHT


def fitted(text: str, size: float, width: float, most_lines: int, *, bold: bool = False) -> str:
    """`text` as it is, or as much of it as `most_lines` hold, ending in “…”."""
    whole = " ".join(re.split(r"[ \t\r\n]+", text))
    lines = wrapped(whole, size, width, bold=bold)
    if len(lines) <= most_lines:
        return whole
    letters = sum(len(line.replace(" ", "")) for line in lines[:most_lines]) - 2
    kept, seen = "", 0
    for letter in whole:
        seen += letter != " "
        if seen > letters:
            break
        kept += letter
    return kept.rstrip(" ,;·") + "…"
