"""Incident rows -> the event table that queries run on.

Wider than incidents.csv, so that imported datasets fit: interval instead of date, all deaths beside civilians
killed, province as reported. What can be decided once is decided here, not in every query.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from dashboard.data.collation import collation_keys, ranks
from dashboard.data.mercator import finest_squares
from dashboard.data.spans import bars_of
from dashboard.data.wide import widened

# Letters that Unicode does not decompose, as typed on a keyboard without them; Arabic and Persian keyboards
# write kaf and yeh with different letters.
_LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "’": "'", "‘": "'", "ك": "ک", "ي": "ی", "ى": "ی"})

SORTED_BY_NAME = ("place", "event_type", "attributed_to", "summary")
SEARCHED = ("place", "district", "province", "summary", "caveat", "original_type", "actors")
_TATWEEL = "ـ"
_DAYS_OF_DATES = ["date_first_day", "date_last_day", "date_last_first_day", "date_last_last_day"]


def fold(text: str) -> str:
    """`text` without case, accents and variants of one letter, for searching: Hakkâri, HAKKARİ -> hakkari.

    What joins or parts letters without being one (zero-width non-joiner, direction marks, tatweel) is left out too.
    """
    return text.lower().strip() if text.isascii() else "".join(map(_folded, text)).strip()


@lru_cache(maxsize=4096)
def _folded(letter: str) -> str:
    """What is left of one letter: blank for what is none."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", letter).casefold())
    return "".join(part for part in decomposed if _is_letter(part)).translate(_LETTERS)


def _is_letter(letter: str) -> bool:
    return not unicodedata.combining(letter) and letter != _TATWEEL and unicodedata.category(letter) != "Cf"


@dataclass(frozen=True)
class Typed:
    """The incidents of a dataset: typed `rows` with `drawn_…`, the rows of its sources, its name, its vocabulary."""

    rows: pd.DataFrame
    sources: pd.DataFrame
    dataset: str
    vocabulary: pd.DataFrame


def event_table(tables: Mapping[str, pd.DataFrame], dataset: str, others: Sequence[Typed] = ()) -> pd.DataFrame:
    """One row an incident, those of imported datasets (`others`) after ours, the columns of IMPORTED_INCIDENTS and
    these:

    `dataset`; `position` in the file, those of a further dataset after all before; `first_day`, `last_day` (both
    included, of an interval its own); `span_precision` (that of the date; INTERVAL or ACROSS_YEARS where a last day is
    given); `is_mapped` (has coordinates); `is_area` (has those of its district, not of its settlement);
    `killed_low`, `killed_high` (persons, the best count where no bound is given); `is_toll_unknown` (no figure
    of civilians killed at all); `is_range_only` (a bound and no best); `has_harm`; `search_text` (folded);
    `sources_count`, `publishers_count` (pages of one publisher are one voice); `has_caveat`;
    `least_deaths`, `most_deaths` (all deaths, the best estimate where no bound is given; blank in our own table);
    `{grain}_first`, `{grain}_precision` for each grain (the bar that the incident stands in, and whether the days
    are known as finely as the grain: else month or year); `{column}_order` of what is sorted by name (see
    `dashboard.data.collation`); `tile_x`, `tile_y` (see `dashboard.data.mercator`; missing without coordinates).
    """
    parts = [Typed(tables["incidents"], tables["sources"], dataset, tables["vocabularies"]), *others]
    each = [event_rows(one.rows, one.sources, one.dataset) for one in parts]
    rows = each[0] if len(each) == 1 else pd.concat(each, ignore_index=True).assign(position=range(sum(map(len, each))))
    vocabulary = pd.concat([one.vocabulary for one in parts], ignore_index=True)
    return rows.assign(**{f"{column}_order": ranks(keys) for column, keys in sort_keys(rows, vocabulary).items()})


def event_rows(rows: pd.DataFrame, sources: pd.DataFrame, dataset: str) -> pd.DataFrame:
    """The event table of `rows`, numbered from 0, which may be a part of a file; without the places among all."""
    rows = widened(rows)
    best, low, high = (rows[f"civilians_killed{end}"] for end in ("", "_low", "_high"))
    first_day, has_last = rows["date_first_day"], rows["date_last_last_day"].notna()
    last_day = rows["date_last_last_day"].where(has_last, rows["date_last_day"])
    return rows.drop(columns=_DAYS_OF_DATES).assign(
        dataset=dataset,
        position=range(len(rows)),
        first_day=first_day,
        last_day=last_day,
        is_mapped=rows["latitude"].notna(),
        is_area=rows["latitude"].notna() & (rows["location_precision"] == "district"),
        killed_low=low.fillna(best),
        killed_high=high.fillna(best),
        is_toll_unknown=best.isna() & low.isna() & high.isna(),
        is_range_only=best.isna() & (low.notna() | high.notna()),
        has_harm=has_harm(rows),
        search_text=pd.Series(_search_texts(rows, sources), dtype=object),
        sources_count=pd.Series([len(ids) for ids in rows["source_ids"]], dtype="int64"),
        source_ids=pd.Series([";".join(ids) for ids in rows["source_ids"]], dtype=object),
        publishers_count=_publishers(rows["source_ids"], sources),
        has_caveat=rows["caveat"].notna(),
        is_inside_area=rows["is_inside_area"].fillna(False).astype(bool),  # blank where nobody can tell
        least_deaths=rows["deaths_low"].fillna(rows["deaths_best"]),
        most_deaths=rows["deaths_high"].fillna(rows["deaths_best"]),
        **bars_of(first_day, last_day, rows["date_precision"], rows["date_last_day"]),
        **finest_squares(rows["drawn_latitude"], rows["drawn_longitude"]),
    )


def sort_keys(rows: pd.DataFrame, vocabularies: pd.DataFrame) -> dict[str, pd.Series]:
    """What SORTED_BY_NAME are sorted by: a value of a vocabulary by its label, a blank place by its district."""
    named = {column: rows[column] for column in SORTED_BY_NAME} | {"place": rows["place"].fillna(rows["district"])}
    found = {}
    for column, names in named.items():
        known = vocabularies[vocabularies["column"] == column]
        found[column] = collation_keys(names, zip(known["value"], known["label"], strict=True))
    return found


def _publishers(source_ids: pd.Series, sources: pd.DataFrame) -> pd.Series:
    """Of how many publishers the sources are."""
    of = dict(zip(sources["source_id"], sources["publisher_id"], strict=True))
    counts = {ids: len({of[one] for one in ids if one in of}) for ids in source_ids.unique()}
    return source_ids.map(counts).astype("int64")


def cited_table(events: pd.DataFrame) -> pd.DataFrame:
    """Columns `source_id`, `position`: a row for each source of each incident of the event table, in its order."""
    cited = events[["source_ids", "position"]].rename(columns={"source_ids": "source_id"})
    cited["source_id"] = [ids.split(";") for ids in cited["source_id"]]
    return cited.explode("source_id", ignore_index=True).astype({"source_id": "str"})


def has_harm(rows: pd.DataFrame) -> pd.Series:
    """Whether civilians were killed (best or high) or injured; what is not known is no harm known."""
    best, high, injured = (_above_zero(rows[f"civilians_{name}"]) for name in ("killed", "killed_high", "injured"))
    return best | high | injured


def _above_zero(counts: pd.Series) -> pd.Series:
    return counts.fillna(0).gt(0).astype(bool)


def _search_texts(rows: pd.DataFrame, sources: pd.DataFrame) -> list[str]:
    """What a search looks at: place, district, province, summary, caveat, source titles and publishers."""
    of_source = dict(zip(sources["source_id"], map(fold, sources["title"] + " " + sources["publisher"]), strict=True))
    columns = [_folded_column(rows[name]) for name in SEARCHED]
    return [
        "\n".join(filter(None, [*texts, *(of_source.get(source, "") for source in ids)]))
        for ids, *texts in zip(rows["source_ids"], *columns, strict=True)
    ]


def _folded_column(texts: pd.Series) -> list[str]:
    """Each text folded, those that repeat once; blank where there is none."""
    known = {text: fold(text) for text in texts.dropna().unique()}
    return [known.get(text, "") for text in texts]
