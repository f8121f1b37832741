"""Rules of the house that a machine can check: direction of imports, sizes, words, state."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "dashboard"
FILES = sorted(PACKAGE.rglob("*.py"))
# From the bottom of the house to the top; parts on one line may not know each other's neighbours above.
ORDER = (
    ("errors", "config", "text"), ("data",), ("importers",), ("model",), ("figures",), ("export",), ("layout",),
    ("callbacks",), ("api",), ("pages",), ("security",), ("application", "progress"), ("private",),
    ("serving", "exporting", "importing", "checking"), ("cli",),
)  # fmt: skip
FLOOR = {part: floor for floor, parts in enumerate(ORDER) for part in parts}
KNOW_DASH = {"layout", "callbacks", "application", "security"}
LONGEST_FILE = 200
LONGEST_FUNCTION = 50


def part_of(path: Path) -> str:
    """The part of the house that a file belongs to."""
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


@cache
def tree(path: Path) -> ast.Module:
    """The parsed file; not to be changed."""
    return ast.parse(path.read_text("utf-8"))


@cache
def imported(path: Path) -> set[str]:
    """Every module that a file imports, wherever in the file."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def names(files: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in files]


@pytest.mark.parametrize(
    "path", [f for f in FILES if f.parent != PACKAGE or f.stem != "__init__"], ids=lambda p: p.stem
)
def test_imports_go_down_the_house_only(path: Path) -> None:
    mine = FLOOR[part_of(path)]
    above = [m for m in imported(path) if m.startswith("dashboard.") and FLOOR[m.split(".")[1]] > mine]
    assert not above, f"{path.name} imports {above}"


@pytest.mark.parametrize("path", [f for f in FILES if part_of(f) not in KNOW_DASH], ids=lambda p: p.stem)
def test_only_layout_callbacks_and_application_know_dash(path: Path) -> None:
    assert not [
        module
        for module in imported(path)
        if module.split(".")[0].startswith("dash_") or module.split(".")[0] == "dash"
    ]


def test_files_are_short() -> None:
    long = {str(path): n for path in FILES if (n := len(path.read_text("utf-8").splitlines())) > LONGEST_FILE}
    assert long == {}


def test_functions_are_short() -> None:
    long = {
        f"{path.name}:{node.name}": length
        for path in FILES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef)
        and node.name != "register"  # holds the callbacks, which are functions of their own
        and (length := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    }
    assert long == {}


def test_every_module_says_what_lives_in_it() -> None:
    assert names([path for path in FILES if not ast.get_docstring(tree(path))]) == []


def test_public_functions_have_docstrings() -> None:
    missing = [
        f"{path.name}:{node.name}"
        for path in FILES
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert missing == []


def test_nothing_catches_everything() -> None:
    bare = [
        f"{path.name}:{node.lineno}"
        for path in FILES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id in ("Exception", "BaseException")))
    ]
    assert bare == []


def test_importing_the_entry_loads_no_data() -> None:
    source = (ROOT / "app.py").read_text("utf-8")
    top = [node for node in ast.parse(source).body if isinstance(node, ast.Import | ast.ImportFrom)]
    assert not [
        node for node in top if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("dashboard")
    ]
