"""The folder of snapshots: whole files only, the newest 50, and nothing in it that is trusted."""

from __future__ import annotations

import gzip
import os
import signal
import warnings
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from multiprocessing import get_context
from multiprocessing.context import ForkProcess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.data import snapshots as module
from dashboard.data.dataset import Dataset
from dashboard.data.snapshot import from_json, to_json
from dashboard.data.snapshots import ABANDONED_AFTER, FOLDER, MOST, Snapshots


@pytest.fixture
def snapshots(tmp_path: Path) -> Snapshots:
    return Snapshots(tmp_path / "state")


def version(number: int) -> str:
    return f"{number:012x}"


def numbered(dataset: Dataset, number: int) -> Dataset:
    return replace(dataset, version=version(number))


def folder_of(snapshots: Snapshots) -> Path:
    assert snapshots.folder
    return snapshots.folder


def path_of(snapshots: Snapshots, asked: str) -> Path:
    return folder_of(snapshots) / f"{asked}.json.gz"


def names(snapshots: Snapshots) -> set[str]:
    return {path.name for path in folder_of(snapshots).iterdir()}


def write(snapshots: Snapshots, asked: str, content: bytes) -> Path:
    folder_of(snapshots).mkdir(parents=True, exist_ok=True)
    path = path_of(snapshots, asked)
    path.write_bytes(content)
    return path


def processes(target: Callable[..., None], calls: Sequence[tuple[Any, ...]]) -> list[ForkProcess]:
    """Started, one a call."""
    found = [get_context("fork").Process(target=target, args=arguments) for arguments in calls]
    with warnings.catch_warnings():  # that DuckDB has threads, which these processes do not need
        warnings.simplefilter("ignore", DeprecationWarning)
        for one in found:
            one.start()
    return found


def test_what_is_kept_is_found(snapshots: Snapshots, tiny: Dataset) -> None:
    assert snapshots.find(tiny.version) is None
    snapshots.keep(tiny)
    found = snapshots.find(tiny.version)
    assert found
    assert (found.version, found.dataset) == (tiny.version, tiny.description.name)
    assert names(snapshots) == {f"{tiny.version}.json.gz"}


def test_a_version_is_written_once(snapshots: Snapshots, tiny: Dataset) -> None:
    snapshots.keep(tiny)
    path = path_of(snapshots, tiny.version)
    content = path.read_bytes()
    os.utime(path, (0, 0))
    snapshots.keep(tiny)
    assert path.read_bytes() == content
    assert path.stat().st_mtime > 0, "it is the newest again"


def test_it_is_small(snapshots: Snapshots, bundled: Dataset) -> None:
    """Of the bundled data, a tenth of the tables or less, packed: 50 of them are no burden."""
    snapshots.keep(bundled)
    characters = sum(frame.map(len).to_numpy().sum() for frame in bundled.cells.values())
    assert path_of(snapshots, bundled.version).stat().st_size < characters / 8


def test_only_the_user_may_look_into_it(snapshots: Snapshots, tiny: Dataset) -> None:
    snapshots.keep(tiny)
    assert folder_of(snapshots).stat().st_mode & 0o077 == 0
    assert path_of(snapshots, tiny.version).stat().st_mode & 0o077 == 0


def test_the_oldest_go(snapshots: Snapshots, tiny: Dataset) -> None:
    for number in range(MOST + 4):
        os.utime(write(snapshots, version(number), b""), (number, number))
    snapshots.keep(numbered(tiny, MOST + 4))
    assert names(snapshots) == {f"{version(number)}.json.gz" for number in range(5, MOST + 5)}


def test_the_newest_stays_whatever_the_clock_says(snapshots: Snapshots, tiny: Dataset) -> None:
    for number in range(MOST):
        os.utime(write(snapshots, version(number), b""), (2**33, 2**33 + number))
    snapshots.keep(numbered(tiny, MOST))
    assert snapshots.find(version(MOST))
    assert names(snapshots) == {f"{version(number)}.json.gz" for number in range(1, MOST + 1)}


def test_files_of_others_are_let_be(snapshots: Snapshots, tiny: Dataset) -> None:
    others = {"notes.txt", "backup.json.gz", "abc.json.gz", f"{version(1)}.json", f"x{version(1)}.json.gz", ".hidden"}
    folder_of(snapshots).mkdir(parents=True)
    for name in others:
        (folder_of(snapshots) / name).write_bytes(b"")
        os.utime(folder_of(snapshots) / name, (0, 0))
    (folder_of(snapshots) / f"{version(2)}.json.gz").mkdir()
    for number in range(10, MOST + 20):
        os.utime(write(snapshots, version(number), b""), (number, number))
    snapshots.keep(numbered(tiny, 9))
    ours = {f"{version(number)}.json.gz" for number in (9, *range(21, MOST + 20))}
    assert names(snapshots) == others | ours | {f"{version(2)}.json.gz"}


def killed_at_the_rename(snapshots: Snapshots, dataset: Dataset) -> None:
    Path.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)  # type: ignore[method-assign, assignment]
    snapshots.keep(dataset)


def test_a_writer_that_is_killed_before_the_rename_leaves_the_old_file(snapshots: Snapshots, tiny: Dataset) -> None:
    old = write(snapshots, tiny.version, b"old, and broken")
    (writer,) = processes(killed_at_the_rename, [(snapshots, tiny)])
    writer.join(60)
    assert writer.exitcode == -signal.SIGKILL
    assert old.read_bytes() == b"old, and broken"
    (part,) = names(snapshots) - {old.name}
    snapshots.keep(numbered(tiny, 1))
    assert part in names(snapshots), "its writer may still be at work"
    os.utime(folder_of(snapshots) / part, (0, folder_of(snapshots).stat().st_mtime - ABANDONED_AFTER - 1))
    snapshots.keep(numbered(tiny, 2))
    assert part not in names(snapshots)
    snapshots.keep(tiny)
    assert snapshots.find(tiny.version), "the broken one is replaced"


def test_a_writer_that_fails_leaves_the_old_file_and_no_part(
    snapshots: Snapshots, tiny: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = write(snapshots, tiny.version, b"old, and broken")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        snapshots.keep(tiny)
    assert names(snapshots) == {old.name}
    assert old.read_bytes() == b"old, and broken"


def keep_many(snapshots: Snapshots, dataset: Dataset, numbers: range) -> None:
    for number in numbers:
        snapshots.keep(numbered(dataset, number))


def test_two_processes_write_and_prune_at_once(
    snapshots: Snapshots, tiny: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten versions by both, ten by one alone; whatever is there while they write, it is whole."""
    monkeypatch.setattr(module, "MOST", 8)
    old = {write(snapshots, version(number), b"").name for number in range(1000, 1008)}
    for name in old:
        os.utime(folder_of(snapshots) / name, (0, 0))
    both = processes(keep_many, [(snapshots, tiny, numbers) for numbers in (range(20), range(10, 30))])
    while any(one.is_alive() for one in both):
        for path in folder_of(snapshots).glob("*.json.gz"):
            with suppress(FileNotFoundError):
                content = path.read_bytes()
                assert not content or from_json(gzip.decompress(content).decode(), path.name.partition(".")[0])
    for one in both:
        one.join()
    assert [one.exitcode for one in both] == [0, 0]
    assert not old & names(snapshots)
    assert len(names(snapshots)) == module.MOST
    assert all(snapshots.find(name.partition(".")[0]) for name in names(snapshots))


@pytest.mark.parametrize("asked", ["", "..", "../x", "/etc/passwd", "0123456789ab.json.gz", "x" * 10_000, "a\x00b"])
def test_no_path_is_made_of_what_is_no_version(snapshots: Snapshots, asked: str) -> None:
    assert snapshots.find(asked) is None


@given(cut=st.integers(0, 400), flipped=st.integers(0, 400), bit=st.integers(0, 7))
def test_a_damaged_file_is_as_if_it_were_not_there(
    tmp_path_factory: pytest.TempPathFactory, tiny: Dataset, cut: int, flipped: int, bit: int
) -> None:
    snapshots = Snapshots(tmp_path_factory.mktemp("damaged"))
    snapshots.keep(tiny)
    path = path_of(snapshots, tiny.version)
    whole = path.read_bytes()
    path.write_bytes(whole[: -1 - cut])
    assert snapshots.find(tiny.version) is None
    turned = bytearray(whole)
    turned[10 + flipped] ^= 1 << bit  # behind the head of gzip, which holds a date that nobody reads
    path.write_bytes(turned)
    assert snapshots.find(tiny.version) is None


# Without a time of their own: two processes that share the tests must give them the same names.
@pytest.mark.parametrize(
    "content",
    [b"", b"\x00", b"{}", gzip.compress(b"", mtime=0), gzip.compress(b"\xff", mtime=0), b"\x1f\x8b"],
)
def test_a_foreign_file_is_as_if_it_were_not_there(snapshots: Snapshots, content: bytes) -> None:
    write(snapshots, version(1), content)
    assert snapshots.find(version(1)) is None


def test_a_file_under_the_name_of_another_version_is_not_believed(snapshots: Snapshots, tiny: Dataset) -> None:
    snapshots.keep(tiny)
    path_of(snapshots, tiny.version).rename(path_of(snapshots, version(1)))
    assert snapshots.find(version(1)) is None


def test_a_file_that_unpacks_to_more_than_fits_is_not_unpacked(
    snapshots: Snapshots, tiny: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshots.keep(tiny)
    found = snapshots.find(tiny.version)
    assert found
    size = len(to_json(found).encode())
    monkeypatch.setattr(module, "LARGEST", size)
    assert snapshots.find(tiny.version)
    monkeypatch.setattr(module, "LARGEST", size - 1)
    assert snapshots.find(tiny.version) is None
    with pytest.raises(OSError, match="too large"):
        snapshots.keep(tiny)


def test_a_pipe_is_not_waited_for(snapshots: Snapshots) -> None:
    folder_of(snapshots).mkdir(parents=True)
    os.mkfifo(path_of(snapshots, version(1)))
    assert snapshots.find(version(1)) is None


def test_without_a_folder_nothing_is_kept_and_nothing_found(tiny: Dataset) -> None:
    snapshots = Snapshots(None)
    snapshots.keep(tiny)
    assert snapshots.folder is None
    assert snapshots.find(tiny.version) is None


def test_a_folder_that_can_not_be_made_is_an_error_of_the_system(tmp_path: Path, tiny: Dataset) -> None:
    (tmp_path / "file").write_bytes(b"")
    snapshots = Snapshots(tmp_path / "file" / "state")
    assert snapshots.find(tiny.version) is None
    with pytest.raises(OSError, match="Not a directory"):
        snapshots.keep(tiny)


def test_the_latest_are_found_the_last_loaded_first_and_what_is_none_is_left_out(tiny: Dataset, tmp_path: Path) -> None:
    snapshots = Snapshots(tmp_path)
    assert snapshots.latest(9) == ()
    assert Snapshots(None).latest(9) == ()
    for at, version in enumerate(("a" * 12, "b" * 12)):
        snapshots.keep(replace(tiny, version=version))
        os.utime(tmp_path / FOLDER / f"{version}.json.gz", (at, at))
    (tmp_path / FOLDER / f"{'c' * 12}.json.gz").write_bytes(b"no snapshot")
    (tmp_path / FOLDER / "other.txt").write_text("not ours")
    assert [one.version for one in snapshots.latest(9)] == ["b" * 12, "a" * 12]
    assert [one.version for one in snapshots.latest(1)] == ["b" * 12]
