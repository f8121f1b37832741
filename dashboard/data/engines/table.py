"""The prepared event table that an engine holds: its columns, and what is wrong with one that has others.

The columns are those of `dashboard.data.events.event_table` and those that `dashboard.data.measures.storable` adds;
`docs/engines.md` lists them for whoever loads them.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import narwhals as nw

from dashboard.data.calendar import GRAINS
from dashboard.data.events import SORTED_BY_NAME
from dashboard.data.measures import COUNTED
from dashboard.data.schema import Kind
from dashboard.data.tables_imported import IMPORTED_INCIDENTS
from dashboard.errors import EngineError
from dashboard.text import Words

OTHER_TABLE = "engine-other-table"


class Type(StrEnum):
    """What a column holds, in words of SQL."""

    TEXT = "text"
    WHOLE = "bigint"
    DECIMAL = "double precision"
    DAY = "date"
    YES_NO = "boolean"


_OF_KIND = {
    Kind.COUNT: Type.WHOLE,
    Kind.YES_NO: Type.YES_NO,
    Kind.LATITUDE: Type.DECIMAL,
    Kind.LONGITUDE: Type.DECIMAL,
}
COLUMNS: Mapping[str, Type] = {
    **{column.name: _OF_KIND.get(column.kind, Type.TEXT) for column in IMPORTED_INCIDENTS.columns},
    **dict.fromkeys(("drawn_latitude", "drawn_longitude"), Type.DECIMAL),
    **dict.fromkeys(("dataset", "search_text", "span_precision"), Type.TEXT),
    **dict.fromkeys(("position", "sources_count", "publishers_count", "tile_x", "tile_y"), Type.WHOLE),
    **dict.fromkeys(("first_day", "last_day"), Type.DAY),
    **dict.fromkeys(("killed_low", "killed_high", "least_deaths", "most_deaths"), Type.WHOLE),
    **dict.fromkeys(("is_mapped", "is_area", "has_caveat"), Type.YES_NO),
    **dict.fromkeys(("is_toll_unknown", "is_range_only", "has_harm"), Type.YES_NO),
    **{f"{grain}_first": Type.DAY for grain in GRAINS},
    **{f"{grain}_precision": Type.TEXT for grain in GRAINS},
    **{f"{column}_order": Type.WHOLE for column in SORTED_BY_NAME},
    **{f"counted_{name}": Type.WHOLE for name in COUNTED},
}


def check(schema: Mapping[str, nw.dtypes.DType]) -> None:
    """Raise EngineError, which names every column that is missing or holds something else."""
    words = Words("en")
    missing = [name for name in COLUMNS if name not in schema]
    wrong = [
        words("engine-wrong-column", name=name, found=str(schema[name]), needed=needed)
        for name, needed in COLUMNS.items()
        if name in schema and not _holds(schema[name], needed)
    ]
    if missing:
        wrong.insert(0, words.plural("engine-missing-columns", len(missing), names=words.listed(missing)))
    if wrong:
        raise EngineError(OTHER_TABLE, words(OTHER_TABLE, columns="; ".join(wrong)))


def _holds(found: nw.dtypes.DType, needed: Type) -> bool:
    match needed:
        case Type.TEXT:
            return isinstance(found, nw.String | nw.Categorical | nw.Enum)
        case Type.WHOLE:
            return found.is_integer()
        case Type.DECIMAL:
            return found.is_float()
        case Type.DAY:
            return isinstance(found, nw.Date)
        case Type.YES_NO:
            return isinstance(found, nw.Boolean)
