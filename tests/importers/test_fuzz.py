"""Whatever is in a file, an import ends in a report that adds up or in one of our sentences, within seconds.

`make fuzz` runs FUZZ_CASES (10,000) files for each format; as a quick test a few, always the same.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import FrameType

import pytest

from dashboard.data.dataset import Dataset, load
from dashboard.errors import Severity
from dashboard.importers.interface import Choices
from dashboard.importers.making import Asked, import_file
from dashboard.importers.refusing import ImportRefusedError, QuestionError
from dashboard.importers.registry import importers
from dashboard.importing import copy_tables
from tests.importers.mutations import mutated
from tests.importers.samples import SAID, SAMPLES
from tests.tiny import BUNDLED

CASES = int(os.environ.get("FUZZ_CASES", "40"))
SEED = int(os.environ.get("FUZZ_SEED", "6"))
SECONDS = 5
LOADED_EVERY = 500  # cases
WRITTEN_EVERY = 10  # cases that are written for good, which takes longer; others are dry runs

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no alarm ends what hangs")


def test_every_format_has_samples() -> None:
    assert set(SAMPLES) == {one.name for one in importers()}


@pytest.mark.fuzz
@pytest.mark.parametrize("name", SAMPLES)
def test_no_file_is_too_odd(name: str, bundled: Dataset) -> None:
    chance = random.Random(f"{SEED} {name}")
    samples = SAMPLES[name]()
    with tempfile.TemporaryDirectory() as folder:
        into = Path(folder) / "data"
        copy_tables(BUNDLED, into)
        for case in range(CASES):
            content = mutated(chance.choice(samples), chance)
            path = Path(folder) / "given"
            path.write_bytes(content)
            try:
                with _within(SECONDS):
                    _tried(path, name, into, bundled, is_dry=case % WRITTEN_EVERY > 0)
                if case % LOADED_EVERY == 0 or case == CASES - 1:
                    _is_whole(into)
            except Exception:
                kept = Path(tempfile.gettempdir()) / f"fuzz-{name}-{case}"
                kept.write_bytes(content)
                print(f"the file is kept as {kept}")
                raise


def _tried(path: Path, name: str, into: Path, dataset: Dataset, *, is_dry: bool) -> None:
    """As found by its content, then as what it was; a question about dates is answered."""
    for format_name in ("auto", name):
        asked = Asked(path, format_name, is_dry=is_dry)
        about = _ended(asked, into, dataset)
        if about not in ("", "format"):
            said = SAID.get(name, Choices(dates="DD/MM/YYYY"))
            _ended(replace(asked, choices=said), into, dataset)


def _is_whole(folder: Path) -> None:
    """What was written can be used, to the last row."""
    dataset = load(folder)
    assert [one.told for one in dataset.problems if one.severity is not Severity.NOTE] == []
    assert {one.name for one in dataset.imported} == {path.stem for path in (folder / "imported").glob("*.toml")}


def _ended(asked: Asked, into: Path, dataset: Dataset) -> str:
    """What is asked; blank after a report or a refusal."""
    said = "a report"
    about = ""
    try:
        report = import_file(asked, into, dataset)
    except ImportRefusedError as error:
        said = str(error)
    except QuestionError as error:
        said, about = str(error), error.about
    else:
        assert report.adds_up, report.rows
    assert said.strip()
    return about


@contextmanager
def _within(seconds: int) -> Iterator[None]:
    def too_long(_: int, at: FrameType | None) -> None:
        raise TimeoutError(f"more than {seconds} s, in {at}")

    before = signal.signal(signal.SIGALRM, too_long)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
