"""The one browser of a server: started at the first need, lent to one at a time, replaced when it failed, ended."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from dashboard.export.kept_renderer import MOST_AT_ONCE, BusyError
from dashboard.export.rendering import NoChromeError, Renderer, RenderingError, find_chrome
from dashboard.text import Words
from tests.drawing import kept

WORDS = Words("en")


def drawn(renderer: Renderer) -> bytes:
    return renderer.render({"data": []}, "png", 10, 10)


def test_it_starts_at_the_first_need_and_is_kept() -> None:
    log: list[str] = []
    renderer = kept(WORDS, log)
    assert log == []
    assert renderer.draw(drawn) == renderer.draw(drawn)
    assert log == ["started"]
    renderer.close()
    renderer.close()
    assert log == ["started", "closed"]


def test_a_browser_that_failed_is_replaced() -> None:
    log: list[str] = []
    renderer = kept(WORDS, log)

    def failing(_: Renderer) -> bytes:
        raise RenderingError("gone")

    with pytest.raises(RenderingError):
        renderer.draw(failing)
    assert renderer.draw(drawn)
    assert log == ["started", "closed", "started"]


def test_after_its_end_nothing_is_drawn() -> None:
    log: list[str] = []
    renderer = kept(WORDS, log)
    renderer.close()
    with pytest.raises(BusyError):
        renderer.draw(drawn)
    assert log == []


def test_one_is_drawn_for_at_a_time() -> None:
    renderer = kept(WORDS)
    inside, most = [0], [0]

    def counted(_: Renderer) -> bytes:
        inside[0] += 1
        most[0] = max(most[0], inside[0])
        threading.Event().wait(0.02)
        inside[0] -= 1
        return b""

    threads = [threading.Thread(target=renderer.draw, args=(counted,)) for _ in range(MOST_AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1]


@pytest.fixture
def begun() -> Any:
    """A renderer that draws for somebody until the test ends: (how it is made) -> renderer."""
    let_go, threads = threading.Event(), []

    def begin(**how: Any) -> Any:
        started = threading.Event()
        renderer = kept(WORDS, **how)
        work = lambda _: started.set() or let_go.wait(20)  # noqa: E731
        threads.append(threading.Thread(target=renderer.draw, args=(work,)))
        threads[0].start()
        started.wait(20)
        return renderer

    yield begin
    let_go.set()
    for thread in threads:
        thread.join()


def test_waiting_has_an_end(begun: Any) -> None:
    with pytest.raises(BusyError) as raised:
        begun(patience=0.01).draw(drawn)
    assert str(raised.value) == WORDS("render-busy")


def test_only_a_few_wait_so_that_the_page_is_served(begun: Any) -> None:
    renderer = begun(patience=20)
    renderer._seats.acquire()
    renderer._seats.acquire()
    with pytest.raises(BusyError):
        renderer.draw(drawn)
    renderer._seats.release()
    renderer._seats.release()


def test_without_a_browser_a_sentence_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROME", "no-such-browser")
    renderer = kept(WORDS, find=find_chrome)
    assert renderer.why_not == WORDS("render-bad-chrome", chrome="no-such-browser")
    assert kept(WORDS).why_not == ""
    with pytest.raises(NoChromeError):
        renderer.draw(drawn)
