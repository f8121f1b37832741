"""The report of an import as a page tells it: what was recognised, and what became of every row."""

from __future__ import annotations

import tomllib
from pathlib import Path

from dashboard.importers.changes import Change
from dashboard.importers.report import Report
from dashboard.text import Words

MOST = 50  # of a kind on the page; report.csv has all


def report(found: Report, words: Words) -> dict[str, object]:
    """What `importing/report.html` shows."""
    rows = found.rows
    return {
        "report": found,
        "format": format_name(found.format, words),
        "notice": words(found.notice) if found.notice and words.has(found.notice) else "",
        "sum": [
            (words(f"given-rows-{name}"), words.number(getattr(rows, name)), name)
            for name in ("imported", "refused", "repeated", "left_out")
        ],
        "read": words.plural("given-read", rows.read),
        "places": words("given-inside", inside=words.number(rows.inside), outside=words.number(rows.outside)),
        "changes": [_change(one, words) for one in list(found.changes)[:MOST]],
        "flags": [_change(one, words) for one in list(found.flags)[:MOST]],
        "not_imported": found.not_imported[:MOST],
        "has_more": rows.refused + rows.repeated + rows.left_out > min(MOST, len(found.not_imported)),
        "unmatched": list(found.unmatched.items())[:MOST],
        "alike": found.alike[:MOST],
        "alike_count": words.plural("given-alike", found.alike_count),
        "kinds": {kind: words(f"given-kind-{kind.replace(' ', '-')}") for kind in ("refused", "repeated", "left out")},
        "news": _news(found, words),
        "number": words.number,
    }


def _change(one: Change, words: Words) -> dict[str, str]:
    return {
        "what": words("given-example", what=one.what) if one.is_example else one.what,
        "column": one.column,
        "before": one.before,
        "after": one.after,
        "rows": words.number(one.rows),
        "line": words.number(one.line),
    }


def _news(found: Report, words: Words) -> str:
    """What differs from the import before; blank when there was none."""
    if found.is_same:
        return words("given-same")
    if not found.news:
        return ""
    names = ("new", "changed", "same", "gone", "kept")
    return words("given-news", **{name: words.number(getattr(found.news, name)) for name in names})


def format_name(name: str, words: Words) -> str:
    """The name of a format as its users call it."""
    key = f"given-format-{name}"
    return words(key) if words.has(key) else name


def folder_of(imported: Path, name: str) -> Path | None:
    """The folder that the description of an imported dataset names."""
    try:
        said = tomllib.loads((imported / f"{name}.toml").read_text("utf-8"))["folder"]
    except (OSError, ValueError, KeyError):
        return None
    return imported / said if isinstance(said, str) and Path(said).name == said else None
