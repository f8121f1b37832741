"""Counts of displaced people of other systems -> rows of our table of displacement.

A stock is who is displaced on a day: rounds, administrative levels, operations, kinds of assessment and reasons count
the same people again. So each row says its level, and its series is all of these together: only rounds of the same
place, operation, reason, origin and assessment are one line, and nothing is added up.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dashboard.importers.interface import DISPLACED, Context, Made
from dashboard.importers.located import located
from dashboard.importers.places import COUNTRY, DISTRICT, PROVINCE, Reported

AREA, UNDATED = "area", "unknown"
LEVELS: Mapping[str, str] = {"0": COUNTRY, "1": PROVINCE, "2": DISTRICT}
IOM_DTM = "IOM DTM"
# In short what HDX gives as the licence of DTM's data (hdx-other): to be viewed, downloaded and printed for
# non-commercial use only, without any right to sell, redistribute or make derivative works; DTM has to be credited.
IOM_LICENCE = "IOM: non-commercial use, not to be redistributed, source to be named"
IOM_CITATION = "International Organization for Migration (IOM), Displacement Tracking Matrix (DTM)"
# Assessment types as DTM's methodological framework names them.
ASSESSMENTS: Mapping[str, str] = {"BA": "baseline assessment", "SA": "site assessment", "ETT": "emergency tracking"}


@dataclass(frozen=True, slots=True)
class Stock:
    """One count. Texts are blank and numbers None where the dataset says nothing; `day` is 2024-02-28 or coarser.

    `series` is what tells its line from others besides place and level: operation, assessment, reason, origin.
    """

    key: str
    at: Reported
    level: str
    day: str
    persons: str = ""
    families: str = ""
    round: str = ""
    series: tuple[str, ...] = ()
    cause: str = ""
    notes: str = ""
    organisation: str = IOM_DTM
    is_cumulative: bool = True
    updated: str = ""
    details: Mapping[str, str] = field(default_factory=dict)
    more: Mapping[str, str] = field(default_factory=dict)  # cells that replace these


def made(stock: Stock, context: Context, where: Mapping[str, str] | None = None) -> Made:
    """The row. `where` are the cells that say where, when its place was found already; else it is looked for, and
    counted in `context` when it can't be matched."""
    cells = {
        **(located(stock.at, context, "") if where is None else where),
        "record_id": f"{context.dataset}:{stock.key}",
        "original_id": stock.key,
        "date": stock.day,
        "date_precision": {0: UNDATED, 4: "year", 7: "month"}.get(len(stock.day), "day"),
        "families_displaced": stock.families,
        "persons_displaced": stock.persons,
        "cause": stock.cause,
        "is_cumulative": "yes" if stock.is_cumulative else "no",
        "organisation": stock.organisation,
        "notes": stock.notes,
        "series_id": series_of(context.dataset, stock),
        "level": stock.level,
        "round": stock.round,
        "updated": stock.updated,
        "details": json.dumps({name: value for name, value in stock.details.items() if value}, ensure_ascii=False),
    }
    return Made(DISPLACED, stock.key, cells | dict(stock.more))


def series_of(dataset: str, stock: Stock) -> str:
    """What may be joined by a line: the same dataset, level, place, operation, assessment, reason and origin."""
    place = stock.at.code or joined((stock.at.country, stock.at.province, stock.at.district), "/")
    return joined((dataset, stock.organisation, stock.level, place, *stock.series))


def joined(parts: Iterable[str], by: str = "|") -> str:
    """Parts of an id: a missing one stays a gap, so that none can stand for another."""
    return by.join(part.replace(by, " ") for part in parts)
