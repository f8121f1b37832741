"""docs/performance.svg: milliseconds from a filter change to its painting, by the number of events, both axes in powers
of ten. Read in a light and in a dark theme; the palette's colours."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from dashboard.figures import palette
from tests.benchmarks.alone import WHOLE

WIDTH, HEIGHT = 760, 420
LEFT, RIGHT, TOP, BOTTOM = 64, 16, 92, 56
INSET = 36  # the first and the last count stand clear of the axis
EVENTS = (1_000, 10_000_000)
MILLISECONDS = (10, 10_000)
BUDGET = 250
NEAR = 30  # pixels between two dots, one below the other, where no number fits between them
TITLE = "Filter change to painting, milliseconds (p50)"


@dataclass(frozen=True)
class Line:
    """What is measured, where it is kept, and how it is drawn."""

    name: str
    path: tuple[str, ...]
    colour: str
    dash: str = ""


LINES = (
    Line("usual app, its count", ("usual", "compared", "ms", "p50"), palette.KILLED),
    Line("this dashboard, all views", ("page", "compared", "ms", "p50"), palette.SERIES[6]),
    Line("its server alone", ("alone", "questions", WHOLE, "ms", "p50"), palette.SERIES[6], "2 4"),
)
Known = Mapping[int, Sequence[float | None]]  # number of events -> the value of each of LINES, where it was measured


def picture(scales: Mapping[str, Mapping[str, Any]]) -> str:
    """The drawing as SVG; a value that was not measured has no dot."""
    known = {int(count): [_value(of, line.path) for line in LINES] for count, of in scales.items()}
    curves = [part for n in range(len(LINES)) for part in _curve(n, known)]
    numbers = [part for count, values in known.items() for part in _numbers(count, values)]
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{TITLE}">
{_style()}
<rect class="card" width="{WIDTH}" height="{HEIGHT}"/>
<text class="title" x="{LEFT}" y="30">{TITLE}</text>
{chr(10).join([*_keys(), *_grid(), *curves, *numbers])}
</svg>
"""


def _value(of: Any, path: Sequence[str]) -> float | None:
    for name in path:
        of = of.get(name) if isinstance(of, Mapping) else None
    return of


def _x(count: float) -> float:
    return _scaled(count, EVENTS, LEFT + INSET, WIDTH - RIGHT - INSET)


def _y(milliseconds: float) -> float:
    return _scaled(milliseconds, MILLISECONDS, HEIGHT - BOTTOM, TOP)


def _scaled(value: float, ends: tuple[int, int], first: float, last: float) -> float:
    low, high = (math.log10(end) for end in ends)
    return round(first + (last - first) * (math.log10(value) - low) / (high - low), 1)


def _grid() -> list[str]:
    """Powers of ten, what the axis across counts, and the budget."""
    parts = [f'<path class="line" d="M{LEFT} {_y(power)}H{WIDTH - RIGHT}"/>' for power in _powers(MILLISECONDS)]
    parts += [_text(f"{power:,}", LEFT - 8, _y(power) + 4, 'text-anchor="end"') for power in _powers(MILLISECONDS)]
    below = HEIGHT - BOTTOM + 20
    parts += [_text(f"{power:,}", _x(power), below, 'text-anchor="middle"') for power in _powers(EVENTS)]
    parts.append(_text("events", (LEFT + WIDTH - RIGHT) / 2, below + 22, 'text-anchor="middle"'))
    return [*parts, f'<path class="budget" d="M{LEFT} {_y(BUDGET)}H{WIDTH - RIGHT}"/>']


def _powers(ends: tuple[int, int]) -> list[int]:
    low, high = (round(math.log10(end)) for end in ends)
    return [10**power for power in range(low, high + 1)]


def _keys() -> list[str]:
    """What each line is, in one row below the title."""
    names = [(f'class="curve c{n}" stroke-dasharray="{line.dash}"', line.name) for n, line in enumerate(LINES)]
    parts = []
    for n, (look, name) in enumerate([*names, ('class="budget"', f"budget, {BUDGET} ms")]):
        x = LEFT + n * (WIDTH - LEFT) / (len(LINES) + 1)
        parts += [f'<path {look} d="M{x} 56h18"/>', _text(name, x + 24, 60, 'class="small"')]
    return parts


def _curve(n: int, known: Known) -> list[str]:
    points = [(_x(count), _y(value)) for count, values in known.items() if (value := values[n]) is not None]
    if not points:
        return []
    path = "M" + "L".join(f"{x} {y}" for x, y in points)
    dots = [f'<circle class="c{n} dot" cx="{x}" cy="{y}" r="4"/>' for x, y in points]
    return [f'<path class="c{n} curve" d="{path}" stroke-dasharray="{LINES[n].dash}"/>', *dots]


def _numbers(count: int, values: Sequence[float | None]) -> list[str]:
    """Those of one count: the highest above its dot, the lowest below, one between where there is room."""
    drawn = sorted((_y(value), value, n) for n, value in enumerate(values) if value is not None)
    parts = []
    for at, (y, value, n) in enumerate(drawn):
        is_above = at == 0 or (at < len(drawn) - 1 and y - drawn[at - 1][0] > NEAR)
        parts.append(
            _text(
                f"{value:,.0f}", _x(count), y + (-10 if is_above else 20), f'class="number c{n}" text-anchor="middle"'
            )
        )
    return parts


def _text(text: str, x: float, y: float, attributes: str = "") -> str:
    return f'<text x="{round(x, 1)}" y="{round(y, 1)}" {attributes}>{escape(text)}</text>'


def _style() -> str:
    """Text and lines take the theme's colours, and lines that a dark card hides their lighter twins."""
    light = _rules(palette.WHITE, palette.TEXT, palette.LINE, [line.colour for line in LINES])
    twins = [palette.IN_THE_DARK.get(line.colour, line.colour) for line in LINES]
    dark = _rules(palette.DARK_CARD, palette.LINE, palette.SECONDARY, twins)
    return f"""<style>
text {{ font: 13px "Noto Sans", system-ui, sans-serif; }} .title {{ font-size: 15px; font-weight: 600; }}
.curve, .line, .budget {{ fill: none; }} .curve {{ stroke-width: 2; }} .budget {{ stroke-dasharray: 6 4; }}
.small {{ font-size: 12px; }} .number {{ paint-order: stroke; stroke-width: 4; }}
{light}
@media (prefers-color-scheme: dark) {{ {dark} }}
</style>"""


def _rules(card: str, text: str, line: str, colours: Sequence[str]) -> str:
    own = [f"text.c{n}, .c{n}.dot {{ fill: {one}; }} .c{n}.curve {{ stroke: {one}; }}" for n, one in enumerate(colours)]
    drawn = f".line {{ stroke: {line}; stroke-opacity: 0.6; }} .budget {{ stroke: {text}; }}"
    return " ".join([f".card {{ fill: {card}; }} .number {{ stroke: {card}; }} text {{ fill: {text}; }}", drawn, *own])
