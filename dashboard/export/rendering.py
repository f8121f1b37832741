"""Figures -> PNG, SVG and PDF on the server: Kaleido around a Chrome or Chromium that stays open between two images.

Nothing is fetched: Plotly's script is the installed one, MathJax is off, and the browser knows only a proxy that
nobody answers. Slides, tables and GeoJSON need none of this.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import re
import shutil
import threading
from collections.abc import Coroutine, Mapping
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar

import plotly

from dashboard.errors import DashboardError, UsageError
from dashboard.figures.style import Figure
from dashboard.text import Words

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")  # as in .ci/chromium.sh
SECONDS = 60  # for one figure, on a busy machine
NOBODY = "127.0.0.1:9"
PLOTLY_JS = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
ROOT = 0  # its Chrome does not start with a sandbox
T = TypeVar("T")


class NoChromeError(UsageError):
    """No Chrome or Chromium was found; the message says what to install, and what works without."""


class RenderingError(DashboardError):
    """Chrome did not start, or did not draw a figure."""


def find_chrome(words: Words, environ: Mapping[str, str] | None = None) -> str:
    """The path of a Chrome or Chromium: what CHROME names, else the first on the PATH. Raises NoChromeError."""
    env = os.environ if environ is None else environ
    asked, path = env.get("CHROME", ""), env.get("PATH", "")
    found = next(filter(None, (shutil.which(name, path=path) for name in ([asked] if asked else NAMES))), None)
    if not found:
        raise NoChromeError(words("render-bad-chrome", chrome=asked) if asked else words("render-no-chrome"))
    return found


class Renderer:
    """One browser, which starts in the background; to be closed: `with Renderer(find_chrome(words), words) as …`.

    May be asked from several threads. Everything of Kaleido runs in the event loop of one thread.
    """

    def __init__(self, chrome: str, words: Words) -> None:
        self._words = words
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="rendering", daemon=True)
        self._thread.start()
        self._browser: Future[Any] = self._run(_started(chrome))

    def __enter__(self) -> Renderer:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def submit(self, figure: Figure, ending: str, width: float, height: float, scale: float = 1) -> Future[bytes]:
        """Begin to draw `figure` as png, svg or pdf; the future holds the file, or raises RenderingError.

        A page of a PDF has `width` × `height` CSS pixels, whatever the scale.
        """
        # Plotly gives traces random names, and writes them into an SVG.
        named = figure | {"data": [trace | {"uid": f"trace{n}"} for n, trace in enumerate(figure["data"])]}
        options = {"format": ending, "width": width, "height": height, "scale": 1 if ending == "pdf" else scale}
        return self._run(self._drawn(named, options))

    def render(self, figure: Figure, ending: str, width: float, height: float, scale: float = 1) -> bytes:
        """The file of `submit`, when it is done."""
        return self.submit(figure, ending, width, height, scale).result()

    def close(self) -> None:
        """End the browser and the thread; a second time does nothing."""
        if self._loop.is_closed():
            return
        try:
            self._run(self._ended()).result()
        finally:
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
            self._loop.close()

    def _run(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    async def _drawn(self, figure: Figure, options: dict[str, Any]) -> bytes:
        from choreographer.errors import DevtoolsProtocolError
        from kaleido.errors import KaleidoError

        try:
            browser = await asyncio.wrap_future(self._browser)
            file = bytes(await browser.calc_fig(figure, options))
        # RuntimeError: the browser failed or closed, or the script did; OSError: its pipe broke, or time is over.
        except (KaleidoError, DevtoolsProtocolError, RuntimeError, OSError) as error:
            reason = str(error.args[0] if error.args else type(error).__name__).rstrip(".")
            raise RenderingError(self._words("render-failed", reason=reason)) from error
        return unvarying(file) if options["format"] == "svg" else file

    async def _ended(self) -> None:
        """Close the browser if it ever opened, and leave no task behind."""
        opened = await asyncio.gather(asyncio.wrap_future(self._browser), return_exceptions=True)
        if not isinstance(opened[0], BaseException):
            await opened[0].close()
        left = asyncio.all_tasks() - {asyncio.current_task()}
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        await asyncio.get_running_loop().shutdown_default_executor()


def unvarying(svg: bytes) -> bytes:
    """The drawing without what chance puts into it, so that the same figure is the same file.

    Plotly makes ids of a random word; here they are made of the drawing, and still differ from those of another one.
    Where an empty style stands depends on the order in which Plotly is done.
    """
    svg = svg.replace(b' style=""', b"")
    found = re.search(rb'id="defs-([0-9a-f]{6})"', svg)
    if not found:
        return svg
    name = re.compile(rb"(clip|defs-|[pg])" + found[1])
    digest = hashlib.sha256(name.sub(rb"\1", svg)).hexdigest()[:6]
    return name.sub(rb"\g<1>" + digest.encode(), svg)


async def _started(chrome: str) -> Any:
    import kaleido

    browser = await kaleido.Kaleido(
        timeout=SECONDS,
        plotlyjs=PLOTLY_JS.as_uri(),
        mathjax=False,
        path=chrome,
        enable_sandbox=os.geteuid() != ROOT,
        proxy_server=NOBODY,
    )
    # After a figure, Kaleido would load its page anew, which takes longer than to draw; nothing stays there.
    browser._return_kaleido_tab = browser.tabs_ready.put
    return browser
