"""The map as a picture for a briefing: a Plotly figure from the same layers, groups and colours as on screen.

Leaflet can't be saved as an image. This figure has no map library in it, only lines and symbols in pixels, so that it
looks the same in every program and needs no network.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from dashboard.data.basemap import Features
from dashboard.figures import palette
from dashboard.figures.map_base import ground_shapes, line_traces, relief_image
from dashboard.figures.map_contents import Contents, contents
from dashboard.figures.map_frame import Extent, MapFrame, frame_for
from dashboard.figures.map_incidents import Circle, Label, area_traces, circles, incident_traces, killed_labels
from dashboard.figures.map_keys import GROUND, Section, sections
from dashboard.figures.map_legend import legend_traces
from dashboard.figures.map_marks import mark_traces, site_mark
from dashboard.figures.map_names import Name, name_traces, placed_names, wanted_names
from dashboard.figures.map_plan import edge, planned
from dashboard.figures.map_scale import scale_traces
from dashboard.figures.placing import Box, Room, box_around
from dashboard.figures.style import Figure, figure
from dashboard.figures.text_width import LINE_HEIGHT, wrapped
from dashboard.model.groups import MOST_COMPARED
from dashboard.model.situation import Situation
from dashboard.text import Words

NOTE_SIZE = 11


def briefing_map(
    situation: Situation,
    words: Words,
    *,
    extent: Extent,
    layers: Collection[str],
    size: tuple[float, float],
    zoom: float | None = None,
) -> Figure:
    """The picture of a `size`, width and height in pixels without margins: map, counts beneath it, and legend.

    `extent` (west, south, east, north) grows to the proportions of the map; `layers` are those that are on; `zoom` is
    the screen's, whose groups a picture of the screen shows.
    """

    def keys(map_width: float, map_height: float) -> list[Section]:
        trial = contents(situation, words, frame_for(extent, map_width, map_height), layers, zoom)
        return sections(trial, GROUND, situation.dataset, words)

    width, height = size
    plan = planned(width, height, lambda map_width: _note_pixels(words, map_width, situation), keys)
    frame = frame_for(extent, plan.map_width, plan.map_height)
    shown = contents(situation, words, frame, layers, zoom)
    note = counts_note(shown, situation, words)
    traces = _map_traces(shown, situation, words)
    drawn = {trace["meta"]["layer"] for trace in traces}
    traces += legend_traces(sections(shown, drawn, situation.dataset, words), plan.legend_width, plan.legend_height)
    basemap = situation.dataset.basemap
    picture = figure(
        traces,
        **plan.axes,
        width=width,
        height=height,
        margin={"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0, "autoexpand": False},
        plot_bgcolor=palette.WHITE,
        paper_bgcolor=palette.WHITE,
        shapes=[*ground_shapes(basemap, frame), edge(frame, palette.BORDERS)],
        images=[relief_image(basemap, frame)] if "terrain" in layers else [],
        annotations=[_note(wrapped(note, NOTE_SIZE, plan.map_width), frame, height)],
        dragmode=False,
    )
    picture["layout"]["meta"] = {"selection": situation.selection.query(), "version": situation.dataset.version}
    return picture


def counts_note(shown: Contents, situation: Situation, words: Words) -> str:
    """How the incidents of the selection add up, and which of them this picture does not show."""
    toll = situation.toll
    if not toll.incidents:
        return words("empty")
    counts = {"mapped": words.number(toll.mapped), "without": words.number(toll.without_location)}
    pieces = [words.plural("reconciliation", toll.incidents, **counts, areas=words.number(toll.areas))]
    if "incidents" not in shown.layers:
        pieces.append(words("incidents-off"))
    elif shown.outside:
        pieces.append(words.plural("outside-picture", shown.outside))
    if "incidents" in shown.layers and situation.is_crowded:
        pieces.append(words("squares-note", n=words.number(MOST_COMPARED)))
    return " ".join(pieces)


def _note_pixels(words: Words, width: float, situation: Situation) -> float:
    """Room beneath the map for the counts: what they take with every sentence that may be needed."""
    count = words.number(situation.toll.mapped)
    counts = words.plural("reconciliation", situation.toll.incidents, mapped=count, without=count, areas=count)
    more = [words.plural("outside-picture", situation.toll.mapped), words("incidents-off")]
    squares = words("squares-note", n=words.number(MOST_COMPARED)) if situation.is_crowded else ""
    return len(wrapped(f"{counts} {max(more, key=len)} {squares}", NOTE_SIZE, width)) * NOTE_SIZE * LINE_HEIGHT + 6


def _map_traces(shown: Contents, situation: Situation, words: Words) -> list[dict[str, Any]]:
    """Everything on the map above the relief, from below."""
    frame, basemap = shown.frame, situation.dataset.basemap
    found = circles(shown, words)
    room = Room(frame.width, frame.height)
    room.take((circle.box for circle in found), weight=3, hides=True)
    scale = scale_traces(frame, words, room)
    sites = {layer: [site_mark(one, frame) for one in features] for layer, features in shown.sites.items()}
    room.take((box_around(mark.x, mark.y, 9, 9) for marks in sites.values() for mark in marks), weight=0.4)
    lines = line_traces(basemap, frame, shown.layers)
    room.take(_along_border(lines))
    names, labels = _labels(found, wanted_names(basemap, frame), frame, room)
    return [
        *lines,
        *area_traces(shown.areas, frame),
        *[trace for layer, marks in sites.items() for trace in mark_traces(marks, layer)],
        *name_traces(names),  # above the sites, unlike on screen: nobody can move a picture to read a name
        *incident_traces(found, labels),
        *scale,
    ]


def _labels(found: Sequence[Circle], wanted: Features, frame: MapFrame, room: Room) -> tuple[list[Name], list[Label]]:
    """Names and civilians killed. The numbers leave room for names where they can; names go where room is left."""
    trial = room.copy()
    placed_names(wanted, frame, trial)
    labels = killed_labels(found, trial)
    room.take((box for _, box in labels), weight=5)
    return placed_names(wanted, frame, room), labels


def _along_border(lines: Sequence[dict[str, Any]]) -> list[Box]:
    """Small boxes along the border, so that names keep off it."""
    borders = [line for line in lines if line["meta"]["layer"] == "border"]
    points = [(x, y) for line in borders for x, y in zip(line["x"], line["y"], strict=True) if x is not None]
    return [box_around(x, y, 4, 4) for x, y in points[::4]]


def _note(lines: list[str], frame: MapFrame, height: float) -> dict[str, Any]:
    """The counts, beneath the left end of the map."""
    place = {"xref": "paper", "yref": "paper", "x": 0, "y": 1 - frame.height / height, "yshift": -4}
    look = {"showarrow": False, "align": "left", "xanchor": "left", "yanchor": "top", "borderpad": 0}
    return {"text": "<br>".join(lines), "font": {"size": NOTE_SIZE, "color": palette.TEXT}} | place | look
