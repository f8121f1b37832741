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
    return _thousandths(text) / 1000 * size * (_BOLD if bold else 1)


def wrapped(text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """The lines of `text`, broken between words; a word that is wider than a line is broken anywhere."""
    most = width * 1000 / size / (_BOLD if bold else 1)
    lines: list[str] = []
    used = 0
    for word, wide in _pieces(text, most):
        if lines and used + _SPACE + wide <= most:
            lines[-1] = f"{lines[-1]} {word}"
            used += _SPACE + wide
        else:
            lines.append(word)
            used = wide
    return lines


def shortened(lines: list[str], most: int) -> list[str]:
    """At most `most` lines; the last ends in “…” where something was left out."""
    return lines if len(lines) <= most else [*lines[: most - 1], lines[most - 1].rstrip(" ,;·") + "…"]


def _thousandths(text: str) -> int:
    """The width of a line in thousandths of the size."""
    return sum(_WIDTHS.get(letter) or (_OTHER if "\u0370" <= letter < "\u0e00" else _WIDE) for letter in text)


_SPACE = _thousandths(" ")


def _pieces(text: str, most: float) -> Iterator[tuple[str, int]]:
    """The words and their widths in thousandths; in pieces where they are wider than `most`."""
    for word in filter(None, re.split(r"[ \t\r\n]+", text)):  # not at a no-break space
        wide = _thousandths(word)
        if wide <= most:
            yield word, wide
            continue
        piece, used = "", 0
        for letter in word:
            one = _thousandths(letter)
            if piece and used + one > most:
                yield piece, used
                piece, used = "", 0
            piece, used = piece + letter, used + one
        yield piece, used
