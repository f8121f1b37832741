"""How good the rows are: sources, review, precision, doubts, what is not known, what was refused."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard.data.tables_derived import SOURCED
from dashboard.errors import Problem, counted_by, shorten
from dashboard.model.facets import Facets
from dashboard.model.incident_facets import MANY_PUBLISHERS
from dashboard.pages.records import MOST, Record, record
from dashboard.pages.values import Number, Part, number, part, value_words
from dashboard.text import Words

# Facets of the incidents that are told as shares, with the group that they stand in.
SHARES = {
    "time-and-place": ("date_precision", "location_precision", "is_mapped"),
    "toll": ("killed", "injured", "is_toll_contested"),
    "doubt": ("attribution_status", "has_caveat", "review"),
}


@dataclass(frozen=True, slots=True)
class Spread:
    """How the rows of a table spread over the values of one facet."""

    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Voices:
    """The rows of one table by how many publishers their sources are of: one, two, three or more."""

    table: str
    rows: Number
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """One thing that was found wrong with the files."""

    place: str
    column: str
    value: str
    reason: str
    cost: str


def spread(facets: Facets, table: str, facet: str, words: Words) -> Spread:
    """Every value that occurs, with its share of the rows."""
    dataset, whole = facets.dataset, facets.count(table).n
    counts = facets.each(table, facet).items()
    parts = (part(value_words(dataset, table, facet, value, words), count, whole, words) for value, count in counts)
    return Spread(words(f"about-facet-{facet}"), tuple(parts))


def kinds(facets: Facets, table: str, words: Words) -> Spread:
    """Publishers, or their pages, by kind of publisher."""
    return replace(spread(facets, table, "kind", words), title=words(f"about-kinds-{table}"))


def spreads(facets: Facets, words: Words) -> list[tuple[str, list[Spread]]]:
    """(title of the group, its spreads), for the groups of SHARES."""
    return [
        (words(f"about-group-{group}"), [spread(facets, "incidents", facet, words) for facet in names])
        for group, names in SHARES.items()
    ]


def voices(facets: Facets, words: Words) -> list[Voices]:
    """For every table with sources, shares of rows by number of publishers: pages of one publisher are one voice."""
    found = []
    for table in SOURCED:
        rows = facets.count(table.name)
        counts = [facets.count(table.name, publishers=str(n)) for n in range(1, MANY_PUBLISHERS + 1)]
        parts = tuple(part(words(f"about-publishers-{n}"), count, rows.n, words) for n, count in enumerate(counts, 1))
        found.append(Voices(words(f"about-table-{table.name}"), number(rows, words), parts))
    return found


def caveats(facets: Facets, words: Words) -> list[Record]:
    """The incidents with a doubt, the latest first, as many as a page of records lists; the text is the doubt."""
    rows = facets.doubted(MOST)
    return [record("incidents", row | {"summary": row["caveat"]}, facets.dataset, words) for row in rows]


def refused(problems: tuple[Problem, ...], words: Words) -> list[Refused]:
    """Every problem that was found at the start, in the order in which it was found."""
    return [
        Refused(
            words(f"about-{counted_by(one.file)}", file=one.file, line=one.line) if one.line else one.file,
            one.column or one.feature,
            shorten(one.value),
            one.reason,
            words(f"about-cost-{one.severity.name}"),
        )
        for one in problems
    ]
