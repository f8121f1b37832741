"""What can be asked for with a Selection, one Route a path: the blueprint answers by it, OpenAPI describes it.

A further file is a further Route whose `make` gives a text, its parts, or bytes, with the words `api-path-…` and
`api-answer-…`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict

from dashboard.api.answers import JSON_TYPE, Body, to_json
from dashboard.api.summary import summary
from dashboard.config import Settings
from dashboard.errors import BadValue
from dashboard.export.about import companion
from dashboard.export.asked import Asked as Shown
from dashboard.export.briefing.archive import briefing_zip
from dashboard.export.briefing.pdf import briefing_pdf
from dashboard.export.extracts import EXPORTED
from dashboard.export.kept_renderer import KeptRenderer
from dashboard.export.rows import incidents_geojson, table_csv
from dashboard.export.slides import briefing_pptx
from dashboard.export.workbook import incidents_xlsx
from dashboard.figures.map_contents import DEFAULT_LAYERS, LAYERS
from dashboard.figures.map_frame import parse_extent
from dashboard.model.selection import flag
from dashboard.model.situation import Situation
from dashboard.text import Words

CSV, GEOJSON = "text/csv; charset=utf-8", "application/geo+json"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
PDF, ZIP = "application/pdf", "application/zip"
HXL = "hxl"
MAP_NAMES = ("map", "layers")
DRAWN = ("pdf", "zip")  # by a browser on the server


@dataclass(frozen=True, slots=True)
class Asked:
    """What an answer is made from; `options` are those switched on, `shown` is what the map of the page shows."""

    situation: Situation
    words: Words
    settings: Settings
    renderer: KeptRenderer
    options: tuple[str, ...] = ()
    shown: Shown = field(default_factory=Shown)

    @property
    def key(self) -> tuple[str, ...]:
        """What a file with a map depends on besides the Selection."""
        extent = ",".join(map(str, self.shown.extent or ()))
        return extent, ",".join(sorted(self.shown.layers)), self.renderer.why_not


@dataclass(frozen=True, slots=True)
class Route:
    """`/api/{table}.{ending}`. `schema` names that of its JSON; `options` are switches beside the Selection.

    `key` is what the keys of its words end in, where several paths share them: then they name the table. A file that
    `has_map` shows what the map of the page does (`map`, `layers`); it may have to wait for a browser, which is 503.
    """

    table: str
    ending: str
    content_type: str
    make: Callable[[Asked], Body]
    schema: str = ""
    key: str = ""
    options: tuple[str, ...] = ()
    is_file: bool = True
    has_map: bool = False

    @property
    def path(self) -> str:
        return f"/api/{self.table}.{self.ending}"

    @property
    def name(self) -> str:
        """The name of the operation."""
        return f"{self.table}-{self.ending}".replace(".", "-")

    def options_of(self, args: MultiDict[str, str]) -> tuple[tuple[str, ...], tuple[BadValue, ...]]:
        """The options that a query switches on, and those of their values that can't be used."""
        bad: list[BadValue] = []
        found = tuple(name for name in self.options if flag(name, ",".join(args.getlist(name)), bad))
        return found, tuple(bad)


def shown_of(args: MultiDict[str, str]) -> Shown:
    """What the map of the page shows, as its address says; what can't be used there is left out here, too."""
    layers = args.get("layers", "")
    found = [name for name in layers.split(",") if name in LAYERS]
    return Shown(extent=parse_extent(args.get("map", "")), layers=found if layers else DEFAULT_LAYERS)


def _summary(asked: Asked) -> str:
    return to_json(summary(asked.situation, asked.words))


def _geojson(asked: Asked) -> Iterator[str]:
    return incidents_geojson(asked.situation, asked.words)


def _xlsx(asked: Asked) -> bytes:
    return incidents_xlsx(asked.situation, asked.words)


def _slides(asked: Asked) -> bytes:
    return briefing_pptx(asked.situation, asked.words, asked.settings, asked.shown)


def _pdf(asked: Asked) -> bytes:
    return asked.renderer.draw(
        lambda renderer: briefing_pdf(asked.situation, asked.words, asked.settings, renderer, asked.shown)
    )


def _zip(asked: Asked) -> bytes:
    """Where no browser is found it holds no images, and says so."""
    if asked.renderer.why_not:
        return briefing_zip(asked.situation, asked.words, asked.settings, None, asked.shown)
    return asked.renderer.draw(
        lambda renderer: briefing_zip(asked.situation, asked.words, asked.settings, renderer, asked.shown)
    )


def _csv(table: str) -> Callable[[Asked], Iterator[str]]:
    return lambda asked: table_csv(table, asked.situation, asked.words, hxl=HXL in asked.options)


def _companion(table: str) -> Callable[[Asked], str]:
    return lambda asked: to_json(companion(table, asked.situation, asked.words))


ROUTES = (
    Route("summary", "json", JSON_TYPE, _summary, "Summary", is_file=False),
    Route("incidents", "geojson", GEOJSON, _geojson, "Incidents"),
    Route("incidents", "xlsx", XLSX, _xlsx),
    Route("briefing", "pptx", PPTX, _slides, has_map=True),
    Route("briefing", "pdf", PDF, _pdf, has_map=True),
    Route("briefing", "zip", ZIP, _zip, has_map=True),
    *(Route(table, "csv", CSV, _csv(table), key="csv", options=(HXL,)) for table in EXPORTED),
    *(Route(table, "meta.json", JSON_TYPE, _companion(table), "Companion", key="meta") for table in EXPORTED),
)
