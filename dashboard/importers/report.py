"""What became of every row of a file: counts, changes, refusals, places that are not known, likely duplicates.

`report.csv` holds all of it, `refused.csv` the refused rows themselves; a Report is a summary that fits on a page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.data.imported import Counted
from dashboard.importers.changes import Change

MOST_NAMED = 200  # refusals, repeated rows and proposals that are named one by one; report.csv has all


@dataclass(frozen=True, slots=True)
class RowTold:
    """A row that was not imported, with the reason. `kind` is refused, repeated or left out."""

    kind: str
    line: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Alike:
    """An imported event and one that is here already, of the same day and district with a similar toll: perhaps one.

    Proposed, never merged. `dataset` is where `other_id` is from.
    """

    event_id: str
    other_id: str
    dataset: str
    day: str
    district: str
    toll: str
    other_toll: str


@dataclass(frozen=True, slots=True)
class News:
    """What differs from the last import of the same dataset. `kept`: rows of days or countries that the new file does
    not cover, which stay; `older`: rows of the file that are older than those that are here, which stay."""

    new: int = 0
    changed: int = 0
    same: int = 0
    gone: int = 0
    kept: int = 0
    older: int = 0


@dataclass(frozen=True)
class Report:
    """The import of one file. `news` None: nothing of that name was here. `is_same`: the very file was imported before,
    and nothing was written. `why` says how the format was recognised."""

    name: str
    title: str
    version: str
    format: str
    why: str
    file: str
    citation: str
    licence: str
    notice: str
    may_share_rows: bool
    rows: Counted
    changes: Sequence[Change] = ()
    flags: Sequence[Change] = ()
    not_imported: Sequence[RowTold] = ()
    unmatched: Mapping[tuple[str, str], int] = field(default_factory=dict)
    alike: Sequence[Alike] = ()
    alike_count: int = 0
    news: News | None = None
    is_same: bool = False
    is_dry: bool = False

    @property
    def adds_up(self) -> bool:
        """Whether every row read is accounted for."""
        one = self.rows
        return one.read == one.imported + one.refused + one.repeated + one.left_out and (
            one.imported == one.inside + one.outside
        )
