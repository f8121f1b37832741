"""How far a file is: one line of a terminal that is written over, and nothing for a pipe or a log."""

from __future__ import annotations

import io
from concurrent.futures import Future
from pathlib import Path

import pytest

from dashboard import exporting
from dashboard.export.rendering import Renderer
from dashboard.exporting import Job
from dashboard.progress import Progress
from tests.commands import DONE, WORDS, call
from tests.tiny import write_tiny


class Terminal(io.StringIO):
    """What somebody would see."""

    def isatty(self) -> bool:
        return True

    @property
    def lines(self) -> list[str]:
        """Every state of the last line, without the spaces that cover an older one."""
        return [state.rstrip() for state in self.getvalue().split("\r") if state.strip()]


@pytest.fixture
def pictures(monkeypatch: pytest.MonkeyPatch) -> list[Future[bytes]]:
    """Pictures that nobody draws until the test does."""
    made: list[Future[bytes]] = []

    def submit(*_: object) -> Future[bytes]:
        made.append(Future())
        return made[-1]

    monkeypatch.setattr(Renderer, "__init__", lambda *_: None)
    monkeypatch.setattr(Renderer, "submit", submit)
    return made


def test_every_picture_is_counted_as_it_is_drawn(pictures: list[Future[bytes]]) -> None:
    terminal = Terminal()
    progress = Progress("all.zip", WORDS, terminal)
    progress.begin()
    renderer = progress.renderer("chrome", WORDS)
    for _ in range(3):
        renderer.submit({"data": []}, "png", 10, 10)
    pictures[1].set_result(b"")
    pictures[0].set_exception(OSError())
    progress.end()
    progress.end("Done.")
    assert terminal.lines == [
        WORDS("cli-exporting", file="all.zip"),
        WORDS("cli-drawing", file="all.zip", drawn=1, all=3),
        WORDS("cli-drawing", file="all.zip", drawn=2, all=3),
        "Done.",
    ]
    assert terminal.getvalue().endswith("Done.\n")


def test_what_was_longer_is_covered() -> None:
    terminal = Terminal()
    progress = Progress("a-very-long-name-of-a-file.pdf", WORDS, terminal)
    progress.begin()
    progress.end()
    assert terminal.getvalue().split("\r")[2].isspace()
    assert len(terminal.getvalue().split("\r")[2]) == len(terminal.lines[0])


def test_a_log_stays_empty(pictures: list[Future[bytes]]) -> None:
    log = io.StringIO()
    progress = Progress("all.zip", WORDS, log)
    progress.begin()
    progress.renderer("chrome", WORDS).submit({"data": []}, "png", 10, 10)
    pictures[0].set_result(b"")
    progress.end("Done.")
    assert log.getvalue() == ""


def test_the_command_line_says_that_the_file_is_written_and_how_big_it_is(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_tiny(tmp_path / "data", whole_basemap=False)
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    assert call(capsys, "export", tmp_path / "rows.csv", "--data", folder).code == DONE
    size = -(-(tmp_path / "rows.csv").stat().st_size // 1000)
    assert terminal.lines == [
        WORDS("cli-exporting", file="rows.csv"), WORDS("cli-written", file="rows.csv", size=size)
    ]  # fmt: skip


def test_a_file_that_fails_leaves_no_line_before_the_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_tiny(tmp_path / "data", whole_basemap=False)

    def fail(_: Job) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(exporting, "MAKERS", {".csv": fail})
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    with pytest.raises(KeyboardInterrupt):
        call(capsys, "export", tmp_path / "rows.csv", "--data", folder)
    assert terminal.getvalue().endswith(" \r")
