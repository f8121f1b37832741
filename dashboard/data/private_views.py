"""Private views: folders in `STATE_DIR/private`, each under a random token, that go after two hours.

A folder holds a file that a reader gave, what was imported from it, and what is made for showing it. Any number of
processes share them, and whoever comes by removes those whose time is over. Who knows a token sees the view; tokens are
listed nowhere, and a folder can be read by the user of the server alone.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import secrets
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from dashboard.data.kept_events import alone
from dashboard.errors import DashboardError

FOLDER = "private"
SECONDS = 2 * 3600
_BYTES = 16  # 128 bits, which nobody guesses
_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}", re.ASCII)
_UNTIL, _LOCK, _PART = "until.json", ".lock", ".part"


class FullError(DashboardError):
    """There are as many private views as there may be at a time."""


class NowhereError(DashboardError):
    """There is no folder for private views, or it can't be written to."""


@dataclass(frozen=True, slots=True)
class PrivateView:
    """One view that is there now: its `token`, its `folder`, and when it goes (UTC)."""

    token: str
    folder: Path
    until: dt.datetime

    @property
    def given(self) -> Path:
        """Where the file is that a reader gave."""
        return self.folder / "given"

    @property
    def state(self) -> Path:
        """Where is kept what showing it needs: the folder for state of its dashboard."""
        return self.folder / "state"


@dataclass(frozen=True)
class PrivateViews:
    """All private views of a `state_dir`, at `most` so many at a time; `now` is the clock, in seconds since 1970."""

    state_dir: Path | None
    most: int
    now: Callable[[], float] = time.time

    @property
    def folder(self) -> Path | None:
        """Where the views are; None when nothing is kept."""
        return self.state_dir / FOLDER if self.state_dir else None

    def begin(self) -> PrivateView:
        """A new, empty view. Raises FullError, and NowhereError when it can't be made."""
        folder = self.folder
        if not folder:
            raise NowhereError("STATE_DIR")
        self.clear()
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            folder.chmod(0o700)  # it may have been made by another hand
            with alone(folder / _LOCK):  # of other processes, too: they count the same folders
                if len(self._tokens()) >= self.most:
                    raise FullError(str(self.most))
                return self._made(folder)
        except OSError as error:
            raise NowhereError(str(error.strerror or error)) from error

    def find(self, token: str) -> PrivateView | None:
        """The view of a token; None when there is none, or its time is over."""
        folder = self.folder
        return self._view(folder, token) if folder and token in self._tokens() else None

    def remove(self, token: str) -> None:
        """Take a view away, and everything that was made of it."""
        if self.folder and _TOKEN.fullmatch(token):
            _remove(self.folder / token)

    def clear(self) -> None:
        """Take away all whose time is over, and what a process that ended left half made."""
        folder = self.folder
        if not folder:
            return
        for token in self._tokens():
            if not self._view(folder, token):
                self.remove(token)
        for part in folder.glob(f"*{_PART}"):
            with suppress(OSError):
                if part.stat().st_mtime < self.now() - SECONDS:
                    _remove(part)

    def _made(self, folder: Path) -> PrivateView:
        token = secrets.token_urlsafe(_BYTES)
        part = folder / f"{token}{_PART}"
        part.mkdir(mode=0o700)
        (part / _UNTIL).write_text(json.dumps({"until": self.now() + SECONDS}))
        part.rename(folder / token)
        view = self.find(token)
        if not view:
            raise NowhereError("the clock runs backwards")
        view.given.mkdir(mode=0o700)
        return view

    def _view(self, folder: Path, token: str) -> PrivateView | None:
        until, now = _until(folder / token), self.now()
        if until is None or not now < until <= now + SECONDS:  # the clock may have been set back
            return None
        return PrivateView(token, folder / token, dt.datetime.fromtimestamp(until, dt.UTC))

    def _tokens(self) -> frozenset[str]:
        """Names as they are: a disk may find a folder by a name in other letters."""
        try:
            names = [path.name for path in self.folder.iterdir()] if self.folder else []
        except OSError:
            return frozenset()
        return frozenset(name for name in names if _TOKEN.fullmatch(name))


def _until(folder: Path) -> float | None:
    try:
        return float(json.loads((folder / _UNTIL).read_bytes())["until"])
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _remove(folder: Path) -> None:
    """First what makes it a view, so that no other process finds a half of it."""
    with suppress(OSError):
        (folder / _UNTIL).unlink()
    shutil.rmtree(folder, ignore_errors=True)
