"""Published figures for tests: `statement(value=3, ...)` is a new count of CPT; every value can be another."""

from __future__ import annotations

import datetime as dt
from typing import Any

from dashboard.model.published import Statement


def statement(**values: Any) -> Statement:
    """A count of civilians killed in 2024, stated on 2 January 2025, but for `values`."""
    usual: dict[str, Any] = {
        "figure_id": "fig-a",
        "indicator": "civilians_killed",
        "value": 3.0,
        "low": None,
        "high": None,
        "unit": "persons",
        "first": dt.date(2024, 1, 1),
        "last": dt.date(2024, 12, 31),
        "as_of": "2025-01-02",
        "stated": (dt.date(2025, 1, 2), dt.date(2025, 1, 2)),
        "is_cumulative": False,
        "province": None,
        "organisation": "CPT",
        "definition": "Civilians killed",
        "source_ids": ("src-6",),
        "series_id": None,
        "series_title": None,
    }
    return Statement(**(usual | values))


def month(number: int, count: float, **values: Any) -> Statement:
    """A count of one month of 2025."""
    first = dt.date(2025, number, 1)
    last = dt.date(2025, number + 1, 1) - dt.timedelta(days=1)
    return statement(**({"figure_id": f"fig-{number}", "value": count, "first": first, "last": last} | values))
