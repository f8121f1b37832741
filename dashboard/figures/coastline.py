"""The coastline effect: the length of the border on the map by how finely it is measured, and the published lengths."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log10
from typing import Any

from dashboard.figures import palette
from dashboard.figures.style import Figure, figure, plain
from dashboard.text import Words

HEIGHT = 600
TICKS = (25, 50, 100, 250, 500, 1000, 2000)  # metres
ABOVE = 0.4  # kilometres: how far a name stands above its line
FINEST = 7  # metres: where the line as it is mapped stands on an axis that has no 0


def coastline(
    measured: Sequence[tuple[float, float]], published: Mapping[float, Sequence[str]], words: Words
) -> Figure:
    """`measured` are (tolerance in metres, kilometres), finest first; `published` gives who published each length."""
    at = [max(tolerance, FINEST) for tolerance, _ in measured]
    traces = [*_published(published, measured, (min(at), max(at)), words), _measured(measured, at, words)]
    lengths = [km for _, km in measured] + list(published)
    room = (max(lengths) - min(lengths)) * 0.06
    axis = {"gridcolor": palette.LINE, "fixedrange": True, "tickfont": {"size": 11, "color": palette.SECONDARY}}
    ticks = [tolerance for tolerance, _ in measured if tolerance in TICKS]
    return figure(
        traces,
        height=HEIGHT,
        dragmode=False,
        margin={"l": 44, "r": 8, "t": 8, "b": 48},
        xaxis=axis
        | {
            "type": "log",
            "range": [log10(min(at) * 0.92), log10(max(at) * 1.04)],
            "tickvals": [FINEST, *ticks],
            "ticktext": [words("as-mapped"), *(metres_words(tolerance, words) for tolerance in ticks)],
            "title": {"text": words("coastline-x"), "font": {"size": 12}},
        },
        yaxis=axis
        | {
            "range": [min(lengths) - room, max(lengths) + room],
            "title": {"text": words("coastline-y"), "font": {"size": 12}},
        },
    )


def metres_words(metres: float, words: Words) -> str:
    """250 m, 1 km."""
    if metres >= 1000:
        return words("n-km", n=words.number(metres / 1000))
    return words("n-metres", n=words.number(metres))


def length_words(tolerance: float, km: float, words: Words) -> str:
    """What the line measures when bends up to a tolerance in metres are left out; 0 is the line as mapped."""
    number = words.number(round(km, 1))
    if tolerance:
        return words("coastline-point", km=number, metres=metres_words(tolerance, words))
    return words("coastline-finest", km=number)


def _measured(measured: Sequence[tuple[float, float]], at: Sequence[float], words: Words) -> dict[str, Any]:
    told = [length_words(tolerance, km, words) for tolerance, km in measured]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "meta": "measured",
        "x": list(at),
        "y": [round(km, 1) for _, km in measured],
        "hovertext": told,
        "hoverinfo": "text",
        "line": {"color": palette.ACCENT, "width": 2.5},
        "marker": {"size": 7, "color": palette.ACCENT},
    }


def _published(
    published: Mapping[float, Sequence[str]],
    measured: Sequence[tuple[float, float]],
    ends: tuple[float, float],
    words: Words,
) -> list[dict[str, Any]]:
    """A level line for each length, and who published it above the end that is farther from the measured line."""
    sides = [_side(length, measured, ends) for length in published]
    lines = {
        "type": "scatter",
        "mode": "lines",
        "meta": "published",
        "x": [x for _ in published for x in (*ends, None)],
        "y": [y for length in published for y in (length, length, None)],
        "hoverinfo": "skip",
        "line": {"color": palette.COUNTED_NEW, "width": 1.2, "dash": "dash"},
    }
    names = {
        "type": "scatter",
        "mode": "text",
        "meta": "names",
        "x": [ends[side] for side in sides],
        "y": [length + ABOVE for length in published],
        "text": [
            f"{'<br>'.join(map(plain, who))}  <b>{words('n-km', n=words.number(length))}</b>"
            for length, who in published.items()
        ],
        "textposition": [("top right", "top left")[side] for side in sides],
        "textfont": {"size": 11, "color": palette.TEXT},
        "hoverinfo": "skip",
    }
    return [lines, names]


def _side(length: float, measured: Sequence[tuple[float, float]], ends: tuple[float, float]) -> int:
    """0, the left end, where the measured line comes down to a length in the right half; else 1, the right end."""
    crossing = next((tolerance for tolerance, km in measured if km <= length), ends[1])
    return int(log10(max(crossing, ends[0])) <= (log10(ends[0]) + log10(ends[1])) / 2)
