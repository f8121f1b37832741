"""Facts of a row as a list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.data.dataset import Dataset
from dashboard.text import Words


def fact_list(facts: Iterable[tuple[str, str | None]], words: Words) -> Component:
    """Label and value of each fact that has one."""
    pairs = [(html.Dt(words(key)), html.Dd(value)) for key, value in facts if value]
    return html.Dl([part for pair in pairs for part in pair], className="facts")


def explained(dataset: Dataset, table: str, column: str, row: Mapping[str, Any], words: Words) -> str:
    """The value of a column with what the vocabulary says that it means."""
    value = row[column]
    label, meaning = dataset.label(table, column, value), dataset.definition(table, column, value)
    return words("explained", value=label, meaning=meaning) if meaning else label
