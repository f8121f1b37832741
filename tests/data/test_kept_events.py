"""The folder of event files: made once by one process, never trusted, the newest few kept."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import narwhals as nw
import pytest

from dashboard.data import kept_events
from dashboard.data.dataset import Dataset, load
from dashboard.data.kept_events import MOST
from dashboard.data.offline import connect
from tests.tiny import edit, write_tiny

ALL = nw.col("position") >= 0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_tiny(tmp_path / "data", whole_basemap=False)


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that were written, in their order."""
    written: list[Path] = []
    write = kept_events.write

    def noting(path: Path, *rest: object) -> object:
        written.append(path)
        return write(path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(kept_events, "write", noting)
    return written


def many(folder: Path, state: Path) -> Dataset:
    return load(folder, state, most_in_memory=0, chunk_rows=5)


def files(state: Path) -> list[str]:
    return sorted(path.name for path in (state / "events").iterdir() if path.suffix != ".lock")


def test_a_file_is_made_once_for_a_version(folder: Path, state: Path, made: list[Path]) -> None:
    first = many(folder, state)
    again = many(folder, state)
    assert len(made) == 1
    assert files(state) == [f"{first.version}.duckdb"]
    assert first.events.count(ALL) == again.events.count(ALL) == 12
    assert (state / "events").stat().st_mode & 0o777 == 0o700


def test_problems_are_remembered_with_the_events(folder: Path, state: Path, made: list[Path]) -> None:
    edit(folder, "incidents", 3, "event_type", "alien_landing")
    first = many(folder, state)
    again = many(folder, state)
    assert len(made) == 1
    assert first.problems == again.problems != ()
    assert again.rows_set_aside == 1


def spoil_version(path: Path) -> None:
    with connect(path) as connection:
        connection.execute("UPDATE meta SET version = 'other'")


def spoil_rows(path: Path) -> None:
    with connect(path) as connection:
        connection.execute("DELETE FROM events WHERE position = 3")


def spoil_problems(path: Path) -> None:
    with connect(path) as connection:
        connection.execute("""UPDATE meta SET problems = '[{"severity": "unheard of"}]'""")


@pytest.mark.parametrize(
    "spoil",
    [
        spoil_version,
        spoil_rows,
        spoil_problems,
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"no database"),
        lambda path: os.truncate(path, path.stat().st_size // 2),
        lambda path: os.truncate(path, path.stat().st_size - 1),
    ],
)  # fmt: skip
def test_a_file_that_is_not_what_was_made_is_made_anew(
    spoil: object, folder: Path, state: Path, made: list[Path]
) -> None:
    path = state / "events" / f"{many(folder, state).version}.duckdb"
    spoil(path)  # type: ignore[operator]
    assert many(folder, state).events.count(ALL) == 12
    assert len(made) == 2


def test_a_file_of_another_program_is_made_anew(
    folder: Path, state: Path, made: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    many(folder, state)
    monkeypatch.setattr(kept_events, "program", lambda: "another")
    many(folder, state)
    many(folder, state)
    assert len(made) == 2


def test_what_stops_the_start_leaves_no_file(folder: Path, state: Path) -> None:
    edit(folder, "incidents", 3, "source_ids", "src-99")
    with pytest.raises(Exception, match="src-99"):
        many(folder, state)
    assert files(state) == []


def test_the_newest_few_are_kept_and_other_files_let_be(folder: Path, state: Path) -> None:
    versions = []
    for killed in range(MOST + 1):
        edit(folder, "incidents", 2, "civilians_killed_high", str(20 + killed))
        versions.append(many(folder, state).version)
        os.utime(state / "events" / f"{versions[-1]}.duckdb", (killed, killed))
        (state / "events" / "notes.txt").touch()
    assert files(state) == sorted([*(f"{version}.duckdb" for version in versions[1:]), "notes.txt"])


def test_a_version_that_is_removed_is_read_to_the_end(folder: Path, state: Path) -> None:
    dataset = many(folder, state)
    (state / "events" / f"{dataset.version}.duckdb").unlink()
    assert len(dataset.events.rows(ALL, ["summary"])) == 12


def test_a_folder_that_can_not_be_written_is_told(folder: Path, state: Path) -> None:
    state.write_text("a file")
    with pytest.raises(Exception, match=r"incidents\.csv: can't be made ready for questions"):
        many(folder, state)


def test_threads_that_ask_at_once_get_one_file(folder: Path, state: Path, made: list[Path]) -> None:
    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(many(folder, state).events.count(ALL))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [12] * 3
    assert len(made) == 1


def test_another_process_takes_over_from_one_that_is_killed(folder: Path, state: Path, made: list[Path]) -> None:
    program = """
        import os, sys
        from pathlib import Path
        from dashboard.data import kept_events
        from dashboard.data.dataset import load

        def killed(path, *rest):
            path.write_bytes(b"half of a file")
            print("began", flush=True)
            sys.stdin.read(1)
            os.kill(os.getpid(), 9)

        kept_events.write = killed
        load(Path(sys.argv[1]), Path(sys.argv[2]), most_in_memory=0)
    """
    command = [sys.executable, "-c", textwrap.dedent(program), str(folder), str(state)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdin is not None
        assert other.stdout.readline() == "began\n"
        found: list[Dataset] = []
        waiting = threading.Thread(target=lambda: found.append(many(folder, state)))
        waiting.start()
        waiting.join(0.3)
        assert made == [], "one process at a time"
        other.stdin.write("x")
        other.stdin.flush()
        waiting.join(30)
    assert found[0].events.count(ALL) == 12
    assert files(state) == [f"{found[0].version}.duckdb"], "what the other left is removed"
