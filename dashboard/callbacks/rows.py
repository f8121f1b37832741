"""The Selection -> rows of the table, a block at a time, sorted as the reader wants."""

from __future__ import annotations

from typing import Any

from dash import ClientsideFunction, Dash, Input
from flask import Response, jsonify, request

from dashboard.callbacks.service import Service
from dashboard.layout import ids
from dashboard.layout.table import NEEDED, ROWS_PER_REQUEST, SORTED_BY, table_rows
from dashboard.model.situation import Situation
from dashboard.text import Words


def register(app: Dash, service: Service) -> None:
    """Answer the grid's questions; hand it to the script that asks them."""

    @app.server.get("/views/rows")
    def rows() -> Response:
        situation = service.situation(request.query_string.decode(errors="replace"))
        start = request.args.get("start", default=0, type=int)
        response = jsonify(block(situation, service.words, request.args.get("sort", ""), max(0, start)))
        response.headers["Cache-Control"] = "no-store"
        return response

    app.clientside_callback(ClientsideFunction("table", "connect"), Input(ids.TABLE, "id"))


def first_rows(situation: Situation, words: Words, sort: str) -> dict[str, Any]:
    """The block that is seen first."""
    return block(situation, words, sort, 0)


def block(situation: Situation, words: Words, sort: str, start: int) -> dict[str, Any]:
    """`rows` of the grid from `start` on, the `count` of all, and which `columns` that are not always there are shown;
    `sort` is `killed` or `-killed`, newest if blank."""
    rows = situation.page(order(sort), start, ROWS_PER_REQUEST)
    columns = {name: is_needed(situation) for name, is_needed in NEEDED.items()}
    return {"rows": table_rows(rows, situation.dataset, words), "count": situation.toll.incidents, "columns": columns}


def order(sort: str) -> list[tuple[str, bool]]:
    """(column of the event table, is descending); nothing when `sort` names no column."""
    column = SORTED_BY.get(sort.removeprefix("-"))
    return [(column, sort.startswith("-"))] if column else []
