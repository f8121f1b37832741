"""The columns of tables that are no files: what is computed from the others, as it leaves the house."""

from __future__ import annotations

from dataclasses import replace

from dashboard.data.schema import Column, Kind, Table
from dashboard.data.tables_imported import IMPORTED_INCIDENTS
from dashboard.data.tables_records import (
    AFFECTED_PLACES,
    DISPLACEMENT,
    INCIDENTS,
    MILESTONES,
    OUTPOSTS,
    PUBLISHED_FIGURES,
)
from dashboard.data.tables_references import PUBLISHERS, SOURCES

SOURCED = (INCIDENTS, OUTPOSTS, AFFECTED_PLACES, DISPLACEMENT, PUBLISHED_FIGURES, MILESTONES)
_NOBODY = "no figure is known for any of them"

CASUALTIES = Table(
    "casualties",
    "One period, or the incidents of a month or a year whose dates are not known more finely",
    "",
    (
        Column("period", Kind.DATE, "First day of the period."),
        Column("precision", Kind.TEXT, "Length of the period: day, week, month, quarter or year."),
        Column("incidents", Kind.COUNT, "Incidents."),
        Column("civilians_killed_low", Kind.COUNT, "Lowest counts where given, else the best, added up.", _NOBODY),
        Column("civilians_killed_best", Kind.COUNT, "Best counts added up, persons.", _NOBODY),
        Column("civilians_killed_high", Kind.COUNT, "Highest counts where given, else the best, added up.", _NOBODY),
        Column("civilians_killed_unknown", Kind.COUNT, "Incidents with no figure of civilians killed; in no sum."),
        Column("civilians_killed_range_only", Kind.COUNT, "Incidents with a range and no best; not in the best."),
        Column("civilians_injured_best", Kind.COUNT, "Counts of injured added up, persons.", _NOBODY),
        Column("civilians_injured_unknown", Kind.COUNT, "Incidents with no figure of injured; in no sum."),
    ),
)

_NO_DEATHS = "no estimate of all deaths is known for any of them"
CASUALTIES_AND_DEATHS = replace(
    CASUALTIES,
    columns=(
        *CASUALTIES.columns,
        Column("deaths_low", Kind.COUNT, "Deaths of all kinds of people, lowest estimates added up.", _NO_DEATHS),
        Column("deaths_best", Kind.COUNT, "Deaths of all kinds of people, best estimates added up.", _NO_DEATHS),
        Column("deaths_high", Kind.COUNT, "Deaths of all kinds of people, highest estimates added up.", _NO_DEATHS),
        Column("deaths_unknown", Kind.COUNT, "Incidents with no estimate of all deaths; in no sum."),
    ),
)

MIXED_INCIDENTS = replace(IMPORTED_INCIDENTS, title="One reported event, of our dataset or of an imported one")

CITED_SOURCES = Table(
    SOURCES.name,
    "One published page that rows of the selection rest on",
    SOURCES.key,
    (
        *SOURCES.columns,
        Column("kind", PUBLISHERS.by_name["kind"].kind, PUBLISHERS.by_name["kind"].meaning, "not known"),
        *(Column(f"{t.name}_rows", Kind.COUNT, f"Rows of {t.file} in the selection that rest on it.") for t in SOURCED),
    ),
)
