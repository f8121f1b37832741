"""One choice of a filter, with the count that stands beside it."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc

from dashboard.layout import ids


def check(name: str, value: str, label: str, **more: str) -> Any:
    """A choice; `assets/45-painters.js` writes the count beside it. One component each: see `docs/decisions.md`."""
    told = {"data-filter": name, "data-count": ids.count(name, value)}
    return dmc.Checkbox(value=value, label=label, size="xs", className="filter-item", **told, **more)
