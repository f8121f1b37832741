"""A drawing without what differs from machine to machine: an SVG of shapes and words, one a line.

Shapes keep place, form and colour. Words keep their text, size and colour, and their place only where they stand at a
point of the data: elsewhere Plotly places them by their width, which is that of the fonts of a machine. Ids, clips and
fonts are left out; a picture inside the drawing is told by its content's hash.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

SHAPES = {"path": ("d",), "rect": ("x", "y", "width", "height"), "circle": ("cx", "cy", "r"),
          "image": ("x", "y", "width", "height"), "line": ("x1", "y1", "x2", "y2")}  # fmt: skip
LOOKS = ("fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width", "stroke-dasharray", "opacity",
         "font-size", "font-weight", "font-style")  # fmt: skip
USUAL = {"fill-opacity": "1", "stroke-opacity": "1", "opacity": "1", "stroke-width": "0px", "font-weight": "400"}
NOTHING = "M0,0"
HREF = "{http://www.w3.org/1999/xlink}href"
_NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
_TRANSLATE = re.compile(r"translate\(\s*(-?[\d.]+)\s*[, ]\s*(-?[\d.]+)\s*\)")
_COLOUR = re.compile(r"rgb\((\d+), ?(\d+), ?(\d+)\)")
Element = ElementTree.Element
Place = tuple[float, float]


def plain_svg(svg: bytes) -> str:
    """The drawing in its normal form; itself an SVG that can be looked at."""
    root = ElementTree.fromstring(svg)  # noqa: S314
    box = quoteattr(root.get("viewBox", ""))
    return "\n".join([f'<svg xmlns="http://www.w3.org/2000/svg" viewBox={box}>', *_drawn(root, (0, 0)), "</svg>", ""])


def _drawn(element: Element, at: Place, is_point: bool = False) -> Iterator[str]:
    name, kind = element.tag.rpartition("}")[2], element.get("class", "")
    if name == "clipPath" or kind == "bg":
        return
    move = _TRANSLATE.search(element.get("transform", ""))
    at = (at[0] + float(move[1]), at[1] + float(move[2])) if move else at
    is_point = is_point or "textpoint" in kind
    if name == "text":
        yield from _words(element, at, is_point)
    elif name in SHAPES:
        yield from _shape(element, name, at)
    else:
        for child in element:
            yield from _drawn(child, at, is_point)


def _words(element: Element, at: Place, is_point: bool) -> Iterator[str]:
    lines = [" ".join("".join(part.itertext()).split()) for part in [*element] or [element]]
    said = " ".join(filter(None, lines))
    if said:
        x, y = (float(element.get(axis, 0)) + start for axis, start in zip("xy", at, strict=True))
        place = {"x": _rounded(str(x)), "y": _rounded(str(y))} if is_point else {}
        escaped = said.replace("&", "&amp;").replace("<", "&lt;")
        yield f"<text{_attributes(place | _look(element))}>{escaped}</text>"


def _shape(element: Element, name: str, at: Place) -> Iterator[str]:
    form = {key: _rounded(value) for key in SHAPES[name] if (value := element.get(key))}
    if not form or form.get("d") == NOTHING:
        return
    if name == "image":
        form["content"] = hashlib.sha256(element.get(HREF, "").encode()).hexdigest()[:12]
    move = {"transform": f"translate({_rounded(str(at[0]))},{_rounded(str(at[1]))})"} if any(at) else {}
    yield f"<{name}{_attributes(form | move | _look(element))}/>"


def _look(element: Element) -> dict[str, str]:
    """What of the style and the attributes can be seen."""
    style = dict(part.split(":", 1) for part in element.get("style", "").split(";") if ":" in part)
    style = {name.strip(): value.strip() for name, value in style.items()}
    found = {name: style.get(name) or element.get(name) for name in LOOKS}
    return {name: _colour(value) for name, value in found.items() if value and value != USUAL.get(name)}


def _colour(value: str) -> str:
    if value.startswith("url("):
        return "hatched"
    return _COLOUR.sub(lambda m: "#{:02x}{:02x}{:02x}".format(*map(int, m.groups())), value)


def _rounded(text: str) -> str:
    """Every number to a tenth of a unit: nobody sees less."""
    return _NUMBER.sub(lambda m: f"{round(float(m[0]), 1) + 0:g}", text)


def _attributes(values: dict[str, str]) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in values.items())
