"""All formats, and which of them a file is of: by its content. Two that fit are told, and the user chooses."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.importers.acled import Acled
from dashboard.importers.dtm import Dtm
from dashboard.importers.dtm_list import DtmList
from dashboard.importers.gdelt import Gdelt
from dashboard.importers.generic import Generic
from dashboard.importers.given_file import GivenFile
from dashboard.importers.hapi import Hapi
from dashboard.importers.hxl import Hxl
from dashboard.importers.interface import Importer
from dashboard.importers.refusing import QuestionError
from dashboard.importers.timemap import Timemap
from dashboard.importers.ucdp import Ucdp
from dashboard.importers.ushahidi import Ushahidi

AUTO = "auto"
GENERAL = ("hxl",)  # of any shape: files of another format may fit them, too, and are what they are


def importers() -> tuple[Importer, ...]:
    """One of each format, in the order in which they are offered."""
    return (Acled(), Ucdp(), Dtm(), Hapi(), DtmList(), Hxl(), Gdelt(), Ushahidi(), Timemap(), Generic())


def names() -> tuple[str, ...]:
    """What `--format` takes."""
    return (AUTO, *(one.name for one in importers()))


def recognised(file: GivenFile) -> list[tuple[Importer, str]]:
    """The importers that fit a file, each with why. Those for tables of any shape give way to others."""
    found = [(one, why) for one in importers() if (why := one.recognise(file))]
    special = [(one, why) for one, why in found if one.name not in GENERAL]
    return special or found


def chosen(file: GivenFile, name: str = AUTO) -> tuple[Importer, str]:
    """The importer of that name, or the only one that fits, and why it does (blank where the user chose it).

    Raises QuestionError when none or several fit.
    """
    if name != AUTO:
        importer = next((one for one in importers() if one.name == name), None)
        if importer is None:
            raise QuestionError("format", f"“{name}” is no format", names())
        return importer, importer.recognise(file)
    found = recognised(file)
    if len(found) == 1:
        return found[0]
    raise QuestionError("format", _reason(found), [one.name for one, _ in found] or names()[1:])


def _reason(found: Sequence[tuple[Importer, str]]) -> str:
    if not found:
        return "the format of the file is not recognised: say which it is, or map its columns"
    told = "; ".join(f"{importer.name}: {why}" for importer, why in found)
    return f"more than one format fits: {told}"
