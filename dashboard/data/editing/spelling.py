"""Rules about names that are nearly the same: of places, organisations, publishers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from dashboard.data.editing.desk import Desk
from dashboard.data.editing.finding import Found, Row
from dashboard.data.editing.near import letters, near_pairs
from dashboard.data.editing.places import PLACED

COUNTING = ("published_figures", "displacement")
# What a place is called: the columns of its names, the first of which is its own.
_NAMED = {
    "affected_places": ("place", "alt_names"),
    "districts": ("district", "name_ar", "name_ckb", "name_ku", "name_tr"),
    "provinces": ("province", "aliases", "name_ar", "name_ckb", "name_ku", "name_tr"),
}
Place = tuple[str, Row, str]  # table, row, column where a name stands first


def places(desk: Desk) -> Iterator[Found]:
    """Two spellings of what may be one place of a district, unless the aliases know them as two names of one."""
    named: defaultdict[str, dict[str, Place]] = defaultdict(dict)
    for table in PLACED:
        for row in desk.tables.get(table, ()):
            if row["place"]:
                named[row["district"] or row["province"] or ""].setdefault(row["place"], (table, row, "place"))
    known = _known(desk)
    for names in named.values():
        yield from _found(names, lambda one, other: not known[letters(one)] & known[letters(other)])


def organisations(desk: Desk) -> Iterator[Found]:
    """Two spellings of what may be one organisation that counts: a line may join one, and not two."""
    names: dict[str, Place] = {}
    for table in COUNTING:
        for row in desk.tables.get(table, ()):
            names.setdefault(row["organisation"], (table, row, "organisation"))
    yield from _found(names)


def publishers(desk: Desk) -> Iterator[Found]:
    """Two publishers whose names are nearly the same: pages of one publisher count as one voice.

    Spellings of a publisher that its pages have are names of it, and need not be alike.
    """
    names: dict[str, Place] = {}
    ids: defaultdict[str, set[str]] = defaultdict(set)
    for table, column in (("publishers", "name"), ("sources", "publisher")):
        for row in desk.tables.get(table, ()):
            names.setdefault(row[column], (table, row, column))
            ids[row[column]].add(row["publisher_id"])
    yield from _found(names, lambda one, other: not ids[one] & ids[other])


def _found(names: Mapping[str, Place], is_asked: Callable[[str, str], bool] = lambda *_: True) -> Iterator[Found]:
    for one, other in near_pairs(names):
        if is_asked(one, other):
            yield Found(*names[other], {"other": one, "where": _id(names[one])})


def _id(place: Place) -> str:
    table, row, _ = place
    return f"{table}.csv, {next(iter(row.values()))}"


def _known(desk: Desk) -> Mapping[str, set[str]]:
    """Letters of a name -> what it is a name of: a village, a district, a province."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for table, columns in _NAMED.items():
        for row in desk.tables.get(table, ()):
            for name in _names(row[column] for column in columns):
                found[letters(name)].add(f"{table} {row[columns[0]]} {row.get('district')}")
    return found


def _names(cells: Iterable[object]) -> Iterator[str]:
    for cell in cells:
        if isinstance(cell, str):
            yield cell
        elif isinstance(cell, tuple):
            yield from cell
