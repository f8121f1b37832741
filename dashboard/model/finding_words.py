"""Rules of editing and their findings in words, for the terminal, the page and files."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.data.editing.edit import Edited
from dashboard.data.editing.finding import Finding, Level, Rule
from dashboard.data.editing.rules import RULES
from dashboard.text import Words

_COUNTED = {Level.ERROR: "check-errors", Level.WARNING: "check-warnings", Level.HINT: "check-hints"}


def sentence(finding: Finding, words: Words) -> str:
    """What is wrong with the cell, to be read after its value."""
    said = {name: one if isinstance(one, str) else words.number(one) for name, one in finding.said.items()}
    return words(f"check-found-{finding.sentence}", **said)


def level(rule: Rule | Finding | Group, words: Words) -> str:
    """The level as readers see it."""
    return words(f"check-level-{rule.level}")


def counted(edited: Edited, one: Level, words: Words) -> str:
    """How many findings of a level there are."""
    return words.plural(_COUNTED[one], edited.number(one))


@dataclass(frozen=True, slots=True)
class Group:
    """What one rule found at one level: findings that are named, and the number of all."""

    rule: str
    level: Level
    findings: tuple[Finding, ...]
    count: int


def by_rule(edited: Edited) -> list[Group]:
    """The findings by level and rule, in the order of the rules."""
    return [
        Group(
            rule.name,
            one,
            tuple(found for found in edited.findings if (found.rule, found.level) == (rule.name, one)),
            edited.counted[rule.name, one],
        )
        for one in Level
        for rule in RULES
        if (rule.name, one) in edited.counted
    ]


def rules_table(words: Words) -> str:
    """All rules as the table of docs/checks.md: name, level, what is found, why, how to answer it."""
    lines = ["| rule | level | what it finds | why | how to answer it |", "|---|---|---|---|---|"]
    for rule in RULES:
        texts = (words(f"check-{part}-{rule.name}") for part in ("what", "why", "answer"))
        lines.append("| " + " | ".join((f"`{rule.name}`", level(rule, words), *texts)) + " |")
    return "\n".join(lines) + "\n"
