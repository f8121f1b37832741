"""Stocks of displaced people of imported datasets on the timeline of displacement: a line a place, hollow marks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard.figures import palette
from dashboard.figures.style import plain
from dashboard.model.stock_lines import StockLine
from dashboard.text import Words

META = "stock"


def stock_name(line: StockLine, words: Words, *, is_titled: bool) -> str:
    """The place, with the cause where one place has several lines, and with the dataset where it has to be told."""
    place = line.place or words("no-single-province")
    where = words("explained-stock", place=place, cause=line.cause) if line.cause else place
    return words("stock-line", place=where, title=line.title) if is_titled else where


def are_of_several(stocks: Sequence[StockLine]) -> bool:
    """Whether lines are of several datasets, so that each has to say of which: a title and its caption say the one."""
    return len({line.title for line in stocks}) > 1


def named_stocks(stocks: Sequence[StockLine], series: pd.DataFrame, words: Words) -> list[tuple[str, str]]:
    """(name, colour) of the lines of stocks that are drawn beside those of `series`, rows of published_figures.csv."""
    published = series.loc[series["value"].notna(), "series_id"].nunique()
    colours = _colours_after(published, stocks)
    is_titled = are_of_several(stocks)
    return [(stock_name(one, words, is_titled=is_titled), colour) for one, colour in zip(stocks, colours, strict=True)]


def stock_traces(
    stocks: Sequence[StockLine], lines: int, column: str, at: Callable[[Mapping[str, Any]], str], words: Words
) -> list[dict[str, Any]]:
    """A trace a line of stocks, beside so many `lines` of published series; `at` says where a row stands in time."""
    colours = _colours_after(lines, stocks)
    is_titled = are_of_several(stocks)
    return [
        _trace(one, colour, column, at, words) | {"name": plain(stock_name(one, words, is_titled=is_titled))}
        for one, colour in zip(stocks, colours, strict=True)
    ]


def _colours_after(lines: int, stocks: Sequence[StockLine]) -> list[str]:
    return [palette.SERIES[(lines + at) % len(palette.SERIES)] for at in range(len(stocks))]


def _trace(
    line: StockLine, colour: str, column: str, at: Callable[[Mapping[str, Any]], str], words: Words
) -> dict[str, Any]:
    """The readings of a line; a click opens the row."""
    name = stock_name(line, words, is_titled=True)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "meta": META,
        "x": [at(row) for row in line.readings],
        "y": [int(row[column]) for row in line.readings],
        "customdata": [[row["record_id"]] for row in line.readings],
        "hovertext": [_hover(row, column, name, words) for row in line.readings],
        "hoverinfo": "text",
        "line": {"color": colour, "width": 1.6, "dash": "dot"},
        "marker": {"color": colour, "size": 7, "symbol": "circle-open", "line": {"width": 1.6, "color": colour}},
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _hover(row: Mapping[str, Any], column: str, name: str, words: Words) -> str:
    lines = [
        words.partial_date(row["date"]),
        f"<b>{words.plural(column, int(row[column]))}</b>",
        plain(name),
        words("reports-stock"),
        words("stock-round", round=plain(row["round"])) if row["round"] else "",
        words("counted-by", organisation=plain(row["organisation"])),
    ]
    return "<br>".join(line for line in lines if line)
