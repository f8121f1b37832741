"""The dataset that is served now, and its replacement when the files change.

A dataset is replaced as a whole, or not at all: a folder that can't be loaded leaves the old one standing, with the
problems that say why. Each server process watches the folder itself.
"""

from __future__ import annotations

import atexit
import threading
from collections.abc import Callable
from pathlib import Path

from dashboard.data.content import content_files
from dashboard.data.dataset import Dataset, load
from dashboard.data.engines.patient import Patient
from dashboard.errors import DataError, Problem

Stamp = tuple[tuple[str, int, int], ...]


class CurrentDataset:
    """`dataset` is the one to use; `problems` say why the files of now are not used, and are empty when they are."""

    def __init__(
        self,
        dataset: Dataset,
        folder: Path | None = None,
        state_dir: Path | None = None,
        engine: Patient | None = None,
        also: Path | None = None,
    ) -> None:
        """`state_dir` is where files of many events are kept; `engine` holds the events, when the folder does not;
        imported datasets of `also` are added to those of the folder."""
        self.dataset = dataset
        self.problems: tuple[Problem, ...] = ()
        self._folder, self._state_dir, self._engine, self._also = folder, state_dir, engine, also
        self._stamp = _state(folder, engine, also) if folder else ((), "")

    @classmethod
    def open(
        cls, folder: Path, state_dir: Path | None = None, engine: Patient | None = None, also: Path | None = None
    ) -> CurrentDataset:
        """The dataset of `folder`; raises DataError when it can't be used. A change while it loads is seen later."""
        before = _state(folder, engine, also)
        current = cls(load(folder, state_dir, engine=engine, also=also), folder, state_dir, engine, also)
        current._stamp = before
        return current

    def refresh(self) -> bool:
        """Load the folder again if a file changed; whether the dataset was replaced.

        A file that changes while it is read is seen at the next look: the stamp is taken before loading.
        """
        if self._folder is None:
            return False
        now = _state(self._folder, self._engine, self._also)
        if now == self._stamp:
            return False
        self._stamp = now
        try:
            dataset = load(self._folder, self._state_dir, engine=self._engine, also=self._also)
        except DataError as error:
            self.problems = error.problems
            return False
        replaced = dataset.version != self.dataset.version
        self.dataset, self.problems = dataset, ()
        return replaced


def _state(folder: Path, engine: Patient | None, also: Path | None) -> tuple[Stamp, str]:
    return stamp(folder, also), engine.version() if engine else ""


def stamp(folder: Path, also: Path | None = None) -> Stamp:
    """Name, size and modification time of every data file; a missing file has none."""
    found = []
    for path in content_files(folder, also):
        try:
            status = path.stat()
        except OSError:
            continue
        found.append((path.name, status.st_size, status.st_mtime_ns))
    return tuple(found)


def watch(current: CurrentDataset, seconds: float, on_change: Callable[[], None] = lambda: None) -> threading.Event:
    """Look at the folder every `seconds` in a thread of its own; setting the returned event ends it."""
    stop = threading.Event()

    def look() -> None:
        while not stop.wait(seconds):
            try:
                replaced = current.refresh()
            except OSError:  # a file vanished between two reads: the next look sees what is there then
                continue
            if replaced:
                on_change()

    thread = threading.Thread(target=look, name="data-watch", daemon=True)
    thread.start()

    def end() -> None:
        stop.set()
        thread.join()

    atexit.register(end)  # a thread that still holds the data when Python ends makes DuckDB complain of leaks
    return stop
