"""The texts of the page that name no number of the data."""

from __future__ import annotations

from dashboard.text import Words

_RECORDING = ("date", "place", "what", "by", "killed", "injured", "contested", "caveat", "scope", "review", "sources")
_STATEMENT = ("scope", "sources", "civilian", "counts", "attribution", "people", "corrections", "limits")
_REREADING = ("random", "risky", "right", "expect")


def prose(words: Words) -> dict[str, object]:
    """`left_out`, `left_out_noted`, `rereading`: texts; `recording`, `statement`: pairs of a name and a text."""
    return {
        "left_out": [words(f"about-out-{n}") for n in range(1, 6)],
        "left_out_noted": [words(f"about-out-noted-{n}") for n in range(1, 4)],
        "rereading": [words(f"about-reread-{name}") for name in _REREADING],
        "recording": [(words(f"about-recording-{n}"), words(f"about-recording-{n}-is")) for n in _RECORDING],
        "statement": [(words(f"about-statement-{n}"), words(f"about-statement-{n}-is")) for n in _STATEMENT],
    }
