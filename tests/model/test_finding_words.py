"""Findings in words: every rule has its texts, every sentence its values, and the documentation lists what there is."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from dashboard.data.dataset import Dataset
from dashboard.data.editing.finding import Finding, Level
from dashboard.data.editing.rules import RULES
from dashboard.model import finding_words
from dashboard.text import DOMAIN, LOCALES, Words

WORDS = Words("en")
CHECKS = Path(__file__).resolve().parents[2] / "docs" / "checks.md"


def test_the_documentation_lists_the_rules_as_they_are() -> None:
    written = CHECKS.read_text("utf-8")
    table = written[written.index("| rule |") :]
    assert table == finding_words.rules_table(WORDS), "write finding_words.rules_table to the end of docs/checks.md"


def test_no_text_breaks_the_table() -> None:
    for line in finding_words.rules_table(WORDS).splitlines():
        assert len(re.findall(r"(?<!\\)\|", line)) == 6


def test_the_catalogue_has_no_rule_that_there_is_not() -> None:
    with (LOCALES / "en" / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        keys = [str(message.id) for message in read_po(file) if message.id]
    told = {key.removeprefix("check-what-") for key in keys if key.startswith("check-what-")}
    assert told == {rule.name for rule in RULES}
    sentences = {key.removeprefix("check-found-") for key in keys if key.startswith("check-found-")}
    assert all(any(one == name or one.startswith(f"{name}-") for name in told) for one in sentences)


def test_every_finding_of_ours_is_a_sentence_with_all_its_values(bundled: Dataset) -> None:
    for one in bundled.edited.findings:
        template = WORDS(f"check-found-{one.sentence}")
        fields = {name for _, name, _, _ in string.Formatter().parse(template) if name}
        assert fields <= set(one.said)
        assert "{" not in finding_words.sentence(one, WORDS)


@pytest.mark.parametrize(("n", "text"), [(12.3, "12.3"), (1_234, "1,234"), ("2024-03", "2024-03")])
def test_numbers_are_written_as_the_language_writes_them(n: str | float, text: str) -> None:
    finding = Finding("summary-number", Level.HINT, "ours", "incidents", "x", "civilians_killed", "1", {"n": n})
    assert finding_words.sentence(finding, WORDS) == f"is below {text}, which the summary says"


def test_rules_that_found_something_come_with_what_they_found(bundled: Dataset) -> None:
    told = finding_words.by_rule(bundled.edited)
    assert [one for group in told for one in group.findings] == list(bundled.edited.findings)
    assert [rule.name for rule in RULES if rule.name in bundled.edited.counts] == [group.rule for group in told]
    assert {group.rule: group.count for group in told} == bundled.edited.counts
