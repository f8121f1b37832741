"""Notices: what of an address can't be used, other data, files that could not be loaded."""

from __future__ import annotations

import pytest

from dashboard.data.dataset import Dataset
from dashboard.errors import BadValue, Problem, Severity
from dashboard.layout.notices import SHOWN_PROBLEMS, bad_values, not_loaded, rows_set_aside, updated
from dashboard.model.names import Names
from dashboard.model.selection import parse
from dashboard.text import Words
from tests.layout.components import find, text

HOSTILE = (
    "province=Atlantis&from=2024-02-30&to=soon&harm=yes&context=2&grain=hour&type=<script>&by=x&status=y&q=" + "a" * 300
)


def problems(count: int) -> list[Problem]:
    return [
        Problem(Severity.STOPS, "incidents.csv", "is not a date", n, "date", "<b>soon</b>") for n in range(2, count + 2)
    ]


def test_every_value_that_can_not_be_used_is_named_with_its_reason(tiny: Dataset, words: Words) -> None:
    _, bad = parse(HOSTILE, Names.of(tiny))
    assert {one.name for one in bad} == {
        "province",
        "from",
        "to",
        "harm",
        "context",
        "grain",
        "type",
        "by",
        "status",
        "q",
    }
    (notice,) = bad_values(bad, words)
    items = [text(item) for item in find(notice, "Li")]
    assert len(items) == len(bad)
    for one, item in zip(bad, items, strict=True):
        assert one.name in item
        assert one.value in item
        assert words(one.reason) in item


def test_a_last_day_before_the_first_is_named(tiny: Dataset, words: Words) -> None:
    _, bad = parse("from=2024&to=2023", Names.of(tiny))
    assert words("reason-before-from") in text(bad_values(bad, words))


def test_nothing_wrong_is_no_notice(words: Words) -> None:
    assert bad_values([], words) == not_loaded([], words) == rows_set_aside(0, words) == []


@pytest.mark.parametrize("count", [1, SHOWN_PROBLEMS, SHOWN_PROBLEMS + 1, 100])
def test_data_that_could_not_be_loaded_says_why(words: Words, count: int) -> None:
    found = problems(count)
    (notice,) = not_loaded(found, words)
    items = [text(item) for item in find(notice, "Li")]
    assert items[:SHOWN_PROBLEMS] == [problem.told for problem in found[:SHOWN_PROBLEMS]]
    assert not any("stops the start" in item for item in items), "it does not stop a reader"
    more = count - SHOWN_PROBLEMS
    assert items[SHOWN_PROBLEMS:] == ([words.plural("more-problems", more)] if more > 0 else [])


def test_rows_set_aside_and_new_data_are_told(words: Words) -> None:
    assert text(rows_set_aside(3, words)).startswith(words.plural("rows-set-aside", 3))
    assert text(updated("abc123", words)).startswith(words("data-updated", version="abc123"))


def test_a_notice_that_says_something_else_is_another_one(words: Words) -> None:
    keys = [one.key for version in ("abc123", "def456", "abc123") for one in updated(version, words)]
    assert keys[0] == keys[2] != keys[1]


def test_a_warning_looks_different_from_a_note(words: Words) -> None:
    bad = bad_values([BadValue("grain", "hour", "reason-not-a-grain")], words)
    assert find(bad, "Div", "notice-warning")
    assert find(updated("abc123", words), "Div", "notice-note")
    assert not find(updated("abc123", words), "Div", "notice-warning")


def test_what_stands_in_a_file_is_shown_as_text(words: Words) -> None:
    """Dash makes text nodes of strings; a component made of the data would be the only way to markup."""
    notice = not_loaded(problems(1), words)
    assert "<b>soon</b>" in text(notice)
    assert {type(one).__name__ for one in find(notice, "Li")[0].children} == {"str"} or isinstance(
        find(notice, "Li")[0].children, str
    )
