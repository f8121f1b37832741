"""Facts of a row in words: where, how many, how precisely. The panel, the table and the slides say the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from dashboard.text import Words

NOT_CODED = "not_coded"  # the dataset does not say who did it


def where(row: Mapping[str, Any], words: Words) -> str:
    """Place, district, province, each once."""
    names = [row["place"], row["district"], row["province"] or words("no-single-province")]
    return ", ".join(dict.fromkeys(name for name in names if name))


def when(row: Mapping[str, Any], words: Words) -> str:
    """The days of an incident as precisely as they are known: 5–8 January 2024, where an imported one has a last."""
    first, last = str(row["date"]), row.get("date_last")
    if not last:
        return words.partial_date(first) + precision_note("date", row["date_precision"], words)
    try:
        return words.interval(dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    except ValueError:  # one of them is a month or a year
        return words("date-range", first=words.partial_date(first), last=words.partial_date(last))


def when_short(row: Mapping[str, Any]) -> str:
    """The same in a table cell, of the last day only what differs: 2024-01-05 – 08."""
    first, last = str(row["date"]), row.get("date_last")
    if not last:
        return first
    if len(first) != len(last):
        return f"{first} – {last}"
    same = 8 if first[:8] == last[:8] else 5 if first[:5] == last[:5] else 0
    return f"{first} – {last[same:]}"


def killed(row: Mapping[str, Any], words: Words) -> str:
    """Civilians killed in words: best with its range, a range alone, or not known; and whether it is contested."""
    text = _ranged([integer(row[f"civilians_killed{end}"]) for end in ("", "_low", "_high")], words)
    return f"{text}; {words('contested')}" if row["is_toll_contested"] else text


def deaths(row: Mapping[str, Any], words: Words) -> str:
    """All deaths in words; blank where nobody counts them. They are no number of civilians."""
    counts = [integer(row.get(f"deaths_{end}")) for end in ("best", "low", "high")]
    return "" if counts == [None, None, None] else _ranged(counts, words)


def is_low_above_best(row: Mapping[str, Any]) -> bool:
    """Whether a dataset gives a low count of deaths above its best one: shown as it was published."""
    best, low = (integer(row.get(f"deaths_{end}")) for end in ("best", "low"))
    return best is not None and low is not None and low > best


def _ranged(counts: list[int | None], words: Words) -> str:
    """Best, low and high."""
    best, low, high = counts
    if best is None:
        return (
            words("not-known") if low is None and high is None else words("range-no-best", span=words.span(low, high))
        )
    if (low, high) in ((None, None), (best, best)):
        return words.number(best)
    span = words.span(best if low is None else low, best if high is None else high)
    return words("best-and-range", best=words.number(best), span=span)


def reported(row: Mapping[str, Any], words: Words) -> str:
    """What is reported in a sentence or two; of an imported row what its dataset says, and all deaths."""
    said = row["summary"] or ", ".join(filter(None, [row.get("original_type"), row.get("actors")]))
    counted = deaths(row, words)
    return " ".join(filter(None, [words("deaths-counted", n=counted) if counted else "", said]))


def killed_short(row: Mapping[str, Any], words: Words) -> str:
    """The same in a table cell: 3 (2–5), 2–5, or a question mark where nobody reported."""
    best, low, high = (integer(row[name]) for name in ("civilians_killed", "killed_low", "killed_high"))
    if best is None:
        return "?" if low is None and high is None else words.span(low, high)
    return words.number(best) if low == high else f"{words.number(best)} ({words.span(low, high)})"


def deaths_short(row: Mapping[str, Any], words: Words) -> str:
    """All deaths in a table cell, as `killed_short`."""
    best, low, high = (integer(row[f"deaths_{end}"]) for end in ("best", "low", "high"))
    if best is None:
        return "?" if low is None and high is None else words.span(low, high)
    known = [best if one is None else one for one in (low, high)]
    return words.number(best) if known == [best, best] else f"{words.number(best)} ({words.span(*known)})"


def integer(value: Any) -> int | None:
    """A count as a plain number; None where it is not known."""
    return None if value is None else int(value)


def count(value: Any, words: Words) -> str:
    """A count in words."""
    number = integer(value)
    return words("not-known") if number is None else words.number(number)


def claimed(value: Any, words: Words) -> str | None:
    """A count that is one side's claim; None where there is none."""
    number = integer(value)
    return None if number is None else words("as-claimed", n=words.number(number))


def precision_note(kind: str, precision: str, words: Words) -> str:
    """What is not known of a date or a place; blank when all is."""
    key = f"{kind}-only-{precision}"
    return f" ({words(key)})" if words.has(key) else ""


def report_counts(row: Mapping[str, Any], words: Words) -> str:
    """What a report of displacement counts: what is new, everything so far, or, of an imported dataset, a stock."""
    if row["is_cumulative"] and row.get("level"):
        return words("reports-stock")
    return words("reports-cumulative" if row["is_cumulative"] else "reports-new")


def figure_value(row: Mapping[str, Any], words: Words) -> str:
    """A published value or range as it stands: 11, 18–20, at least 9."""
    if row["value"] is not None:
        return words.number(row["value"])
    return words.span(row["value_low"], row["value_high"])
