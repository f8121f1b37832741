"""Places of one master list -> one row a district: the sum of its families and of its people.

MINIMUM: a district with fewer families than that has no numbers here. Neither OCHA nor HDX gives a smallest cell; five
is ours. What lists say twice only checks and flags (`dtm_list_checks`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dashboard.data.cells import CellError
from dashboard.importers import cells
from dashboard.importers.dtm_list_checks import COUNTS, PER_FAMILY, oddities
from dashboard.importers.dtm_list_header import ListTable, Round
from dashboard.importers.interface import AddedUp, Context, Given, LeftOut, Made, Outcome, Refused
from dashboard.importers.places import DISTRICT, Found, Reported
from dashboard.importers.stocks import Stock, joined, made

MINIMUM = 5  # families
TOTAL = "a total of other rows"
_TOTALS = ("total", "grand total", "sum", "المجموع", "الاجمالي", "الإجمالي")
_TOTAL_OF = ("total ", "grand total ", "sub total", "subtotal")
_YES_NO = {True: "yes", False: "no", None: ""}


@dataclass
class _District:
    """What is known of a district so far; a sum is None as long as no place has a number."""

    reported: tuple[str, str]
    found: Found
    places: int = 0
    refused: int = 0
    sums: dict[str, int | None] = field(default_factory=lambda: dict.fromkeys(COUNTS))
    without: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COUNTS, 0))
    names: dict[str, str] = field(default_factory=dict)

    def add(self, numbers: Mapping[str, str], names: Mapping[str, str]) -> None:
        """One place more."""
        self.places += 1
        self.names = dict(names) if self.places == 1 else {}
        for name in COUNTS:
            if numbers[name]:
                self.sums[name] = (self.sums[name] or 0) + int(numbers[name])
            else:
                self.without[name] += 1

    @property
    def is_small(self) -> bool:
        """Whether so few families are in it that their number could tell who they are."""
        families, people = self.sums["households"], self.sums["individuals"]
        if families is None:
            return people is not None and 0 < people < MINIMUM * PER_FAMILY
        return 0 < families < MINIMUM


class DistrictSums:
    """The mapper of one master list."""

    def __init__(self, listed: ListTable, of: Round, context: Context) -> None:
        self._listed, self._of, self._context = listed, of, context
        self._districts: dict[tuple[str, ...], _District] = {}
        self._seen: dict[tuple[str, ...], tuple[int, tuple[str, ...]]] = {}

    def __call__(self, given: Given) -> Outcome:
        """Add a place to its district, once."""
        row = given.cells
        if _is_total(row):
            return LeftOut(TOTAL)
        if not (row["governorate"] or row["district"]):
            return Refused(self._listed.called("governorate"), "", "is empty, and so is the district")
        district = self._district(row)
        numbers = dict.fromkeys(COUNTS, "")
        for name in (one for one in COUNTS if one in row):
            try:
                numbers[name] = cells.count(row[name])
            except CellError as error:
                district.refused += 1
                return Refused(self._listed.called(name), row[name], str(error))
        again = self._again(given, tuple(numbers.values()))
        if again:
            district.refused += isinstance(again, Refused)
            return again
        for odd in oddities(row, numbers, self._listed, self._of):
            self._context.changes.flag(*odd)
        district.add(numbers, {name: row[name] for name in ("location", "arabic") if row.get(name)})
        return AddedUp(is_inside=district.found.inside is not False)

    def rest(self) -> Iterable[Made]:
        """One row a district, in the order in which they came."""
        return [self._made(one) for one in self._districts.values() if one.places]

    def _district(self, row: Mapping[str, str]) -> _District:
        """The district of a place: ours, or the one that the list names."""
        found = self._context.places.find(self._place(row))
        reported = (row["governorate"], row["district"])
        key = (found.province, found.district) if found.district else (*reported, "reported")
        return self._districts.setdefault(key, _District(reported, found))

    def _again(self, given: Given, numbers: tuple[str, ...]) -> Outcome | None:
        """What becomes of a place that stands in the list already; early lists have one row an origin and a period."""
        row = given.cells
        place = (row.get("place_id", ""),) if row.get("place_id") else _named(row)
        if not row.get("place_id"):
            self._context.changes.each("no id of the place: told apart by its name", "place_id", "", "/".join(place))
        key = (*place, row.get("origin", ""), row.get("period", ""))
        line, before = self._seen.setdefault(key, (given.line, numbers))
        if line == given.line:
            return None
        if before == numbers:
            return LeftOut(f"the place stands in line {line} already, with the same numbers")
        value = row.get("place_id") or row.get("location", "")
        return Refused(self._listed.called("place_id"), value, f"stands in line {line} with other numbers")

    def _place(self, row: Mapping[str, str]) -> Reported:
        latitude, longitude = None, None
        try:
            latitude, longitude = (cells.degrees(row.get(f"{name}itude", ""), limit) for name, limit in _AXES)
        except CellError as error:
            self._context.changes.flag(f"coordinates that can't be used: {error}", "latitude", row.get("latitude", ""))
        code = row.get("adm2") or row.get("adm1") or ""
        return Reported("Iraq", "IRQ", row["governorate"], row["district"], latitude, longitude, code=code)

    def _made(self, district: _District) -> Made:
        of, found, (province, name) = self._of, district.found, district.reported
        where = {
            "province": found.province, "district": found.district, "province_reported": province,
            "district_reported": name, "country_reported": "Iraq", "is_inside_area": _YES_NO[found.inside],
        }  # fmt: skip
        families, people = (
            "" if district.is_small or value is None else str(value) for value in map(district.sums.get, COUNTS)
        )
        place = joined((found.province, found.district) if found.district else (province, name), "/")
        stock = Stock(
            key=joined((of.number or of.day, place)),
            at=Reported("Iraq", "IRQ", found.province or province, found.district or name),
            level=DISTRICT,
            day=of.day,
            persons=people,
            families=families,
            round=of.number,
            series=("IDP master list",),
            notes=_notes(district),
            details={"places": str(district.places), **district.names},
        )
        return made(stock, self._context, where)


_AXES = (("lat", 90), ("long", 180))


def _is_total(row: Mapping[str, str]) -> bool:
    """A row that names no place, or a total: at the end of a list, or below a district."""
    texts = (row.get(name, "").casefold().strip(" :") for name in ("place_id", "location", "governorate", "district"))
    is_total = any(text in _TOTALS or text.startswith(_TOTAL_OF) for text in texts)
    return is_total or not (row.get("place_id") or row.get("location"))


def _named(row: Mapping[str, str]) -> tuple[str, ...]:
    return row["governorate"], row["district"], row.get("location", "")


def _notes(district: _District) -> str:
    parts = [f"Displaced people present, not newly displaced; places of the list added up: {district.places}"]
    if district.is_small:
        parts.append(f"fewer than {MINIMUM} families: numbers withheld")
    parts += [f"rows of it that were refused: {district.refused}"] if district.refused else []
    parts += [
        f"places that give no {name}: {count}"
        for name, count in district.without.items()
        if 0 < count < district.places
    ]
    return "; ".join(parts)
