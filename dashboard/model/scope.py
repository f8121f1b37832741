"""What a Selection leaves on screen: the one definition, for events and for every other table.

Every view, count and file goes through here. An incident belongs to a Selection when
  1. its dataset is chosen, or it is of the own dataset where none is, and its scope is not the regional context, or
     that is switched on;
  2. any day of its span lies between the two days: a month or a year counts with all its days;
  3. its province, district, type, attributed-to and status are among those chosen, where some are;
  4. civilians were killed (best or high) or injured, when only harm is asked for;
  5. every word of the search stands in it.
Province and district reach every table that has them; dates reach what is dated; organisation and indicator reach
published figures, the dataset displacement; the rest reaches incidents only.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

import narwhals as nw
import pandas as pd

from dashboard.data.dataset import Dataset
from dashboard.data.events import fold
from dashboard.data.question import Where
from dashboard.model.names import NO_PROVINCE
from dashboard.model.selection import Selection

DATASET = "dataset"
CATEGORIES: Mapping[str, str] = {
    "province": "province",
    "district": "district",
    "type": "event_type",
    "by": "attributed_to",
    "status": "attribution_status",
    DATASET: "dataset",
}

# Table -> the date that the Selection's days reach.
DATED_BY: Mapping[str, str] = {
    "outposts": "first_reported",
    "affected_places": "since",
    "displacement": "date",
    "published_figures": "as_of",
    "milestones": "date",
}
CONTEXT = "context"
PLACES = ("province", "district")
OF_FIGURES = ("organisation", "indicator")
_FURTHER: Mapping[str, tuple[str, ...]] = {"published_figures": OF_FIGURES, "displacement": (DATASET,)}


def incidents_where(selection: Selection, dataset: Dataset) -> Where:
    """The rows of the event table that `selection` leaves of `dataset`."""
    facts = facts_where(selection)
    without_context = [] if selection.context else [scope_term(is_context=False)]
    return replace(facts, terms=(*facts.terms, *without_context, *category_terms(selection, dataset).values()))


def facts_where(selection: Selection) -> Where:
    """The same without the categories and with regional context, so that a filter can count what its own choice
    leaves out."""
    terms = (nw.col("has_harm"),) if selection.harm else ()
    return Where(terms, selection.start, selection.end, words=tuple(fold(selection.q).split()))


def scope_term(*, is_context: bool) -> nw.Expr:
    """Incidents of the regional context alone, or all others: of the border, or not assessed by whoever counts them."""
    return nw.col("scope") == CONTEXT if is_context else nw.col("scope") != CONTEXT


def category_terms(selection: Selection, dataset: Dataset) -> dict[str, nw.Expr]:
    """Selection name -> the condition on its column; only for names with a choice, and for the dataset: none chosen is
    the own one."""
    chosen = {name: getattr(selection, name) for name in CATEGORIES}
    if not chosen[DATASET] and dataset.has_others:
        chosen[DATASET] = (dataset.own,)
    return {name: _is_one_of(CATEGORIES[name], values) for name, values in chosen.items() if values}


def _is_one_of(column: str, values: tuple[str, ...]) -> nw.Expr:
    named = [value for value in values if value != NO_PROVINCE]
    term = nw.col(column).is_in(named) if named else nw.lit(False)
    return term | nw.col(column).is_null() if NO_PROVINCE in values else term


def table_rows(rows: pd.DataFrame, selection: Selection, date: str = "") -> pd.DataFrame:
    """The rows of another table that `selection` leaves, by province, district and, when named, the `date` column.

    Rows without a date stay: nobody can say that they do not belong.
    """
    keep = pd.Series(True, index=rows.index)
    for column in PLACES:
        chosen = getattr(selection, column)
        if chosen and column in rows:
            keep &= rows[column].isin(chosen) | (rows[column].isna() & (NO_PROVINCE in chosen))
    if date and selection.start:
        keep &= rows[f"{date}_last_day"].map(lambda day: day is None or day >= selection.start).astype(bool)
    if date and selection.end:
        keep &= rows[f"{date}_first_day"].map(lambda day: day is None or day <= selection.end).astype(bool)
    return rows[keep]


def rows_of(table: str, tables: Mapping[str, pd.DataFrame], selection: Selection) -> pd.DataFrame:
    """The rows of one of the tables in DATED_BY that `selection` leaves, by everything of it that reaches the table."""
    rows = table_rows(tables[table], selection, DATED_BY[table])
    for column in OF_FIGURES if table == "published_figures" else ():
        chosen = getattr(selection, column)
        rows = rows[rows[column].isin(chosen)] if chosen else rows
    return rows


def names_reaching(table: str, columns: Collection[str]) -> tuple[str, ...]:
    """The names of the Selection, days apart, that narrow a table with these columns."""
    if table not in DATED_BY:
        return (*CATEGORIES, "harm", "q")
    return tuple(name for name in PLACES if name in columns) + _FURTHER.get(table, ())
