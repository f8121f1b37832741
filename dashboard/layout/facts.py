"""Facts of a row as a list."""

from __future__ import annotations

from collections.abc import Iterable

from dash import html
from dash.development.base_component import Component

from dashboard.text import Words


def fact_list(facts: Iterable[tuple[str, str | None]], words: Words) -> Component:
    """Label and value of each fact that has one."""
    pairs = [(html.Dt(words(key)), html.Dd(value)) for key, value in facts if value]
    return html.Dl([part for pair in pairs for part in pair], className="facts")
