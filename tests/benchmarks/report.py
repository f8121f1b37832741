"""docs/performance.md of what was measured."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping
from typing import Any

from tests.benchmarks.alone import WHOLE
from tests.benchmarks.budgets import BUDGETS, Scales, faster
from tests.benchmarks.measured import Measured, table

LINE = 120
HEAD = ("what", "unit", "budget (p95)", "p50", "p95", "n", "within")
# A row of the table of counts: what, unit, and the cell of one count; KeyError where it was not measured.
Row = tuple[str, str, Callable[[Mapping[str, Any]], str]]


def report(known: Mapping[str, Any]) -> str:
    """All of it; a part that was not measured is left out."""
    told = [part for name, tell in PARTS.items() if known.get(name) for part in tell(known[name])]
    return "\n\n".join(["# Performance", *told]) + "\n"


def _bundled(found: Mapping[str, Any]) -> list[str]:
    said = f"""Measured by `make bench` on {found["day"]}, on the bundled data: {found["machine"]}. Server and browser
share the machine. A filter change lasts from the click (in a text field, from the end of the pause in typing) until
every view shows the new selection and two frames were painted. The walk is the same in every run
(`tests/benchmarks/changes.py`)."""
    return [_filled(said), table(HEAD, [Measured(**row).cells() for row in found["rows"]])]


def _imports(found: Mapping[str, Any]) -> list[str]:
    said = f"""An import of {found["rows"]:,} made-up rows as UCDP's event files have them ({found["bytes"] / 1e6:.0f}
MB, two in a hundred in the area) by `python app.py import`, as a process of its own: `make bench IMPORTS=1` on
{found["day"]}, {found["machine"]}. Budget: 60 s and 1,500 MB."""
    whats = {"first": "first import", "again": "the same file again", "newer": "a newer file, a hundredth changed"}
    rows = [(told, f"{found[one]['seconds']:.1f}", f"{found[one]['megabytes']:,.0f}") for one, told in whats.items()]
    start = f"A server on that data starts in {found['start']:.1f} s."
    return ["## Importing", _filled(said), table(("what", "s", "MB at most"), rows), start]


def _scale(scales: Scales) -> list[str]:
    counts = [f"{int(count):,}" for count in scales]
    rows = [(what, unit, *(_cell(cell, of) for of in scales.values())) for what, unit, cell in ROWS]
    return [
        "## Many events",
        "![Milliseconds from a filter change to its painting, by number of events](performance.svg)",
        _filled(SAID),
        table(("what must hold", "budget", "measured", "within"), [budget.cells(scales) for budget in BUDGETS]),
        table(("what", "unit", *counts), rows),
        _filled("Measured: " + "; ".join(f"{int(count):,} events, {_when(of)}" for count, of in scales.items()) + "."),
        *_late(scales),
    ]


PARTS: Mapping[str, Callable[[Any], list[str]]] = {"bundled": _bundled, "imports": _imports, "scale": _scale}
SAID = """Events made up for measuring by `make bench COUNTS="1000 100000"` (`tests/benchmarks/events.py`): thirty-five
years with bursts, 5,000 points, blanks, ranges, dates known to the month only. “Usual app” is
`tests/benchmarks/usual_dash_app.py`: pandas in the callback, every event sent to a clustered layer, figures rebuilt. It
is measured in the same sitting until its count of events is painted, without waiting for its map and its figures; ours
until every view is painted. Both are given the same changes of province and first day, which leave a seventh to a
quarter of the events. The walk goes through all filters, text search included. The server alone is asked by HTTP,
each time for a Selection that nobody asked before. Numbers with a stroke are p50 / p95."""


def _filled(text: str) -> str:
    return textwrap.fill(" ".join(text.split()), LINE, break_long_words=False, break_on_hyphens=False)


def _cell(cell: Callable[[Mapping[str, Any]], str], of: Mapping[str, Any]) -> str:
    try:
        return cell(of)
    except KeyError:
        return "–"


def _when(of: Mapping[str, Any]) -> str:
    """The days and machines of the parts, each once."""
    told = [f"{part['day']}, {part['machine']}" for name, part in of.items() if name != "facts"]
    longest = [one for one in dict.fromkeys(told) if not any(one != other and other.startswith(one) for other in told)]
    return " and ".join(longest)


def _late(scales: Scales) -> list[str]:
    """What was not painted in time, by the query of the change."""
    late = [
        f"- {int(count):,} events: {one}" for count, of in scales.items() for one in of.get("page", {}).get("late", [])
    ]
    return ["Not painted within 15 s, and counted with that time:", "\n".join(late)] if late else []


def _spread(*path: str, per: float = 1) -> Callable[[Mapping[str, Any]], str]:
    """p50 / p95 of what lies under `path`, in units of `per`."""

    def cell(of: Any) -> str:
        for name in path:
            of = of[name]
        return f"{_number(of['p50'] / per)} / {_number(of['p95'] / per)}" if of["n"] > 1 else _number(of["p50"] / per)

    return cell


def _value(*path: str, per: float = 1) -> Callable[[Mapping[str, Any]], str]:
    def cell(of: Any) -> str:
        for name in path:
            of = of[name]
        return _number(of / per)

    return cell


def _number(value: float) -> str:
    return f"{value:,.{1 if 0 < value < 10 else 0}f}"


GROUPS = {
    WHOLE: "all views",
    "numbers": "sentence, headline, counts",
    "map": "map",
    "table": "table",
    "charts": "charts",
}
ROWS: tuple[Row, ...] = (
    ("distinct day × district × type × attributed-to × status × scope", "", _value("facts", "keys")),
    ("filter change to all views painted, a walk through all filters", "ms", _spread("page", "changes", "ms")),
    ("the same on the wire", "kB", _spread("page", "changes", "bytes", per=1000)),
    ("changes of province and first day, to all views painted", "ms", _spread("page", "compared", "ms")),
    ("the same, to the counts painted", "ms", _spread("page", "compared", "counts")),
    ("usual app: the same, to the count painted", "ms", _spread("usual", "compared", "ms")),
    ("times faster, p50, ours to all views painted", "", lambda of: _number(faster({"": of}, ""))),
    ("times faster, p50, both to painted counts", "", lambda of: _number(faster({"": of}, "", "counts"))),
    ("changes of province and first day, on the wire", "kB", _spread("page", "compared", "bytes", per=1000)),
    ("usual app: the same", "kB", _spread("usual", "compared", "bytes", per=1000)),
    ("page usable, cold cache", "ms", _spread("page", "openings", "ms")),
    ("usual app: first count painted", "ms", _spread("usual", "openings", "ms")),
    ("first opening, on the wire", "kB", _spread("page", "openings", "bytes", per=1000)),
    ("usual app: the same", "kB", _spread("usual", "openings", "bytes", per=1000)),
    *((f"server alone: {told}", "ms", _spread("alone", "questions", name, "ms")) for name, told in GROUPS.items()),
    ("start, aggregates kept from before", "s", _value("alone", "start", per=1000)),
    ("first start, which builds them", "s", _value("alone", "first start", per=1000)),
    ("memory when started (PSS)", "MB", _value("alone", "memory, started", "pss")),
    ("memory when all was asked (PSS)", "MB", _value("alone", "memory, asked", "pss")),
    ("the most there ever was (RSS)", "MB", _value("alone", "memory, asked", "peak")),
    ("the same of the first start", "MB", _value("alone", "memory, built", "peak")),
    ("50 readers, two processes: filter change", "ms", _spread("readers", "changes", "ms")),
    ("50 readers: answers to changes", "", _value("readers", "changes", "ms", "n")),
    ("50 readers: opening, without what browsers keep", "ms", _spread("readers", "openings", "ms")),
    ("50 readers: errors among changes", "", _value("readers", "changes", "errors")),
)
