"""Files as other systems write them, made from our own incidents, and what an import leaves of them."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboard.data.dataset import Dataset
from dashboard.importers.interface import NOTHING_SAID, Choices
from dashboard.importers.making import Asked, import_file
from dashboard.importers.report import Report
from tests.tiny import BUNDLED

Row = dict[str, str]


@dataclass(frozen=True)
class Result:
    """An import: its report, and the folder of data that it went into."""

    report: Report
    into: Path

    @property
    def folder(self) -> Path:
        """The tables."""
        described = tomllib.loads((self.into / "imported" / f"{self.report.name}.toml").read_text("utf-8"))
        return self.into / "imported" / described["folder"]

    def rows(self, file: str = "incidents.csv") -> list[Row]:
        """The rows of a table; none when it was not written."""
        path = self.folder / file
        return read_csv(path) if path.is_file() else []

    def row(self, original_id: str, file: str = "incidents.csv") -> Row:
        """One row by its id in the dataset."""
        (found,) = [row for row in self.rows(file) if row["original_id"] == original_id]
        return found


def imported(
    path: Path, into: Path, dataset: Dataset, format_name: str = "auto", choices: Choices = NOTHING_SAID, **more: Any
) -> Result:
    """Import a file; whatever it is, every row has to be accounted for."""
    report = import_file(Asked(path, format_name, choices, **more), into, dataset)
    assert report.adds_up, report.rows
    return Result(report, into)


def read_csv(path: Path) -> list[Row]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def our_incidents(most: int = 60) -> list[Row]:
    """Rows of incidents.csv that have a day, a district and coordinates, the latest first."""
    rows = read_csv(BUNDLED / "incidents.csv")
    whole = [row for row in rows if row["date_precision"] == "day" and row["district"] and row["latitude"]]
    return whole[::-1][:most]


def write(
    path: Path, header: Sequence[str], rows: Iterable[Mapping[str, object]], delimiter: str = ",", quoted: bool = False
) -> Path:
    """A table as text, UTF-8."""
    text = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    writer = csv.DictWriter(
        text, header, restval="", extrasaction="ignore", delimiter=delimiter, quoting=quoting, lineterminator="\r\n"
    )
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8", newline="")
    return path
