"""The dataset that is served: replaced as a whole when the files change, kept when they can't be used."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from dashboard.data.current import CurrentDataset, watch
from dashboard.data.dataset import Dataset, load
from tests.tiny import edit, rewrite, write_tiny


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_tiny(tmp_path, whole_basemap=False)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """What every `folder` holds before it is changed."""
    return load(write_tiny(tmp_path_factory.mktemp("loaded"), whole_basemap=False))


@pytest.fixture
def current(loaded: Dataset, folder: Path) -> CurrentDataset:
    return CurrentDataset(loaded, folder)


def test_nothing_happens_while_nothing_changes(current: CurrentDataset) -> None:
    before = current.dataset
    assert current.refresh() is False
    assert current.dataset is before


def test_a_changed_file_replaces_the_dataset_as_a_whole(current: CurrentDataset, folder: Path) -> None:
    before = current.dataset
    edit(folder, "incidents", "inc-03", "civilians_killed", "10")
    assert current.refresh() is True
    assert current.dataset.version != before.version
    assert current.dataset.tables["incidents"]["civilians_killed"][2] == 10
    assert before.tables["incidents"]["civilians_killed"][2] == 9


def test_a_file_that_is_only_touched_is_not_a_new_dataset(current: CurrentDataset, folder: Path) -> None:
    os.utime(folder / "incidents.csv", (0, 0))
    assert current.refresh() is False


def test_a_broken_file_never_replaces_a_good_dataset(current: CurrentDataset, folder: Path) -> None:
    before, content = current.dataset, (folder / "incidents.csv").read_bytes()
    rewrite(folder, "incidents.csv", lambda content: content.replace(b"inc-04", b"inc-03"))
    assert current.refresh() is False
    assert current.dataset is before
    assert [(problem.file, problem.column) for problem in current.problems] == [("incidents.csv", "incident_id")]
    (folder / "incidents.csv").write_bytes(content)
    assert current.refresh() is False, "the same content as before is no change to tell"
    assert current.problems == ()


def test_a_file_that_disappears_never_replaces_a_good_dataset(current: CurrentDataset, folder: Path) -> None:
    before = current.dataset
    (folder / "sources.csv").unlink()
    assert current.refresh() is False
    assert current.dataset is before
    assert [problem.file for problem in current.problems] == ["sources.csv"]


def test_a_dataset_without_a_folder_stays(tiny: Dataset) -> None:
    current = CurrentDataset(tiny)
    assert current.refresh() is False
    assert current.dataset is tiny


def test_the_watch_tells_of_a_change_and_ends_when_asked(current: CurrentDataset, folder: Path) -> None:
    changed, before = threading.Event(), set(threading.enumerate())
    stop = watch(current, 0.01, changed.set)
    edit(folder, "incidents", "inc-03", "civilians_killed", "10")
    assert changed.wait(10)
    stop.set()
    (watcher,) = set(threading.enumerate()) - before
    watcher.join(10)
    assert not watcher.is_alive()
