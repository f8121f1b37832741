"""Imported datasets of a second folder, beside those of the data folder: what a private view loads."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.data.content import content_hash
from dashboard.data.current import CurrentDataset
from dashboard.data.dataset import Dataset, load
from dashboard.data.imported import FOLDER
from dashboard.importers.interface import Choices
from dashboard.importers.making import Asked, import_file
from tests.pages.importing.given import ucdp

NAME = "ucdp-ged"


@pytest.fixture
def folder(tiny_folder: Callable[..., Path]) -> Path:
    return tiny_folder(whole_basemap=False)


def add(into: Path, dataset: Dataset, *ids: str, name: str = NAME) -> Path:
    """Import events with these ids into a folder, as the dataset `name`."""
    into.mkdir(exist_ok=True)
    path = into / "ged241.csv"
    path.write_bytes(ucdp(*({"id": one} for one in ids)))
    import_file(Asked(path, choices=Choices(dataset={"name": name})), into, dataset)
    path.unlink()
    return into


def test_they_stand_among_those_of_the_folder(folder: Path, tiny: Dataset, tmp_path: Path) -> None:
    add(folder, tiny, "1", name="b-there")
    also = add(add(tmp_path / "also", tiny, "2", name="a-own"), tiny, "3", name="c-own")
    assert [one.name for one in load(folder, also=also).imported] == ["a-own", "b-there", "c-own"]
    assert [one.name for one in load(folder).imported] == ["b-there"]


def test_one_of_the_same_name_takes_the_place_of_the_other(folder: Path, tiny: Dataset, tmp_path: Path) -> None:
    add(folder, tiny, "1", "2", "3")
    also = add(tmp_path / "also", tiny, "4")
    (found,) = load(folder, also=also).imported
    assert found.rows.imported == 1
    (before,) = load(folder).imported
    assert before.rows.imported == 3


def test_the_version_is_that_of_all_content_wherever_it_lies(folder: Path, tiny: Dataset, tmp_path: Path) -> None:
    also = add(tmp_path / "also", tiny, "1")
    copied = shutil.copytree(also, tmp_path / "copied")
    version = load(folder, also=also).version
    assert version == content_hash(folder, also=copied)
    assert version != load(folder).version
    shutil.copytree(also / FOLDER, folder / FOLDER)
    assert load(folder).version == version, "the same datasets in the folder itself"


def test_a_change_of_either_folder_is_seen(folder: Path, tiny: Dataset, tmp_path: Path) -> None:
    also = add(tmp_path / "also", tiny, "1")
    current = CurrentDataset.open(folder, also=also)
    assert not current.refresh()
    add(also, tiny, "1", "2")
    assert current.refresh()
    add(folder, tiny, "5", name="there")
    assert current.refresh()
    assert [one.name for one in current.dataset.imported] == ["there", NAME]


def test_a_folder_without_imports_adds_nothing(folder: Path, tmp_path: Path) -> None:
    assert load(folder, also=tmp_path / "none").version == load(folder).version
