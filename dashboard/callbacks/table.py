"""The Selection -> rows of the table, a block at a time."""

from __future__ import annotations

from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State

from dashboard.callbacks.service import Service
from dashboard.callbacks.views import ASKED
from dashboard.layout import ids
from dashboard.layout.table import ROWS_PER_REQUEST, SORTED_BY, table_rows


def register(app: Dash, service: Service) -> None:
    """Answer the grid; forget its rows when the Selection or the data change."""
    app.clientside_callback(
        ClientsideFunction("table", "refresh"),
        Output(ids.TABLE, "selectedRows"),
        *ASKED.values(),
        State(ids.TABLE, "id"),
        prevent_initial_call=True,
    )

    @app.callback(
        Output(ids.TABLE, "getRowsResponse"),
        inputs={"request": Input(ids.TABLE, "getRowsRequest"), "query": State(ids.SELECTION, "data")},
        prevent_initial_call=True,
    )
    def give_rows(request: dict[str, Any] | None, query: str | None) -> dict[str, Any]:
        if request is None or query is None:
            return {"rowData": [], "rowCount": 0}
        situation = service.situation(query)
        order = [(SORTED_BY[s["colId"]], s["sort"] == "desc") for s in request["sortModel"] if s["colId"] in SORTED_BY]
        rows = situation.page(order, request["startRow"], ROWS_PER_REQUEST)
        return {"rowData": table_rows(rows, situation.dataset, service.words), "rowCount": situation.toll.incidents}
