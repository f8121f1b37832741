"""How far a file is, on one line of a terminal that is written over and over; nothing where nobody looks."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TextIO

from dashboard.export.rendering import Renderer
from dashboard.figures.style import Figure
from dashboard.text import Words

_BAR = 30  # characters


class _Line:
    """One line on `stream`, when it is a terminal."""

    def __init__(self, file: str, words: Words, stream: TextIO) -> None:
        self._file, self._words, self._stream = file, words, stream
        self._is_shown = stream.isatty()
        self._wide = 0

    def end(self, said: str = "") -> None:
        """Leave `said` in place of the line."""
        self._say(said)
        if self._is_shown:
            self._stream.write("\n" if said else "\r")

    def _say(self, text: str) -> None:
        """In place of what stands there, the rest of which is covered with spaces."""
        if self._is_shown:
            self._stream.write(f"\r{text.ljust(self._wide)}")
            self._stream.flush()
            self._wide = len(text)


class RowsRead(_Line):
    """Says how many rows of `file` are read, with a bar where the share of the file is known."""

    def tell(self, rows: int, share: float) -> None:
        """`share` is from 0 to 1."""
        done = round(min(share, 1.0) * _BAR)
        bar = f"[{'#' * done}{'·' * (_BAR - done)}] {share:.0%}" if share else ""
        self._say(self._words("cli-importing", file=self._file, rows=self._words.number(rows), bar=bar).strip())


class Progress(_Line):
    """Says that `file` is being made, and how many of its pictures are drawn."""

    def __init__(self, file: str, words: Words, stream: TextIO) -> None:
        super().__init__(file, words, stream)
        self._lock = threading.Lock()
        self._asked, self._drawn = 0, 0

    def begin(self) -> None:
        """Say what is being made."""
        self._say(self._words("cli-exporting", file=self._file))

    def renderer(self, chrome: str, words: Words) -> Renderer:
        """A browser whose pictures are counted."""
        return _Counted(chrome, words, self._count)

    def _count(self, picture: Future[bytes]) -> None:
        with self._lock:
            self._asked += 1
        picture.add_done_callback(self._done)

    def _done(self, _: Future[bytes]) -> None:
        with self._lock:
            self._drawn += 1
            self._say(self._words("cli-drawing", file=self._file, drawn=self._drawn, all=self._asked))


class _Counted(Renderer):
    def __init__(self, chrome: str, words: Words, count: Callable[[Future[bytes]], None]) -> None:
        self._count = count
        super().__init__(chrome, words)

    def submit(self, figure: Figure, ending: str, width: float, height: float, scale: float = 1) -> Future[bytes]:
        picture = super().submit(figure, ending, width, height, scale)
        self._count(picture)
        return picture
