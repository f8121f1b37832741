"""Ushahidi's CSV export of posts (version 3 and later): what people reported, of one survey or several.

Its own columns come first, then the fields of the surveys; those of another survey are empty. Contact columns are
dropped before anything is written, numbers of telephones and e-mail addresses inside texts are masked. Drafts are not
imported unless the mapping says `drafts = true`: nobody published them. Archived posts were published once, and are,
with a caveat. Native times are UTC, and so is the day of a post that stands for the day of an event.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import islice

from dashboard.importers import dates, own_events
from dashboard.importers.generic import ALL_CELLS, own_dataset
from dashboard.importers.given_file import GivenFile
from dashboard.importers.interface import (
    Choices,
    Context,
    Described,
    Given,
    LeftOut,
    Mapper,
    Outcome,
    Read,
    Refused,
    SingleRows,
)
from dashboard.importers.own_rows import Layout, values_said
from dashboard.importers.personal import MAIL, PHONE, masked, taken
from dashboard.importers.places import SETTLEMENT
from dashboard.importers.refusing import QuestionError, refused
from dashboard.importers.table_rows import table_rows
from dashboard.importers.ushahidi_columns import (
    CATEGORIES,
    CHANNEL,
    ID,
    POSTED,
    STATUS,
    SURVEY,
    TEXTS,
    UPDATED,
    Columns,
    columns_of_days,
    columns_of_posts,
)

DROPPED = "personal data: dropped before anything was written"
NOT_TAKEN = "a field of a survey that the mapping does not name: not taken over"
_DRAFT = "a draft, which nobody published: [read] drafts = true takes drafts, too"
_ARCHIVED = "Archived in its deployment."


class Ushahidi:
    """The importer of Ushahidi's exports."""

    name = "ushahidi"

    def recognise(self, file: GivenFile) -> str:
        """By Ushahidi's own columns."""
        return "has the columns of Ushahidi’s export of posts" if columns_of_posts(file) else ""

    def describe(self, file: GivenFile, choices: Choices) -> Described:
        """Which deployment it is does not stand in the file: the mapping says it. Raises QuestionError when a survey
        has dates of its own and nobody says which is that of the event."""
        _ask_for_date(file, choices)
        return own_dataset(choices, self.name, "Reports of an Ushahidi deployment", "notice-ushahidi")

    def read(self, file: GivenFile, choices: Choices) -> Iterator[Read]:
        """All posts without personal data. Raises ImportRefusedError for columns that are not there."""
        columns = _columns(file)
        kept = columns.kept(_dated_as_said(columns, choices), choices)
        rows = table_rows(file, columns.table, skip=columns.skip, header=columns.names)
        return (taken(row, kept, file, masked_cell) for row in rows)

    def mapper(self, file: GivenFile, context: Context) -> Mapper:
        """Maps posts to events."""
        columns, choices = _columns(file), context.choices
        dated = _dated_as_said(columns, choices)
        _tell_dropped(columns, columns.kept(dated, choices), context)
        layout = _layout(columns, dated, choices)
        texts = partial(self._dates, file, choices, layout.columns["date"])
        day = dates.reader(choices.dates, list(islice(texts(), 100)), texts, "date")
        return SingleRows(lambda given: _post(given.cells, layout, context, day))

    def _dates(self, file: GivenFile, choices: Choices, names: Sequence[str]) -> Iterator[str]:
        rows = (row.cells for row in self.read(file, choices) if isinstance(row, Given))
        return (row.get(name, "") for row in rows for name in names)


def _ask_for_date(file: GivenFile, choices: Choices) -> None:
    """Raises QuestionError when surveys have dates and nobody says which is that of the event."""
    columns = _columns(file)
    found = [] if _dated_as_said(columns, choices) else columns_of_days(file, columns)
    if found:
        reason = "surveys of the file have dates of their own: which one is the day of the event has to be said"
        raise QuestionError("date_column", reason, (*found, "Post Date (UTC)"))


def _dated_as_said(columns: Columns, choices: Choices) -> tuple[str, ...]:
    """The columns that are dates of events, as the user says: of several, the first that is filled is. None: the day of
    the post. Raises ImportRefusedError for a column that is not there."""
    said = choices.read.get("date_column") or choices.columns.get("date") or []
    listed = [said] if isinstance(said, str) else list(said)
    return tuple(name for label in listed for name in columns.named(str(label)))


def _columns(file: GivenFile) -> Columns:
    found = columns_of_posts(file)
    if not found:
        raise refused(file.name, "lacks columns of Ushahidi’s export: Post ID, Survey and Post Status are needed", 1)
    return found


def masked_cell(name: str, value: str) -> str:
    """A cell without telephones and addresses. Ids and degrees are numbers, where they look like it."""
    is_id, is_degrees = name == ID and len(value) < 10, name.endswith((".lat", ".lon"))
    if is_id or (is_degrees and len(value.lstrip("-").replace(",", ".").partition(".")[0]) <= 3):
        return value if value.lstrip("-").replace(".", "").replace(",", "").isdigit() else masked(value)
    return masked(value)


def _layout(columns: Columns, dated: tuple[str, ...], choices: Choices) -> Layout:
    places = columns.places
    known = {
        "id": columns.of(ID),
        "latitude": tuple(north for north, _ in places),
        "longitude": tuple(east for _, east in places),
        "event_type": columns.of(SURVEY),
        "summary": columns.of(*TEXTS),
    }
    return Layout(
        fields=own_events.FIELDS,
        columns=known | columns.said(choices) | {"date": (*dated, *columns.of(POSTED))},
        values=values_said(choices),
        fixed=choices.fixed,
        otherwise=own_events.OTHERWISE,
        joined=frozenset(["summary"]),
        precision=SETTLEMENT,
        coordinate_source="Ushahidi, as reported",
    )


def _post(row: Mapping[str, str], layout: Layout, context: Context, day: dates.Reader) -> Outcome:
    status = row.get(STATUS, "").casefold()
    if status == "draft" and context.choices.read.get("drafts") is not True:
        return LeftOut(_DRAFT)
    if status not in ("draft", "published", "archived"):
        return Refused(STATUS, row.get(STATUS, ""), "is none of published, archived and draft")
    for mask in (PHONE, MAIL):
        if any(mask in value for value in row.values()):
            context.changes.note("personal data in a text", "summary", "", mask)
    dated = layout.columns["date"]
    if not any(row.get(name) for name in dated if name != POSTED) and row.get(POSTED):
        context.changes.flag("the day of the post, in UTC, stands for that of the event", POSTED, row[POSTED])
    more = {
        "updated": row.get(UPDATED, ""),
        "details": own_events.as_details(row, (SURVEY, STATUS, POSTED, CHANNEL, *CATEGORIES)),
    }
    if status != "published":
        more["caveat"] = _ARCHIVED if status == "archived" else "A draft, which nobody published."
    return own_events.event(row, layout, context, day, more)


def _tell_dropped(columns: Columns, kept: frozenset[str], context: Context) -> None:
    """Which columns are not taken over; never what stood in them."""
    personal = columns.personal()
    for label, name in zip(columns.labels, columns.names, strict=True):
        if name not in kept:
            context.changes.note(DROPPED if label in personal else NOT_TAKEN, label.strip(), ALL_CELLS, "")
