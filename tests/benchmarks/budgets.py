"""What has to hold with many events: budgets of the design, and what was measured of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.benchmarks.alone import WHOLE
from tests.benchmarks.measured import within

Scales = Mapping[str, Mapping[str, Any]]
MILLION, TEN_MILLION = "1000000", "10000000"


@dataclass(frozen=True)
class Budget:
    """A sentence, a limit (the least, where `is_least`), and where the value is; KeyError where it was not measured."""

    what: str
    limit: float
    unit: str
    value: Callable[[Scales], float]
    is_least: bool = False

    def cells(self, scales: Scales) -> tuple[str, ...]:
        """A row of the table."""
        limit = f"{'at least' if self.is_least else 'at most'} {self.limit:,g} {self.unit}".strip()
        try:
            value = self.value(scales)
        except KeyError:
            return self.what, limit, "not measured", ""
        holds = value >= self.limit if self.is_least else value <= self.limit
        return self.what, limit, f"{value:,.{0 if value >= 100 else 1}f}", within(holds)


def faster(scales: Scales, count: str, until: str = "ms") -> float:
    """How many times sooner our page is done than the usual app has painted its count, by the medians of the same
    changes; `until` all views are painted (ms), or the counts."""
    of = scales[count]
    return float(of["usual"]["compared"]["ms"]["p50"] / of["page"]["compared"][until]["p50"])


def server(scales: Scales, count: str) -> float:
    """Milliseconds of the server's answer with all views."""
    return float(scales[count]["alone"]["questions"][WHOLE]["ms"]["p50"])


def growth(scales: Scales) -> float:
    """How many times longer the server takes for ten times the events."""
    return server(scales, TEN_MILLION) / server(scales, MILLION)


BUDGETS = (
    Budget("filter change to all views painted, 1,000,000 events, p50", 250, "ms",
        lambda scales: scales[MILLION]["page"]["changes"]["ms"]["p50"]),
    Budget("the same on the wire, p95", 60, "kB",
        lambda scales: scales[MILLION]["page"]["changes"]["bytes"]["p95"] / 1000),
    Budget("times faster than the usual app, both to painted counts, 1,000,000 events, p50", 16, "",
        lambda scales: faster(scales, MILLION, "counts"), is_least=True),
    Budget("the same, ours to all views painted", 16, "", lambda scales: faster(scales, MILLION), is_least=True),
    Budget("server part of it, 1,000,000 events, p50", 30, "ms", lambda scales: server(scales, MILLION)),
    Budget("server part of it, 10,000,000 events, p50", 100, "ms", lambda scales: server(scales, TEN_MILLION)),
    Budget("times longer that the server takes for 10,000,000 events than for 1,000,000, p50", 3, "", growth),
    Budget("memory with 1,000,000 events, the most there ever was", 600, "MB",
        lambda scales: scales[MILLION]["alone"]["memory, asked"]["peak"]),
    Budget("memory with 10,000,000 events, the most there ever was", 2000, "MB",
        lambda scales: scales[TEN_MILLION]["alone"]["memory, asked"]["peak"]),
    Budget("50 readers, 1,000,000 events, p95 of a filter change", 500, "ms",
        lambda scales: scales[MILLION]["readers"]["changes"]["ms"]["p95"]),
    Budget("50 readers, 1,000,000 events, errors", 0, "",
        lambda scales: sum(scales[MILLION]["readers"][kind]["errors"] for kind in ("openings", "changes", "news"))),
    Budget("start with 10,000,000 events whose aggregates exist", 5, "s",
        lambda scales: scales[TEN_MILLION]["alone"]["start"] / 1000),
)  # fmt: skip
