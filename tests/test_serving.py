"""From settings to a server: every version that is loaded is remembered, and that it can't be stops nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dashboard import serving
from dashboard.config import Settings
from dashboard.data import snapshot
from dashboard.data import snapshots as snapshots_module
from dashboard.data.current import CurrentDataset
from dashboard.data.current import watch as watch_folder
from dashboard.data.dataset import Dataset
from dashboard.data.question import Where
from dashboard.data.snapshots import Snapshots
from dashboard.layout.changes import changes_notice
from dashboard.model.changes import changes_since
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from dashboard.serving import build, remember
from tests.commands import PROBLEM, WORDS, WRONG_USAGE, call
from tests.layout.components import text
from tests.tiny import edit


@pytest.fixture
def folder(tiny_folder: Callable[..., Path]) -> Path:
    return tiny_folder(whole_basemap=False)


def not_watched(folder: Path, state: Path | None) -> Settings:
    return Settings(data_dir=folder, state_dir=state, reload_seconds=0)


def test_the_version_that_is_loaded_is_remembered(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    application = build(not_watched(folder, tmp_path / "state"))
    assert Snapshots(tmp_path / "state").find(application.current.dataset.version)
    assert capsys.readouterr() == ("", "")


@pytest.fixture
def watches(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[threading.Event]]:
    """Ends, for every watch that was begun in the test; each looks a hundred times a second."""
    ends: list[threading.Event] = []

    def begin(current: CurrentDataset, _: float, on_change: Callable[[], None]) -> threading.Event:
        changed = threading.Event()
        ends.append(watch_folder(current, 0.01, lambda: (on_change(), changed.set())))
        ends.append(changed)
        return ends[0]

    monkeypatch.setattr(serving, "watch", begin)
    yield ends
    ends[0].set()


def test_a_version_that_replaces_it_is_remembered_too(
    folder: Path, tmp_path: Path, watches: list[threading.Event]
) -> None:
    application = build(Settings(data_dir=folder, state_dir=tmp_path / "state"))
    first = application.current.dataset.version
    edit(folder, "incidents", "inc-03", "civilians_killed", "10")
    assert watches[1].wait(10)
    second = application.current.dataset.version
    assert second != first
    assert all(Snapshots(tmp_path / "state").find(version) for version in (first, second))
    changes = application.server.test_client().get(f"/api/changes.csv?v={first}")
    assert "changed,inc-03" in changes.text


def test_a_folder_that_can_not_be_written_is_a_sentence_and_the_dashboard_runs(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_bytes(b"")
    application = build(not_watched(folder, tmp_path / "file" / "state"))
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert str(tmp_path / "file" / "state") in said.err
    assert "Not a directory" in said.err
    assert application.server.test_client().get("/healthz").status_code == 200


def test_without_a_folder_a_sentence_says_how_to_set_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    application = build(not_watched(folder, None))
    assert capsys.readouterr().err == WORDS("no-state-dir") + "\n"
    assert application.server.test_client().get("/healthz").status_code == 200


def test_a_disk_that_is_full_is_a_sentence(
    tiny: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    remember(CurrentDataset(tiny), Snapshots(tmp_path), WORDS)
    assert "No space left on device" in capsys.readouterr().err


def test_too_many_incidents_are_not_remembered_and_a_sentence_says_so(
    tiny: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    snapshots, n = Snapshots(tmp_path), tiny.events.count(Where())
    remember(CurrentDataset(tiny), snapshots, WORDS)
    assert (capsys.readouterr().err, bool(snapshots.find(tiny.version))) == ("", True)
    monkeypatch.setattr(snapshot, "MOST_INCIDENTS", n - 1)
    monkeypatch.setattr(serving, "MOST_INCIDENTS", n - 1)
    monkeypatch.setattr(snapshots_module, "take", lambda *_: pytest.fail("is not made before"))
    remember(CurrentDataset(tiny), Snapshots(tmp_path / "other"), WORDS)
    assert capsys.readouterr().err == WORDS("version-too-large", most=WORDS.number(n - 1)) + "\n"
    assert not (tmp_path / "other").exists()
    changes = changes_since("0" * 12, snapshots, Situation(tiny, Selection()))
    assert (changes.is_known, changes.is_too_large) == (False, True)
    told = text(changes_notice(changes, tiny, WORDS))
    assert WORDS("changes-too-many") in told
    assert WORDS("changes-not-available") not in told
    assert changes_since(tiny.version, snapshots, Situation(tiny, Selection())).is_known


@pytest.mark.parametrize("command", [[], ["serve"], ["check"]])
def test_state_in_the_data_folder_is_refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, folder: Path, command: list[str]
) -> None:
    monkeypatch.setenv("DATA_DIR", str(folder))
    monkeypatch.setenv("STATE_DIR", str(folder / "state"))
    said = call(capsys, *command)
    assert (said.code, said.out) == (WRONG_USAGE, "")
    assert "STATE_DIR" in said.err
    assert not (folder / "state").exists()


def test_an_option_can_not_lead_state_into_the_data_folder(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    monkeypatch.setenv("STATE_DIR", str(folder / "state"))
    assert call(capsys, "--data", folder).code == WRONG_USAGE


def test_data_that_can_not_be_loaded_is_not_remembered(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, folder: Path, tmp_path: Path
) -> None:
    monkeypatch.setenv("STATE_DIR", str(tmp_path / "state"))
    (folder / "sources.csv").unlink()
    assert call(capsys, "--data", folder).code == PROBLEM
    assert not (tmp_path / "state").exists()
