"""`python app.py import`: the report on a terminal, exit codes, a new folder, what is asked."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from dashboard.data.dataset import load
from dashboard.importing import copy_tables
from dashboard.progress import RowsRead
from tests.commands import DONE, PROBLEM, WORDS, WRONG_USAGE, call
from tests.importers.given import write
from tests.importers.ucdp_files import GED, elsewhere, ucdp_rows
from tests.test_progress import Terminal
from tests.tiny import BUNDLED


@pytest.fixture
def file(tmp_path: Path) -> Path:
    rows = [*ucdp_rows(10), elsewhere(1), ucdp_rows(1)[0] | {"id": "7", "best": "many"}]
    return write(tmp_path / "GEDEvent_v25_1.csv", GED, rows)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy_tables(BUNDLED, tmp_path / "data")
    return tmp_path / "data"


def test_the_report_names_every_count(file: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = call(capsys, "import", file, "--into", folder)
    assert (said.code, said.err) == (DONE, "")
    rows = {"read": 12, "imported": 11, "inside": 10, "outside": 1, "refused": 1, "repeated": 0, "left_out": 0}
    assert WORDS("import-rows", **rows) in said.out
    assert "line 13" in said.out
    assert "“many”" in said.out
    assert "/?dataset=ucdp-ged" in said.out
    again = call(capsys, "import", file, "--into", folder)
    assert (again.code, WORDS("import-same") in again.out) == (DONE, True)


def test_a_dry_run_leaves_the_folder_as_it_was(file: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = call(capsys, "import", file, "--into", folder, "--dry-run")
    assert (said.code, WORDS("import-dry") in said.out) == (DONE, True)
    assert not list(folder.glob("imported/*.toml"))


def test_a_new_folder_can_be_served(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = call(capsys, "import", file, "--into", tmp_path / "new" / "mine")
    assert said.code == DONE
    assert load(tmp_path / "new" / "mine").problems == ()


@pytest.mark.parametrize(("content", "reason"), [(b"", "is empty"), (b"PK\x03\x04abc", "archive"), (b"%PDF-1", "PDF")])
def test_what_is_no_table_is_told(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str], content: bytes, reason: str
) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    said = call(capsys, "import", path, "--into", folder)
    assert (said.code, said.out) == (PROBLEM, "")
    assert reason in said.err


def test_a_file_that_is_not_there_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = call(capsys, "import", folder / "none.csv", "--into", folder)
    assert (said.code, "none.csv" in said.err) == (PROBLEM, True)


def test_what_is_not_recognised_is_asked(tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path / "x.csv", ("a", "b"), [{"a": "1", "b": "2"}])
    said = call(capsys, "import", path, "--into", folder)
    assert said.code == WRONG_USAGE
    assert "--format" in said.err
    assert "ucdp" in said.err


def test_a_broken_data_folder_is_told_as_always(file: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "sources.csv").unlink()
    assert call(capsys, "import", file, "--into", folder).code == PROBLEM


def test_a_terminal_sees_how_far_the_file_is() -> None:
    terminal = Terminal()
    progress = RowsRead("x.csv", WORDS, terminal)
    progress.tell(2000, 0.5)
    progress.tell(4000, 1.0)
    progress.end()
    assert ["50%" in line for line in terminal.lines] == [True, False]
    assert "4,000" in terminal.lines[1]
    pipe = io.StringIO()
    RowsRead("x.csv", WORDS, pipe).tell(2000, 0.5)
    assert pipe.getvalue() == ""
