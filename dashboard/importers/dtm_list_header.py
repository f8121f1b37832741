"""What a master list of IOM DTM for Iraq is of: its sheet, where its header stands, what its columns are, its round.

Ten years of lists differ in all of these: 0 to 3 lines above the header, names of columns in English and Arabic on two
lines, with tatweel, with or without blanks; governorates in several spellings; the round and its day in the title, in
the name of the sheet or of the file, and sometimes a day there that no calendar has.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dashboard.importers import place_names
from dashboard.importers.given_file import GivenFile
from dashboard.importers.interface import Choices
from dashboard.importers.places import plain
from dashboard.importers.refusing import QuestionError

_MOST_ABOVE = 25  # lines
_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]+")
_PEOPLE = r"(?:(?:id ?ps? ?|total|master|number of|no of) ?)*"
_COLUMNS = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("place_id", r"place ?id|location ?id|place ?code"),
        ("arabic", r"(location )?name in arabic|arabic name"),
        ("location", r"location( name)?( in english)?|place( name)?"),
        ("governorate", r"governorate"),
        ("district", r"district"),
        ("latitude", r"latitude|lat"),
        ("longitude", r"longitude|long?"),
        ("adm1", r"ocha ad(m|min) ?1( pcode)?"),
        ("adm2", r"ocha ad(m|min) ?2( pcode)?"),
        ("pcode", r"ocha ?p ?code"),
        ("households", _PEOPLE + r"(families|households|hhs?)"),
        ("individuals", _PEOPLE + r"individuals?"),
        ("origin", r"origin governorate|governorate of origin"),
        ("period", r"displacement period"),
        ("camp", r"camps?|idps in camps transit camps"),
    )
)
_PERIOD = re.compile(r"(?:.* )?([a-z]{3,9}) ?(?:20)?(\d\d)(?: (?:wave|period)(?: of displacement)?)?")
_OURS = ("Duhok", "Dahuk", "Erbil", "Kirkuk", "Ninewa", "Sulaymaniyah", "Al Sulaymaniyah", "Halabja")
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: at for at, name in enumerate(_NAMES, start=1)}
_MONTH = rf"({'|'.join(_NAMES)})[a-z]*\.?"
_ROUND = re.compile(r"round\W{0,3}(\d{1,3})(?!\d)", re.IGNORECASE)
# Year, month, day; of the named ones the month is a name.
_DAYS = (
    re.compile(r"(?<!\d)(?P<y>20\d\d)[-/. ](?P<m>\d{1,2})[-/. ](?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>20\d\d)(?P<m>\d\d)(?P<d>\d\d)(?!\d)"),
    re.compile(rf"(?<!\d)(?P<d>\d{{1,2}})[- ](?P<m>{_MONTH})[-, ]+(?P<y>20\d\d)", re.IGNORECASE),
    re.compile(rf"(?P<m>{_MONTH})[- ](?P<d>\d{{1,2}}),? (?P<y>20\d\d)", re.IGNORECASE),
    re.compile(rf"(?<!\d)(?P<y>20\d\d) (?P<m>{_MONTH}) (?P<d>\d{{1,2}})(?!\d)", re.IGNORECASE),
)
UNDATED = "unknown"


@dataclass(frozen=True, slots=True)
class ListTable:
    """One list: its sheet, the line of the header (from 1), our names of its columns in their order and what the file
    calls them, and the lines above. A column of people from a governorate is called `from anbar`; what we have no use
    for keeps its name."""

    table: str
    line: int
    names: tuple[str, ...]
    headers: tuple[str, ...]
    above: tuple[str, ...]

    def called(self, name: str) -> str:
        """What the file calls a column of ours."""
        return self.headers[self.names.index(name)] if name in self.names else name

    @property
    def origins(self) -> tuple[str, ...]:
        """Columns of people by governorate of origin."""
        return tuple(name for name in self.names if name.startswith("from "))

    @property
    def newest(self) -> str:
        """The month of the newest period of displacement that has a column, as 2014-06; blank where none has."""
        found = (_PERIOD.fullmatch(name) for name in self.names)
        months = ((match[2], _MONTHS.get(match[1][:3], 0)) for match in found if match)
        return max((f"20{year}-{month:02}" for year, month in months if month), default="")

    @property
    def is_of_returnees(self) -> bool:
        """Whether it lists people who came back: by its columns, else its sheet and title, else the file's name
        (`above` begins with both names)."""
        if any("habitual residence" in folded(header) for header in self.headers):
            return True
        for text in (" ".join(self.headers), " ".join(self.above[1:]), self.above[0]):
            returns, displaced = "return" in text.casefold(), "idp" in text.casefold()
            if returns != displaced:
                return returns
        return False


def list_table(file: GivenFile) -> ListTable | None:
    """The list in a file, None when there is none: places with governorate, district and families or individuals, and
    at least two of what only these lists have."""
    for table in file.tables:
        head = file.head(table)
        for line, cells in enumerate(head[:_MOST_ABOVE], start=1):
            names = tuple(_named(cells))
            if _is_header(names):
                above = (file.name, table, *(" ".join(filter(str.strip, one)) for one in head[: line - 1]))
                return ListTable(table, line, names, tuple(cells), above)
    return None


def folded(header: str) -> str:
    """A header without case, Arabic, tatweel, line breaks and marks: `Place‑ID` and `Place id` are one."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", _ARABIC.sub(" ", header.replace("ـ", "").casefold())).split())


def _named(cells: Sequence[str]) -> Iterator[str]:
    governorates = {plain(name) for name in (*place_names.governorates(), *_OURS)}
    for cell in cells:
        name = folded(cell)
        known = next((ours for ours, pattern in _COLUMNS if pattern.fullmatch(name)), "")
        yield known or (f"from {plain(name)}" if plain(name) in governorates else name)


def _is_header(names: tuple[str, ...]) -> bool:
    found = set(names)
    if not (found >= {"governorate", "district"} and found & {"households", "individuals"}):
        return False
    by_origin = "origin" in found or sum(name.startswith("from ") for name in names) > 4
    place, location, codes = "place_id" in found, "location" in found, bool(found & {"adm1", "adm2", "pcode"})
    return sum((place, location, codes, "arabic" in found, by_origin)) > 1 and (place or location)


@dataclass(frozen=True, slots=True)
class Round:
    """The round of a list, as text, and its day as 2024-12-31; blank where the user said that it is not known."""

    number: str
    day: str


def round_of(listed: ListTable, choices: Choices) -> Round:
    """The round and its day: what the user says, else the title, the sheet, the name of the file. Raises QuestionError
    when there is no day, or one before the newest period that the list counts."""
    texts = [*listed.above[2:], listed.above[1], listed.above[0]]
    number = str(choices.read.get("round", "")) or next(
        (match[1].lstrip("0") for text in texts if (match := _ROUND.search(text.replace("_", " ")))), ""
    )
    said = str(choices.read.get("date", ""))
    if said:
        return Round(number, "" if said == UNDATED else _checked(said))
    day = next(_days(texts), "")
    if not day:
        reason = "neither the title nor the sheet nor the name of the file says the day of the round: say it"
        raise QuestionError("date", f"{reason} (as 2024-12-31), or that it is {UNDATED}", (UNDATED,))
    if day[:7] < listed.newest:
        reason = f"the day of the round that the file names, {day}, is before the newest period it counts"
        raise QuestionError("date", f"{reason}, {listed.newest}: say which day it is", (day, UNDATED))
    return Round(number, day)


def _days(texts: Iterable[str]) -> Iterator[str]:
    """The last day of the calendar that stands in each text, where one does: a round ends with it."""
    for text in texts:
        plainly = text.replace("_", " ")
        days = sorted(filter(None, (_day(match) for one in _DAYS for match in one.finditer(plainly))))
        yield from days[-1:]


def _day(match: re.Match[str]) -> str:
    """Blank for what is no day of the calendar: a file is called 2021-21-31."""
    month = _MONTHS.get(match["m"][:3].casefold(), 0) or int(match["m"] if match["m"].isdecimal() else 0)
    try:
        return dt.date(int(match["y"]), month, int(match["d"])).isoformat()
    except ValueError:
        return ""


def _checked(said: str) -> str:
    try:
        return dt.date.fromisoformat(said).isoformat()
    except ValueError as error:
        raise QuestionError("date", f"“{said}” is no day: say it as 2024-12-31, or {UNDATED}", (UNDATED,)) from error
