"""TimeMap: the workbook behind a deployment, one of its sheets as CSV, or Bellingcat's flat JSON and CSV.

Casualties have no column there and none are read from its texts. Places are often as exact as a building: they are
rounded as ours are. Times of day stay texts. What happened is told by categories; which of ours they are, the mapping
says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import islice

from dashboard.importers import dates, own_events
from dashboard.importers.generic import own_dataset
from dashboard.importers.given_file import GivenFile
from dashboard.importers.interface import Choices, Context, Described, Given, LeftOut, Mapper, Outcome, Read, SingleRows
from dashboard.importers.own_rows import Layout, columns_said, values_said
from dashboard.importers.places import SETTLEMENT
from dashboard.importers.refusing import refused
from dashboard.importers.timemap_sheets import Sheets, events_of, folded_list, kinds_of, listed, sheets_of

_CATEGORIES = "categories of its associations"  # a column that is made, beside those of the file
_TYPES = (_CATEGORIES, "category_full", "category", "type")
_DETAILS = (
    "time", "time_precision", "time_display", "type", "category", "category_full", "comments", "graphic", "civid",
    "shape",
)  # fmt: skip
_NEITHER = "neither a date nor a place: TimeMap shows no such row either"
_LONGEST = 1_500  # characters of what sources are called


class Timemap:
    """The importer of TimeMap's events."""

    name = "timemap"

    def recognise(self, file: GivenFile) -> str:
        """By the names of columns."""
        kinds = kinds_of(file)
        if "events" in kinds:
            return "has the columns of TimeMap’s events"
        return f"has the columns of TimeMap’s {next(iter(kinds))}" if kinds else ""

    def describe(self, file: GivenFile, choices: Choices) -> Described:
        """Which deployment it is does not stand in the file: the mapping says it. Raises ImportRefusedError for a file
        of sources, associations or sites alone."""
        _sheets(file)
        return own_dataset(choices, self.name, "Events of a TimeMap deployment", "notice-timemap")

    def read(self, file: GivenFile, choices: Choices) -> Iterator[Read]:
        """The rows of events. Raises ImportRefusedError when there are none."""
        kinds = _sheets(file)
        return events_of(file, Sheets(kinds["events"]))

    def mapper(self, file: GivenFile, context: Context) -> Mapper:
        """Maps events; sources and associations are those of the same file."""
        sheets, choices = sheets_of(file), context.choices
        if sheets.sites:
            context.changes.note("sites are places, not events: not imported", "sites", f"rows: {sheets.sites}", "")
        layout = _layout(choices)
        dated = partial(self._dates, file, choices, layout.columns["date"])
        day = dates.reader(choices.dates, list(islice(dated(), 100)), dated, "date")
        return SingleRows(lambda given: _event(given.cells, sheets, layout, (context, day)))

    def _dates(self, file: GivenFile, choices: Choices, names: tuple[str, ...]) -> Iterator[str]:
        rows = (row.cells for row in self.read(file, choices) if isinstance(row, Given))
        return (row.get(name, "") for row in rows for name in names)


def _sheets(file: GivenFile) -> Mapping[str, str]:
    kinds = kinds_of(file)
    if "events" not in kinds:
        what = f"holds TimeMap’s {' and '.join(kinds)}" if kinds else "lacks columns of TimeMap’s events"
        raise refused(file.name, f"{what}: a sheet with date, description, latitude and longitude is needed", 1)
    return kinds


def _layout(choices: Choices) -> Layout:
    known = {
        "id": ("id",), "date": ("date",), "place": ("location",), "latitude": ("latitude",),
        "longitude": ("longitude",), "event_type": _TYPES, "summary": ("description",),
    }  # fmt: skip
    return Layout(
        fields=own_events.FIELDS,
        columns=known | columns_said(choices),
        values=values_said(choices),
        fixed=choices.fixed,
        otherwise=own_events.OTHERWISE,
        precision=SETTLEMENT,
        coordinate_source="TimeMap, as published",
    )


def _event(row: Mapping[str, str], sheets: Sheets, layout: Layout, using: tuple[Context, dates.Reader]) -> Outcome:
    context, day = using
    if not row.get("date") and not row.get("latitude"):
        return LeftOut(_NEITHER)
    by_mode = _associations(row, sheets, context)
    lists = {f"{mode.casefold()} associations".strip(): ", ".join(titles) for mode, titles in by_mode.items()}
    lists["narrative step styles"] = ", ".join(folded_list(row, "narrative___stepstyle"))
    more = {
        "sources_reported": "; ".join(_sources(row, sheets, context))[:_LONGEST],
        "details": own_events.as_details({**row, **lists}, (*_DETAILS, *lists)),
    }
    kinds = by_mode.get("CATEGORY") or by_mode.get("", [])
    return own_events.event({**row, _CATEGORIES: ", ".join(kinds)}, layout, context, day, more)


def _sources(row: Mapping[str, str], sheets: Sheets, context: Context) -> list[str]:
    """What sources are called, where the file has a list of them; ids and addresses otherwise."""
    ids = folded_list(row, "source") + listed(row.get("sources", "")) + listed(row.get("source", ""))
    found = []
    for one in dict.fromkeys(ids):
        known = (sheets.sources or {}).get(one)
        if known is None and sheets.sources is not None:
            context.changes.flag("a source that the sheet of sources does not have", "source", one)
        elif known is None and "/" not in one and " " not in one:
            context.changes.flag("a source by its id alone: the file has no list of sources", "source", one)
        found.append(known or one)
    return found


def _associations(row: Mapping[str, str], sheets: Sheets, context: Context) -> dict[str, list[str]]:
    """Titles by mode (CATEGORY, NARRATIVE, FILTER); blank where the file does not say which."""
    ids = folded_list(row, "association")
    ids += [
        one
        for name in ("associations", "filters")
        for one in listed(row.get(name, ""), by_keys="=" in row.get(name, ""))
    ]
    found: dict[str, list[str]] = {}
    for one in dict.fromkeys(ids):
        known = (sheets.associations or {}).get(one)
        if known is None and sheets.associations is not None:
            context.changes.flag("an association that the sheet of associations does not have", "association", one)
        found.setdefault(known.mode if known else "", []).append(known.title if known else one)
    return found
