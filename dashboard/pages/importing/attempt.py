"""What became of a file so far: imported, refused, or a question. Kept in the folder of its private view as JSON, so
that every process can tell it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from dashboard.data.imported import Counted
from dashboard.importers.changes import Change
from dashboard.importers.interface import Choices
from dashboard.importers.registry import AUTO
from dashboard.importers.report import Alike, News, Report, RowTold

_FILE = "attempt.json"


@dataclass(frozen=True, slots=True)
class Question:
    """What its reader has to say first; see `importers.refusing.QuestionError`."""

    about: str
    reason: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attempt:
    """The last try to import `file`, by the `format` and `choices` that its reader gave.

    One of `report`, `question` and `problems` (sentences) is there; none when nobody tried yet.
    """

    file: str
    format: str = AUTO
    choices: Choices = field(default_factory=Choices)
    question: Question | None = None
    problems: tuple[str, ...] = ()
    report: Report | None = None


def keep(attempt: Attempt, folder: Path) -> None:
    """Write it as a whole, in the place of the one before. Raises OSError."""
    part = folder / f"{_FILE}.part"
    part.write_text(json.dumps(_plain(attempt), ensure_ascii=False), encoding="utf-8")
    part.replace(folder / _FILE)


def kept(folder: Path) -> Attempt | None:
    """The last one; None when there is none that can be read."""
    try:
        said = json.loads((folder / _FILE).read_bytes())
        question = said["question"]
        return Attempt(
            said["file"],
            said["format"],
            Choices(**said["choices"]),
            Question(question["about"], question["reason"], tuple(question["choices"])) if question else None,
            tuple(said["problems"]),
            _report(said["report"]) if said["report"] else None,
        )
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _plain(attempt: Attempt) -> dict[str, Any]:
    plain = asdict(attempt)
    if attempt.report:  # names of places are pairs, which are no names in JSON
        plain["report"]["unmatched"] = [[*place, rows] for place, rows in attempt.report.unmatched.items()]
    return plain


def _report(said: Mapping[str, Any]) -> Report:
    return Report(
        **{
            **said,
            "rows": Counted(**said["rows"]),
            "changes": [Change(**one) for one in said["changes"]],
            "flags": [Change(**one) for one in said["flags"]],
            "not_imported": [RowTold(**one) for one in said["not_imported"]],
            "unmatched": {(country, name): rows for country, name, rows in said["unmatched"]},
            "alike": [Alike(**one) for one in said["alike"]],
            "news": News(**said["news"]) if said["news"] else None,
        }
    )
