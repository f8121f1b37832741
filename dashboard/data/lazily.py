"""Events in any engine that narwhals can ask lazily: DuckDB in this process, or one that is there already.

Only aggregates and pages of rows come back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import narwhals as nw
import pandas as pd

from dashboard.data import measures
from dashboard.data.incident_rows import cells
from dashboard.data.mercator import FINEST_ZOOM, Squares
from dashboard.data.question import Where, is_within

Frame = nw.LazyFrame[Any]
# What an engine may have beside the events: `source_id`, `position`, a row for each source of each incident; and
# `position` with the columns of incidents.csv as texts. What it has not is worked out of the events.
BESIDE = ("cited", "cells")


class Lazily:
    """The questions of `dashboard.data.store.EventStore`, as narwhals expressions over lazy frames."""

    def __init__(self, events: Callable[[], Frame], counted: Callable[[], Frame] | None = None) -> None:
        """Each gives a frame for one question: all columns of the event table, and those that counts are made from."""
        self._events = events
        self._counted = counted or events

    def _kept(self, where: Where) -> Frame:
        """The events that a question is about, with all their columns."""
        return self._events().filter(where.expr)

    def _beside(self, where: Where) -> Mapping[str, Frame]:
        """The same as `kept`, with those of BESIDE that there are and that can be joined with it."""
        return {"kept": self._kept(where)}

    def count(self, where: Where) -> int:
        """The number of incidents."""
        return int(collected(self._counted().filter(where.expr).select(n=nw.len()))["n"].iloc[0])

    def cells(self, where: Where, keys: Sequence[str]) -> pd.DataFrame:
        """Counts and tolls by `keys`."""
        return collected(self._counted().filter(where.expr).group_by(*keys).agg(*measures.of_rows()))

    def kinds(self, where: Where) -> pd.DataFrame:
        """Incidents by what a Selection can choose by."""
        counts = [nw.len().alias("incidents"), nw.col("counted_areas").sum().alias("areas")]
        return collected(self._counted().filter(where.expr).group_by(*measures.KIND_COLUMNS).agg(*counts))

    def squares(self, where: Where, zoom: int, within: Squares, keys: Sequence[str] = ()) -> pd.DataFrame:
        """Incidents by square of the map, and by `keys`."""
        parts = 2 ** (FINEST_ZOOM - zoom)
        numbers = {f"square_{axis}": nw.col(f"tile_{axis}") // parts for axis in "xy"}
        kept = self._counted().filter((where & is_within(within)).expr).with_columns(**numbers)
        found = collected(kept.group_by(*numbers, *keys).agg(*measures.of_squares()))
        return found[[*measures.SQUARE_COLUMNS, *keys]]

    def squares_around(self, where: Where) -> Squares | None:
        """The squares of the closest zoom that hold all of them."""
        ends = [getattr(nw.col(f"tile_{axis}"), end)().alias(end + axis) for end in ("min", "max") for axis in "xy"]
        found = collected(self._counted().filter((where & nw.col("is_mapped")).expr).select(*ends)).iloc[0]
        return None if found.isna().any() else (*map(int, found),)  # type: ignore[return-value]

    def page(self, where: Where, order: Sequence[tuple[str, bool]], part: slice, columns: list[str]) -> pd.DataFrame:
        """A part of the rows, ordered."""
        names, descending = [name for name, _ in order], [is_descending for _, is_descending in order]
        kept = self._kept(where)
        picked = kept.select(*dict.fromkeys([*columns, *names])) if columns else kept
        return collected(picked.sort(*names, descending=descending, nulls_last=True).head(part.stop)).iloc[part.start :]

    def rows(self, where: Where, columns: list[str]) -> pd.DataFrame:
        """Columns of all rows, in the order of the file."""
        picked = self._kept(where).select(*dict.fromkeys([*columns, "position"]))
        return collected(picked.sort("position"))[columns]

    def counts(self, where: Where, keys: list[str]) -> pd.DataFrame:
        """`incidents` by `keys`."""
        return collected(self._kept(where).group_by(*keys).agg(incidents=nw.len()))

    def sources(self, where: Where, among: list[str]) -> pd.DataFrame:
        """`source_id`, `rows`: most first."""
        cited = _cited(self._beside(where), where)
        cited = cited.filter(nw.col("source_id").is_in(among)) if among else cited
        found = cited.group_by("source_id").agg(rows=nw.len(), first=nw.col("position").min())
        ordered = found.sort("rows", "first", "source_id", descending=[True, False, False])
        return collected(ordered.select("source_id", "rows"))

    def citing(self, source_id: str, most: int) -> pd.DataFrame:
        """The first `most` incidents that name the source."""
        tables = self._beside(Where())
        cited = _cited(tables, Where()).filter(nw.col("source_id") == source_id)
        chosen = cited.select("position").sort("position").head(most)
        return collected(tables["kept"].join(chosen, on="position", how="semi").sort("position"))

    def texts(self, where: Where, columns: list[str]) -> pd.DataFrame:
        """The cells of the rows, in the order of the file."""
        tables = self._beside(where)
        if "cells" not in tables:
            return cells(self.rows(where, columns))[columns]
        kept = tables["kept"].select("position")
        return collected(tables["cells"].join(kept, on="position", how="semi").sort("position").select(*columns))


def _cited(tables: Mapping[str, Frame], where: Where) -> Frame:
    """`source_id`, `position` of the events that are kept."""
    positions, cited = tables["kept"].select("position"), tables.get("cited")
    if cited is None:
        split = nw.col("source_ids").str.split(";")
        return tables["kept"].select("position", source_id=split).explode("source_id")
    return cited if where == Where() else cited.join(positions, on="position", how="semi")


def collected(frame: Frame) -> pd.DataFrame:
    """The answer as `plain` gives it.

    Other engines answer as Arrow, which all but DuckDB can without a further package: what pyspark and Ibis make of an
    answer for pandas was written for pandas 2.
    """
    if frame.implementation.is_duckdb():
        return plain(frame.collect("pandas").to_native())
    found: pd.DataFrame = frame.collect("pyarrow").to_native().to_pandas()
    return plain(found)


def plain(answer: pd.DataFrame) -> pd.DataFrame:
    """Days as dates, which DuckDB gives as moments, and texts as texts, even those of a dictionary."""
    days = {str(name): column.dt.date for name, column in answer.select_dtypes("datetime").items()}
    texts = {str(name): column.astype("str") for name, column in answer.select_dtypes("category").items()}
    return answer.assign(**days, **texts) if days or texts else answer
