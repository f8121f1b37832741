"""One file -> an imported dataset in a data folder, and the report of every row.

Reads, maps, writes, compares with the last import, proposes duplicates; puts the result in place as a whole.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from dashboard.data.dataset import Dataset
from dashboard.data.imported import Counted, Imported
from dashboard.importers import registry
from dashboard.importers.alike import proposed
from dashboard.importers.changes import Changes
from dashboard.importers.describing import Came, as_chosen, digest_of, imported_of
from dashboard.importers.folder import locked, part_of, pointed_to, put_in_place
from dashboard.importers.former import merge
from dashboard.importers.given_file import GivenFile
from dashboard.importers.interface import NOTHING_SAID, Choices, Context, Described, Importer
from dashboard.importers.places import Places
from dashboard.importers.references import write_references
from dashboard.importers.report import MOST_NAMED, News, Report
from dashboard.importers.report_file import ReportFile
from dashboard.importers.rows_read import RowsRead, Tell
from dashboard.importers.vocabulary import own_values
from dashboard.importers.writing import Tables

Pointer = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """What is to be imported: a file, how its owner calls it, what he said of it, and the day."""

    path: Path
    format: str = registry.AUTO
    choices: Choices = NOTHING_SAID
    name: str = ""
    today: dt.date | None = None
    is_dry: bool = False


@dataclass(frozen=True)
class _Recognised:
    """The file with what it was recognised as; `digest` tells whether anything differs from the last import."""

    file: GivenFile
    importer: Importer
    why: str
    described: Described
    digest: str

    def report(self, rows: Counted) -> Report:
        """Without anything but counts."""
        one = self.described
        return Report(
            one.name, one.title, one.version, self.importer.name, self.why, self.file.name, one.citation, one.licence,
            one.notice, one.may_share_rows, rows,
        )  # fmt: skip


def import_file(asked: Asked, into: Path, dataset: Dataset, tell: Tell = lambda rows, share: None) -> Report:
    """Import a file into the data folder `into`; `dataset` has our places and incidents. A dry run writes nothing.

    The same file a second time changes nothing. Raises ImportRefusedError when the file can't be used, QuestionError
    when the user has to say something first; what was there stays then.
    """
    file = GivenFile(asked.path, asked.name)
    importer, why = registry.chosen(file, asked.format)
    described = as_chosen(importer.describe(file, asked.choices), asked.choices)
    digest = digest_of(asked.path, (importer.name, described, asked.choices), dataset)
    found = _Recognised(file, importer, why, described, digest)
    with locked(into) as folder:
        former = pointed_to(folder, described.name)
        if former and former.get("file_hash") == digest:
            return replace(found.report(Counted(**former["rows"])), version=str(former["version"]), is_same=True)
        with part_of(folder, described.name) as part:
            report, imported = _make(found, asked, dataset, _Place(folder, part, former), tell)
            if not asked.is_dry:
                put_in_place(folder, part, imported)
    return report


@dataclass(frozen=True)
class _Place:
    """Where the result goes: the folder of imported datasets, the part that is being made, what was there before."""

    folder: Path
    part: Path
    former: Pointer | None


def _is_older(described: Described, former: Pointer) -> bool:
    """Whether the file is older than the last import: it takes no rows away then, and is not the version of all."""
    return described.retrieved_on is not None and described.retrieved_on < former["retrieved_on"]


def _merged(described: Described, former: Pointer, folder: Path, tables: Tables, told: ReportFile) -> News:
    """What differs from the last import."""
    is_increment = described.is_increment or _is_older(described, former)
    return merge(folder / str(former["folder"]), tables, told, is_increment=is_increment)


def _make(found: _Recognised, asked: Asked, dataset: Dataset, place: _Place, tell: Tell) -> tuple[Report, Imported]:
    """Everything in the part, and what it is."""
    name, changes, places, former = found.described.name, Changes(), Places.of(dataset), place.former
    context = Context(places, changes, asked.choices, name, own_values(dataset))
    with ReportFile(place.part) as told:
        with Tables(place.part, name, changes) as tables:
            rows = RowsRead(tables, told)
            rows.go_through(found.file, found.importer, context, tell)
            news = _merged(found.described, former, place.folder, tables, told) if former else None
            rows.repeated += news.older if news else 0
        tables.finish()
        write_references(place.part, found.described, tables.vocabulary)
        likely = list(proposed(place.part, name, place.folder, dataset))
        told.close(changes, places.unmatched, likely)
    counted = rows.counted(places.unmatched.total())
    today = asked.today or dt.datetime.now(tz=dt.UTC).date()
    came = Came(found.importer.name, found.file.name, found.digest)
    described = found.described
    if former and _is_older(described, former):
        described = replace(described, version=former["version"], retrieved_on=former["retrieved_on"])
    imported = imported_of(described, came, counted, today, place.part)
    report = replace(
        found.report(counted),
        version=imported.version,
        changes=tuple(islice(changes, MOST_NAMED)),
        flags=tuple(changes.flags.values()),
        not_imported=tuple(told.named),
        unmatched=dict(places.unmatched.most_common(MOST_NAMED)),
        alike=tuple(likely[:MOST_NAMED]),
        alike_count=len(likely),
        news=news,
        is_dry=asked.is_dry,
    )
    return report, imported
