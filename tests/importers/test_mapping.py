"""The mapping of a table of somebody's own: as TOML and as answers, every fault told at once, proposals."""

from __future__ import annotations

import csv
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.importers.given_file import GivenFile
from dashboard.importers.interface import Choices
from dashboard.importers.mapping import format_of, mapping_from, mapping_toml, read_mapping
from dashboard.importers.mapping_fields import ACTORS, EVENT_TYPES, PRECISIONS, STATUSES, fields
from dashboard.importers.refusing import ImportRefusedError
from dashboard.importers.suggesting import columns_of, suggest
from dashboard.importers.vocabulary import WORDS
from dashboard.text import Words
from tests.tiny import BUNDLED

ROOT = Path(__file__).resolve().parents[2]
WHOLE = """
[dataset]
name = "village-list"
title = "Villages of a friend"
may_share_rows = true

[read]
format = "generic"
sheet = "Sheet 2"
header = 3
dates = "D/M/YYYY"

[columns]
date = "Day of it"
province = "Gov."

[values.event_type]
"Air raid" = "Airstrike"

[fixed]
country = "Iraq"
location_precision = "settlement"
"""


def told(said: dict[str, Any]) -> list[str]:
    """Every fault of a mapping."""
    with pytest.raises(ImportRefusedError) as refused:
        mapping_from(said)
    return [problem.told for problem in refused.value.problems]


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def table(path: Path, *rows: tuple[str, ...]) -> GivenFile:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return GivenFile(path)


def test_a_mapping_is_read(tmp_path: Path) -> None:
    said = read_mapping(written(tmp_path / "m.toml", WHOLE))
    assert said.dataset == {"name": "village-list", "title": "Villages of a friend", "may_share_rows": True}
    assert said.read == {"format": "generic", "sheet": "Sheet 2", "header": 3}
    assert said.dates == "DD/MM/YYYY"
    assert said.columns == {"date": "Day of it", "province": "Gov."}
    assert said.values == {"event_type": {"Air raid": "airstrike"}}
    assert said.fixed == {"country": "Iraq", "location_precision": "settlement"}


def test_every_fault_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    text = (
        '[dataset]\nname = "../x"\nadress = "x"\n[read]\nheader = 0\ndates = "DMY"\n[columns]\nprovinze = "a"\n'
        'latitude = "lat"\n[values.event_type]\n"x" = "war"\n[fixed]\ncivilians_killed = "many"\nid = "1"\n[more]\n'
    )
    with pytest.raises(ImportRefusedError) as refused:
        read_mapping(written(tmp_path / "m.toml", text))
    found = {(one.column, one.line) for one in refused.value.problems}
    assert found == {
        ("[dataset] name", 2), ("[dataset] adress", 3), ("[read] header", 5), ("[read] dates", 6),
        ("[columns] provinze", 8), ("[columns] latitude", 9), ("[columns] date", 7), ("[values.event_type] x", 11),
        ("[fixed] civilians_killed", 13), ("[fixed] id", 14), ("more", None),
    }  # fmt: skip
    assert all(one.file == "m.toml" for one in refused.value.problems)


def test_a_misspelt_name_is_told_with_what_is_meant() -> None:
    (fault,) = told({"columns": {"date": "a", "provinze": "b"}})
    assert "perhaps province is meant" in fault


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"columns": {"place": "a"}}, "[columns] date: is needed"),
        ({"read": {"kind": "displacement"}, "columns": {"date": "a"}}, "is_cumulative: is needed"),
        ({"columns": {"date": "a", "longitude": "x"}}, "stands alone"),
        ({"columns": {"date": 3}}, "is no name of a column"),
        ({"columns": {"date": "a"}, "fixed": {"date": "2024"}}, "stands in [columns], too"),
        ({"fixed": {"date": "03/04/2024"}}, "two ways"),
        ({"fixed": {"latitude": "371"}}, "is not between -90 and 90"),
        ({"fixed": {"deaths_best": 3}}, "quotation marks"),
        ({"values": {"attributed_to": {"x": "the enemy"}}}, "is no value of attributed_to"),
        ({"values": {"event_type": "x"}}, "is no table"),
        ({"dataset": {"address": "example.org"}}, "http://"),
        ({"dataset": {"title": " "}}, "is blank"),
        ({"dataset": {"publisher": "a\x07"}}, "control character"),
        ({"dataset": {"may_share_rows": "yes"}}, "neither true nor false"),
        ({"read": {"kind": "deaths"}}, "is not known: write events, displacement"),
        ({"read": {"drafts": 1}}, "neither true nor false"),
        ({"columns": "date"}, "is no section"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_a_sentence(said: dict[str, Any], reason: str) -> None:
    faults = told(said)
    assert len(faults) == 1
    assert reason in faults[0]


def test_other_formats_need_no_column() -> None:
    assert mapping_from({"read": {"format": "ushahidi"}, "columns": {"province": "Where"}}).columns
    assert mapping_from({"dataset": {"name": "mine"}}) == Choices(dataset={"name": "mine"})


@pytest.mark.parametrize("text", ["a = ", "[columns]\n[columns]\n", "\x00", "a = 1979-05-27T07:32:00Z\nb"])
def test_what_is_no_toml_is_told(tmp_path: Path, text: str) -> None:
    with pytest.raises(ImportRefusedError, match=r"m\.toml: can't be read as TOML"):
        read_mapping(written(tmp_path / "m.toml", text))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ImportRefusedError, match="can't be read"):
        read_mapping(tmp_path / "none.toml")


_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_NAMES = _TEXTS.filter(bool)
_LINES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)
_KEYS = [one.key for one in fields() if one.key not in ("latitude", "longitude")]
_MAPPINGS = st.fixed_dictionaries(
    {
        "columns": st.dictionaries(st.sampled_from(_KEYS), _NAMES).map(lambda found: {"date": "d", **found}),
        "dataset": st.fixed_dictionaries({}, optional={"version": _LINES, "may_share_rows": st.booleans()}),
        "read": st.fixed_dictionaries(
            {},
            optional={
                "dates": st.sampled_from(["DD/MM/YYYY", "MM/DD/YYYY", "YYYY-MM-DD"]), "sheet": _LINES,
                "header": st.integers(1, 40), "date_column": st.lists(_LINES, min_size=1), "drafts": st.booleans(),
            },
        ),
        "values": st.fixed_dictionaries(
            {},
            optional={
                "event_type": st.dictionaries(_TEXTS, st.sampled_from(["", *EVENT_TYPES])),
                "civilians_killed": st.dictionaries(_TEXTS, st.sampled_from(["", "0", "12"])),
            },
        ),
    }
)  # fmt: skip


@given(_MAPPINGS)
def test_a_mapping_that_is_written_reads_back_equal(said: dict[str, Any]) -> None:
    choices = mapping_from(said)
    again = mapping_from(tomllib.loads(mapping_toml(choices)))
    assert again == choices
    assert mapping_toml(again) == mapping_toml(choices)


_ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | _TEXTS, lambda inner: st.lists(inner) | st.dictionaries(_TEXTS, inner)
)


@given(st.dictionaries(st.sampled_from(["dataset", "read", "columns", "values", "fixed"]) | _TEXTS,
                       st.dictionaries(st.sampled_from(["name", "kind", "dates", "date", "event_type"]), _ANYTHING)
                       | _ANYTHING))  # fmt: skip
def test_whatever_is_said_ends_in_choices_or_in_sentences(said: dict[str, Any]) -> None:
    try:
        found = mapping_from(said)
    except ImportRefusedError as error:
        told = [problem.reason for problem in error.problems]
    else:
        told = [mapping_toml(found) or "nothing"]
    assert told
    assert all(told)


def test_the_values_are_those_of_the_vocabularies() -> None:
    with (BUNDLED / "vocabularies.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["table"], row["column"], row["value"]) for row in csv.DictReader(file)]
    for column, known in (("event_type", EVENT_TYPES), ("attributed_to", ACTORS), ("attribution_status", STATUSES)):
        ours = {value for of, name, value in rows if name == column and of == "incidents"}
        assert set(known) == ours | {value for name, value in WORDS if name == column}
    assert set(PRECISIONS) == {value for _, name, value in rows if name == "location_precision"}


@pytest.mark.parametrize("kind", ["events", "displacement"])
def test_every_field_has_words(kind: str) -> None:
    words = Words("en")
    assert [one.key for one in fields(kind) if not (words(one.label) and words(one.hint))] == []


def test_every_answer_that_importers_ask_for_can_be_given() -> None:
    """`choices.read` is the only way to answer; a name that the mapping refuses could never be said."""
    asked = set()
    for path in (ROOT / "dashboard" / "importers").glob("*.py"):
        asked |= set(re.findall(r"choices\.read(?:\.get\(|\[)[\"'](\w+)", path.read_text("utf-8")))
    assert {"accessed", "round", "date_column", "sheet"} <= asked
    for name in asked:
        assert not any(fault.endswith(" are") for fault in told({"read": {name: object()}}))


def test_the_mapping_of_the_manual_is_one() -> None:
    manual = (ROOT / "docs" / "importing.md").read_text("utf-8")
    (text,) = re.findall(r"```toml\n(.*?)```", manual, re.DOTALL)
    said = mapping_from(tomllib.loads(text))
    assert said.values == {"event_type": {"Air raid": "airstrike"}}
    assert said.dataset["may_share_rows"] is True
    for kind in ("events", "displacement"):
        (line,) = [line for line in manual.splitlines() if line.startswith(f"| `{kind}` |")]
        assert re.findall(r"`(\w+)`", line)[1:] == [one.key for one in fields(kind)]
        assert re.findall(r"\*\*`(\w+)`\*\*", line) == [one.key for one in fields(kind) if one.is_needed]


def test_columns_come_with_three_examples(tmp_path: Path) -> None:
    rows = [
        ("Day ", "", "Gov.", "Gov."),
        ("", "x", "Duhok", "1"),
        *[(f"2024-01-0{day}", "", "NA", "2") for day in range(1, 6)],
    ]
    seen = columns_of(table(tmp_path / "x.csv", *rows))
    assert [one.name for one in seen] == ["Day", "Gov."]
    assert [one.examples for one in seen] == [("2024-01-01", "2024-01-02", "2024-01-03"), ("Duhok",)]


def test_objects_of_json_have_columns_too(tmp_path: Path) -> None:
    path = written(tmp_path / "x.json", '[{"day": "2024-01-01", "killed": 0}, {"day": null, "more": [1]}]')
    seen = {one.name: one.examples for one in columns_of(GivenFile(path))}
    assert seen == {"day": ("2024-01-01",), "killed": ("0",), "more": ("[1]",)}


def test_titles_above_the_header_are_passed_over(tmp_path: Path) -> None:
    file = table(tmp_path / "x.csv", ("List of incidents", "", ""), ("", "", ""), ("Date", "Place", "Deaths"),
                 ("2024-01-01", "Amedi", "1"))  # fmt: skip
    assert [one.name for one in columns_of(file)] == ["Date", "Place", "Deaths"]


def test_obvious_columns_are_proposed_by_their_names(tmp_path: Path) -> None:
    file = table(tmp_path / "my list.csv", ("Event_Date", "المحافظة", "Lat", "LON", "Fatalities", "Other"),
                 ("2024-01-01", "دهوك", "37", "43", "1", ""))  # fmt: skip
    said = suggest(file)
    assert said.columns == {
        "date": "Event_Date", "province": "المحافظة", "latitude": "Lat", "longitude": "LON",
        "deaths_best": "Fatalities",
    }  # fmt: skip
    assert (said.dataset["name"], format_of(said)) == ("my-list", "generic")
    assert mapping_from(tomllib.loads(mapping_toml(said))) == said


def test_deaths_are_never_proposed_as_civilians(tmp_path: Path) -> None:
    names = ("killed", "deaths", "fatalities", "dead", "victims", "casualties")
    for name in names:
        assert "civilians_killed" not in suggest(table(tmp_path / "x.csv", ("date", name), ("2024-01-01", "1"))).columns


def test_half_a_coordinate_is_not_proposed(tmp_path: Path) -> None:
    assert suggest(table(tmp_path / "x.csv", ("date", "lat"), ("2024-01-01", "37"))).columns == {"date": "date"}
