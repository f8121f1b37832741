"""The map as shapes: those of the briefing map, in its colours, with its legend, scale and counts.

Everything but the relief can be taken apart and recoloured; the relief is a picture behind it.
"""

from __future__ import annotations

import io
import math
from collections.abc import Collection

from PIL import Image

from dashboard.data.basemap import Basemap
from dashboard.export.slides.markup import Box, Look, Run
from dashboard.export.slides.page import Page, emu
from dashboard.export.slides.picture import Picture, rings
from dashboard.figures import palette
from dashboard.figures.briefing_map import briefing_map
from dashboard.figures.map_base import RELIEF_OPACITY
from dashboard.figures.map_frame import Extent
from dashboard.figures.style import Figure, as_written
from dashboard.figures.text_width import LINE_HEIGHT
from dashboard.model.situation import Situation
from dashboard.text import Words

# Layer of the figure -> the words that name its shapes in the list of shapes of a slide.
_NAMES = {
    "incidents": "measure-incidents",
    "incidents-area": "measure-incidents",
    "killed": "headline-killed",
    "killed-ground": "headline-killed",
    "areas": "layer-areas",
    "outposts": "layer-outposts",
    "surveillance": "layer-surveillance",
    "crossings": "layer-crossings",
    "villages": "layer-villages",
    "border": "key-line-border",
    "border_casing": "key-line-border",
    "borders": "key-line-borders",
    "province_lines": "key-line-province_lines",
    "formal_lines": "key-line-formal_lines",
    "district_lines": "key-line-district_lines",
    "rivers": "key-line-rivers",
    "tripoints": "key-tripoint",
}


def draw_map(page: Page, situation: Situation, words: Words, extent: Extent, layers: Collection[str]) -> None:
    """The map in what is left of `page`; the extent grows to its proportions."""
    room, first = page.content, page.length
    figure = briefing_map(situation, words, extent=extent, layers=layers, size=(room.width, math.floor(room.height)))
    size = figure["layout"]["xaxis"]["range"][1], figure["layout"]["yaxis"]["range"][0]
    picture = Picture(page, room.left, room.top, size)
    _ground(picture, figure, situation.dataset.basemap)
    counts = next((trace for trace in figure["data"] if trace["meta"]["layer"] == "counts"), None)
    legend = Picture(page, room.right - figure["layout"]["xaxis2"]["range"][1], room.top)
    for trace in figure["data"]:
        layer = trace["meta"]["layer"]
        if trace is not counts:
            name = words(_NAMES[layer]) if layer in _NAMES else layer
            (legend if trace.get("xaxis") == "x2" else picture).trace(trace, name, counts)
    edge = Look(line=palette.BORDERS, width=1)
    page.draw("edge", Box(room.left, room.top, *size), edge)
    page.group(words("view-map"), room, first)
    _counts(page, figure, size)


def _ground(picture: Picture, figure: Figure, basemap: Basemap) -> None:
    """Abroad and land, the relief over them, lakes over the relief."""
    page, (width, height) = picture.page, picture.size
    shapes = [one for one in figure["layout"]["shapes"] if one.get("layer") in ("below", "between")]
    page.draw("ground", Box(picture.left, picture.top, width, height), Look(fill=palette.ABROAD))
    for one in shapes:
        if one["type"] == "path" and one["layer"] == "below":
            picture.path(rings(one["path"]), one["fillcolor"], "land")
    for image in figure["layout"]["images"]:
        _relief(picture, basemap, image)
    for one in shapes:
        if one["layer"] == "between":
            picture.path(rings(one["path"]), one["fillcolor"], "lakes")


def _relief(picture: Picture, basemap: Basemap, place: dict[str, float]) -> None:
    """The hillshade, cut to the map. `place` is where the figure lays the whole of it."""
    shown = [_overlap(place[axis], place[f"size{axis}"], size) for axis, size in zip("xy", picture.size, strict=True)]
    if any(start >= end for start, end in shown):
        return
    with Image.open(basemap.hillshade) as whole:
        scales = whole.width / place["sizex"], whole.height / place["sizey"]
        (left, right), (top, bottom) = (
            ((start - place[axis]) * scale, (end - place[axis]) * scale)
            for axis, scale, (start, end) in zip("xy", scales, shown, strict=True)
        )
        cut = math.floor(left), math.floor(top), math.ceil(right), math.ceil(bottom)
        part = whole.convert("LA").crop(cut)
    part.putalpha(part.getchannel("A").point(lambda alpha: round(alpha * RELIEF_OPACITY)))
    file = io.BytesIO()
    part.save(file, "PNG")
    (x0, x1), (y0, y1) = shown
    relief = picture.page.slide.shapes.add_picture(
        file, *emu(Box(picture.left + x0, picture.top + y0, x1 - x0, y1 - y0))
    )
    relief.crop_left, relief.crop_right = (left - cut[0]) / part.width, (cut[2] - right) / part.width
    relief.crop_top, relief.crop_bottom = (top - cut[1]) / part.height, (cut[3] - bottom) / part.height
    picture.page.own(relief.element.nvPicPr.cNvPr, "relief")


def _overlap(start: float, length: float, size: float) -> tuple[float, float]:
    """What of a stretch lies between 0 and `size`."""
    return max(start, 0), min(start + length, size)


def _counts(page: Page, figure: Figure, size: tuple[float, float]) -> None:
    """How the counts add up, beneath the map."""
    (note,) = figure["layout"]["annotations"]
    lines = note["text"].split("<br>")
    height = len(lines) * note["font"]["size"] * LINE_HEIGHT
    text = as_written(" ".join(lines))
    box = Box(page.content.left, page.content.top + size[1] + 4, size[0], height)
    page.write(box, [[Run(text, note["font"]["size"], palette.TEXT)]])
