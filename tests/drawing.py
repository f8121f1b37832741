"""Instead of a browser: a renderer whose PDFs are blank pages, and whose images are the figures as JSON."""

from __future__ import annotations

import io
import json
from concurrent.futures import Future
from typing import Any

from pypdf import PdfWriter

from dashboard.export.kept_renderer import KeptRenderer
from dashboard.export.rendering import Renderer
from dashboard.text import Words


class Blank(Renderer):
    """Draws nothing; remembers how many were started and closed in `log`."""

    def __init__(self, chrome: str, words: Words, log: list[str] | None = None) -> None:
        self.log = [] if log is None else log
        self.log.append("started")

    def submit(self, figure: dict[str, Any], ending: str, width: float, height: float, scale: float = 1) -> Any:
        file: Future[bytes] = Future()
        drawn = json.dumps([ending, width, height, scale, figure], sort_keys=True).encode()
        file.set_result(_page(width, height) if ending == "pdf" else drawn)
        return file

    def close(self) -> None:
        self.log.append("closed")


def _page(width: float, height: float) -> bytes:
    writer, file = PdfWriter(), io.BytesIO()
    writer.add_blank_page(width * 3 / 4, height * 3 / 4)
    writer.write(file)
    return file.getvalue()


def kept(words: Words, log: list[str] | None = None, **how: Any) -> KeptRenderer:
    """A kept renderer that needs no browser."""
    return KeptRenderer(words, **{"find": lambda _: "blank", "start": lambda c, w: Blank(c, w, log)} | how)
