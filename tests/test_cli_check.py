"""`python app.py check`: good data is done, every problem is listed with its place and reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.data.tables import TABLES
from tests.commands import DONE, PROBLEM, WORDS, call, process
from tests.tiny import edit, line_of, read, rewrite, rows, write_tiny


def test_good_data_is_done_and_says_how_many_rows(
    tiny_folder: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tiny_folder(whole_basemap=False)
    said = call(capsys, "check", folder)
    total = sum(len(read(folder, table.name)) for table in TABLES)
    assert (said.code, said.err) == (DONE, "")
    assert said.out.strip() == WORDS("check-done", rows=WORDS.number(total), problems=WORDS.plural("n-problems", 0))


def test_the_bundled_data_is_good() -> None:
    said = process("check")
    assert (said.code, said.err) == (DONE, "")
    assert WORDS.plural("n-problems", 0) in said.out


def test_every_problem_is_listed_with_its_place_and_reason(
    tiny_folder: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tiny_folder(whole_basemap=False)
    broken = {
        ("incidents", "inc-03", "latitude"): "370", ("incidents", "inc-05", "date"): "2024-02-30",
        ("outposts", "out-1", "province"): "Atlantis", ("displacement", "disp-1", "families_displaced"): "many",
    }  # fmt: skip
    for place, value in broken.items():
        edit(folder, *place, value)
    said = call(capsys, "check", folder)
    assert said.code == PROBLEM
    lines = said.out.splitlines()
    for (table, row, column), value in broken.items():
        (line,) = [
            one for one in lines if one.startswith(f"{table}.csv, line {line_of(folder, table, row)}, column {column}:")
        ]
        assert f"“{value}”" in line
        assert len(line.split("”")[1]) > 10, "and a reason"
    assert WORDS.plural("n-problems", len(broken)) in said.out


def test_data_that_can_not_be_used_is_told_with_all_its_faults(
    tiny_folder: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tiny_folder(whole_basemap=False)
    rewrite(folder, "incidents.csv", lambda content: content.replace(b"inc-04", b"inc-03"))
    (folder / "sources.csv").unlink()
    said = call(capsys, "check", folder)
    assert said.code == PROBLEM
    assert "incidents.csv" in said.out
    assert "sources.csv" in said.out
    assert WORDS.plural("check-stops", len(said.out.splitlines())) in said.err


def test_many_incidents_are_checked_too_and_counted_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    like = rows("incidents")[1]
    types = ["shelling"] * 9_000 + ["alien_landing"] * 1_100
    incidents = [{**like, "incident_id": f"many-{n}", "event_type": kind} for n, kind in enumerate(types)]
    folder = write_tiny(tmp_path / "data", whole_basemap=False, incidents=incidents)
    said = call(capsys, "check", folder)
    lines = said.out.splitlines()
    others = sum(len(read(folder, table.name)) for table in TABLES if table.name != "incidents")
    assert said.code == PROBLEM
    assert len(lines) == 1_000 + 2, "the first are named, one line says how many more there are, and the last sums up"
    assert lines[0].startswith("incidents.csv, line 9002, column event_type: “alien_landing”")
    assert "has 100 more problems" in lines[-2]
    counted = {"rows": WORDS.number(9_000 + others), "problems": WORDS.plural("n-problems", 1_100)}
    assert lines[-1] == WORDS("check-done", **counted)
