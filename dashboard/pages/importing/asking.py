"""What is asked of who gave a file: its format, how its dates are written, which of its columns mean what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from dashboard.importers.registry import AUTO, names
from dashboard.pages.importing.attempt import Attempt
from dashboard.pages.importing.mapping_form import is_answered, mapped
from dashboard.pages.importing.told import format_name
from dashboard.text import Words

_READ = "read-"


def question(attempt: Attempt, words: Words) -> dict[str, object]:
    """What `importing/asked.html` needs: why it is asked, the answers that there are."""
    asked = attempt.question
    about = asked.about if asked else "format"
    choices = asked.choices if asked and asked.choices else tuple(one for one in names() if one != AUTO)
    return {
        "attempt": attempt,
        "about": about,
        "field": about if about in ("format", "dates") else f"{_READ}{about}",
        "reason": words.sentence(asked.reason) if asked else "",
        "problems": attempt.problems,
        "choices": [(one, format_name(one, words) if about == "format" else one) for one in choices],
    }


def answered(fields: Mapping[str, str], attempt: Attempt, given: Path) -> Attempt:
    """The next attempt: what was said before, and what `fields` say now. Its outcome is not known yet."""
    if is_answered(fields):
        return mapped(fields, attempt, given)
    before = attempt.choices
    said = {name.removeprefix(_READ): value for name, value in fields.items() if name.startswith(_READ) and value}
    choices = replace(before, dates=fields.get("dates") or before.dates, read={**before.read, **said})
    wanted = fields.get("format", "")
    return Attempt(attempt.file, wanted if wanted in names() else attempt.format, choices)
