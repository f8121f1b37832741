"""The table of incidents. Rows come from the server, a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import dash_ag_grid as dag
import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.data.dataset import Dataset
from dashboard.data.frames import records
from dashboard.layout import ids
from dashboard.layout.parts import download
from dashboard.model.dataset_words import dataset_titles
from dashboard.model.row_words import NOT_CODED, deaths_short, killed_short, when_short
from dashboard.model.situation import Situation
from dashboard.text import Words

ROWS_PER_REQUEST = 50
# Column of the grid -> column of the event table that it is sorted by.
SORTED_BY = {
    "date": "first_day",
    "dataset": "dataset",
    "place": "place_order",
    "type": "event_type_order",
    "by": "attributed_to_order",
    "killed": "civilians_killed",
    "injured": "civilians_injured",
    "deaths": "deaths_best",
    "summary": "summary_order",
    "sources": "sources_count",
}
_WIDTHS = {"date": 112, "place": 176, "type": 136, "by": 172, "killed": 92, "injured": 84, "sources": 84,
           "dataset": 140, "deaths": 92}  # fmt: skip
# Columns that only some selections need -> whether this one does; `assets/47-rows.js` shows and hides them.
NEEDED: Mapping[str, Callable[[Situation], bool]] = {
    "dataset": lambda situation: situation.is_combined,
    "deaths": lambda situation: situation.has_deaths,
}


def table_card(words: Words) -> Component:
    """A heading and the grid."""
    grid = dag.AgGrid(
        id=ids.TABLE,
        rowModelType="infinite",
        columnDefs=[_column(name, words) for name in SORTED_BY],
        defaultColDef={"sortable": True, "resizable": True, "suppressMovable": True, "wrapHeaderText": False},
        dashGridOptions={
            "cacheBlockSize": ROWS_PER_REQUEST,
            "maxBlocksInCache": 4,
            "rowHeight": 30,
            "rowBuffer": 2,  # ten, as usual, take as long to draw as those that are seen
            "headerHeight": 32,
            "suppressCellFocus": False,
            "suppressColumnVirtualisation": True,  # eight columns; a row without its cells is none to a screen reader
            "infiniteInitialRowCount": 1,
            "localeText": {"noRowsToShow": words("empty-table")},
            "rowSelection": {"mode": "singleRow", "checkboxes": False, "enableClickSelection": True},
        },
        className="table-grid",
        getRowId="params.data.id",
    )
    heading = html.H2(words("view-table"), id=ids.title(ids.TABLE), className="card-title")
    return html.Section(
        [
            html.Div(
                [heading, html.P(words("table-note"), className="note"), _downloads(words)], className="card-head"
            ),
            grid,
        ],
        className="card card-table",
        **{"aria-labelledby": ids.title(ids.TABLE)},
    )


def _downloads(words: Words) -> Component:
    links = ((ids.TABLE_CSV, "csv"), (ids.TABLE_GEOJSON, "geojson"))
    return html.Div(
        [html.A(words(f"download-{ending}"), id=link, **download(f"api/incidents.{ending}")) for link, ending in links],
        className="card-actions",
    )


def _column(name: str, words: Words) -> dict[str, Any]:
    column: dict[str, Any] = {"field": name, "headerName": words(f"column-{name}"), "tooltipField": name}
    if name == "summary":
        return column | {"flex": 1, "minWidth": 220}
    column |= {"width": _WIDTHS[name], "hide": name in NEEDED}
    return column | {"type": "rightAligned"} if name in ("killed", "injured", "deaths", "sources") else column


def table_rows(rows: pd.DataFrame, dataset: Dataset, words: Words) -> list[dict[str, Any]]:
    """Rows of the event table as the grid shows them: texts, and counts of sources."""
    titles = dataset_titles(dataset)
    return [
        {
            "id": row["incident_id"],
            "date": when_short(row),
            "place": ", ".join(dict.fromkeys(name for name in (row["place"], row["district"]) if name))
            or row["province"]
            or "",
            "dataset": titles.get(row["dataset"], row["dataset"]),
            "type": dataset.label("incidents", "event_type", row["event_type"]),
            "by": dataset.label("incidents", "attributed_to", row["attributed_to"])
            + _doubt(row["attribution_status"], dataset),
            "killed": killed_short(row, words),
            "injured": "?" if pd.isna(row["civilians_injured"]) else words.number(int(row["civilians_injured"])),
            "deaths": deaths_short(row, words),
            "summary": row["summary"] or ", ".join(filter(None, [row["original_type"], row["actors"]])),
            "sources": int(row["sources_count"]),
        }
        for row in records(rows)
    ]


def _doubt(status: str, dataset: Dataset) -> str:
    if status in ("reported", NOT_CODED):
        return ""
    return f" ({dataset.label('incidents', 'attribution_status', status).lower()})"
