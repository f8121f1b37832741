"""Fixtures for all tests: data folders and loaded datasets. How the tiny folder is made stands in `tests.tiny`."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

from tests.tiny import BUNDLED, write_tiny

if TYPE_CHECKING:  # the process that hands out tests to others runs none, and need not wait for pandas
    from dashboard.data.dataset import Dataset

# The same examples in every run, without a clock: a failure is the code's, not the machine's.
hypothesis.settings.register_profile("quick", deadline=None, derandomize=True, max_examples=30, database=None)
hypothesis.settings.load_profile("quick")

# Hundreds of thousands of objects of the libraries are alive to the end: looking through them as often as Python does
# takes longer than what is found there is worth.
gc.set_threshold(200_000, 20, 50)


@pytest.fixture(scope="session", autouse=True)
def _state_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test leaves anything in the user's folder for state, nor do the processes that it starts."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        patched.delenv("STATE_DIR", raising=False)
        yield


@pytest.fixture(scope="session")
def tiny_folder(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Makes a new tiny data folder at each call: `tiny_folder()`, `tiny_folder(incidents=[...])`; yours to change."""
    return lambda **overrides: write_tiny(tmp_path_factory.mktemp("tiny") / "data", **overrides)


@pytest.fixture(scope="session")
def tiny(tiny_folder: Callable[..., Path]) -> Dataset:
    """The tiny dataset, loaded once; not to be changed."""
    from dashboard.data.dataset import load

    return load(tiny_folder())


@pytest.fixture(scope="session")
def with_imports(tiny_folder: Callable[..., Path]) -> Dataset:
    """The tiny dataset with UCDP, ACLED and DTM beside it (`tests.retold`), loaded once; not to be changed."""
    from dashboard.data.dataset import load
    from tests.retold import import_told

    return load(import_told(tiny_folder()))


@pytest.fixture(scope="session")
def bundled() -> Dataset:
    """The bundled dataset, loaded once; not to be changed."""
    from dashboard.data.dataset import load

    return load(BUNDLED)


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """Five thousand made-up events, loaded once; not to be changed."""
    from tests.many import load_many

    return load_many(tmp_path_factory.mktemp("many") / "data")
