"""The XML of a shape: where it lies, what it looks like, what is written in it (DrawingML, ECMA-376 part 1).

Written here and not with python-pptx's shape builder, whose time grows with the square of the points of an outline:
a map of ours took it ten seconds. Lengths are in points; a slide is 960 × 540 of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from dashboard.figures import palette

EMU = 12700  # of a point
SPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
# What XML 1.0 can't hold, and line ends.
_NO_XML = re.compile("[^\u0020-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
Point = tuple[float, float]
Outline = Sequence[Point]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a slide."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class Look:
    """Fill and line; blank colours draw nothing. `dash` is lengths of strokes and gaps in points."""

    fill: str = ""
    opacity: float = 1.0
    line: str = ""
    width: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text of one type. `link` is the id of a relationship of the slide."""

    text: str
    size: float = 11
    colour: str = palette.TEXT
    is_bold: bool = False
    is_italic: bool = False
    link: str = ""
    has_halo: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """Paragraphs in a shape; `align` is l, ctr or r, `anchor` t, ctr or b."""

    paragraphs: Sequence[Sequence[Run]]
    align: str = "l"
    anchor: str = "t"
    wraps: bool = True
    after: float = 0.0


def shape(number: int, name: str, box: Box, look: Look, text: Text | None = None, geometry: str = "rect") -> str:
    """A `p:sp`. `geometry` is the name of a preset, or the XML of an own one (`outline`)."""
    form = geometry if geometry.startswith("<") else f'<a:prstGeom prst="{geometry}"><a:avLst/></a:prstGeom>'
    kind = ' txBox="1"' if text and not (look.fill or look.line) else ""
    return (
        f'<p:sp {SPACES}><p:nvSpPr><p:cNvPr id="{number}" name="{attribute(name)}"/><p:cNvSpPr{kind}/><p:nvPr/>'
        f"</p:nvSpPr><p:spPr>{place_xml(box)}{form}{fill_xml(look.fill, look.opacity)}{_line(look)}</p:spPr>"
        f"{_body(text) if text else ''}</p:sp>"
    )


def group(number: int, name: str, box: Box) -> str:
    """A `p:grpSp` without shapes; those that are put in keep their places."""
    place = place_xml(box).removesuffix("</a:xfrm>")
    inner = place.removeprefix("<a:xfrm>").replace("a:off", "a:chOff").replace("a:ext", "a:chExt")
    text = attribute(name)
    return (
        f'<p:grpSp {SPACES}><p:nvGrpSpPr><p:cNvPr id="{number}" name="{text}" descr="{text}"/><p:cNvGrpSpPr/><p:nvPr/>'
        f"</p:nvGrpSpPr><p:grpSpPr>{place}{inner}</a:xfrm></p:grpSpPr></p:grpSp>"
    )


def outline(parts: Iterable[Outline], *, is_closed: bool) -> tuple[Box, str]:
    """Lines or rings as an own geometry, and the box around them. Inside of two rings is outside (even–odd)."""
    found = [part for part in parts if len(part) > 1]
    xs, ys = [x for part in found for x, _ in part], [y for part in found for _, y in part]
    box = Box(min(xs), min(ys), max(max(xs) - min(xs), 0.01), max(max(ys) - min(ys), 0.01))
    steps = "".join(_path(part, box, is_closed=is_closed) for part in found)
    size = f'w="{emu(box.width)}" h="{emu(box.height)}"'
    fill = "" if is_closed else ' fill="none"'
    return box, (
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        f'<a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path {size}{fill}>{steps}</a:path></a:pathLst></a:custGeom>'
    )


def attribute(text: str) -> str:
    """`text` as the value of an attribute, and as content of an element."""
    return escape(_NO_XML.sub(" ", text))


def _path(part: Outline, box: Box, *, is_closed: bool) -> str:
    points = [f'<a:pt x="{emu(x - box.left)}" y="{emu(y - box.top)}"/>' for x, y in part]
    first, rest = points[0], "".join(f"<a:lnTo>{point}</a:lnTo>" for point in points[1:])
    return f"<a:moveTo>{first}</a:moveTo>{rest}{'<a:close/>' if is_closed else ''}"


def emu(points: float) -> int:
    """Points as the file counts them."""
    return round(points * EMU)


def place_xml(box: Box) -> str:
    """Where a shape lies."""
    x, y, width, height = map(emu, (box.left, box.top, box.width, box.height))
    return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def _colour(colour: str, opacity: float = 1.0) -> str:
    alpha = "" if opacity >= 1 else f'<a:alpha val="{round(opacity * 100000)}"/>'
    return f'<a:srgbClr val="{colour.lstrip("#")}">{alpha}</a:srgbClr>'


def fill_xml(colour: str, opacity: float = 1.0) -> str:
    """A colour all over; none when it is blank."""
    return f"<a:solidFill>{_colour(colour, opacity)}</a:solidFill>" if colour else "<a:noFill/>"


def _line(look: Look) -> str:
    if not look.line or not look.width:
        return "<a:ln><a:noFill/></a:ln>"
    pairs = zip(look.dash[::2], look.dash[1::2], strict=True)
    stops = "".join(f'<a:ds d="{_share(a, look)}" sp="{_share(b, look)}"/>' for a, b in pairs)
    dash = f"<a:custDash>{stops}</a:custDash>" if stops else ""
    return f'<a:ln w="{emu(look.width)}" cap="flat">{fill_xml(look.line)}{dash}<a:round/></a:ln>'


def _share(length: float, look: Look) -> int:
    """A length of a dash in thousandths of a percent of the line's width."""
    return round(length / look.width * 100000)


def _body(text: Text) -> str:
    wrap = "square" if text.wraps else "none"
    insets = 'lIns="0" tIns="0" rIns="0" bIns="0"'
    look = f'<a:bodyPr wrap="{wrap}" {insets} anchor="{text.anchor}"/>'
    return f"<p:txBody>{look}<a:lstStyle/>{paragraphs_xml(text)}</p:txBody>"


def paragraphs_xml(text: Text) -> str:
    """What is written, without the box around it."""
    return "".join(_paragraph(runs, text) for runs in text.paragraphs) or "<a:p/>"


def _paragraph(runs: Sequence[Run], text: Text) -> str:
    after = f'<a:spcAft><a:spcPts val="{round(text.after * 100)}"/></a:spcAft>' if text.after else ""
    is_rtl = runs_from_right("".join(run.text for run in runs))
    align = {"l": "r"}.get(text.align, text.align) if is_rtl and text.wraps else text.align
    way = ' rtl="1"' if is_rtl else ""
    return f'<a:p><a:pPr algn="{align}"{way}>{after}</a:pPr>{"".join(map(_run, runs))}</a:p>'


def runs_from_right(text: str) -> bool:
    """Whether the first letter of `text` is of a script that runs from right to left (rule P2 of UAX #9)."""
    ways = (unicodedata.bidirectional(letter) for letter in text)
    return next((way for way in ways if way in ("L", "R", "AL")), "L") != "L"


def _run(run: Run) -> str:
    marks = (' b="1"' if run.is_bold else "") + (' i="1"' if run.is_italic else "")
    halo = f'<a:effectLst><a:glow rad="25400">{_colour(palette.WHITE, 0.8)}</a:glow></a:effectLst>'
    link = f'<a:hlinkClick r:id="{run.link}"/>' if run.link else ""
    look = fill_xml(run.colour) + (halo if run.has_halo else "") + link
    size = round(run.size * 100)
    return f'<a:r><a:rPr sz="{size}"{marks} dirty="0">{look}</a:rPr><a:t>{attribute(run.text)}</a:t></a:r>'
