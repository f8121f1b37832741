"""Giving a file: its limits, what is refused, and that nothing of a refused one stays."""

from __future__ import annotations

import gzip
import io
import tarfile
import threading
import tracemalloc
import zipfile
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import FileStorage
from werkzeug.test import EnvironBuilder, run_wsgi_app

from dashboard.importers.interface import NOTHING_SAID
from dashboard.importers.registry import AUTO
from dashboard.pages.importing.job import Job
from dashboard.pages.importing.upload import LONGEST_NAME, safe_name
from dashboard.pages.importing.work import FailedError, TooLongError, in_a_process
from tests.html_page import Page
from tests.pages.importing.conftest import WORDS, Desk, OpenDesk
from tests.pages.importing.given import UCDP


def sentence(html: str) -> str:
    """What the page says went wrong."""
    (found,) = [part for part in html.split("data-problem")[1:] if part]
    return unescape(found.split(">", 1)[1].split("</p>")[0])


def archive(name: str) -> bytes:
    """A file that holds another one."""
    buffer = io.BytesIO()
    if name.endswith(".tar"):
        with tarfile.open(fileobj=buffer, mode="w") as tar:
            tar.addfile(tarfile.TarInfo("ged.csv"))
    else:
        with zipfile.ZipFile(buffer, "w") as packed:
            packed.writestr("ged.csv", UCDP)
    return buffer.getvalue()


@pytest.mark.parametrize("path", ["/import", "/import?province=Duhok"])
def test_the_page_says_what_happens_and_how_much_may_come(desk: Desk, path: str) -> None:
    answer = desk.client.get(path)
    page = Page(answer.text)
    for key in ("given-stays-here", "given-two-hours", "given-seen-by"):
        assert WORDS(key) in page.text
    assert "50 MB" in page.text
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Referrer-Policy"] == "same-origin", "else a browser says nothing of where a form comes from"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("ged.zip", archive("ged.zip")), ("ged.csv", archive("ged.zip")), ("ged.xlsx", archive("ged.zip")),
        ("ged.tar", archive("ged.tar")), ("ged.csv", gzip.compress(UCDP)), ("ged.csv", b"7z\xbc\xaf\x27\x1c\x00\x04"),
        ("ged.csv", b"Rar!\x1a\x07\x01\x00"), ("ged.csv", b"BZh91AY&SY"), ("ged.csv", b"\xfd7zXZ\x00\x00"),
    ],
)  # fmt: skip
def test_an_archive_is_refused_whatever_it_is_called(desk: Desk, name: str, content: bytes) -> None:
    answer = desk.give(content, name)
    assert answer.status_code == 422
    assert "archive" in sentence(answer.text)
    assert desk.left == []


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\x89PNG\r\n", b"abc\x00def"])
def test_what_is_no_table_is_refused_with_a_sentence(desk: Desk, content: bytes) -> None:
    answer = desk.give(content)
    assert answer.status_code in (400, 422)
    assert len(sentence(answer.text)) > 20
    assert desk.left == []


def test_a_form_without_a_file_is_refused(desk: Desk) -> None:
    for data in ({}, {"file": "text"}, {"other": (io.BytesIO(UCDP), "ged.csv")}, {"file": (io.BytesIO(b""), "")}):
        answer = desk.client.post("/import", data=data, content_type="multipart/form-data")
        assert (answer.status_code, sentence(answer.text)) == (400, WORDS("given-no-file"))
    assert desk.left == []


def test_a_byte_more_than_allowed_is_too_large(open_desk: OpenDesk) -> None:
    desk = open_desk(upload_mb=1)
    row = UCDP.splitlines(keepends=True)[1]
    fitting = UCDP + b"\n" * (1_000_000 - len(UCDP))
    assert desk.give(fitting).status_code == 303
    for content in (fitting + b"\n", fitting + row * 2000, fitting * 3, fitting * 5):
        answer = desk.give(content)
        assert (answer.status_code, sentence(answer.text)) == (413, WORDS("given-too-large", megabytes=1))
    assert len(desk.left) == 1


def test_what_is_too_large_is_neither_kept_nor_read_into_memory(open_desk: OpenDesk) -> None:
    class Endless(io.RawIOBase):
        """Sends as much as it is asked for."""

        sent = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
            self.sent += len(buffer)
            return len(buffer)

    desk, stream = open_desk(upload_mb=10), Endless()
    for length, read in ((4_000_000_000, 0), (39_000_000, 39_000_000)):
        stream.sent = 0
        environ = EnvironBuilder("/import", method="POST").get_environ()
        environ |= {"wsgi.input": stream, "CONTENT_LENGTH": str(length)}
        tracemalloc.start()
        _, status, _ = run_wsgi_app(desk.client.application, environ)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert status.startswith("413")
        assert read <= stream.sent <= read + 1_000_000
        assert peak < 8_000_000
    assert desk.left == []


def test_a_body_whose_length_nobody_says_is_not_read(desk: Desk) -> None:
    environ = EnvironBuilder("/import", method="POST", input_stream=io.BytesIO(UCDP)).get_environ()
    environ.pop("CONTENT_LENGTH", None)
    assert desk.client.open(environ | {"HTTP_TRANSFER_ENCODING": "chunked"}).status_code == 411


def test_another_site_can_not_make_a_browser_give_a_file(desk: Desk) -> None:
    answer = desk.give(UCDP, headers={"Origin": "https://elsewhere.example"})
    assert (answer.status_code, sentence(answer.text)) == (403, WORDS("given-from-elsewhere"))
    assert desk.left == []


@pytest.mark.parametrize(
    ("settings", "key"),
    [
        ({"uploads": False}, "given-off"),
        ({"state_dir": None}, "given-no-state"),
        ({"engine_url": "x"}, "given-engine"),
    ],
)
def test_where_files_are_not_taken_a_sentence_says_why(
    open_desk: OpenDesk, settings: dict[str, object], key: str
) -> None:
    desk = open_desk(**settings)
    for answer in (desk.client.get("/import"), desk.give(UCDP)):
        assert WORDS(key) in Page(answer.text).text
        assert "<form" not in answer.text
    assert answer.status_code == 403
    assert desk.left == []


def test_no_more_views_than_allowed(open_desk: OpenDesk) -> None:
    desk = open_desk(private_views=2)
    assert [desk.give(UCDP).status_code for _ in range(3)] == [303, 303, 503]
    assert "2 private views" in sentence(desk.give(UCDP).text)
    desk.now += 2 * 3600
    assert desk.give(UCDP).status_code == 303


def test_a_folder_that_can_not_be_written_is_a_sentence(open_desk: OpenDesk, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    answer = open_desk(state_dir=tmp_path / "file" / "state").give(UCDP)
    assert (answer.status_code, sentence(answer.text)) == (507, WORDS("given-no-room"))


def test_one_file_is_read_at_a_time_and_who_can_not_wait_keeps_theirs(open_desk: OpenDesk) -> None:
    inside, go_on = threading.Event(), threading.Event()

    def slow(_: Job) -> None:
        inside.set()
        assert go_on.wait(10)

    desk = open_desk(slow)
    first = threading.Thread(target=lambda: desk.give(UCDP))
    first.start()
    assert inside.wait(10)
    place = desk.report()
    go_on.set()
    first.join()
    page = Page(desk.client.get(place).text)
    assert WORDS("given-busy") in page.text
    assert desk.client.get(place).status_code == 200
    assert len(desk.left) == 2


@pytest.mark.parametrize(("error", "key"), [(TooLongError, "given-too-long"), (FailedError, "given-failed")])
def test_an_import_that_comes_to_nothing_is_a_sentence(open_desk: OpenDesk, error: type[Exception], key: str) -> None:
    def fail(_: Job) -> None:
        raise error("x")

    desk = open_desk(fail)
    assert WORDS(key) in Page(desk.client.get(desk.report()).text).text


@given(st.text(max_size=300))
def test_a_name_is_the_last_part_of_a_path_and_nothing_else(text: str) -> None:
    name = safe_name(FileStorage(filename=text))
    assert name == Path(name).name
    assert 0 < len(name) <= LONGEST_NAME
    assert not name.startswith(".")
    assert name.isprintable()


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [("../../etc/passwd", "passwd"), (r"C:\data\ged.csv", "ged.csv"), ("بيانات.csv", "بيانات.csv"), ("", "file"),
     ("..", "file"), ("a\x00b\n.csv", "ab.csv"), ("x" * 200 + ".xlsx", "x" * 90 + ".xlsx")],
)  # fmt: skip
def test_a_file_keeps_its_name_without_what_could_do_harm(given_name: str, kept: str) -> None:
    assert safe_name(FileStorage(filename=given_name)) == kept


def test_an_import_in_a_process_of_its_own_is_ended_and_names_no_token(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    view = tmp_path / "private" / ("t" * 22)
    data = str(tmp_path / "none")
    job = Job(str(view / "given.csv"), "given.csv", str(view), str(view), data, str(view), AUTO, NOTHING_SAID)
    with pytest.raises(FailedError):
        in_a_process(job)
    assert "private/…" in caplog.text
    assert "t" * 22 not in caplog.text
    with pytest.raises(TooLongError):
        in_a_process(job, 0.01)
