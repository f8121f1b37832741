"""What the rules of editing find, by rule, each finding with a link to its record."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.data.dataset import Dataset
from dashboard.data.editing.finding import Finding, Rule
from dashboard.errors import shorten
from dashboard.model import finding_words
from dashboard.model.facets import Count
from dashboard.model.records import KEYS
from dashboard.pages.values import records_path
from dashboard.text import Words

MOST = 20  # of a rule; a page is no list to work through, `python app.py check` gives that


@dataclass(frozen=True, slots=True)
class Cell:
    """A finding: its record, the path that shows it, and what is said of which cell."""

    id: str
    path: str
    cell: str
    said: str


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one rule, the first MOST of them by name; `more` says how many others there are."""

    rule: str
    title: str
    count: str
    why: str
    answer: str
    cells: tuple[Cell, ...]
    more: str


def groups(dataset: Dataset, words: Words) -> list[Group]:
    """The rules that find something, in their order."""
    return [
        _group(*found, dataset.edited.counts[found[0].name], words) for found in finding_words.by_rule(dataset.edited)
    ]


def _group(rule: Rule, findings: list[Finding], count: int, words: Words) -> Group:
    shown = findings[:MOST]
    return Group(
        rule.name,
        words("about-checked-group", what=words(f"check-what-{rule.name}"), level=finding_words.level(rule, words)),
        words.plural("about-checked-count", count),
        words(f"check-why-{rule.name}"),
        words("about-checked-answer", answer=words(f"check-answer-{rule.name}")),
        tuple(_cell(one, words) for one in shown),
        words.plural("about-checked-more", count - len(shown)) if count > len(shown) else "",
    )


def _cell(finding: Finding, words: Words) -> Cell:
    value = shorten(finding.value)
    return Cell(
        finding.id,
        records_path(Count(finding.table, {KEYS[finding.table]: finding.id}, 1)),
        words("about-checked-cell", column=finding.column, value=value) if value else finding.column,
        finding_words.sentence(finding, words),
    )
