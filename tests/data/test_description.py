"""What the dataset says of itself: typed, complete, or refused with every fault."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.data.dataset import Dataset, load
from dashboard.data.description import Description, read_description
from dashboard.errors import Problem, Severity
from tests.commands import PROBLEM, call
from tests.tiny import describe
from tests.tiny_tables import DESCRIPTION


def faults(folder: Path) -> list[str]:
    problems: list[Problem] = []
    assert read_description(folder, problems) is None
    assert {(problem.severity, problem.file) for problem in problems} == {(Severity.STOPS, "dataset.toml")}
    return [problem.reason for problem in problems]


def test_the_tiny_description_is_read_as_written(tmp_path: Path) -> None:
    describe(tmp_path)
    problems: list[Problem] = []
    assert read_description(tmp_path, problems) == Description(
        name="tiny", title="Tiny: incidents, outposts, displacement", description="Invented, for tests.",
        compiled_on=dt.date(2024, 9, 1), covers_from=dt.date(2015, 1, 1), covers_to=dt.date(2024, 8, 15),
        licence="CC0 1.0", citation="Tiny dataset, compiled 1 September 2024",
        focus_provinces=("Duhok", "Erbil", "Hakkari"), kurdistan_region=("Duhok", "Erbil"),
    )  # fmt: skip
    assert problems == []


@pytest.mark.parametrize("value", [True, False])
def test_rows_may_be_shared_unless_the_description_says_no(tmp_path: Path, value: bool) -> None:
    describe(tmp_path)
    unsaid = read_description(tmp_path, [])
    describe(tmp_path, may_share_rows=value)
    said = read_description(tmp_path, [])
    assert unsaid is not None
    assert said is not None
    assert (unsaid.may_share_rows, said.may_share_rows) == (True, value)


def test_a_byte_order_mark_and_names_that_are_not_ours_are_accepted(tmp_path: Path) -> None:
    describe(tmp_path, colour="blue")
    path = tmp_path / "dataset.toml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    problems: list[Problem] = []
    description = read_description(tmp_path, problems)
    assert description is not None
    assert (description.name, problems) == ("tiny", [])


@pytest.mark.parametrize("name", DESCRIPTION)
def test_nothing_of_the_description_may_be_missing(tmp_path: Path, name: str) -> None:
    describe(tmp_path, **{name: None})
    assert faults(tmp_path) == [f"{name} is missing"]


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"title": 5}, "title is not a text"),
        ({"title": ["a"]}, "title is not a text"),
        ({"covers_to": 2024}, "covers_to is not a date"),
        ({"covers_to": "2024-08-15T10:00:00"}, "covers_to is not a date"),
        ({"compiled_on": '"1 September"'}, "compiled_on is not a date"),
        ({"focus_provinces": "Duhok"}, "focus_provinces is not a list of texts"),
        ({"kurdistan_region": ["Duhok", 5]}, "kurdistan_region is not a list of texts"),
        ({"may_share_rows": "no"}, "may_share_rows is not a yes-or-no value: write true or false"),
        ({"may_share_rows": 0}, "may_share_rows is not a yes-or-no value: write true or false"),
        ({"covers_from": "2024-08-16"}, "covers_from is after covers_to"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(tmp_path: Path, values: dict[str, object], reason: str) -> None:
    describe(tmp_path, **values)
    assert faults(tmp_path) == [reason]


@pytest.mark.parametrize("name", ["focus_provinces", "kurdistan_region"])
def test_a_province_that_is_none_is_noted_with_its_place(
    tiny_folder: Callable[..., Path], capsys: pytest.CaptureFixture[str], name: str
) -> None:
    folder = tiny_folder(whole_basemap=False)
    describe(folder, **{name: ["Duhok", "Dahuk", "Atlantis"]})
    reason = "is not a province of provinces.csv"
    assert load(folder).problems == tuple(
        Problem(Severity.NOTE, "dataset.toml", reason, column=name, value=value) for value in ("Dahuk", "Atlantis")
    )
    said = call(capsys, "check", folder)
    assert said.code == PROBLEM
    assert f"dataset.toml, column {name}: “Atlantis” {reason}" in said.out


def test_all_faults_of_the_description_are_listed_together(tmp_path: Path) -> None:
    describe(tmp_path, title=None, licence=5, covers_to=None)
    assert faults(tmp_path) == ["title is missing", "covers_to is missing", "licence is not a text"]


def test_the_coverage_may_be_a_single_day(tmp_path: Path) -> None:
    describe(tmp_path, covers_from="2024-08-15")
    assert read_description(tmp_path, []) is not None


@pytest.mark.parametrize("content", [b"title =", b"\xff\xfe", b"title = 'a'\ntitle = 'b'", b"day = 2024-02-30"])
def test_a_file_that_is_no_toml_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "dataset.toml").write_bytes(content)
    (reason,) = faults(tmp_path)
    assert reason.startswith("can't be read (")


def test_the_bundled_description_covers_past_days_only(bundled: Dataset) -> None:
    description = bundled.description
    assert description.covers_from < description.covers_to <= description.compiled_on
