"""The version of the data: the hash of its content, and of nothing else."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.data import content
from dashboard.data.content import Hashes, content_files, content_hash
from dashboard.data.dataset import Dataset
from tests.tiny import BUNDLED, write_tiny


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny(tmp_path_factory.mktemp("hash"), whole_basemap=False)


def data_files(folder: Path) -> list[Path]:
    patterns = ("*.csv", "*.toml", "boundaries/*.geojson", "terrain/*")
    return sorted(path for pattern in patterns for path in folder.glob(pattern))


def test_the_version_is_twelve_hex_digits(tiny: Dataset) -> None:
    assert re.fullmatch("[0-9a-f]{12}", tiny.version)


def test_every_data_file_is_part_of_the_content(folder: Path) -> None:
    assert sorted(content_files(folder)) == data_files(folder)
    assert sorted(content_files(BUNDLED)) == data_files(BUNDLED)


def test_equal_content_has_an_equal_version_wherever_and_whenever_it_was_written(
    tiny: Dataset, tiny_folder: Callable[..., Path]
) -> None:
    again = tiny_folder()
    for path in data_files(again):
        os.utime(path, (0, 0))
    assert content_hash(again) == tiny.version


@pytest.mark.parametrize("position", [0, -1], ids=["first byte", "last byte"])
def test_any_byte_of_any_file_changes_the_version(folder: Path, position: int) -> None:
    seen = {content_hash(folder)}
    for path in data_files(folder):
        before = path.read_bytes()
        changed = bytearray(before)
        changed[position] ^= 1
        path.write_bytes(changed)
        seen.add(content_hash(folder))
        path.write_bytes(before)
    assert len(seen) == len(data_files(folder)) + 1


def test_content_cannot_pass_for_the_next_file(folder: Path) -> None:
    first, second = folder / "vocabularies.csv", folder / "provinces.csv"  # they follow each other in the hash
    before = first.read_bytes(), second.read_bytes()
    versions = set()
    for contents in ((b"a", b"bprovinces.csv\0c"), (b"aprovinces.csv\0b", b"c")):
        first.write_bytes(contents[0])
        second.write_bytes(contents[1])
        versions.add(content_hash(folder))
    first.write_bytes(before[0])
    second.write_bytes(before[1])
    assert len(versions) == 2


def test_another_name_of_a_file_changes_the_version(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path, whole_basemap=False)
    before = content_hash(folder)
    (folder / "boundaries" / "rivers.geojson").rename(folder / "boundaries" / "streams.geojson")
    assert content_hash(folder) != before


def test_a_note_beside_the_data_does_not_change_the_version(folder: Path) -> None:
    before = content_hash(folder)
    (folder / "NOTES.md").write_text("Not part of the data.")
    (folder / "boundaries" / "LICENCES.md").write_text("Not part of the data.")
    assert content_hash(folder) == before


def test_a_loaded_dataset_has_the_version_of_its_folder(bundled: Dataset) -> None:
    assert bundled.version == content_hash(BUNDLED)


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Path:
    """A folder whose files are all taken for large; written long ago."""
    monkeypatch.setattr(content, "LARGE", 0)
    for path in data_files(folder):
        os.utime(path, (1, 1))
    return folder


def test_a_large_file_is_hashed_once_while_it_is_the_same(
    large: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = content_hash(large, Hashes(tmp_path))
    monkeypatch.setattr(content, "_blocks", lambda path: pytest.fail(f"{path} is read again"))
    assert content_hash(large, Hashes(tmp_path)) == first


def test_a_large_file_that_changed_is_hashed_again(large: Path, tmp_path: Path) -> None:
    path, before = large / "incidents.csv", content_hash(large, Hashes(tmp_path))
    text = path.read_bytes()
    path.write_bytes(text.replace(b"Alpha", b"Omega"))
    changed = content_hash(large, Hashes(tmp_path))
    path.write_bytes(text)
    assert changed != before
    assert content_hash(large, Hashes(tmp_path)) == before, "by its content, not by when it was written"


def test_a_file_written_just_now_may_change_unseen_and_is_not_remembered(large: Path, tmp_path: Path) -> None:
    content_hash(large, Hashes(tmp_path))
    before = len(Hashes(tmp_path).known)
    os.utime(large / "incidents.csv")
    content_hash(large, Hashes(tmp_path))
    assert len(Hashes(tmp_path).known) == before == len(data_files(large))


@pytest.mark.parametrize("kept", ["", "[]", '{"1 2": "x"}', '{"1 2 3": "short"}', '{"a b c": "x"}', "\0"])
def test_remembered_hashes_that_are_none_are_ignored(kept: str, tmp_path: Path) -> None:
    (tmp_path / "hashes.json").write_text(kept)
    assert Hashes(tmp_path).known == {}
