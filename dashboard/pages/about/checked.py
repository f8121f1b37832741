"""What the rules of editing find, by rule, each finding with a link to its record."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.data.dataset import Dataset
from dashboard.data.editing.finding import Finding
from dashboard.data.tables_records import INCIDENTS
from dashboard.errors import shorten
from dashboard.model import finding_words
from dashboard.model.facets import Count
from dashboard.model.records import KEYS
from dashboard.pages.values import records_path
from dashboard.text import Words

MOST = 20  # of a rule; a page is no list to work through, `python app.py check` gives that


@dataclass(frozen=True, slots=True)
class Cell:
    """A finding: its record, the path that shows it (blank for none), and what is said of which cell."""

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
    return [group(one, dataset.own, words) for one in finding_words.by_rule(dataset.edited)]


def group(found: finding_words.Group, own: str, words: Words) -> Group:
    """One of them; `own` is the name of our dataset."""
    shown, what = found.findings[:MOST], words(f"check-what-{found.rule}")
    more = found.count - len(shown)
    return Group(
        found.rule,
        words("about-checked-group", what=what, level=finding_words.level(found, words)),
        words.plural("about-checked-count", found.count),
        words(f"check-why-{found.rule}"),
        words("about-checked-answer", answer=words(f"check-answer-{found.rule}")),
        tuple(_cell(one, own, words) for one in shown),
        words.plural("about-checked-more", more) if more else "",
    )


def _cell(finding: Finding, own: str, words: Words) -> Cell:
    value = shorten(finding.value)
    # Reports of displacement of imported datasets are no records of ours: no page lists them.
    is_listed = finding.dataset == own or finding.table == INCIDENTS.name
    path = records_path(Count(finding.table, {KEYS[finding.table]: finding.id}, 1)) if is_listed else ""
    cell = words("about-checked-cell", column=finding.column, value=value) if value else finding.column
    return Cell(finding.id, path, cell, finding_words.sentence(finding, words))
