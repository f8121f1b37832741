"""How much of what organisations published the incident table holds, and how its rows spread over years and places."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from dashboard.model.coverage import Covered, Ours, Share, coverage
from dashboard.model.facets import Facets
from dashboard.model.incident_facets import NONE
from dashboard.model.row_words import figure_value
from dashboard.pages.values import Number, number, on_dashboard, records_path
from dashboard.text import Words


@dataclass(frozen=True, slots=True)
class Beside:
    """What our rows of one attribution know: a sum with its bounds, and how many rows are in no sum."""

    sum: Number
    bounds: str
    unknown: str


@dataclass(frozen=True, slots=True)
class Row:
    """One published figure, what our rows say beside it, and the share of it that they reach, in words and as a bar."""

    year: int
    period: str
    place: str
    what: str
    published: Number
    organisation: str
    definition: str
    note: str
    attributed: Beside
    everyone: Beside
    share: str
    width: float
    is_more: bool
    indicator: str


def compared(facets: Facets, words: Words) -> list[Row]:
    """The incident table beside the published totals, in the order of `model.coverage`."""
    return [_row(one, facets, words) for one in coverage(facets.dataset)]


def whole_years(rows: list[Row], words: Words) -> list[Row]:
    """What the page begins with: civilians killed in whole years and the whole region, one figure a year.

    Of several of one year, that of the organisation with most figures here.
    """
    often = Counter(row.organisation for row in rows)
    region = words("about-kurdistan-region")
    found: dict[int, Row] = {}
    for row in rows:
        if row.indicator == "civilians_killed" and not row.period and row.place == region:
            best = found.setdefault(row.year, row)
            found[row.year] = row if often[row.organisation] > often[best.organisation] else best
    return list(found.values())


def _row(one: Covered, facets: Facets, words: Words) -> Row:
    figure = one.figure
    count = facets.count("published_figures", figure_id=figure["figure_id"])
    return Row(
        one.year,
        "" if one.is_whole_year else words.days(one.span.first, one.span.last),
        figure["province"] or words("about-kurdistan-region"),
        facets.dataset.label("published_figures", "indicator", figure["indicator"]),
        Number(figure_value(figure, words), records_path(count)),
        figure["organisation"],
        figure["definition"],
        "" if one.is_end_given else words("about-end-not-given"),
        _beside(one.attributed, words),
        _beside(one.everyone, words),
        share_words(one.share, words),
        _width(one.share),
        bool(one.share and (one.share.low or one.share.high or 0) > 1),
        figure["indicator"],
    )


def _beside(ours: Ours, words: Words) -> Beside:
    best = words("not-known") if ours.best is None else words.number(ours.best)
    has_bounds = (ours.low, ours.high) != (ours.best, ours.best)
    unknown = words.plural("about-without-figure", ours.unknown, of=words.number(ours.incidents))
    if ours.range_only:
        unknown = words("about-and", one=unknown, other=words.plural("about-range-only", ours.range_only))
    return Beside(
        Number(best, on_dashboard(ours.selection)),
        words.span(ours.low, ours.high) if has_bounds else "",
        unknown if ours.incidents else words("about-no-rows"),
    )


def share_words(share: Share | None, words: Words) -> str:
    """36 %; 65–72 %; at most 111 %; blank where nobody can say."""
    if share is None:
        return ""
    ends = [None if end is None else words.percent(end) for end in (share.low, share.high)]
    if None in ends:
        return words("at-most" if ends[0] is None else "at-least", n=ends[1] or ends[0])
    return "–".join(dict.fromkeys(str(end) for end in ends))


def _width(share: Share | None) -> float:
    known = [end for end in (share.low, share.high) if end is not None] if share else []
    return round(min(100.0, 100 * min(known)), 1) if known else 0.0


@dataclass(frozen=True, slots=True)
class YearRow:
    """Rows of one year by place; a place without a row has None, which is not "nothing happened"."""

    year: str
    all: Number
    by_place: tuple[Number | None, ...]


def by_year(facets: Facets, words: Words) -> tuple[list[str], list[YearRow]]:
    """(places, incidents of the border by year and place): the places that have a row, “no single province” last."""
    places = list(facets.each("incidents", "province", scope="border"))
    named = [words("no-single-province") if place == NONE else place for place in places]
    years = facets.each("incidents", "year", scope="border")
    return named, [
        YearRow(
            year,
            number(count, words),
            tuple(_if_any(facets, words, scope="border", year=year, province=place) for place in places),
        )
        for year, count in sorted(years.items(), reverse=True)
    ]


def _if_any(facets: Facets, words: Words, **where: str) -> Number | None:
    count = facets.count("incidents", **where)
    return number(count, words) if count.n else None
