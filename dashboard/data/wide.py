"""Our incidents with all columns that imported ones have, so that both can stand in one table."""

from __future__ import annotations

import pandas as pd

from dashboard.data.frames import to_frame
from dashboard.data.tables_imported import IMPORTED_INCIDENTS


def widened(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with all columns of IMPORTED_INCIDENTS, in one order: ours lie inside, in the province that we name."""
    if "date_last" in rows:
        return rows
    blank = to_frame(IMPORTED_INCIDENTS, []).reindex(rows.index)
    is_inside = pd.array([True] * len(rows), dtype="boolean")
    named = {str(name): rows[name] for name in rows}
    return blank.assign(**named, province_reported=rows["province"], is_inside_area=is_inside)


def widened_cells(cells: pd.DataFrame) -> pd.DataFrame:
    """The same of our incidents as they stand in the file, for a table of texts that imported ones stand in, too."""
    if "date_last" in cells:
        return cells
    blank = dict.fromkeys((name for name in IMPORTED_INCIDENTS.by_name if name not in cells), "")
    wide = cells.assign(**blank).assign(province_reported=cells["province"], is_inside_area="yes")
    return wide[list(IMPORTED_INCIDENTS.by_name)]
