"""What was measured, as it is kept in docs/performance.json and told in docs/performance.md."""

from __future__ import annotations

import datetime as dt
import os
import platform
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Spread = dict[str, float]  # p50, p95 and the number of values, n


def spread(values: Sequence[float]) -> Spread:
    """Median and 95th percentile; a value that was measured, not one between two."""
    ordered = sorted(values)
    high = ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]
    return {"p50": round(statistics.median(ordered), 1), "p95": round(high, 1), "n": len(ordered)}


@dataclass(frozen=True)
class Measured:
    """One quantity in `unit`, and the most that its 95th percentile may be; None without a budget."""

    quantity: str
    spread: Spread
    unit: str
    budget: float | None

    @classmethod
    def of(cls, quantity: str, values: Sequence[float], unit: str, budget: float | None) -> Measured:
        return cls(quantity, spread(values), unit, budget)

    def cells(self) -> tuple[str, ...]:
        """A row of the table."""
        budget = "" if self.budget is None else f"{self.budget:,.0f}"
        verdict = "" if self.budget is None else within(self.spread["p95"] <= self.budget)
        p50, p95, n = (f"{self.spread[name]:,.0f}" for name in ("p50", "p95", "n"))
        return self.quantity, self.unit, budget, p50, p95, n, verdict


def within(is_so: bool) -> str:
    return "yes" if is_so else "**no**"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table of Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def circumstances(browser: str = "") -> dict[str, Any]:
    """When and on what it was measured."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    machine = f"{os.cpu_count()} cores, {memory:.0f} GiB, Python {platform.python_version()}"
    return {"day": f"{dt.date.today():%-d %B %Y}", "machine": machine + (f", Chromium {browser}" if browser else "")}
