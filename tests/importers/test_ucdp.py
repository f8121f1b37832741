"""UCDP's event files as they are found: columns by name, as programs write them; deaths stay what they are."""

from __future__ import annotations

import csv
import datetime as dt
import json
import random
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.data.dataset import Dataset
from dashboard.importers.interface import Choices
from dashboard.importers.refusing import ImportRefusedError, QuestionError
from tests.importers.given import Result, imported, write
from tests.importers.ucdp_files import GED, OLDER, elsewhere, line, ucdp_rows

Import = Callable[..., Result]
Rows = list[dict[str, str]]
Written = Callable[[str | bytes], Rows]


@pytest.fixture
def ucdp(tmp_path: Path, bundled: Dataset) -> Import:
    """Imports rows as a file of UCDP."""

    def run(
        rows: list[dict[str, str]], header: tuple[str, ...] = GED, name: str = "GEDEvent_v25_1.csv", **how: object
    ) -> Result:
        path = write(tmp_path / name, header, rows, **how)
        return imported(path, tmp_path / "data", bundled)

    return run


def changed(**cells: str) -> list[dict[str, str]]:
    """Our rows, the first of them with other cells."""
    rows = ucdp_rows(5)
    return [rows[0] | cells, *rows[1:]]


def only_refused(result: Result) -> tuple[int, str, str, str]:
    (one,) = [told for told in result.report.not_imported if told.kind == "refused"]
    return one.line, one.column, one.value, one.reason


@pytest.mark.parametrize("header", [GED, OLDER, tuple(reversed(GED)), tuple(name.upper() for name in GED)])
def test_columns_go_by_their_names(ucdp: Import, header: tuple[str, ...]) -> None:
    rows = ucdp_rows()
    given = [row | {name.upper(): value for name, value in row.items()} for row in rows]
    result = ucdp(given, header)
    assert result.report.rows.imported == result.report.rows.inside == len(rows)
    for row in rows:
        found = result.row(row["id"])
        assert found["civilians_killed"] == row["deaths_civilians"]
        assert (found["deaths_low"], found["deaths_best"], found["deaths_high"]) == (
            row["low"], row["best"], row["high"],
        )  # fmt: skip


def test_all_deaths_never_become_civilians(ucdp: Import) -> None:
    found = ucdp(changed(best="30", low="20", high="40", deaths_civilians="3", deaths_unknown="7")).row("100000")
    assert (found["civilians_killed"], found["civilians_killed_low"], found["civilians_killed_high"]) == ("3", "", "")
    assert (found["deaths_low"], found["deaths_best"], found["deaths_high"]) == ("20", "30", "40")
    assert found["combatants_killed"] == ""
    assert json.loads(found["details"])["deaths_unknown"] == "7"


def test_what_nobody_counted_stays_unknown(ucdp: Import) -> None:
    found = ucdp(changed(best="NA", low="", high="NaN", deaths_civilians="NA")).row("100000")
    assert [found[name] for name in ("deaths_low", "deaths_best", "deaths_high", "civilians_killed")] == [""] * 4


def test_low_above_best_is_imported_and_flagged(ucdp: Import) -> None:
    result = ucdp(changed(low="9", best="4", high="10"))
    found = result.row("100000")
    assert (found["deaths_low"], found["deaths_best"]) == ("9", "4")
    assert "(9)" in found["caveat"]
    (flag,) = result.report.flags
    assert (flag.column, flag.rows, flag.line) == ("low", 1, 2)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2024-03-05", "2024-03-05", ("2024-03-05", "day", "")),
        ("2024-03-05 00:00:00.000", "2024-03-08 00:00:00.000", ("2024-03-05", "day", "2024-03-08")),
        ("2024-02-01", "2024-02-29", ("2024-02", "month", "")),
        ("2024-12-01", "2024-12-31", ("2024-12", "month", "")),
        ("2023-01-01", "2023-12-31", ("2023", "year", "")),
        ("2024-03-05", "NA", ("2024-03-05", "day", "")),
    ],
)
def test_events_of_several_days_are_intervals(
    ucdp: Import, start: str, end: str, expected: tuple[str, str, str]
) -> None:
    found = ucdp(changed(date_start=start, date_end=end)).row("100000")
    assert (found["date"], found["date_precision"], found["date_last"]) == expected


@pytest.mark.parametrize(
    ("code", "precision", "has_point"),
    [("1", "settlement", True), ("2", "district", True), ("3", "district", True), ("4", "province", False),
     ("5", "province", False), ("1.0", "settlement", True), ("", "district", True)],
)  # fmt: skip
def test_precision_is_ours(ucdp: Import, code: str, precision: str, has_point: bool) -> None:
    found = ucdp(changed(where_prec=code)).row("100000")
    assert (found["location_precision"], bool(found["latitude"])) == (precision, has_point)


@pytest.mark.parametrize("code", ["6", "7"])
def test_what_is_known_to_the_country_alone_is_not_in_the_area(ucdp: Import, code: str) -> None:
    result = ucdp(changed(where_prec=code, adm_1=""))
    found = result.row("100000", "outside.csv")
    assert (found["is_inside_area"], found["latitude"], found["province"]) == ("no", "", "")
    assert result.report.rows.outside == 1


def test_rows_elsewhere_are_kept_and_counted(ucdp: Import) -> None:
    rows = [*ucdp_rows(5), *map(elsewhere, range(2000))]
    random.Random(1).shuffle(rows)
    result = ucdp(rows)
    assert (result.report.rows.inside, result.report.rows.outside, result.report.rows.refused) == (5, 2000, 0)
    assert len(result.rows("outside.csv")) == 2000
    assert {row["country_reported"] for row in result.rows("outside.csv")} == {"Afghanistan"}


@pytest.mark.parametrize("named", ["Türkiye (Ottoman Empire)", "Turkey (Ottoman Empire)", "Türkiye", "Somewhere"])
def test_countries_go_by_their_number_or_name(ucdp: Import, named: str) -> None:
    number = {"country_id": "640"} if named == "Somewhere" else {"country_id": ""}
    cells = {"country": named, "adm_1": "Sirnak province", "latitude": "37.46", "longitude": "42.59", **number}
    assert ucdp(changed(**cells)).row("100000")["province"] == "Şırnak"


def test_ids_are_text_however_they_are_written(ucdp: Import) -> None:
    result = ucdp(changed(id="158189.0"))
    assert result.row("158189")["incident_id"] == "ucdp-ged:158189"


def test_one_id_in_two_rows_is_one_event(ucdp: Import) -> None:
    rows = ucdp_rows(5)
    result = ucdp([*rows, rows[0] | {"best": "99", "high": "99"}, rows[1]])
    assert (result.report.rows.imported, result.report.rows.repeated) == (5, 2)
    assert result.row("100000")["deaths_best"] == "99"
    assert len(result.rows()) == 5


def test_one_sided_violence_names_actors_and_no_culprit(ucdp: Import) -> None:
    found = ucdp(changed(type_of_violence="3", side_a="IS", side_b="Civilians")).row("100000")
    assert (found["event_type"], found["original_type"]) == ("one_sided_violence", "One-sided violence")
    assert (found["actors"], found["attributed_to"]) == ("IS; Civilians", "Not coded")


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"id": ""}, ("id", "")),
        ({"type_of_violence": "4"}, ("type_of_violence", "4")),
        ({"date_start": ""}, ("date_start", "")),
        ({"date_start": "2024-02-30"}, ("date_start", "2024-02-30")),
        ({"date_end": "1999-01-01"}, ("date_end", "1999-01-01")),
        ({"best": "many"}, ("best", "many")),
        ({"best": "-3"}, ("best", "-3")),
        ({"latitude": "371"}, ("latitude", "371")),
    ],
)
def test_what_can_not_be_used_is_refused_and_kept(ucdp: Import, cells: dict[str, str], told: tuple[str, str]) -> None:
    result = ucdp(changed(**cells))
    line_number, column, value, reason = only_refused(result)
    assert (line_number, column, value) == (2, *told)
    assert len(reason) > 10
    (kept,) = result.rows("refused.csv")
    assert (kept["line"], kept["reason"], kept["where_coordinates"]) == (
        "2",
        reason,
        ucdp_rows(1)[0]["where_coordinates"],
    )


def test_a_candidate_file_without_a_header(tmp_path: Path, bundled: Dataset) -> None:
    path = tmp_path / "GEDEvent_v24_0_1.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(line(row) for row in ucdp_rows(10))
    result = imported(path, tmp_path / "data", bundled)
    assert (result.report.name, result.report.version) == ("ucdp-candidate", "24.0.1")
    assert (result.report.rows.read, result.report.rows.imported) == (10, 10)


@pytest.mark.parametrize(
    ("name", "version"),
    [
        ("GEDEvent_v25_1.csv", "25.1"),
        ("ged251.csv", "25.1"),
        ("GEDEvent_v24_0_3.csv", "24.0.3"),
        ("x.csv", "2026-11-28"),
    ],
)
def test_the_release_is_read_from_the_name(tmp_path: Path, bundled: Dataset, name: str, version: str) -> None:
    path = write(tmp_path / name, GED, ucdp_rows(2))
    assert imported(path, tmp_path / "data", bundled, today=dt.date(2026, 11, 28)).report.version == version


class TestAsProgramsWriteThem:
    """The same rows, whatever wrote the file."""

    @pytest.fixture
    def plain(self, ucdp: Import) -> Rows:
        return ucdp(ucdp_rows(8), name="plain.csv").rows()

    @pytest.fixture
    def written(self, tmp_path: Path, bundled: Dataset) -> Written:
        def run(content: str | bytes) -> Rows:
            new = Path(tempfile.mkdtemp(dir=tmp_path))
            (new / "other.csv").write_bytes(content if isinstance(content, bytes) else content.encode())
            return imported(new / "other.csv", new, bundled).rows()

        return run

    def text(self, tmp_path: Path, **how: object) -> str:
        return write(tmp_path / "made.csv", GED, ucdp_rows(8), **how).read_text("utf-8")

    def test_quoted_with_a_mark_and_other_line_ends(self, tmp_path: Path, plain: Rows, written: Written) -> None:
        quoted = self.text(tmp_path, quoted=True)
        for content in ("\ufeff" + quoted, quoted.replace("\r\n", "\n"), "sep=,\r\n" + quoted):
            assert written(content) == plain

    @pytest.mark.parametrize("delimiter", [";", "\t"])
    def test_other_delimiters(self, tmp_path: Path, plain: Rows, written: Written, delimiter: str) -> None:
        assert written(self.text(tmp_path, delimiter=delimiter)) == plain

    def test_utf_16_as_excel_writes_unicode_text(self, tmp_path: Path, plain: Rows, written: Written) -> None:
        assert written(self.text(tmp_path, delimiter="\t").encode("utf-16")) == plain

    def test_row_names_of_r(self, tmp_path: Path, plain: Rows, written: Written) -> None:
        head, *rows = self.text(tmp_path, quoted=True).splitlines()
        numbered = [f'"{number}",{row}' for number, row in enumerate(rows, 1)]
        assert written("\n".join(['"",' + head, *numbered])) == plain  # write.csv
        assert written("\n".join([head, *numbered])) == plain  # write.table

    def test_decimal_commas_and_numbers_with_decimals(self, tmp_path: Path, plain: Rows, written: Written) -> None:
        rows = [
            row
            | {name: row[name].replace(".", ",") for name in ("latitude", "longitude")}
            | {"best": f"{row['best']},0"}
            for row in ucdp_rows(8)
        ]
        assert written(write(tmp_path / "comma.csv", GED, rows, delimiter=";").read_text("utf-8")) == plain

    def test_na_for_empty(self, tmp_path: Path, plain: Rows, written: Written) -> None:
        rows = [{name: row.get(name) or "NA" for name in GED} for row in ucdp_rows(8)]
        assert written(write(tmp_path / "na.csv", GED, rows).read_text("utf-8")) == plain

    def test_dates_of_a_spreadsheet(self, tmp_path: Path, plain: Rows, written: Written) -> None:
        def rewritten(row: dict[str, str], order: str) -> dict[str, str]:
            year, month, day = row["date_start"][:10].split("-")
            told = {"day": f"{int(day)}/{int(month)}/{year} 0:00", "month": f"{int(month)}/{int(day)}/{year} 0:00"}
            return row | dict.fromkeys(("date_start", "date_end"), told[order])

        for order in ("day", "month"):
            rows = [rewritten(row, order) for row in ucdp_rows(8)]
            assert written(write(tmp_path / "dates.csv", GED, rows).read_text("utf-8")) == plain

    def test_empty_lines_and_the_header_again(self, tmp_path: Path, bundled: Dataset, plain: Rows) -> None:
        head, *rows = self.text(tmp_path).splitlines()
        path = tmp_path / "twice.csv"
        path.write_text("\n".join([head, *rows[:4], "", "," * (len(GED) - 1), head, *rows[4:], ""]), encoding="utf-8")
        result = imported(path, tmp_path / "twice", bundled)
        assert result.rows() == plain
        assert (result.report.rows.left_out, result.report.rows.read) == (2, 10)

    def test_letters_that_are_not_utf_8_are_read_and_told(self, tmp_path: Path, bundled: Dataset) -> None:
        rows = changed(where_coordinates="Café")
        path = tmp_path / "windows.csv"
        content = write(tmp_path / "w.csv", GED, rows).read_bytes()
        path.write_bytes(content.replace("é".encode(), "é".encode("cp1252")))
        result = imported(path, tmp_path / "windows", bundled)
        assert result.row("100000")["place"] == "Café"
        assert any("Windows-1252" in change.what for change in result.report.changes)


def test_dates_that_can_be_read_in_two_ways_are_asked(tmp_path: Path, bundled: Dataset) -> None:
    rows = [row | dict.fromkeys(("date_start", "date_end"), "3/4/2024") for row in ucdp_rows(3)]
    path = write(tmp_path / "x.csv", GED, rows)
    with pytest.raises(QuestionError) as asked:
        imported(path, tmp_path / "data", bundled)
    assert (asked.value.about, set(asked.value.choices)) == ("dates", {"DD/MM/YYYY", "MM/DD/YYYY"})
    told = imported(path, tmp_path / "data", bundled, choices=Choices(dates="DD/MM/YYYY"))
    assert {row["date"] for row in told.rows()} == {"2024-04-03"}


def test_another_table_is_refused_with_what_it_lacks(tmp_path: Path, bundled: Dataset) -> None:
    path = write(tmp_path / "x.csv", ("id", "name"), [{"id": "1", "name": "a"}])
    with pytest.raises(ImportRefusedError) as refused:
        imported(path, tmp_path / "data", bundled, "ucdp")
    assert "type_of_violence" in str(refused.value)
