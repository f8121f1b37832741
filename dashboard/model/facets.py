"""The rows of every table by what can be counted of them, so that each count can be followed to its rows.

A Count is a question (table, and a value for each facet) with the number of rows that answer it. The page that shows
the number links to the same question, which lists the rows. Facets of incidents: `dashboard.model.incident_facets`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode

import pandas as pd

from dashboard.data.dataset import Dataset
from dashboard.data.frames import records
from dashboard.data.schema import Kind, Table
from dashboard.data.tables import TABLES
from dashboard.data.tables_records import INCIDENTS
from dashboard.model.incident_facets import MANY_PUBLISHERS, NO, NONE, YES, IncidentFacets
from dashboard.model.records import Record
from dashboard.model.scope import DATED_BY

_KINDS = (Kind.CHOICE, Kind.PROVINCE, Kind.DISTRICT, Kind.REFERENCE)
_BY_NAME: Mapping[str, Table] = {table.name: table for table in TABLES}


@dataclass(frozen=True, slots=True)
class Count:
    """The number of rows of `table` that have, for each facet of `where`, its value."""

    table: str
    where: Mapping[str, str]
    n: int

    @property
    def query(self) -> str:
        """The question as a query string; `asked` reads it."""
        return urlencode([("table", self.table), *(("has", f"{name}:{value}") for name, value in self.where.items())])


def asked(table: str, has: Iterable[str]) -> tuple[str, dict[str, str]]:
    """(table, facet -> value) of a question as it stands in an address: `has` are texts like “year:2023”."""
    pairs = (one.partition(":") for one in has)
    return table, {name: value for name, _, value in pairs}


def vocabulary_of(table: str, facet: str) -> str:
    """The table whose vocabulary has the values of a facet: pages have the kind of their publisher."""
    return "publishers" if (table, facet) == ("sources", "kind") else table


@dataclass(frozen=True)
class Facets:
    """The rows of `dataset` by facet, those of imported ones apart. A value: what is asked for is computed once."""

    dataset: Dataset
    _kept: dict[str, pd.DataFrame] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def _incidents(self) -> IncidentFacets:
        return IncidentFacets(self.dataset.events, self.dataset.own_events)

    def names(self, table: str) -> list[str]:
        """The facets of a table.

        Every table: its key, its vocabularies, places, references and yes-or-no columns. Where the table has them:
        `year` of its date; `publishers` of its sources, 0 to 3 (3 is “3 or more”); `is_mapped`, whether it has
        coordinates; `has_caveat`; `killed` (best, range or none) and `injured` (best or none); `level` (district,
        province or area) of a report; `has_{column}` of sources, whether it is
        filled in, and the `kind` of their publisher.
        """
        return list(self._incidents.by_name) if table == INCIDENTS.name else [str(name) for name in self.of(table)]

    def of(self, table: str) -> pd.DataFrame:
        """One row a row of a `table` other than incidents, with its index; every facet (`names`) a text column, “none”
        where it is blank."""
        if table not in self._kept:
            self._kept[table] = self._facets(_BY_NAME[table])
        return self._kept[table]

    def count(self, table: str, **where: str) -> Count:
        """How many rows of `table` have these values."""
        return self.counted(table, where)

    def counted(self, table: str, where: Mapping[str, str]) -> Count:
        """The same, of a question as `asked` gives it; raises KeyError for a table or a facet that there is not."""
        n = self._incidents.count(where) if table == INCIDENTS.name else int(self._mask(table, where).sum())
        return Count(table, where, n)

    def each(self, table: str, facet: str, **where: str) -> dict[str, Count]:
        """Value of a facet -> its Count, as the vocabulary orders them, else sorted; yes before no, blank last."""
        if table == INCIDENTS.name:
            found = self._incidents.values(facet, where)
        else:
            found = set(self.of(table).loc[self._mask(table, where), facet])
        known = [one for one in (*self.dataset.choices(vocabulary_of(table, facet), facet), YES, NO) if one in found]
        values = [*known, *sorted(found.difference(known, [NONE])), *found.intersection([NONE])]
        return {value: self.count(table, **where, **{facet: value}) for value in values}

    def rows(self, table: str, where: Mapping[str, str], most: int) -> list[Record]:
        """The first `most` of the typed rows that a Count counts, in the order of the file; raises KeyError as it."""
        if table == INCIDENTS.name:
            return self._incidents.rows(where, most)
        return records(self.dataset.tables[table][self._mask(table, where)].head(most))

    def doubted(self, most: int) -> list[Record]:
        """The latest `most` incidents that have a caveat."""
        return self._incidents.rows({"has_caveat": YES}, most, latest=True)

    def _mask(self, table: str, where: Mapping[str, str]) -> pd.Series:
        facets = self.of(table)
        mask = pd.Series(True, index=facets.index)
        for name, value in where.items():
            mask &= facets[name] == value
        return mask

    def _facets(self, table: Table) -> pd.DataFrame:
        rows = self.dataset.tables[table.name]
        found = {c.name: _texts(rows[c.name]) for c in table.columns if c.kind in _KINDS or c.name == table.key}
        found |= {c.name: _yes_or_no(rows[c.name].astype(bool)) for c in table.columns if c.kind is Kind.YES_NO}
        date = DATED_BY.get(table.name)
        if date:
            found["year"] = _texts(rows[f"{date}_first_day"].map(lambda day: str(day.year) if day else None))
        if "source_ids" in rows:
            found["publishers"] = rows["source_ids"].map(self._publishers)
        if "latitude" in rows:
            found["is_mapped"] = _yes_or_no(rows["latitude"].notna())
        return pd.DataFrame(found | _more(table.name, self.dataset.tables), index=rows.index).astype(object)

    def _publishers(self, source_ids: Iterable[str]) -> str:
        ids = {self._publisher_of[one] for one in source_ids if one in self._publisher_of}
        return str(min(len(ids), MANY_PUBLISHERS))

    @cached_property
    def _publisher_of(self) -> Mapping[str, str]:
        sources = self.dataset.tables["sources"]
        return dict(zip(sources["source_id"], sources["publisher_id"], strict=True))


def _texts(values: pd.Series) -> pd.Series:
    return values.astype(object).where(values.notna(), NONE)


def _yes_or_no(values: pd.Series) -> pd.Series:
    return values.map({True: YES, False: NO})


def _more(table: str, tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.Series]:
    """The facets that one table alone has."""
    if table == "displacement":
        return _of_reports(tables[table])
    return _of_sources(tables[table], tables["publishers"]) if table == "sources" else {}


def _of_reports(rows: pd.DataFrame) -> dict[str, pd.Series]:
    level = pd.Series("area", index=rows.index).mask(rows["province"].notna(), "province")
    return {"level": level.mask(rows["district"].notna(), "district"), "is_dated": _yes_or_no(rows["date"].notna())}


def _of_sources(rows: pd.DataFrame, publishers: pd.DataFrame) -> dict[str, pd.Series]:
    kinds = dict(zip(publishers["publisher_id"], publishers["kind"], strict=True))
    filled = {f"has_{name}": _yes_or_no(rows[name].notna()) for name in ("published", "url")}
    return {**filled, "kind": _texts(rows["publisher_id"].map(kinds))}
