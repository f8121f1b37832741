"""Two days -> the cells that say when: a day, a month, a year, or a first and a last day."""

from __future__ import annotations

import datetime as dt


def when(first: str, last: str = "") -> dict[str, str]:
    """Cells `date`, `date_precision`, `date_last` for days as 2024-02-28; both are included. A whole month or year is
    written as such."""
    if not last or last == first:
        return {"date": first, "date_precision": "day"}
    begin, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    after = end + dt.timedelta(days=1)
    if begin.day == after.day == 1:
        if begin.month == after.month == 1 and after.year == begin.year + 1:
            return {"date": first[:4], "date_precision": "year"}
        if (after.year, after.month) == (begin.year + begin.month // 12, begin.month % 12 + 1):
            return {"date": first[:7], "date_precision": "month"}
    return {"date": first, "date_precision": "day", "date_last": last}
