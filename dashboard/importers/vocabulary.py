"""Values that only imported rows have, with what they mean: written beside the rows as their vocabularies.csv."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dashboard.data.dataset import Dataset
from dashboard.data.frames import records

NOT_CODED, IMPORTED, NOT_ASSESSED = "not_coded", "imported", "not_assessed"
ACTOR_NOT_CODED, REPORT = "Not coded", "report"

# (column, value) -> label, definition. All are of the table of incidents.
WORDS: Mapping[tuple[str, str], tuple[str, str]] = {
    ("attributed_to", ACTOR_NOT_CODED): ("Not coded", "the dataset names who took part, not who did it"),
    ("attribution_status", NOT_CODED): ("Not coded", "the dataset does not say who did it"),
    ("scope", NOT_ASSESSED): (
        "Not assessed",
        "imported: nobody here decided whether it is part of the border conflict",
    ),
    ("review", IMPORTED): ("Imported", "as the dataset has it; not compared with its sources here"),
    ("event_type", "state_based_violence"): (
        "State-based violence",
        "UCDP: armed force between a state and an organised group, or two states; by what means is not coded",
    ),
    ("event_type", "non_state_violence"): (
        "Non-state violence",
        "UCDP: armed force between organised groups, none of them a state; by what means is not coded",
    ),
    ("event_type", "one_sided_violence"): (
        "One-sided violence",
        "UCDP: deliberate armed force against civilians by a state or an organised group; by what means is not coded",
    ),
    ("event_type", "violence_against_civilians"): (
        "Violence against civilians",
        "ACLED: an attack on unarmed civilians by an organised group",
    ),
    ("event_type", "explosion"): (
        "Explosion",
        "an explosive device; planted, left or thrown is not told apart",
    ),
    ("event_type", "remote_violence"): (
        "Explosion or remote violence",
        "ACLED: by explosives, artillery, aircraft or other means that reach far; which of them is not told",
    ),
    ("event_type", "strategic_development"): (
        "Strategic development",
        "ACLED: no violence, but of weight for a conflict, such as an agreement, a looting or a disrupted attack",
    ),
    ("event_type", "demonstration"): ("Demonstration", "ACLED: a protest or a riot; which of them is not told"),
    ("event_type", "riot"): ("Riot", "ACLED: violence by people who are not an organised armed group"),
    ("event_type", "media_report"): (
        "Media report",
        "coded by a machine from a news text; no event that anybody checked",
    ),
    ("event_type", REPORT): ("Report", "as it was sent in or listed; what kind of event is not coded"),
}


def own_values(dataset: Dataset) -> dict[str, frozenset[str]]:
    """Column of our incidents -> the values that it may have, without those of imported datasets, which may go."""
    found: dict[str, set[str]] = {}
    for row in records(dataset.tables["vocabularies"]):
        if row["table"] in ("*", "incidents"):
            found.setdefault(row["column"], set()).add(row["value"])
    return {column: frozenset(values) for column, values in found.items()}


def vocabulary_rows(used: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    """Rows of vocabularies.csv for (column, value) that are of WORDS; others are in ours."""
    rows = []
    for column, value in sorted(set(used) & WORDS.keys(), key=list(WORDS).index):
        label, definition = WORDS[column, value]
        told = {"table": "incidents", "column": column, "value": value, "label": label, "definition": definition}
        rows.append(told)
    return rows
