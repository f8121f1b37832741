"""How wide a text will be, before anything draws it: for wrapping, and for labels that must not touch.

An estimate from the widths of DejaVu Sans, the widest of the fonts in `style.FONT`: a text may end up narrower, not
wider. Letters that are not named are taken as wide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

LINE_HEIGHT = 1.3  # of the size, as Plotly spaces lines
# Thousandths of the size -> the letters that are at most as wide.
_LETTERS = {
    290: "ijlıIJİîïíì'’‘|",
    340: " \u00a0.,:;/\\·",
    420: "()[]ft-!rřŕ",
    530: '"“”*–_?cçćzžsşšś^',
    600: "vxykýLFPê",
    640: "abdeghnopquâäáàéèëğöóòôüúùûñ0123456789TSZEŞŠŽÉÈÊYX${}",
    700: "ABKVRÂÄÀÁÇC…",
    790: "DGHNOQUÖÜÓÔ+=<>~&wĞ†×",
}
_WIDTHS = {letter: width for width, letters in _LETTERS.items() for letter in letters}
_OTHER = 640  # a letter of an alphabet that is not in the table
_WIDE = 1000  # M, W, m, %, and the wide scripts
_BOLD = 1.13


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Pixels that one line of `text` takes at `size` pixels, at most."""
    thousandths = sum(_WIDTHS.get(letter) or (_OTHER if "\u0370" <= letter < "\u0e00" else _WIDE) for letter in text)
    return thousandths / 1000 * size * (_BOLD if bold else 1)


def wrapped(text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """The lines of `text`, broken between words; a word that is wider than a line is broken anywhere."""
    lines: list[str] = []
    for word in _pieces(text, size, width, bold):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def shortened(lines: list[str], most: int) -> list[str]:
    """At most `most` lines; the last ends in “…” where something was left out."""
    return lines if len(lines) <= most else [*lines[: most - 1], lines[most - 1].rstrip(" ,;·") + "…"]


def _pieces(text: str, size: float, width: float, bold: bool) -> Iterator[str]:
    for word in filter(None, re.split(r"[ \t\r\n]+", text)):  # not at a no-break space
        piece = ""
        for letter in word:
            if piece and text_width(piece + letter, size, bold=bold) > width:
                yield piece
                piece = ""
            piece += letter
        yield piece
