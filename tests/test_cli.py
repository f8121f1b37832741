"""`python app.py serve`, and what the command line refuses; the exit codes that scripts rely on."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from dashboard import serving
from dashboard.application import create_app
from dashboard.config import PROJECT_DIR, Settings
from dashboard.data.current import CurrentDataset
from dashboard.data.dataset import Dataset
from dashboard.serving import serve
from tests.commands import DONE, PROBLEM, WORDS, WRONG_USAGE, call, process
from tests.engines.answers import rows_of
from tests.tiny import rewrite


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATA_DIR", "HOST", "PORT", "PUBLIC_URL", "TILES_URL", "ENGINE_URL", "ENGINE_SECONDS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Settings]:
    """Instead of serving: the settings that would be served."""
    seen: list[Settings] = []
    monkeypatch.setattr(serving, "build", lambda settings: settings)
    monkeypatch.setattr(serving, "serve", lambda application, settings, words: seen.append(settings) or DONE)
    return seen


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody else listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        one.listen()
        yield one.getsockname()[1]


@pytest.mark.parametrize("command", [["serve", "--data"], ["--data"], ["check"]])
def test_a_folder_that_is_not_there_is_a_problem_of_the_data(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, command: list[str]
) -> None:
    said = call(capsys, *command, tmp_path / "nowhere")
    assert said.code == PROBLEM
    assert "incidents.csv" in said.out
    assert "Traceback" not in said.both


def test_serving_broken_data_lists_what_is_wrong_and_ends(
    tiny_folder: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tiny_folder(whole_basemap=False)
    rewrite(folder, "incidents.csv", lambda content: content.replace(b"inc-04", b"inc-03"))
    said = call(capsys, "serve", "--data", folder)
    assert said.code == PROBLEM
    assert "incidents.csv, line" in said.out
    assert WORDS.plural("check-stops", 1) in said.err
    assert "Traceback" not in said.both


@pytest.mark.parametrize(
    "arguments",
    [["fly"], ["--port"], ["check", "one", "two"], ["serve", "--colour"], ["--port", "x"], ["serve", "--port", "0"]],
)
def test_wrong_usage_is_told_apart_from_a_problem(
    capsys: pytest.CaptureFixture[str], started: list[Settings], arguments: list[str]
) -> None:
    said = call(capsys, *arguments)
    assert (said.code, said.out, started) == (WRONG_USAGE, "", [])
    assert said.err
    assert "Traceback" not in said.err


def test_a_bad_port_of_the_environment_is_a_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORT", "eighty")
    said = call(capsys, "serve")
    assert (said.code, said.out) == (WRONG_USAGE, "")
    assert "eighty" in said.err
    assert len(said.err.splitlines()) == 1


@pytest.mark.parametrize("place", ["option", "option of serve", "environment"])
def test_an_engine_reaches_the_settings_which_do_not_show_its_password(
    capsys: pytest.CaptureFixture[str], started: list[Settings], monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    url = "postgresql://reader:secret@db.example/events"
    monkeypatch.setenv("ENGINE_URL", url if place == "environment" else "trino://other")
    monkeypatch.setenv("ENGINE_SECONDS", "90.5")
    command = ["serve"] if "serve" in place else []
    said = call(capsys, *command, *(["--engine", url] if "option" in place else []))
    assert said.code == DONE
    assert [(one.engine_url, one.engine_seconds) for one in started] == [(url, 90.5)]
    assert "secret" not in said.both + repr(started)


@pytest.mark.parametrize("place", ["option", "option of serve", "environment", "environment of export"])
def test_what_is_no_engine_is_refused_in_a_sentence_that_tells_no_password(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, place: str
) -> None:
    url = "mysql://reader:secret@db.example/events"
    if "environment" in place:
        monkeypatch.setenv("ENGINE_URL", url)
    command = ["export", tmp_path / "rows.csv"] if "export" in place else ["serve"] if "serve" in place else []
    said = call(capsys, *command, *(["--engine", url] if "option" in place else []))
    assert (said.code, said.out, len(said.err.splitlines())) == (WRONG_USAGE, "", 1)
    assert "postgresql://" in said.err
    assert "secret" not in said.both


def test_an_engine_with_another_table_ends_the_start(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "x.duckdb")) as connection:
        connection.execute("CREATE TABLE events (incident_id VARCHAR)")
    said = call(capsys, "serve", "--engine", tmp_path / "x.duckdb")
    assert (said.code, said.out, len(said.err.splitlines())) == (PROBLEM, "", 1)
    assert "search_text" in said.err


def test_prepared_events_can_be_asked_in_the_place_of_the_tables(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    prepared = tmp_path / "events.duckdb"
    assert "387 events" in call(capsys, "prepare", prepared).out
    for name, engine in (("here.csv", []), ("there.csv", ["--engine", prepared])):
        assert call(capsys, "export", tmp_path / name, "--q", "drone zakho", *engine).code == DONE
    assert rows_of(tmp_path / "there.csv") == rows_of(tmp_path / "here.csv") != []
    assert call(capsys, "prepare", tmp_path / "events.txt").code == WRONG_USAGE
    assert call(capsys, "prepare", tmp_path / "events.csv", "--data", tmp_path).code == PROBLEM


@pytest.mark.parametrize("place", [("--port", "8061"), ("serve", "--port", "8061")])
def test_an_option_beats_the_environment(
    capsys: pytest.CaptureFixture[str], started: list[Settings], monkeypatch: pytest.MonkeyPatch, place: tuple[str, ...]
) -> None:
    monkeypatch.setenv("PORT", "8060")
    monkeypatch.setenv("HOST", "10.0.0.1")
    assert call(capsys, *place).code == DONE
    assert [(one.port, one.host) for one in started] == [(8061, "10.0.0.1")]


@pytest.mark.parametrize("command", [[], ["serve"]])
def test_every_option_reaches_the_settings(
    capsys: pytest.CaptureFixture[str], started: list[Settings], command: list[str]
) -> None:
    call(capsys, *command, "--host", "::1", "--port", "9000", "--data", "/srv/data")
    (settings,) = started
    assert (settings.host, settings.port, settings.data_dir) == ("::1", 9000, Path("/srv/data"))
    assert settings.reload_seconds == Settings().reload_seconds


def test_a_port_that_is_taken_is_a_sentence(tiny_folder: Callable[..., Path], taken: int) -> None:
    """In a process of its own, which must end without a word of the libraries below."""
    said = process("--data", tiny_folder(whole_basemap=False), PORT=str(taken))
    assert (said.code, said.out) == (WRONG_USAGE, "")
    assert str(taken) in said.err
    assert len(said.err.splitlines()) == 1


def test_a_host_that_is_none_is_a_sentence(capsys: pytest.CaptureFixture[str], tiny: Dataset) -> None:
    settings = Settings(host="256.1.1.1", port=1)
    assert serve(create_app(CurrentDataset(tiny), settings), settings, WORDS) == WRONG_USAGE
    out, err = capsys.readouterr()
    assert out == ""
    assert "256.1.1.1" in err


@pytest.mark.parametrize("command", [["--help"], ["check", "--help"], ["serve", "--help"]])
def test_help_names_what_can_be_asked_for(capsys: pytest.CaptureFixture[str], command: list[str]) -> None:
    said = call(capsys, *command)
    assert (said.code, said.err) == (DONE, "")
    assert "usage: python app.py" in said.out
    wanted = {
        "--help": ("serve", "check", "prepare", "--port"),
        "check": ("DIR",),
        "serve": ("--host", "--port", "--data", "--engine"),
    }
    assert all(name in said.out for name in wanted[command[0]])


def test_who_reads_no_further_sees_no_stack_trace() -> None:
    command = [sys.executable, "app.py", "check"]
    with subprocess.Popen(command, cwd=PROJECT_DIR, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
    assert (process.returncode, said) == (1, b"")
