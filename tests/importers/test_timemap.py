"""TimeMap's sheets and Bellingcat's flat files: lists in numbered columns, sources by id, no casualties invented."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.data.dataset import Dataset, load
from dashboard.importers.interface import Choices
from dashboard.importers.refusing import ImportRefusedError, QuestionError
from dashboard.importers.timemap_sheets import folded_list, listed
from dashboard.importing import copy_tables
from tests.importers.given import Result, Row, imported, our_incidents, read_csv, write
from tests.tiny import BUNDLED

EVENTS = (
    "id", "description", "date", "time", "time_precision", "location", "latitude", "longitude", "type", "category",
    "category_full", "association1", "association2", "association3", "source1", "source2", "source3", "comments",
    "time_display", "narrative___stepStyle1", "narrative___stepStyle2", "graphic", "civId",
)  # fmt: skip
SOURCES = (
    "id",
    "title",
    "thumbnail",
    "path1",
    "path2",
    "type",
    "affil_1",
    "affil_2",
    "url",
    "description",
    "author",
    "date",
)
ASSOCIATIONS = ("id", "title", "desc", "mode", "filter_path0", "filter_path1")
SITES = ("id", "description", "site", "latitude", "longitude", "enabled")
FLAT = ("id", "date", "latitude", "longitude", "location", "description", "sources", "associations")
SAID = Choices(values={"event_type": {"Air strike": "airstrike"}})
Import = Callable[..., Result]


def american(day: str, *, padded: bool = True) -> str:
    """2024-02-03 as MM/DD/YYYY or M/D/YYYY."""
    year, month, date = day.split("-")
    return f"{month}/{date}/{year}" if padded else f"{int(month)}/{int(date)}/{year}"


def event(incident: Row, number: int, *, padded: bool = True, **cells: str) -> Row:
    """An incident as a row of events, as exact as a building."""
    return {
        "id": f"e{number}", "description": incident["summary"], "date": american(incident["date"], padded=padded),
        "time": "04:30", "location": incident["place"], "latitude": f"{float(incident['latitude']) + 0.00123:.6f}",
        "longitude": f"{float(incident['longitude']) + 0.00123:.6f}", "association1": "cat-air",
        "association3": "nar-1", "source1": "s1", "source3": "s2", "graphic": "TRUE", "civId": f"CIV{number}",
        "narrative___stepStyle2": "bold",
        **cells,
    }  # fmt: skip


def events(most: int = 20, *, padded: bool = True) -> list[Row]:
    return [event(one, number, padded=padded) for number, one in enumerate(our_incidents(most), start=1)]


def one(**cells: str) -> Row:
    return event(our_incidents(1)[0], 1) | {"date": "12/25/2024"} | cells


SOURCE_ROWS: list[Row] = [
    {"id": "s1", "title": "A video", "path1": "https://example.org/v1", "author": "Rezan Example", "affil_1": "x"},
    {"id": "s2", "title": "A post", "path2": "images/2.jpg"},
    {"id": "s3", "path1": "https://example.org/only"},
]
ASSOCIATION_ROWS: list[Row] = [
    {"id": "cat-air", "title": "Air strike", "mode": "CATEGORY"},
    {"id": "nar-1", "title": "The road", "mode": "NARRATIVE"},
    {"id": "fil-1", "title": "Market", "mode": "FILTER", "filter_path0": "Target", "filter_path1": "Market"},
]


def workbook(path: Path, sheets: Mapping[str, tuple[tuple[str, ...], Iterable[Row]]]) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        for name, (header, rows) in sheets.items():
            sheet = book.add_worksheet(name)
            for line, cells in enumerate([header, *[[row.get(column, "") for column in header] for row in rows]]):
                sheet.write_row(line, 0, cells)
    return path


def whole(path: Path, rows: list[Row]) -> Path:
    """A workbook as deployments have it."""
    return workbook(
        path,
        {
            "export_events": (EVENTS, rows),
            "export_associations": (ASSOCIATIONS, ASSOCIATION_ROWS),
            "export_sources": (SOURCES, SOURCE_ROWS),
            "export_sites": (
                SITES,
                [{"id": "1", "description": "d", "site": "s", "latitude": "37", "longitude": "43"}],
            ),
            "notes": (("a", "b"), []),
        },
    )


@pytest.fixture
def timemap(tmp_path: Path, bundled: Dataset) -> Import:
    """Imports a workbook with these events."""

    def run(rows: list[Row], choices: Choices = SAID) -> Result:
        return imported(whole(tmp_path / "map.xlsx", rows), tmp_path / "data", bundled, choices=choices)

    return run


@pytest.fixture
def flat(tmp_path: Path, bundled: Dataset) -> Import:
    """Imports a flat CSV file."""

    def run(rows: list[Row], header: tuple[str, ...] = FLAT, **more: object) -> Result:
        return imported(write(tmp_path / "flat.csv", header, rows), tmp_path / "data", bundled, **more)

    return run


def said(result: Result, reason: str) -> list[Row]:
    return [row for row in read_csv(result.folder / "report.csv") if reason in row["reason"]]


@pytest.mark.parametrize("padded", [True, False])
def test_our_incidents_come_back(timemap: Import, padded: bool) -> None:
    result = timemap(events(padded=padded))
    assert result.report.format == "timemap"
    assert (result.report.rows.read, result.report.rows.inside) == (20, 20)
    for number, ours in enumerate(our_incidents(20), start=1):
        found = result.row(f"e{number}")
        assert (found["date"], found["place"]) == (ours["date"], ours["place"])
        assert found["province"] == ours["province"]
        assert len(found["latitude"].partition(".")[2]) <= 2
        assert found["location_precision"] == "settlement"
        assert (found["event_type"], found["original_type"]) == ("airstrike", "Air strike")
    assert said(result, "rounded to 0.01°")


def test_no_casualties_are_invented(timemap: Import) -> None:
    (found,) = timemap([one(description="5 killed, 12 injured")]).rows()
    counts = [name for name in found if name.startswith(("civilians_", "deaths_", "combatants_"))]
    assert len(counts) > 6
    assert {found[name] for name in counts} == {""}
    assert (found["attributed_to"], found["attribution_status"]) == ("Not coded", "not_coded")


def test_the_result_loads_and_comes_out_the_same_again(timemap: Import, tmp_path: Path) -> None:
    copy_tables(BUNDLED, tmp_path / "data")
    timemap(events())
    dataset = load(tmp_path / "data")
    assert [problem.told for problem in dataset.problems] == []
    assert not dataset.imported[0].may_share_rows
    assert imported(tmp_path / "map.xlsx", tmp_path / "data", dataset, choices=SAID).report.is_same


def test_numbered_columns_are_one_list_without_its_empty_cells() -> None:
    row = {"source10": "c", "source2": "b", "source1": "a", "source3": "", "source": "x", "sources": "y", "path1": "p"}
    assert folded_list(row, "source") == ["a", "b", "c"]
    assert folded_list(row, "path") == ["p"]
    assert folded_list({"filter_path1": "b", "filter_path0": "a", "path0": "z"}, "filter_path") == ["a", "b"]
    assert folded_list({"narrative___stepstyle2": "b", "affil_1": "a"}, "narrative___stepstyle") == ["b"]


def test_sources_are_called_as_their_sheet_does(timemap: Import) -> None:
    (found,) = timemap([one(source2="s3")]).rows()
    expected = "A video (https://example.org/v1); https://example.org/only; A post (images/2.jpg)"
    assert found["sources_reported"] == expected


def test_a_source_that_is_not_listed_is_told(timemap: Import) -> None:
    result = timemap([one(source2="s99")])
    assert "s99" in result.rows()[0]["sources_reported"]
    assert [row["value"] for row in said(result, "does not have")] == ["s99"]


def test_who_made_a_source_stands_in_no_file(timemap: Import, tmp_path: Path) -> None:
    timemap(events(3))
    files = [path.read_bytes() for path in (tmp_path / "data").rglob("*") if path.is_file()]
    assert not any(b"Rezan" in content for content in files)


def test_narratives_and_filters_are_no_types(timemap: Import) -> None:
    result = timemap([one(association2="fil-1"), one(id="e2", association1="", association2="zzz")])
    details = json.loads(result.row("e1")["details"])
    assert (details["narrative associations"], details["filter associations"]) == ("The road", "Market")
    assert details["narrative step styles"] == "bold"
    assert said(result, "sheet of associations does not have")[0]["value"] == "zzz"


def test_categories_of_the_row_stand_in_for_associations(timemap: Import) -> None:
    rows = [one(association1="", category_full="Air strike", category="A"), one(id="e2", association1="", type="fire")]
    result = timemap(rows)
    assert [row["event_type"] for row in result.rows()] == ["airstrike", "fire"]


def test_times_and_marks_stay_as_they_are(timemap: Import) -> None:
    result = timemap([one(time_precision="hour", comments="check", graphic="TRUE", time="4:30")])
    details = json.loads(result.rows()[0]["details"])
    told = (details["time"], details["time_precision"], details["comments"], details["graphic"], details["civid"])
    assert told == ("4:30", "hour", "check", "TRUE", "CIV1")
    assert result.rows()[0]["date"] == "2024-12-25"


def test_days_that_can_be_read_in_two_ways_are_asked(timemap: Import) -> None:
    with pytest.raises(QuestionError) as asked:
        timemap([one(date="03/04/2024")])
    assert (asked.value.about, set(asked.value.choices)) == ("dates", {"DD/MM/YYYY", "MM/DD/YYYY"})
    assert timemap([one(date="3/4/2024")], Choices(dates="MM/DD/YYYY")).rows()[0]["date"] == "2024-03-04"


@pytest.mark.parametrize(
    ("cells", "kind"),
    [({"latitude": ""}, "refused"), ({"longitude": ""}, "refused"), ({"date": ""}, "refused"),
     ({"date": "", "latitude": "", "longitude": ""}, "left out"), ({"date": "13/13/2024"}, "refused")],
)  # fmt: skip
def test_both_coordinates_and_a_day(timemap: Import, cells: Row, kind: str) -> None:
    result = timemap([one(), one(id="e2", **cells)])
    assert [told.kind for told in result.report.not_imported] == [kind]


def test_an_event_without_coordinates_is_no_point(timemap: Import) -> None:
    (found,) = timemap([one(latitude="", longitude="")]).rows()
    assert (found["latitude"], found["location_precision"], found["province"]) == ("", "province", "")


def test_sites_are_told(timemap: Import) -> None:
    (told,) = said(timemap([one()]), "sites are places")
    assert told["value"] == "rows: 1"


def test_events_alone_as_csv(flat: Import) -> None:
    result = flat(events(5), EVENTS)
    assert result.report.rows.inside == 5
    assert result.rows()[0]["sources_reported"] == "s1; s2"
    assert {row["value"] for row in said(result, "no list of sources")} == {"s1"}


@pytest.mark.parametrize(
    ("header", "rows", "what"),
    [(SOURCES, SOURCE_ROWS, "sources"), (ASSOCIATIONS, ASSOCIATION_ROWS, "associations"),
     (SITES, [{"id": "1", "site": "x"}], "sites")],
)  # fmt: skip
def test_other_sheets_alone_are_no_events(flat: Import, header: tuple[str, ...], rows: list[Row], what: str) -> None:
    with pytest.raises(ImportRefusedError, match=f"holds TimeMap’s {what}"):
        flat(rows, header)


def flat_row(incident: Row, number: int, **cells: str) -> Row:
    return {
        "id": f"CIV{number}", "date": american(incident["date"], padded=False), "latitude": incident["latitude"],
        "longitude": incident["longitude"], "location": incident["place"], "description": incident["summary"],
        "sources": "https://example.org/a,b?c=1,2, https://example.org/second",
        "associations": "Type of area affected=Roads, bridges,Weapon System=Artillery", **cells,
    }  # fmt: skip


def test_a_flat_csv_with_commas_inside_its_sources(flat: Import) -> None:
    rows = [flat_row(incident, number) for number, incident in enumerate(our_incidents(10), start=1)]
    result = flat(rows)
    assert (result.report.format, result.report.rows.inside) == ("timemap", 10)
    assert result.rows()[0]["sources_reported"] == "https://example.org/a,b?c=1,2; https://example.org/second"
    assert json.loads(result.rows()[0]["details"])["associations"] == (
        "Type of area affected=Roads, bridges, Weapon System=Artillery"
    )
    mapped = Choices(values={"event_type": {"Weapon System=Artillery": "shelling"}})
    assert flat(rows, choices=mapped).rows()[0]["event_type"] == "shelling"


def test_a_flat_list_of_json(tmp_path: Path, bundled: Dataset) -> None:
    rows = [
        {
            **{
                name: value
                for name, value in flat_row(incident, number).items()
                if name not in ("sources", "associations")
            },
            "latitude": float(incident["latitude"]),
            "sources": [
                {"id": "TW1", "path": "https://example.org/1,2", "description": "A post"},
                {"id": "TW2", "path": ""},
            ],
            "filters": [{"key": "Weapon System", "value": "Artillery, heavy"}],
        }
        for number, incident in enumerate(our_incidents(10), start=1)
    ]
    path = tmp_path / "api.json"
    path.write_text(json.dumps([*rows, "x"]), encoding="utf-8")
    result = imported(path, tmp_path / "data", bundled)
    assert (result.report.format, result.report.rows.inside, result.report.rows.refused) == ("timemap", 10, 1)
    found = result.rows()[0]
    assert found["sources_reported"] == "A post (https://example.org/1,2); TW2"
    assert found["original_type"] == "Weapon System=Artillery, heavy"


@pytest.mark.parametrize(
    ("cell", "by_keys", "values"),
    [
        ("s1,s2, s3", False, ["s1", "s2", "s3"]), ("", False, []), (" , ", False, []),
        ("https://a.org/x,y,https://b.org", False, ["https://a.org/x,y", "https://b.org"]),
        ("a=1,b=2, c", True, ["a=1", "b=2, c"]), ("[not json", False, ["[not json"]),
        ('["a", null, 3]', False, ["a", "3"]),
        ('[{"key": "k", "value": null}]', False, ["k="]),
    ],
)  # fmt: skip
def test_lists_in_one_cell(cell: str, by_keys: bool, values: list[str]) -> None:
    assert listed(cell, by_keys=by_keys) == values


@given(st.lists(st.from_regex(r"https://[a-z]{1,8}\.org/[a-z0-9,]{0,8}[a-z]", fullmatch=True), min_size=1, max_size=5))
def test_addresses_with_commas_come_apart_where_they_were_put_together(addresses: list[str]) -> None:
    assert listed(",".join(addresses)) == addresses


_EDITS = st.dictionaries(
    st.sampled_from(EVENTS),
    st.sampled_from(["", "NA", "x", "-1", "2024-02-30", "1/2/2024", "43,4", "\x07", "s9"]),
    max_size=4,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 9), _EDITS), max_size=12))
def test_every_row_is_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, bundled: Dataset, picked: list[tuple[int, Row]]
) -> None:
    """read = imported + refused + repeated + left out, and the tables hold what the report says."""
    folder = tmp_path_factory.mktemp("sum")
    base = events(10)
    rows = [base[0], *(base[number] | edit for number, edit in picked)]
    path = write(folder / "x.csv", EVENTS, rows)
    result = imported(path, folder / "data", bundled, choices=Choices(dates="MM/DD/YYYY"))
    counts = result.report.rows
    assert counts.read == len(rows)
    assert (len(result.rows()), len(result.rows("outside.csv"))) == (counts.inside, counts.outside)
    assert len(result.rows("refused.csv")) == counts.refused
