"""Displacement as it was reported: nothing is added up, and the page says why."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.model.facets import Facets
from dashboard.model.incident_facets import NO, YES
from dashboard.model.stocks import reason_not_to_add
from dashboard.pages.records import MOST, REPORTED, Record, record
from dashboard.pages.values import Number, number, value_words
from dashboard.text import Words

LEVELS = ("district", "province", "area")


@dataclass(frozen=True, slots=True)
class Village:
    """A village: since when its status is reported, when last, and what happened."""

    record: Record
    since: str
    last: str


@dataclass(frozen=True, slots=True)
class Status:
    """The villages of one status."""

    label: str
    number: Number
    villages: tuple[Village, ...]


def villages(facets: Facets, words: Words) -> list[Status]:
    """Villages by latest reported status, those of the latest year first, undated ones last."""
    dataset = facets.dataset
    return [
        Status(
            value_words(dataset, "affected_places", "status", status, words),
            number(count, words),
            tuple(_villages(facets, status, words)),
        )
        for status, count in facets.each("affected_places", "status").items()
    ]


def _villages(facets: Facets, status: str, words: Words) -> list[Village]:
    rows = facets.rows("affected_places", {"status": status}, MOST)
    rows.sort(key=lambda row: (row["since"] or "", row["place"]), reverse=True)
    return [
        Village(
            record("affected_places", row, facets.dataset, words),
            words.partial_date(row["since"]),
            words.partial_date(row["reported_as_of"]),
        )
        for row in rows
    ]


def reports(facets: Facets, words: Words) -> list[tuple[str, list[Number]]]:
    """(what they count, numbers of reports by LEVELS): what is new apart from everything so far."""
    return [
        (
            words("reports-cumulative" if is_stock == YES else "reports-new"),
            [number(facets.count("displacement", is_cumulative=is_stock, level=one), words) for one in LEVELS],
        )
        for is_stock in (NO, YES)
    ]


def undated(facets: Facets, words: Words) -> list[Record]:
    """Reports without a date, which stand on no timeline."""
    return [
        record("displacement", row, facets.dataset, words)
        for row in facets.rows("displacement", {"is_dated": NO}, MOST)
    ]


def refusals(facets: Facets, words: Words) -> list[tuple[str, str]]:
    """(quantity, why there is no total of it), for every quantity of the reports that can't be added up."""
    rows = facets.dataset.tables["displacement"]
    found = ((name, reason_not_to_add("displacement", name, rows)) for name in REPORTED)
    return [(words(f"about-{name}"), words(reason)) for name, reason in found if reason]
