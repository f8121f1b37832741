"""The tolls again, in plain Python over the cells of incidents.csv: nothing of the package is used here."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Hashable, Iterable
from pathlib import Path

Row = dict[str, str]
Tolls = dict[str, int | None]
GRAINS = ("day", "week", "month", "quarter", "year")
KILLED = ("civilians_killed", "civilians_killed_low", "civilians_killed_high")


def read(folder: Path, table: str = "incidents") -> list[Row]:
    """The rows of a table as text."""
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def tolls(rows: list[Row]) -> Tolls:
    """The columns of `Toll`; None where nothing is known."""
    return {
        "incidents": len(rows),
        "mapped": sum(row["latitude"] != "" for row in rows),
        "harm": sum(has_harm(row) for row in rows),
        "unknown": sum(not any(row[name] for name in KILLED) for row in rows),
        "range_only": sum(not row["civilians_killed"] and any(row[name] for name in KILLED) for row in rows),
        "injured_unknown": sum(row["civilians_injured"] == "" for row in rows),
        "areas": sum(row["latitude"] != "" and row["location_precision"] == "district" for row in rows),
        "killed_low": _sum(row["civilians_killed_low"] or row["civilians_killed"] for row in rows),
        "killed_best": _sum(row["civilians_killed"] for row in rows),
        "killed_high": _sum(row["civilians_killed_high"] or row["civilians_killed"] for row in rows),
        "injured": _sum(row["civilians_injured"] for row in rows),
        "deaths_unknown": sum(not any(row.get(f"deaths_{name}") for name in ("low", "best", "high")) for row in rows),
        "deaths_low": _sum(row.get("deaths_low") or row.get("deaths_best", "") for row in rows),
        "deaths_best": _sum(row.get("deaths_best", "") for row in rows),
        "deaths_high": _sum(row.get("deaths_high") or row.get("deaths_best", "") for row in rows),
    }


def tolls_by(rows: list[Row], key: Callable[[Row], Hashable]) -> dict[Hashable, Tolls]:
    """`tolls` of each group."""
    groups: dict[Hashable, list[Row]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return {label: tolls(group) for label, group in groups.items()}


def has_harm(row: Row) -> bool:
    """Whether civilians were killed (best or high) or injured."""
    return any(int(row[name] or 0) > 0 for name in ("civilians_killed", "civilians_killed_high", "civilians_injured"))


def first_day(row: Row) -> dt.date:
    """The first day that the date leaves open."""
    return dt.date.fromisoformat((row["date"] + "-01-01")[:10])


def bar(row: Row, grain: str) -> tuple[dt.date, str]:
    """First day of the incident's bar, and the grain, or month or year where the date knows no finer."""
    span = GRAINS[max(GRAINS.index(grain), GRAINS.index(row["date_precision"]))]
    day = first_day(row)
    iso_year, iso_week, _ = day.isocalendar()
    firsts = {
        "day": day,
        "week": dt.date.fromisocalendar(iso_year, iso_week, 1),
        "month": dt.date(day.year, day.month, 1),
        "quarter": dt.date(day.year, {1: 1, 2: 4, 3: 7, 4: 10}[(day.month + 2) // 3], 1),
        "year": dt.date(day.year, 1, 1),
    }
    return firsts[span], span


def interval_bar(first: dt.date, last: dt.date, precision: str, grain: str) -> tuple[dt.date, str]:
    """First day and grain of the bar of a span: the grain, or its precision, where the bar holds it; else the month;
    else the year that it begins in."""
    finest = GRAINS[max(GRAINS.index(grain), GRAINS.index(precision))]
    for one in (finest, "month", "year"):
        begin, end = (bar({"date": str(day), "date_precision": one}, one)[0] for day in (first, last))
        if begin == end and GRAINS.index(one) >= GRAINS.index(finest):
            return begin, one
    return dt.date(first.year, 1, 1), "year"


def _sum(cells: Iterable[str]) -> int | None:
    known = [int(cell) for cell in cells if cell]
    return sum(known) if known else None
