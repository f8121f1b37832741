"""Facts of a row in words: where, how many, how precisely. The panel, the table and the slides say the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.text import Words


def where(row: Mapping[str, Any], words: Words) -> str:
    """Place, district, province, each once."""
    names = [row["place"], row["district"], row["province"] or words("no-single-province")]
    return ", ".join(dict.fromkeys(name for name in names if name))


def killed(row: Mapping[str, Any], words: Words) -> str:
    """Civilians killed in words: best with its range, a range alone, or not known; and whether it is contested."""
    best, low, high = (integer(row[f"civilians_killed{end}"]) for end in ("", "_low", "_high"))
    if best is None:
        text = (
            words("not-known") if low is None and high is None else words("range-no-best", span=words.span(low, high))
        )
    elif (low, high) in ((None, None), (best, best)):
        text = words.number(best)
    else:
        text = words(
            "best-and-range",
            best=words.number(best),
            span=words.span(best if low is None else low, best if high is None else high),
        )
    return f"{text}; {words('contested')}" if row["is_toll_contested"] else text


def killed_short(row: Mapping[str, Any], words: Words) -> str:
    """The same in a table cell: 3 (2–5), 2–5, or a question mark where nobody reported."""
    best, low, high = (integer(row[name]) for name in ("civilians_killed", "killed_low", "killed_high"))
    if best is None:
        return "?" if low is None and high is None else words.span(low, high)
    return words.number(best) if low == high else f"{words.number(best)} ({words.span(low, high)})"


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


def figure_value(row: Mapping[str, Any], words: Words) -> str:
    """A published value or range as it stands: 11, 18–20, at least 9."""
    if row["value"] is not None:
        return words.number(row["value"])
    return words.span(row["value_low"], row["value_high"])
