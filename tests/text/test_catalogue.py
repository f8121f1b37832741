"""The catalogue and the code know the same keys, and no sentence stands in the code."""

from __future__ import annotations

import ast
import re
import string
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from dashboard.text import DOMAIN, LOCALES, Words

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "dashboard").rglob("*.py"))
CATALOGUE = LOCALES / "en" / "LC_MESSAGES" / f"{DOMAIN}.po"
ASKING = {"words", "plural", "has", "self"}


@cache
def tree(path: Path) -> ast.Module:
    """The parsed file; not to be changed."""
    return ast.parse(path.read_text("utf-8"))


@cache
def catalogue_keys() -> set[str]:
    with CATALOGUE.open("rb") as file:
        return {m.id if isinstance(m.id, str) else m.id[0] for m in read_po(file) if m.id}


def asked_keys() -> tuple[set[str], set[str]]:
    """(keys asked for as they are, patterns of those that are put together) in the code and its templates."""
    fixed, patterns = set(), set()
    for path in FILES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                fixed.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                parts = [re.escape(p.value) if isinstance(p, ast.Constant) else ".+" for p in node.values]
                patterns.add("".join(parts))
    for template in (ROOT / "dashboard").rglob("*.html"):
        fixed |= set(re.findall(r"""words\(["']([a-z0-9-]+)["']""", template.read_text("utf-8")))
    return fixed, patterns


def literal_keys() -> set[str]:
    """Keys that stand as the first argument of `words(…)`, `words.plural(…)`."""
    found = set()
    for path in FILES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and node.args:
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                first = node.args[0]
                choices = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
                keys = [one.value for one in choices if isinstance(one, ast.Constant) and isinstance(one.value, str)]
                found |= set(keys) if name in ASKING else set()
    return found


def test_every_key_that_the_code_asks_for_is_in_the_catalogue() -> None:
    assert literal_keys() - catalogue_keys() == set()


def test_every_sentence_of_the_catalogue_is_used() -> None:
    fixed, patterns = asked_keys()
    useful = [pattern for pattern in patterns if re.sub(r"\.\+", "", pattern)]
    unused = {key for key in catalogue_keys() - fixed if not any(re.fullmatch(p, key) for p in useful)}
    assert unused == set()


def test_plurals_name_the_same_values() -> None:
    with CATALOGUE.open("rb") as file:
        for message in read_po(file):
            if isinstance(message.id, tuple):
                fields = [{name for _, name, _, _ in string.Formatter().parse(text) if name} for text in message.string]
                assert fields[0] == fields[1], message.id


def test_an_unknown_key_is_an_error_not_a_sentence() -> None:
    with pytest.raises(KeyError):
        Words("en")("no-such-key")


@pytest.mark.parametrize("path", [f for f in FILES if {"figures", "callbacks"} & set(f.parts)], ids=lambda p: p.stem)
def test_no_sentence_stands_in_figures_or_callbacks(path: Path) -> None:
    module = tree(path)
    docs = {id(n.body[0].value) for n in ast.walk(module)
            if isinstance(n, ast.Module | ast.FunctionDef | ast.ClassDef) and n.body
            and isinstance(n.body[0], ast.Expr)}  # fmt: skip
    raised = {id(c) for n in ast.walk(module) if isinstance(n, ast.Raise) for c in ast.walk(n)}
    sentences = [
        node.value
        for node in ast.walk(module)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docs | raised
        and re.search(r"[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}", node.value)
    ]
    assert sentences == []
