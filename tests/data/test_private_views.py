"""Private views: who has the token has the view, for two hours by a clock that the tests hold; nobody else."""

from __future__ import annotations

import os
import re
import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.data.private_views import FOLDER, SECONDS, FullError, NowhereError, PrivateView, PrivateViews

BEGIN = 1_795_880_000.0


class Clock:
    """Says what it is set to."""

    def __init__(self) -> None:
        self.time = BEGIN

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def views(tmp_path: Path, clock: Clock) -> PrivateViews:
    return PrivateViews(tmp_path, 3, clock)


def folders(views: PrivateViews) -> list[str]:
    assert views.folder
    return sorted(path.name for path in views.folder.iterdir() if path.is_dir())


def test_a_view_is_found_by_its_token_for_two_hours_and_never_again(views: PrivateViews, clock: Clock) -> None:
    view = views.begin()
    assert views.find(view.token) == view
    assert view.until.timestamp() == BEGIN + 2 * 3600
    clock.time += SECONDS - 1
    assert views.find(view.token) == view
    clock.time += 1
    assert views.find(view.token) is None
    clock.time = BEGIN + SECONDS / 2
    assert views.find(view.token), "it is found by the clock, and was not removed yet"
    clock.time = BEGIN + SECONDS
    views.clear()
    clock.time = BEGIN
    assert views.find(view.token) is None
    assert folders(views) == []


def test_a_clock_that_is_set_back_keeps_no_view_longer(views: PrivateViews, clock: Clock) -> None:
    token = views.begin().token
    clock.time -= 1
    assert views.find(token) is None


def test_tokens_are_128_random_bits_that_fit_into_an_address(tmp_path: Path, clock: Clock) -> None:
    views = PrivateViews(tmp_path, 200, clock)
    tokens = {views.begin().token for _ in range(100)}
    assert len(tokens) == 100
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{22}", token) for token in tokens)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_nobody_but_the_user_of_the_server_can_read_them(tmp_path: Path, views: PrivateViews) -> None:
    (tmp_path / FOLDER).mkdir(mode=0o755)
    before = os.umask(0)
    try:
        view = views.begin()
    finally:
        os.umask(before)
    for folder in (tmp_path / FOLDER, view.folder, view.given):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_another_token_finds_and_removes_nothing(views: PrivateViews) -> None:
    view = views.begin()
    token = view.token
    for other in (token.swapcase(), token[:-1], f"{token}/", f"{token}\n", f"x/../{token}", "..", ""):
        assert views.find(other) is None
        views.remove(other)
    assert views.find(token) == view


@given(st.text(max_size=40))
def test_no_text_leads_out_of_the_folder(text: str) -> None:
    views = PrivateViews(Path(__file__).parent, 3)
    assert views.find(text) is None
    views.remove(text)
    assert Path(__file__).is_file()


def test_no_more_than_allowed_and_room_again_when_one_is_gone(views: PrivateViews, clock: Clock) -> None:
    first = views.begin()
    clock.time += 60
    for _ in range(2):
        views.begin()
    with pytest.raises(FullError):
        views.begin()
    views.remove(first.token)
    views.begin()
    clock.time += SECONDS
    assert len(folders(views)) == 3
    assert [views.begin() for _ in range(3)], "those whose time is over make room by themselves"
    assert len(folders(views)) == 3


def test_many_who_come_at_once_get_no_more_than_allowed(views: PrivateViews) -> None:
    def begin(_: int) -> PrivateView | None:
        try:
            return views.begin()
        except FullError:
            return None

    with ThreadPoolExecutor(8) as pool:
        assert sum(one is not None for one in pool.map(begin, range(16))) == 3


def test_what_was_left_half_made_goes_too(views: PrivateViews, clock: Clock) -> None:
    view = views.begin()
    (view.folder / "until.json").write_text("[")
    assert views.find(view.token) is None
    assert views.folder
    (views.folder / f"{view.token}.part").mkdir()
    clock.time = (views.folder / f"{view.token}.part").stat().st_mtime + SECONDS + 1
    views.clear()
    assert folders(views) == []


def test_files_of_others_are_let_be(views: PrivateViews) -> None:
    views.begin()
    assert views.folder
    (views.folder / "notes").mkdir()
    (views.folder / "notes.txt").write_text("x")
    views.clear()
    assert (views.folder / "notes").is_dir()
    assert (views.folder / "notes.txt").is_file()


def test_without_a_folder_for_state_there_is_none(tmp_path: Path) -> None:
    for views in (PrivateViews(None, 3), PrivateViews(tmp_path / "file" / "state", 3)):
        (tmp_path / "file").write_bytes(b"")
        assert views.find("x" * 22) is None
        views.clear()
        with pytest.raises(NowhereError):
            views.begin()
