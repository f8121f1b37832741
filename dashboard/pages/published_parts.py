"""What `/published` is made of: panels, their charts with tables, and readings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dashboard.figures.style import Figure
from dashboard.pages.sources import Source
from dashboard.pages.statement_rows import StatementRow


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure with the table of the same numbers; `refused` says which series could not be joined, and why;
    `measured` are (resolution, length) of the coastline, `outline` what its script draws the line with."""

    id: str
    title: str
    figure: Figure
    rows: Sequence[StatementRow]
    refused: Sequence[str] = ()
    measured: Sequence[tuple[str, str]] = ()
    outline: dict[str, object] | None = None


@dataclass(frozen=True, slots=True)
class PartView:
    """One indicator; `title` is blank when its panel has no other."""

    title: str
    whole: Chart | None
    provinces: Chart | None
    undated: Sequence[StatementRow]


@dataclass(frozen=True, slots=True)
class ReadingView:
    """A reading in words, its numbers linked to `rows`, and the sources of these, each once."""

    name: str
    title: str
    text: Markup
    rows: Sequence[StatementRow]
    sources: Sequence[Source]


@dataclass(frozen=True, slots=True)
class PanelView:
    """One quantity as it stands on the page."""

    name: str
    title: str
    note: str
    count: str
    parts: Sequence[PartView]
    readings: Sequence[ReadingView] = ()
    coastline: Chart | None = None
