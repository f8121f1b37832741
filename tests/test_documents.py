"""What the documents say can be done, can be done: commands, settings, files, versions."""

from __future__ import annotations

import argparse
import re
import tomllib
from pathlib import Path

import pytest

import dashboard
from dashboard import cli
from dashboard.config import Settings
from dashboard.model.selection import NAMES
from dashboard.text import Words

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = {str(path.relative_to(ROOT)): path for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))}
README = (ROOT / "README.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
SETTING = re.compile(r"`([A-Z][A-Z_]+)`")
NOT_SETTINGS = {"CHROME"}  # read by .ci/chromium.sh
# A path in a document: with a folder or an ending that our files have.
A_PATH = re.compile(r"`((?:[\w.-]+/)+[\w.*-]*|[\w-]+\.(?:md|py|toml|csv|js|css|txt|json))`")


def targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))


def commands() -> set[str]:
    (found,) = [
        action
        for action in cli._parser(Words("en"), Settings())._actions
        if isinstance(action, argparse._SubParsersAction)
    ]
    return set(found.choices)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_make_command_of_a_document_is_a_target(document: str) -> None:
    named = set(re.findall(r"(?:`|^    )make ([a-z-]+)", DOCUMENTS[document].read_text("utf-8"), re.MULTILINE))
    assert named <= targets()


def test_the_readme_begins_with_how_to_run_and_test() -> None:
    beginning = README[: README.index("!")]
    assert "make run" in beginning
    assert "make test" in beginning
    assert {"run", "test", "check", "bench", "screenshots"} <= set(re.findall(r"make ([a-z-]+)", README))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_command_of_a_document_is_one(document: str) -> None:
    named = re.findall(r"python app\.py ([a-z]+)", DOCUMENTS[document].read_text("utf-8"))
    assert set(named) <= commands()


def test_every_setting_of_the_readme_is_read_and_every_setting_is_in_it() -> None:
    source = (ROOT / "dashboard" / "config.py").read_text("utf-8")
    read = set(re.findall(r'env\.get\("([A-Z_]+)"\)', source))
    named = set(SETTING.findall(README)) - NOT_SETTINGS
    assert read
    assert named == read


def test_every_name_of_an_example_address_is_one_of_the_selection() -> None:
    for query in re.findall(r"`[^`\s]*\?([^`\s]+=[^`\s]*)`", README):
        assert {pair.split("=")[0] for pair in query.split("&")} <= set(NAMES)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_that_a_document_links_to_is_there(document: str) -> None:
    path = DOCUMENTS[document]
    links = [one for one in re.findall(r"\]\(([^)#]+)\)", path.read_text("utf-8")) if not one.startswith("http")]
    assert [one for one in links if not (path.parent / one).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_that_a_document_names_is_there(document: str) -> None:
    """As a path from the top, or inside the package."""
    named = {one for one in A_PATH.findall(DOCUMENTS[document].read_text("utf-8")) if not one.startswith("/")}
    lost = [one for one in named if not any(list(base.glob(one.rstrip("/"))) for base in (ROOT, ROOT / "dashboard"))]
    assert lost == []


def test_the_changelog_names_the_version_first() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert re.findall(r"^## \[([^\]]+)\]", changelog, re.MULTILINE)[0] == dashboard.__version__


def test_the_version_stands_in_one_place() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert "version" not in project
    assert "version" in project["dynamic"]


def test_no_target_is_taken_for_a_file() -> None:
    (phony,) = re.findall(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)
    assert set(phony.split()) == targets()


def test_every_target_that_the_readme_names_is_explained_by_make() -> None:
    explained = set(re.findall(r"^([a-z-]+):.*## ", MAKEFILE, re.MULTILINE))
    assert set(re.findall(r"make ([a-z-]+)", README)) <= explained


def test_the_modules_of_the_architecture_are_all_of_them() -> None:
    told = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    parts = {
        path.stem for path in (ROOT / "dashboard").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert {part for part in parts - {"__init__", "__pycache__"} if not re.search(rf"\b{part}\b", told)} == set()


def test_what_has_to_pass_before_a_change_lands_is_what_the_readme_says() -> None:
    run = (ROOT / ".ci" / "run").read_text("utf-8")
    named = set(re.findall(r"^make (?:--[\w-]+ )*([a-z]+)", run, re.MULTILINE))
    assert named
    assert named <= targets()
    assert "make test" in run.replace("--no-print-directory ", "")
