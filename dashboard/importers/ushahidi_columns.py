"""The columns of an Ushahidi export: its own, those of its surveys, and which of them are taken over.

Contact columns never are. Of the fields of surveys only those are that are known by their names (title, description,
categories, places) or that the mapping names: the others may hold anything that people were asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.importers import cells
from dashboard.importers.given_file import GivenFile, named_columns
from dashboard.importers.interface import Choices
from dashboard.importers.own_rows import columns_said
from dashboard.importers.personal import is_contact
from dashboard.importers.refusing import refused

ID, SURVEY, STATUS, POSTED, UPDATED = "post id", "survey", "post status", "post date (utc)", "updated (utc)"
CHANNEL = "source"  # sms, e-mail, web: how a report came, not from whom
_OWN = (ID, SURVEY, STATUS, "created (utc)", UPDATED, POSTED, CHANNEL)
TEXTS = ("title", "description", "unstructured description")
CATEGORIES = ("categories", "category", "tags")
_PERSONAL = frozenset(["contact id", "contact", "data source id"])
_DAY = re.compile(
    r"\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?(?:Z|UTC|[+-]\d{2}:?\d{2}))?)?", re.ASCII
)


@dataclass(frozen=True)
class Columns:
    """The header: `labels` as written, `names` folded and each once (a label of several surveys stands several times),
    `base` the folded label that a name has. `skip` are lines below it that are no posts: its row of HXL tags."""

    table: str
    labels: Sequence[str]
    names: tuple[str, ...]
    base: dict[str, str]
    skip: tuple[int, ...]

    def of(self, *labels: str) -> tuple[str, ...]:
        """All columns with these labels, in the order of the labels."""
        return tuple(name for label in labels for name in self.names if self.base[name] == label)

    @property
    def places(self) -> list[tuple[str, str]]:
        """The columns of latitudes and longitudes of fields of places: `X.lat`, `X.lon`."""
        norths = [name for name in self.names if self.base[name].endswith(".lat")]
        pairs = [(north, self._beside(north)) for north in norths]
        return [(north, east) for north, east in pairs if east]

    def _beside(self, north: str) -> str:
        wanted = self.base[north].removesuffix(".lat") + ".lon"
        later = self.names[self.names.index(north) + 1 :]
        return next((name for name in later if self.base[name] == wanted), "")

    def kept(self, dated: Sequence[str], choices: Choices) -> frozenset[str]:
        """The columns that are taken over; `dated` are those of the date."""
        known = [*self.of(*_OWN, *TEXTS, *CATEGORIES), *dated]
        known += [name for names in self.said(choices).values() for name in names]
        return frozenset([*known, *(name for pair in self.places for name in pair)])

    def said(self, choices: Choices) -> dict[str, tuple[str, ...]]:
        """What the mapping names. Raises ImportRefusedError for a column that is not there, or that is personal."""
        return {key: self.named(names[0]) for key, names in columns_said(choices).items()}

    def named(self, label: str) -> tuple[str, ...]:
        """The columns that a user calls so. Raises ImportRefusedError."""
        found = self.of(*named_columns([label]))
        if not found:
            raise refused("mapping", "is no column of the file", value=label)
        if self.base[found[0]] in _PERSONAL:
            raise refused("mapping", "says who sent a report: it is never taken over", value=label)
        return found

    def personal(self) -> list[str]:
        """Labels of columns that hold personal data, as far as their names tell."""
        pairs = zip(self.labels, self.names, strict=True)
        return [label for label, name in pairs if self.base[name] in _PERSONAL or is_contact(self.base[name])]


def columns_of_posts(file: GivenFile) -> Columns | None:
    """The columns of the first table of posts; None where there is none."""
    for table in file.tables:
        head = file.head(table)
        folded = named_columns(head[0]) if head else []
        if {ID, SURVEY} <= set(folded) and {STATUS, POSTED} & set(folded):
            names = [
                f"{name} ({n})" if (n := folded[: at + 1].count(name)) > 1 else name for at, name in enumerate(folded)
            ]
            tags = len(head) > 1 and all(cell.strip().startswith("#") for cell in head[1] if cell.strip())
            skip = (1, 2) if tags else (1,)
            return Columns(table, list(head[0]), tuple(names), dict(zip(names, folded, strict=True)), skip)
    return None


def columns_of_days(file: GivenFile, columns: Columns) -> list[str]:
    """Fields of surveys in which every cell that is filled is a day: dates of events, perhaps. Reads the whole file."""
    left = {at for at, name in enumerate(columns.names) if columns.base[name] not in (*_OWN, *_PERSONAL, *TEXTS)}
    filled: set[int] = set()
    for position, (_, row) in enumerate(file.lines(columns.table), start=1):
        if position in columns.skip:
            continue
        for at in [one for one in left if one < len(row)]:
            if value := cells.text(row[at]):
                filled.add(at)
                left -= set() if _DAY.fullmatch(value) else {at}
        if not left:
            return []
    return list(dict.fromkeys(columns.labels[at].strip() for at in sorted(left & filled)))
