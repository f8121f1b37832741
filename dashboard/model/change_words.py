"""What differs in an incident that changed, in words: for the page and for the slides."""

from __future__ import annotations

from dashboard.model.changes import Change, Changes
from dashboard.text import Words

# Column of incidents.csv -> how the table and the panel head it.
_HEADINGS = {
    "date": "column-date",
    "date_precision": "column-date",
    **dict.fromkeys(
        ("place", "district", "province", "latitude", "longitude", "location_precision", "coordinate_source"),
        "column-place",
    ),
    "event_type": "column-type",
    "attributed_to": "column-by",
    "attribution_status": "column-by",
    "scope": "fact-scope",
    **dict.fromkeys(
        ("civilians_killed", "civilians_killed_low", "civilians_killed_high", "is_toll_contested"), "fact-killed"
    ),
    "civilians_injured": "fact-injured",
    "combatants_killed": "fact-combatants",
    "villages_emptied": "fact-villages",
    "summary": "column-summary",
    "caveat": "fact-caveat",
    "review": "fact-review",
    "source_ids": "column-sources",
}


def columns_told(change: Change, words: Words) -> str:
    """What differs, as the table and the panel head it; a column of another release has no heading."""
    named = [words(_HEADINGS[name]).lower() if name in _HEADINGS else name for name in change.columns]
    return words.listed(list(dict.fromkeys(named)))


def withheld_changes(changes: Changes, words: Words) -> str:
    """How many of the incidents may not be told one by one; blank when none."""
    return words.plural("rows-withheld", changes.withheld) if changes.withheld else ""
