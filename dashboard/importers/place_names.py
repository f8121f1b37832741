"""Names and codes that other systems use for places, besides those of our tables.

`elsewhere.csv`: governorates of Iraq and provinces of Türkiye that are not in provinces.csv, so that “Basrah” without
coordinates is known to be outside. Names and codes are those of ISO 3166-2, p-codes those of OCHA's common operational
datasets (IRQ as of 2019-06-03, TUR as of 2014-03-30); aliases are spellings of IOM, UCDP and ACLED.

`spellings.csv`: districts of ours as those datasets spell them. `also_in` is a province that others name for it: of
Halabja the one that it was part of until 2014, of Makhmur the one that administered it until 2003.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent
# IRQ-G09 (IOM) is IQG09 (OCHA). Lists of 2014 to 2018 write IQ-G08 and mean another order: of those nobody can tell.
_IOM, _OLDER = re.compile(r"IRQ-?G(?=\d\d)"), re.compile(r"IQ-G\d\d|IQ-?\d{5}")


@dataclass(frozen=True, slots=True)
class Spelling:
    """A district of ours (or, with a blank one, a province) as others write it."""

    pcode: str
    province: str
    district: str
    spellings: tuple[str, ...]
    also_in: str


@cache
def spellings() -> tuple[Spelling, ...]:
    """The rows of spellings.csv."""
    return tuple(
        Spelling(row["pcode"], row["province"], row["district"], _listed(row["spellings"]), row["also_in"])
        for row in _rows("spellings.csv")
    )


@cache
def elsewhere() -> frozenset[str]:
    """Names of the provinces around."""
    return frozenset(name for row in _rows("elsewhere.csv") for name in (row["name"], *_listed(row["aliases"])))


@cache
def governorates() -> frozenset[str]:
    """Names of the governorates of Iraq among them."""
    rows = [row for row in _rows("elsewhere.csv") if row["country"] == "Iraq"]
    return frozenset(name for row in rows for name in (row["name"], *_listed(row["aliases"])))


@cache
def codes_elsewhere() -> frozenset[str]:
    """Their p-codes and ISO 3166-2 codes."""
    return frozenset(row[name] for row in _rows("elsewhere.csv") for name in ("pcode", "iso_3166_2"))


def pcode(code: str) -> str:
    """A p-code as OCHA writes it today; blank for one of an older list, where the same number is another province."""
    folded = code.strip().upper().replace(" ", "")
    return "" if _OLDER.fullmatch(folded) else _IOM.sub("IQG", folded)


def codes(provinces: Iterable[Mapping[str, object]], province_of: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """ISO 3166-2 codes and p-codes of ours -> (province, district or blank)."""
    found = {str(row["iso_3166_2"]): (str(row["province"]), "") for row in provinces}
    known = {province for province, _ in found.values()}
    for one in spellings():
        if one.pcode and one.province in known and (not one.district or one.district in province_of):
            found[one.pcode] = (province_of.get(one.district, one.province), one.district)
    return found


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split(";")))


def _rows(file: str) -> Iterator[dict[str, str]]:
    with (_FOLDER / file).open(encoding="utf-8", newline="") as text:
        yield from csv.DictReader(text)
