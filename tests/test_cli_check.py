"""`python app.py check`: good data is done, every problem is listed with its place and reason."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard import checking
from dashboard.data.tables import TABLES
from tests.commands import DONE, PROBLEM, WORDS, call, process
from tests.data.editing.desks import clean_tables
from tests.imports import import_ucdp
from tests.tiny import add_row, edit, line_of, read, rewrite, rows, write_tiny


def test_good_data_is_done_and_says_how_many_rows(
    tiny_folder: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tiny_folder(whole_basemap=False, **clean_tables())
    said = call(capsys, "check", folder)
    total = sum(len(read(folder, table.name)) for table in TABLES)
    assert (said.code, said.err) == (DONE, "")
    done = WORDS("check-done", rows=WORDS.number(total), problems=WORDS.plural("n-problems", 0))
    assert said.out.splitlines() == [done, summary(0, 0, 0)]


def summary(errors: int, warnings: int, hints: int) -> str:
    """The last line."""
    counted = {"errors": errors, "warnings": warnings, "hints": hints}
    return WORDS("check-summary", **{name: WORDS.plural(f"check-{name}", n) for name, n in counted.items()})


def test_the_bundled_data_is_good() -> None:
    said = process("check")
    assert (said.code, said.err) == (DONE, "")
    assert WORDS.plural("n-problems", 0) in said.out
    assert WORDS.plural("check-errors", 0) in said.out.splitlines()[-1]


@pytest.fixture
def found_in(tiny_folder: Callable[..., Path]) -> Path:
    """A clean folder with an error, a warning and a hint."""
    folder = tiny_folder(whole_basemap=False, **clean_tables())
    edit(folder, "incidents", "inc-05", "date", "2090-01")
    edit(folder, "published_figures", "fig-1", "as_of", "2019")
    edit(folder, "sources", "src-4", "url", "")
    return folder


def test_findings_stand_by_level_and_rule_with_their_places(found_in: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = call(capsys, "check", found_in)
    lines = [line for line in said.out.splitlines() if line]
    assert said.code == PROBLEM
    assert lines[-1] == summary(1, 1, 1)
    assert [line for line in lines if not line.startswith(" ")][:3] == ["1 error", "1 warning", "1 hint"]
    assert [line.split()[0] for line in lines if re.match(r"  \S", line)] == [
        "future-date",
        "stated-early",
        "no-address",
    ]
    (late,) = [line for line in lines if "2090-01" in line]
    line = line_of(found_in, "incidents", "inc-05")
    assert late.startswith(f"    incidents.csv, line {line}, inc-05, date “2090-01”: is after today")


@pytest.mark.parametrize(
    ("level", "options", "code"),
    [("hint", [], DONE), ("hint", ["--strict"], DONE), ("warning", [], DONE), ("warning", ["--strict"], PROBLEM),
     ("error", [], PROBLEM)],
)  # fmt: skip
def test_errors_fail_and_warnings_do_when_asked(
    tiny_folder: Callable[..., Path], capsys: pytest.CaptureFixture[str], level: str, options: list[str], code: int
) -> None:
    folder = tiny_folder(whole_basemap=False, **clean_tables())
    cells = {
        "hint": ("sources", "src-4", "url", ""), "warning": ("published_figures", "fig-1", "as_of", "2019"),
        "error": ("incidents", "inc-05", "date", "2090-01"),
    }  # fmt: skip
    edit(folder, *cells[level])
    assert call(capsys, "check", folder, *options).code == code


def test_a_problem_fails_whatever_is_found(
    tiny_folder: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tiny_folder(whole_basemap=False, **clean_tables())
    edit(folder, "incidents", "inc-05", "province", "Atlantis")
    said = call(capsys, "check", folder)
    assert said.code == PROBLEM
    assert said.out.splitlines()[-1] == summary(0, 0, 0)


def test_a_low_count_above_the_best_of_an_imported_dataset_is_told_and_does_not_fail(
    tiny_folder: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tiny_folder(whole_basemap=False, **clean_tables())
    import_ucdp(folder)
    said = call(capsys, "check", folder)
    assert said.code == DONE
    assert said.out.count("above deaths_best, 3") == 1
    assert said.out.splitlines()[-1] == summary(0, 0, 1)
    import_ucdp(folder, event_type="alien_landing")
    assert call(capsys, "check", folder).code == PROBLEM, "rows that are set aside do"


def test_the_findings_as_a_table_are_run_by_no_spreadsheet(
    found_in: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(found_in, "incidents", "inc-03", "place", "=HYPERLINK(“x”)")
    add_row(found_in, "incidents", "inc-03", incident_id="inc-13", place="+HYPERLINK [x]", date="2023-07-21")
    said = call(capsys, "check", found_in, "--csv", tmp_path / "found.csv")
    assert WORDS("check-written", file=tmp_path / "found.csv") in said.out
    with (tmp_path / "found.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    assert [row["rule"] for row in table] == ["future-date", "stated-early", "spelling-of-places", "no-address"]
    (late, early, spelled, _) = table
    assert late["level"] == "error"
    assert (late["file"], late["line"]) == ("incidents.csv", str(line_of(found_in, "incidents", "inc-05")))
    assert (late["id"], late["column"], late["value"]) == ("inc-05", "date", "2090-01")
    assert late["dataset"] == "tiny"
    assert early["answer"] == WORDS("check-answer-stated-early")
    assert spelled["value"] == "'+HYPERLINK [x]", "an apostrophe in front"


def test_a_table_that_can_not_be_written_is_told(found_in: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = call(capsys, "check", found_in, "--csv", found_in / "no" / "found.csv")
    assert said.code == PROBLEM
    assert "No such file" in said.err


def test_of_many_findings_of_a_rule_the_first_are_shown_and_all_are_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tables = clean_tables()
    sources = [*tables["sources"], *({**rows("sources")[3], "source_id": f"more-{n}"} for n in range(45))]
    incidents = rows("incidents")
    incidents[0]["source_ids"] = ";".join(f"more-{n}" for n in range(45))
    folder = write_tiny(
        tmp_path / "data", whole_basemap=False, **{**tables, "sources": sources, "incidents": incidents}
    )
    rewrite(folder, "sources.csv", lambda content: content.replace(b",2022-07-21,\n", b",,\n"))
    said = call(capsys, "check", folder, "--csv", tmp_path / "found.csv")
    lines = said.out.splitlines()
    assert sum("column" in line or line.startswith("    sources.csv") for line in lines) == checking.MOST_SHOWN
    assert f"    {WORDS.plural('check-more', 45 - checking.MOST_SHOWN)}" in lines
    assert len((tmp_path / "found.csv").read_text("utf-8").splitlines()) == 1 + 45


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
    lines = [line for line in said.out.splitlines() if not line.startswith(" ")]
    others = sum(len(read(folder, table.name)) for table in TABLES if table.name != "incidents")
    assert said.code == PROBLEM
    named = [line for line in lines if line.startswith("incidents.csv, line")]
    assert len(named) == 1_000, "the first are named, one line says how many more there are"
    assert named[0].startswith("incidents.csv, line 9002, column event_type: “alien_landing”")
    assert "has 100 more problems" in lines[1_000]
    counted = {"rows": WORDS.number(9_000 + others), "problems": WORDS.plural("n-problems", 1_100)}
    assert lines[-2] == WORDS("check-done", **counted)
