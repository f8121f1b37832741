"""IOM DTM's master list of displaced people in Iraq: one workbook a round, one row a place.

Places are added up by district. A few families in one village can be told who they are (OCHA Data Responsibility
Guidelines), and places of one round do not overlap: the sum is of different people. Nothing is kept of a single place,
but its name where the district has no other. A list of returnees is refused: who came back is not displaced.
"""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.importers.district_sums import DistrictSums
from dashboard.importers.dtm_list_header import ListTable, list_table, round_of
from dashboard.importers.given_file import GivenFile
from dashboard.importers.interface import Choices, Context, Described, Mapper, Read
from dashboard.importers.refusing import refused
from dashboard.importers.stocks import IOM_CITATION, IOM_LICENCE
from dashboard.importers.table_rows import table_rows

_RETURNEES = (
    "lists returnees: people who came back. The tables have no column for them, and as displaced people they would say "
    "the contrary. Import the list of displaced people (IDP) instead"
)


class DtmList:
    """The importer of master lists. It asks for `date`, and takes `round`, of `Choices.read`."""

    name = "dtm-list"

    def recognise(self, file: GivenFile) -> str:
        """By the columns that only these lists have together."""
        listed = list_table(file)
        if listed is None:
            return ""
        return f"has the columns of IOM DTM’s list of {'returnees' if listed.is_of_returnees else 'IDPs'} in Iraq"

    def describe(self, file: GivenFile, choices: Choices) -> Described:
        """All rounds are one dataset; its version is the round. Raises ImportRefusedError for a list of returnees."""
        of = round_of(_listed(file), choices)
        which = f"round {of.number}" if of.number else of.day
        title = "IOM DTM Iraq: master list of displaced people (IDP)"
        return Described(
            name="iom-dtm-iraq-list",
            title=title,
            version=which,
            licence=IOM_LICENCE,
            citation=f"{IOM_CITATION}, Iraq, IDP master list{f', {which}' if which else ''}",
            address="https://iraqdtm.iom.int/",
            publisher="International Organization for Migration (IOM)",
            publisher_kind="un_or_court",
            may_share_rows=False,
            notice="notice-dtm",
        )

    def read(self, file: GivenFile, choices: Choices) -> Iterator[Read]:
        """The rows below the header. Raises ImportRefusedError when there is none, or for a list of returnees."""
        listed = _listed(file)
        return table_rows(file, listed.table, skip=range(1, listed.line + 1), header=_once(listed.names))

    def mapper(self, file: GivenFile, context: Context) -> Mapper:
        """Adds up places by district."""
        listed = _listed(file)
        return DistrictSums(listed, round_of(listed, context.choices), context)


def _listed(file: GivenFile) -> ListTable:
    listed = list_table(file)
    if listed is None:
        reason = "has no header of a master list: place, governorate, district, families or individuals are needed"
        raise refused(file.name, reason)
    if listed.is_of_returnees:
        raise refused(file.name, _RETURNEES, listed.line)
    return listed


def _once(names: tuple[str, ...]) -> list[str]:
    """Names of columns, of which only the first of several stays: `camp` of IDPs and of host families."""
    return [name if name not in names[:at] else f"{name} {at}" for at, name in enumerate(names)]
