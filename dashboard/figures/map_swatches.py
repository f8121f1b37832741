"""A key of the legend as a small drawing (SVG), for the legend on screen: the same corners, lines and colours as in a
picture's legend, so that both cannot drift apart."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from dashboard.figures.map_keys import Key
from dashboard.figures.map_marks import CROSS, DASH, Mark, undated_dot
from dashboard.figures.palette import WHITE

WIDTH, HEIGHT = 20, 16
_WIDE = 30  # for what has words on it
_SVG = 'xmlns="http://www.w3.org/2000/svg"'


def swatch(key: Key) -> str:
    """The symbol of `key` as an address that holds its drawing."""
    width = width_of(key)
    box = f'{_SVG} width="{width}" height="{HEIGHT}" viewBox="{-width / 2} {-HEIGHT / 2} {width} {HEIGHT}"'
    return "data:image/svg+xml," + quote(f"<svg {box}>{''.join(_parts(key, width))}</svg>")


def width_of(key: Key) -> int:
    """Pixels across."""
    return _WIDE if len(key.inside) > 1 else WIDTH


def _parts(key: Key, width: int) -> Iterator[str]:
    for line in key.lines:
        dash = f' stroke-dasharray="{_dashes(line["dash"])}"' if "dash" in line else ""
        look = f'stroke="{line["color"]}" stroke-width="{line["width"]}"{dash}'
        yield f'<path d="M{2 - width / 2} 0H{width / 2 - 2}" {look}/>'
    for mark in key.marks:
        yield _mark(mark)
        yield from (_mark(undated_dot(mark)),) if mark.is_undated else ()
        yield from (f'<path d="{CROSS}" stroke="{WHITE}" stroke-width="1.6"/>',) if mark.is_crossed else ()
    if key.inside:
        look = f'font-family="sans-serif" font-size="9" font-weight="700" text-anchor="middle" fill="{key.ink}"'
        yield f'<text y="3.2" {look}>{key.inside}</text>'


def _mark(mark: Mark) -> str:
    corners = " ".join(f"{x},{y}" for x, y in mark.corners[:-1])
    dash = f' stroke-dasharray="{_dashes(DASH)}"' if mark.is_dashed else ""
    look = f'fill="{mark.fill}" fill-opacity="{mark.opacity}" stroke="{mark.edge}" stroke-width="{mark.width}"'
    return f'<polygon points="{corners}" {look}{dash}/>'


def _dashes(text: str) -> str:
    return text.replace("px", "")
