"""How wide a text will be, before anything draws it: for wrapping, and for labels that must not touch.

The widths are those of DejaVu Sans, the widest of the fonts in `style.FONT` and what a machine without the others
falls back to: a text may end up narrower, not wider.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

LINE_HEIGHT = 1.3  # of the size, as Plotly spaces lines
# (regular, bold) in thousandths of the size -> the letters that are at most as wide.
_LETTERS = {
    (295, 373): "ijlıIJİîïíì'",
    (318, 380): " \u00a0.,·’‘",
    (337, 400): "/\\|:;",
    (361, 436): "f-",
    (412, 494): "t()[]!rřŕ",
    (500, 523): "*_–",
    (532, 658): 'zsšśşž?"“”',
    (558, 638): "cçćL",
    (593, 684): "kxvyýF",
    (616, 689): "aâäáàeéèêoôöóò",
    (637, 733): "bdghnpquñúùûüğ0123456789SŞŠEÉÈÊPTY${}",
    (699, 776): "ABCÇĆKRVXZŽÂÄÀÁ",
    (753, 838): "HNUÜÚÛÑ",
    (788, 873): "DGĞOQÖÓÔ&",
    (819, 925): "w",
    (838, 838): "+=<>~^#×",
    (864, 996): "M",
}
_WIDTHS = {letter: widths for widths, letters in _LETTERS.items() for letter in letters}
_OTHER = (640, 724)  # a letter of an alphabet that is not in the table
_WIDE = (1000, 1104)  # W, m, %, …, †, and the wide scripts


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Pixels that one line of `text` takes at `size` pixels, at most."""
    return _thousandths(text, bold) / 1000 * size


def wrapped(text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """The lines of `text`, broken between words; a word that is wider than a line is broken anywhere."""
    most, space = width * 1000 / size + 1e-6, _thousandths(" ", bold)  # a text may take the whole width
    lines: list[str] = []
    used = 0
    for word, wide in _pieces(text, most, bold):
        if lines and used + space + wide <= most:
            lines[-1] = f"{lines[-1]} {word}"
            used += space + wide
        else:
            lines.append(word)
            used = wide
    return lines


def shortened(lines: list[str], most: int) -> list[str]:
    """At most `most` lines; the last ends in “…” where something was left out."""
    return lines if len(lines) <= most else [*lines[: most - 1], lines[most - 1].rstrip(" ,;·") + "…"]


def _thousandths(text: str, bold: bool) -> int:
    """The width of a line in thousandths of the size."""
    widths = (_WIDTHS.get(letter) or (_OTHER if "\u0370" <= letter < "\u0e00" else _WIDE) for letter in text)
    return sum(width[bold] for width in widths)


def _pieces(text: str, most: float, bold: bool) -> Iterator[tuple[str, int]]:
    """The words and their widths in thousandths; in pieces where they are wider than `most`."""
    for word in filter(None, re.split(r"[ \t\r\n]+", text)):  # not at a no-break space
        wide = _thousandths(word, bold)
        if wide <= most:
            yield word, wide
            continue
        piece, used = "", 0
        for letter in word:
            one = _thousandths(letter, bold)
            if piece and used + one > most:
                yield piece, used
                piece, used = "", 0
            piece, used = piece + letter, used + one
        yield piece, used
