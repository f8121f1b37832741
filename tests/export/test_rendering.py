"""Figures drawn by a browser on the server: the kinds of file, what is said without one, and that nothing is left."""

from __future__ import annotations

import io
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from dashboard.config import PROJECT_DIR
from dashboard.errors import UsageError
from dashboard.export.rendering import NAMES, NoChromeError, Renderer, RenderingError, find_chrome, unvarying
from dashboard.text import Words

FIGURE: dict[str, Any] = {
    "data": [{"type": "bar", "x": ["Şırnak", "دهۆک"], "y": [1, 2]}],
    "layout": {"title": {"text": "$x^2$ & more"}},
}
# Started and ended in a process of its own: what it leaves behind can be counted.
ALONE = """
import gc, sys, threading
from dashboard.export.rendering import Renderer, find_chrome
from dashboard.text import Words
with Renderer(find_chrome(Words()), Words()) as renderer:
    begun = renderer.submit({"data": [], "layout": {}}, "svg", 100, 50)
    if sys.argv[1] == "drawn":
        assert begun.result().startswith(b"<svg")
renderer.close()
assert renderer._browser.result().subprocess.poll() is not None
gc.collect()
print([thread.name for thread in threading.enumerate() if thread.name == "rendering"])
"""


def program(folder: Path, name: str) -> str:
    path = folder / name
    path.write_text("#!/bin/sh\nexit 1\n")
    path.chmod(0o755)
    return str(path)


@pytest.mark.images
@pytest.mark.parametrize("scale", [1, 2, 1.5])
def test_a_png_has_the_pixels_that_were_asked_for(renderer: Renderer, scale: float) -> None:
    content = renderer.render(FIGURE, "png", 300, 200, scale)
    assert Image.open(io.BytesIO(content)).size == (300 * scale, 200 * scale)


@pytest.mark.images
def test_an_svg_holds_its_text_and_is_the_same_each_time(renderer: Renderer) -> None:
    one, other = (renderer.render(FIGURE, "svg", 300, 200) for _ in range(2))
    assert one == other
    assert "دهۆک" in one.decode()
    assert "$x^2$" in one.decode(), "a formula is text: what would draw it comes from elsewhere"
    changed = renderer.render({**FIGURE, "layout": {}}, "svg", 300, 200)
    assert one.split(b'id="defs-')[1][:6] != changed.split(b'id="defs-')[1][:6], "two on one page do not mix"


@pytest.mark.images
def test_a_pdf_is_one_page_of_the_size_with_text_that_can_be_copied(renderer: Renderer) -> None:
    pages = PdfReader(io.BytesIO(renderer.render(FIGURE, "pdf", 960, 540, 2))).pages
    assert len(pages) == 1
    assert float(pages[0].mediabox.width) == pytest.approx(720, abs=1), "points: three quarters of a CSS pixel"
    assert float(pages[0].mediabox.height) == pytest.approx(405, abs=1)
    assert "Şırnak" in pages[0].extract_text()


@pytest.mark.images
def test_many_can_be_asked_for_at_once(renderer: Renderer) -> None:
    begun = [renderer.submit(FIGURE, ending, 300, 200) for _ in range(3) for ending in ("svg", "pdf")]
    assert len({one.result() for one in begun[::2]}) == 1
    assert all(one.result().startswith(b"%PDF") for one in begun[1::2])


@pytest.mark.images
def test_a_browser_that_is_gone_is_a_sentence(words: Words) -> None:
    with Renderer(find_chrome(words), words) as crashed:
        crashed.render(FIGURE, "svg", 300, 200)
        process = crashed._browser.result().subprocess
        process.kill()
        process.wait()
        with pytest.raises(RenderingError):
            crashed.render(FIGURE, "svg", 300, 200)


@pytest.mark.images
def test_a_picture_from_elsewhere_is_not_fetched(renderer: Renderer) -> None:
    asked: list[str] = []

    class Elsewhere(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        place = {"x": 0, "y": 1, "sizex": 1, "sizey": 1, "xref": "paper", "yref": "paper"}
        source = f"http://elsewhere.example:{server.server_port}/p.png"
        renderer.render({"data": [], "layout": {"images": [{"source": source, **place}]}}, "svg", 300, 200)
        server.shutdown()
    assert asked == []


@pytest.mark.images
@pytest.mark.parametrize("how", ["drawn", "at once"])
def test_it_ends_without_a_word_a_thread_or_a_process(how: str) -> None:
    command = [sys.executable, "-W", "error", "-c", ALONE, how]
    done = subprocess.run(command, cwd=PROJECT_DIR, capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "[]", "")


@pytest.mark.images
def test_a_program_that_is_no_chrome_is_a_sentence(words: Words, tmp_path: Path) -> None:
    with Renderer(program(tmp_path, "chromium"), words) as broken, pytest.raises(RenderingError) as raised:
        broken.render(FIGURE, "svg", 300, 200)
    assert str(raised.value).startswith(words("render-failed", reason="")[:10])
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("name", NAMES)
def test_the_first_of_the_usual_names_is_taken(words: Words, tmp_path: Path, name: str) -> None:
    path = program(tmp_path, name)
    assert find_chrome(words, {"PATH": str(tmp_path)}) == path


def test_the_environment_names_a_certain_one(words: Words, tmp_path: Path) -> None:
    program(tmp_path, "chromium")
    path = program(tmp_path, "another")
    for asked in ("another", path):
        assert find_chrome(words, {"PATH": str(tmp_path), "CHROME": asked}) == path


@pytest.mark.parametrize(
    ("environ", "key"), [({}, "render-no-chrome"), ({"CHROME": "no-such-browser"}, "render-bad-chrome")]
)
def test_none_is_a_sentence_that_says_what_works_without(
    words: Words, tmp_path: Path, environ: dict[str, str], key: str
) -> None:
    with pytest.raises(NoChromeError) as raised:
        find_chrome(words, {"PATH": str(tmp_path), **environ})
    assert str(raised.value) == words(key, chrome=environ.get("CHROME", ""))
    assert isinstance(raised.value, UsageError)
    assert all(kind in str(raised.value) for kind in ("Slides", "CSV", "XLSX", "GeoJSON"))


def test_the_names_are_those_that_the_tests_look_for() -> None:
    script = (PROJECT_DIR / ".ci" / "chromium.sh").read_text("utf-8")
    assert f"in {' '.join(NAMES)};" in script


@pytest.mark.parametrize("uid", ["32438e", "dbde2b"])
def test_what_chance_puts_in_goes_and_what_only_looks_like_it_stays(uid: str) -> None:
    svg = '<defs id="defs-{0}"><clipPath id="clip{0}xy"/></defs><g clip-path="url(#clip{0}xy)" fill="#{1}"/>'
    found = unvarying(svg.format(uid, uid).encode()).decode()
    assert f'"#{uid}"' in found
    assert found.count(uid) == 1
    assert unvarying(svg.format("000000", uid).encode()).decode() == found
    assert unvarying(b"<svg/>") == b"<svg/>"
    assert unvarying(b'<svg style="" a="1"/>') == unvarying(b'<svg a="1" style=""/>')
