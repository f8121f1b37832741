"""One row of an HXL table of displaced people -> one count. Nothing is added up: see `stocks`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dashboard.data.cells import CellError
from dashboard.importers import cells as cell_forms
from dashboard.importers import dates
from dashboard.importers.hxl_plan import PEOPLE
from dashboard.importers.hxl_rows import Cells
from dashboard.importers.interface import Context, Given, Outcome, Refused
from dashboard.importers.places import COUNTRY, DISTRICT, PROVINCE, Reported
from dashboard.importers.stocks import AREA, LEVELS, Stock, made

_YES_NO = {"yes": "yes", "true": "yes", "1": "yes", "no": "no", "false": "no", "0": "no"}
NOT_STATED = "not stated in the file"


def count(cells: Cells, context: Context, day: dates.Reader, is_stock: str) -> Callable[[Given], Outcome]:
    """What maps rows to counts; `is_stock` is yes or no, blank where each row says it."""

    def mapped(given: Given) -> Outcome:
        column = "date"
        numbers: dict[str, str] = {}
        try:
            days = cells.days(given, day)
            for column in PEOPLE:
                numbers[column] = cells.number(given, column)
        except CellError as error:
            return Refused(cells.column(column), cells.text(given, column), str(error))
        stock = is_stock or _YES_NO.get(cells.text(given, "is_cumulative").casefold(), "")
        if not stock:
            said = cells.text(given, "is_cumulative")
            return Refused(cells.column("is_cumulative"), said, "does not say whether it is a stock (yes) or new (no)")
        return made(_stock(cells, given, context, days | numbers | {"is_cumulative": stock}), context)

    return mapped


def _stock(cells: Cells, given: Given, context: Context, read: Mapping[str, str]) -> Stock:
    """`read` are the days, the numbers and whether it is a stock."""
    level = _level(cells, given)
    place = level not in (COUNTRY, AREA)
    return Stock(
        key=cells.key(given, context),
        at=Reported(
            country=cells.text(given, "country"),
            country_code=cells.text(given, "country_code"),
            province=cells.text(given, "province") if place else "",
            district=cells.text(given, "district") if level == DISTRICT else "",
            precision=level if level != AREA else DISTRICT,
            code=(cells.text(given, "district_code") if level == DISTRICT else "")
            or cells.text(given, "province_code"),
        ),
        level=level,
        day=read.get("date_last", read.get("date", "")),
        round=cell_forms.identifier(cells.text(given, "round")),
        series=(cells.text(given, "operation"), cells.text(given, "assessment"), cells.text(given, "cause")),
        cause=cells.text(given, "cause"),
        notes=cells.text(given, "summary"),
        organisation=cells.text(given, "organisation") or NOT_STATED,
        is_cumulative=read["is_cumulative"] == "yes",
        updated=cells.text(given, "updated"),
        details=cells.details(given) | {"sources": cells.texts(given, "sources")},
        more={name: read[name] for name in PEOPLE} | _series(cells, given, context),
    )


def _series(cells: Cells, given: Given, context: Context) -> dict[str, str]:
    """The series that the file names; a table that names some rows' has none for others, as ours."""
    if "series" not in cells.plan.fields:
        return {}
    said = cells.text(given, "series")
    return {"series_id": f"{context.dataset}:{said}" if said else ""}


def _level(cells: Cells, given: Given) -> str:
    level = cells.text(given, "level")
    said = LEVELS.get(cell_forms.identifier(level), level)
    if said in (*LEVELS.values(), AREA):
        return said
    for level, names in ((DISTRICT, ("district", "district_code")), (PROVINCE, ("province", "province_code"))):
        if any(cells.text(given, name) for name in names):
            return level
    return COUNTRY if cells.text(given, "country") or cells.text(given, "country_code") else AREA
