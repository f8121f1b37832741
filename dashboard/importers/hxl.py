"""Tables of any shape with a row of HXL hashtags: events, or displaced people, by what the tags say.

Our own CSV files with hashtags come back through it. Files of ACLED, DTM or HAPI that have such a row are read as what
they are. A date can be a month or a year here, as ours are.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import PurePath

from dashboard.importers import dates
from dashboard.importers.describing import slug
from dashboard.importers.given_file import GivenFile, named_columns
from dashboard.importers.hxl_events import event
from dashboard.importers.hxl_plan import Plan, plan, tagged
from dashboard.importers.hxl_rows import Cells
from dashboard.importers.hxl_stocks import count
from dashboard.importers.interface import EVENTS, Choices, Context, Described, Given, Mapper, Read, SingleRows
from dashboard.importers.refusing import QuestionError
from dashboard.importers.table_rows import table_rows

NOT_STATED = "not stated in the file"


class Hxl:
    """The importer of tables with hashtags. It asks for `kind` and `is_cumulative` of `Choices.read`."""

    name = "hxl"

    def recognise(self, file: GivenFile) -> str:
        """By the row of tags."""
        found = tagged(file)
        return f"has HXL hashtags in line {found.line}" if found else ""

    def describe(self, file: GivenFile, choices: Choices) -> Described:
        """The file says nothing of its dataset: its name is that of the file, all else the user can say. Raises as
        `hxl_plan.plan`."""
        title = PurePath(file.name).stem.replace("_", " ").strip() or "HXL"
        found = plan(file, choices)
        return Described(
            name=slug(f"{title}-hxl"),
            title=title,
            version="",
            licence=NOT_STATED,
            citation=f"“{title}”, a table with HXL hashtags",
            address="",
            publisher=NOT_STATED,
            counts_civilians=any(name.startswith("civilians_killed") for name in found.fields),
            notice="notice-hxl",
        )

    def read(self, file: GivenFile, choices: Choices) -> Iterator[Read]:
        """The rows below the tags. Raises as `hxl_plan.plan`."""
        at = plan(file, choices).at
        return table_rows(file, at.table, skip=range(1, at.line + 1), header=columns_of(file, choices))

    def mapper(self, file: GivenFile, context: Context) -> Mapper:
        """Maps rows. Raises QuestionError when nothing says whether displaced people are a stock or new."""
        found = plan(file, context.choices)
        cells = Cells(found, columns_of(file, context.choices))
        dated = partial(self._dates, file, context.choices, cells)
        called = found.fields.get("date", found.fields.get("start", ()))
        column = str(called[0].tag) if called else ""
        day = dates.reader(context.choices.dates, list(islice(dated(), 100)), dated, column)
        if found.kind == EVENTS:
            return SingleRows(event(cells, context, day))
        return SingleRows(count(cells, context, day, _stock(found, context.choices)))

    def _dates(self, file: GivenFile, choices: Choices, cells: Cells) -> Iterator[str]:
        rows = (row for row in self.read(file, choices) if isinstance(row, Given))
        return (cells.text(row, name) for row in rows for name in ("date", "start", "end"))


def columns_of(file: GivenFile, choices: Choices) -> list[str]:
    """A name for each column, of which none stands twice: the header above the tags, else the tag, with its position
    where it has to be told apart."""
    at = plan(file, choices).at
    head = file.head(at.table)
    above = head[at.line - 2] if at.line > 1 else []
    width = max(at.width, len(above), len(head[at.line]) if len(head) > at.line else 0)
    headers = [*named_columns(above), *[""] * width][:width]
    tags = {one.position: str(one.tag) for one in at.columns}
    names = [header or tags.get(position, "") for position, header in enumerate(headers)]
    return [
        name if name and name not in names[:position] else f"{name} ({position + 1})".strip()
        for position, name in enumerate(names)
    ]


def _stock(found: Plan, choices: Choices) -> str:
    """Whether the numbers are of all who are displaced (yes) or of new ones (no); blank where each row says it."""
    if "is_cumulative" in found.fields:
        return ""
    said = choices.read.get("is_cumulative", "yes" if found.are_stocks else "")
    said = {True: "yes", False: "no"}.get(said, said) if isinstance(said, bool) else str(said)
    if said not in ("yes", "no"):
        reason = "no tag says whether it counts all who are displaced (yes) or only new ones (no): say which"
        raise QuestionError("is_cumulative", reason, ("yes", "no"))
    return said
