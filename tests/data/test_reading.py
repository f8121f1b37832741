"""Reading: which files are accepted, which line a row stands in, and what stops a file."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.data.cells import LONGEST_CELL
from dashboard.data.reading import Row, UnreadableFileError, read_rows
from dashboard.data.schema import Column, Kind, Table
from dashboard.errors import Problem, Severity
from tests.tiny import csv_text

NOTES = Table("notes", "A note", "id", (Column("id", Kind.ID, "Id."), Column("text", Kind.TEXT, "Text.", "none")))
PRINTABLE = st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\r\t")
PLAIN = b"id,text\na,one\nb,two\n"


def read(folder: Path, content: bytes) -> tuple[list[Row], list[Problem]]:
    (folder / "notes.csv").write_bytes(content)
    return read_rows(folder, NOTES)


def stopped(folder: Path, content: bytes) -> Problem:
    with pytest.raises(UnreadableFileError) as caught:
        read(folder, content)
    assert caught.value.problem.severity is Severity.STOPS
    assert caught.value.problem.file == "notes.csv"
    return caught.value.problem


def lines(rows: Sequence[Row]) -> list[tuple[int, str, str]]:
    return [(row.line, row.cells["id"], row.cells["text"]) for row in rows]


@pytest.mark.parametrize(
    "content",
    [
        PLAIN,
        b"\xef\xbb\xbf" + PLAIN,
        PLAIN.replace(b"\n", b"\r\n"),
        PLAIN.replace(b"\n", b"\r"),
        PLAIN.rstrip(b"\n"),
        b'"id","text"\n"a","one"\n"b","two"\n',
        b"text,id\none,a\ntwo,b\n",
        b" id , text \n a ,  one\nb,two \n",
    ],
    ids=["plain", "BOM", "CRLF", "CR", "no last line end", "quoted", "other order", "spaces"],
)
def test_harmless_differences_are_accepted_without_a_word(tmp_path: Path, content: bytes) -> None:
    rows, problems = read(tmp_path, content)
    assert lines(rows) == [(2, "a", "one"), (3, "b", "two")]
    assert problems == []


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_numbers_count_the_lines_inside_quotes(tmp_path: Path, end: str) -> None:
    content = end.join(["id,text", 'a,"first', "", 'third"', "b,two", ""])
    rows, _ = read(tmp_path, content.encode())
    assert lines(rows) == [(2, "a", f"first{end}{end}third"), (5, "b", "two")]


@pytest.mark.parametrize("blank", ["", ",", " , ", "\t,  "])
def test_blank_lines_are_skipped_and_counted(tmp_path: Path, blank: str) -> None:
    rows, problems = read(tmp_path, f"id,text\n{blank}\na,one\n{blank}\nb,two\n{blank}\n".encode())
    assert lines(rows) == [(3, "a", "one"), (5, "b", "two")]
    assert problems == []


@given(texts=st.lists(st.text(PRINTABLE), min_size=1))
def test_every_row_begins_in_the_line_where_its_id_stands(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    content = csv_text(["id", "text"], [{"id": f"id-{n}", "text": text} for n, text in enumerate(texts)])
    rows, problems = read(tmp_path_factory.mktemp("lines"), content.encode())
    physical = content.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert [row.cells["text"] for row in rows] == [text.strip() for text in texts]
    assert [physical[row.line - 1].startswith(f"id-{n},") for n, row in enumerate(rows)] == [True] * len(texts)
    assert problems == []


def test_a_column_that_is_not_ours_is_noted_and_ignored(tmp_path: Path) -> None:
    rows, problems = read(tmp_path, b"id,text,colour,,\na,one,red,,\n")
    assert [row.cells for row in rows] == [{"id": "a", "text": "one"}]
    reason = "is not a column of this table and is ignored"
    assert problems == [
        Problem(Severity.NOTE, "notes.csv", reason, 1, value="colour"),
        Problem(Severity.NOTE, "notes.csv", reason, 1, value="(a column without a name)"),
    ]


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        (b"", 1, "is empty"),
        (b"\n\n", 1, "is empty"),
        (b"\xef\xbb\xbf", 1, "is empty"),
        (b"id;text\na;one\n", 1, "semicolons or tabs"),
        (b"id\ttext\na\tone\n", 1, "semicolons or tabs"),
        (b"id,text,id\na,one,a\n", 1, "stands twice in the header"),
        (b"id\na\n", 1, "required column is missing: text"),
        (b"a,one\nb,two\n", 1, "required column is missing: id, text"),
        (b'id,text\na,one\nb,"two\nc,three\n', 3, "can't be read from here on"),
        (b'id,text\na,"one" two\n', 2, "can't be read from here on"),
        ("id,text\na,one\nb,دهوك\n".encode("windows-1256"), 3, "not UTF-8"),
        ("id,text\r\na,one\r\nb,Şırnak\r\n".encode("windows-1254"), 3, "not UTF-8"),
        ("id,text\ra,one\rb,Hakkâri\r".encode("latin-1"), 3, "not UTF-8"),
        ('id,text\na,"one\n\nHakkâri"\n'.encode("latin-1"), 4, "not UTF-8"),
        (PLAIN.decode().encode("utf-16"), 1, "not UTF-8"),
        (PLAIN.decode().encode("utf-16-le"), 1, "required column is missing"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_in_which_line(
    tmp_path: Path, content: bytes, line: int, reason: str
) -> None:
    problem = stopped(tmp_path, content)
    assert problem.line == line
    assert reason in problem.reason


def test_wrong_encoding_shows_where_to_look(tmp_path: Path) -> None:
    problem = stopped(tmp_path, "id,text\na,Hakkâri\n".encode("latin-1"))
    assert "Hakkâri" in problem.value
    assert "CSV UTF-8" in problem.reason


@pytest.mark.parametrize(("content", "column"), [(b"id,Text\n", "text"), (b"ID,text\n", "id")])
def test_a_missing_column_is_named(tmp_path: Path, content: bytes, column: str) -> None:
    assert stopped(tmp_path, content).column == column


def test_a_header_alone_is_a_table_without_rows(tmp_path: Path) -> None:
    assert read(tmp_path, b"id,text\n") == ([], [])


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (b"b", "", "has 1 cells, the header has 2"),
        (b"b,two,three", "", "has 3 cells, the header has 2"),
        (b"b,tw\x00o", "text", "has a control character"),
        (b"b," + b"x" * (LONGEST_CELL + 1), "text", "is longer than 5,000 characters"),
        (b"b," + b"x" * 10_000_000, "text", "is longer than 5,000 characters"),
    ],
    ids=["short", "long", "NUL", "too much", "10 MB"],
)
def test_a_row_of_wrong_shape_is_set_aside_and_keeps_only_its_id(
    tmp_path: Path, row: bytes, column: str, reason: str
) -> None:
    rows, problems = read(tmp_path, b"id,text\na,one\n" + row + b"\nc,three\n")
    assert lines([row for row in rows if row.is_readable]) == [(2, "a", "one"), (4, "c", "three")]
    assert [row.cells["id"] for row in rows] == ["a", "b", "c"]
    (problem,) = problems
    assert (problem.severity, problem.line, problem.column, problem.reason) == (
        Severity.ROW_SET_ASIDE, 3, column, reason,
    )  # fmt: skip
    assert len(problem.value) <= LONGEST_CELL


@pytest.mark.parametrize("limit", [1_000, 2**31 - 1])
def test_the_limit_that_another_package_sets_for_all_makes_no_difference(tmp_path: Path, limit: int) -> None:
    before = csv.field_size_limit(limit)
    try:
        rows, problems = read(tmp_path, b"id,text\na," + b"x" * LONGEST_CELL + b"\nb," + b"x" * 200_000 + b"\n")
    finally:
        csv.field_size_limit(before)
    assert [row.is_readable for row in rows] == [True, False]
    assert [problem.line for problem in problems] == [3]


def test_a_missing_file_is_a_problem_not_a_crash(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="can't be read"):
        read_rows(tmp_path, NOTES)


def test_a_folder_in_place_of_a_file_is_a_problem_not_a_crash(tmp_path: Path) -> None:
    (tmp_path / "notes.csv").mkdir()
    with pytest.raises(UnreadableFileError, match="can't be read"):
        read_rows(tmp_path, NOTES)
