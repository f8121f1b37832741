"""UCDP's rows as R, Stata and spreadsheet programs write them: the same rows arrive, or a reason does."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.data.cells import CellError
from dashboard.data.dataset import Dataset
from dashboard.importers import cells, dates
from dashboard.importers.dates import DAY_FIRST, ISO, MONTH_FIRST
from dashboard.importers.given_file import named_columns
from dashboard.importers.places import Places, Reported
from dashboard.importers.short_lines import ShortLines
from dashboard.importers.text_form import Form
from dashboard.importers.text_lines import UNREADABLE, written_form
from tests.importers.given import Result, Row, imported, write
from tests.importers.ucdp_files import GED, ucdp_rows

NUMBERS = {"id", "year", "latitude", "longitude", "best", "low", "high", "deaths_civilians", "where_prec"}
SAID = 'He said "no; 1, 2" and\tleft'
Written = Callable[[str], Result]


def rows(most: int = 8) -> list[Row]:
    """Rows of which the first has all that is hard to quote."""
    first, *others = ucdp_rows(most)
    return [first | {"where_coordinates": SAID, "source_article": f'"{SAID}"'}, *others]


def of_r(
    given: list[Row], sep: str, dec: str = ".", row_names: bool = True, escape: str = '""', corner: bool = True
) -> str:
    """The text that write.table of R makes: texts quoted, numbers not, NA for empty, a name for each row."""

    def quoted(text: str) -> str:
        return '"' + text.replace('"', escape) + '"'

    def cell(row: Row, name: str) -> str:
        value = row.get(name, "")
        if not value:
            return "NA"
        return value.replace(".", dec) if name in NUMBERS else quoted(value)

    head = [quoted(name) for name in GED]
    if row_names and corner:  # write.csv and write.csv2 give the row names a column without a name
        head = ['""', *head]
    lines = [sep.join(head)]
    for number, row in enumerate(given, 1):
        named = [quoted(str(number))] if row_names else []
        lines.append(sep.join([*named, *(cell(row, name) for name in GED)]))
    return "\n".join(lines) + "\n"


@pytest.fixture
def plain(tmp_path: Path, bundled: Dataset) -> list[Row]:
    """The rows as UCDP would publish them."""
    return imported(write(tmp_path / "plain.csv", GED, rows()), tmp_path / "plain", bundled).rows()


@pytest.fixture
def written(tmp_path: Path, bundled: Dataset) -> Written:
    """Imports a text."""

    def run(content: str) -> Result:
        path = tmp_path / "written.txt"
        path.write_bytes(content.encode())
        return imported(path, tmp_path / "written", bundled)

    return run


@pytest.mark.parametrize("row_names", [True, False])
@pytest.mark.parametrize("sep", [",", ";", "\t"])
def test_write_csv_of_r(written: Written, plain: list[Row], sep: str, row_names: bool) -> None:
    assert written(of_r(rows(), sep, row_names=row_names)).rows() == plain


def test_write_csv2_of_r_has_decimal_commas(written: Written, plain: list[Row]) -> None:
    assert written(of_r(rows(), ";", dec=",")).rows() == plain


@pytest.mark.parametrize("sep", [" ", ",", ";", "\t"])
@pytest.mark.parametrize("row_names", [True, False])
def test_write_table_of_r_has_backslashes_before_quotes(
    written: Written, plain: list[Row], sep: str, row_names: bool
) -> None:
    """By default with blanks between the cells, and no name in the header for those of rows."""
    content = of_r(rows(), sep, row_names=row_names, escape='\\"', corner=False)
    assert written(content).rows() == plain


def test_a_backslash_at_the_end_of_a_cell_escapes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text('a,b\n"C:\\","x"\n"{""k"": ""\\""v\\""""}",y\n', encoding="utf-8")
    assert written_form(path) == Form(",", None)


def test_numbers_that_r_shortens(written: Written, plain: list[Row]) -> None:
    first, *others = rows()
    result = written(of_r([first | {"id": "1e+05"}, *others], ","))
    assert result.rows() == plain
    assert cells.identifier("1,5e+05") == cells.identifier("1.5E5") == "150000"


@pytest.mark.parametrize(
    ("cell", "number"), [("1e-04", 0.0001), ("-5e-04", -0.0005), (".5", 0.5), ("-,25", -0.25), ("37.", 37.0)]
)
def test_degrees_as_programs_shorten_them(cell: str, number: float) -> None:
    assert cells.degrees(cell, 90) == number


@pytest.mark.parametrize("cell", [".", ",", "e5", "1e9", "1e99", "-", "1.2.3", "1e-"])
def test_what_is_no_number_of_degrees(cell: str) -> None:
    with pytest.raises(CellError):
        cells.degrees(cell, 90)


def test_a_count_that_is_one_or_a_thousand_is_not_guessed(written: Written) -> None:
    first, *others = rows()
    result = written(of_r([first | {"best": "1.000"}, *others], ","))
    (told,) = result.report.not_imported
    assert (told.column, told.value) == ("best", "1.000")
    assert "two ways" in told.reason
    assert (cells.count("1.200"), cells.count("1,000"), cells.count("0.000"), cells.count("7.00")) == (
        "1200", "1000", "0", "7",
    )  # fmt: skip


@pytest.mark.parametrize("sign", [".", "\\N", "#NULL!"])
def test_signs_for_empty_of_other_programs(written: Written, sign: str) -> None:
    first, *others = rows()
    found = written(of_r([first | {"deaths_civilians": sign, "best": sign}, *others], ",")).row(first["id"])
    assert (found["civilians_killed"], found["deaths_best"]) == ("", "")


@pytest.mark.parametrize("mark", ["ï..", "X.U.FEFF.", "ï»¿", "\ufeff", 'ï»¿"', "<U+FEFF>"])
def test_what_programs_make_of_a_byte_order_mark(written: Written, plain: list[Row], mark: str) -> None:
    assert named_columns([f"{mark}id"]) == ["id"]
    if '"' not in mark:
        content = write_text(rows())
        assert written(mark + content).rows() == plain


def write_text(given: list[Row]) -> str:
    """With commas, quoted where needed."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, GED, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(given)
    return text.getvalue()


def test_old_line_ends_of_a_mac(written: Written, plain: list[Row]) -> None:
    assert written(write_text(rows()).replace("\r\n", "\r")).rows() == plain


def test_hashtags_under_the_header_are_left_out(written: Written, plain: list[Row]) -> None:
    tags = {"id": "#event+id", "date_start": "#date+start", "best": "#affected+killed", "adm_1": "#adm1+name"}
    result = written(write_text([tags, *rows()]))
    assert result.rows() == plain
    assert (result.report.rows.left_out, result.report.rows.refused) == (1, 0)


def test_a_candidate_file_with_decimals_and_without_a_header(tmp_path: Path, bundled: Dataset) -> None:
    path = tmp_path / "x.csv"
    given = [row | {"type_of_violence": "1.0", "where_prec": "1.0"} for row in rows()]
    path.write_text(write_text(given).split("\r\n", 1)[1], encoding="utf-8")
    result = imported(path, tmp_path / "data", bundled)
    assert (result.report.name, result.report.rows.imported) == ("ucdp-candidate", 8)


class TestDatesOfFilesPutTogether:
    """Dates with strokes that begin after the first hundred."""

    def read(self, *later: str) -> dates.Reader:
        head = ["2024-01-31"] * 100
        return dates.reader("", head, lambda: [*head, *later], "date_start")

    def test_their_order_is_found_in_the_whole_file(self) -> None:
        assert self.read("03/04/2024", "25/04/2024")("03/04/2024") == "2024-04-03"
        assert self.read("03/04/2024", "04/25/2024")("03/04/2024") == "2024-03-04"
        assert self.read()("2024-01-31") == "2024-01-31"

    def test_where_nothing_tells_it_nothing_is_guessed(self) -> None:
        with pytest.raises(CellError, match="two ways"):
            self.read("03/04/2024")("03/04/2024")

    def test_the_answer_of_the_user_stands(self) -> None:
        for order, day in ((DAY_FIRST, "2024-04-03"), (MONTH_FIRST, "2024-03-04")):
            assert dates.reader(order, [], list, "x")("03/04/2024") == day
        with pytest.raises(CellError):
            dates.reader(ISO, [], list, "x")("03/04/2024")


@pytest.mark.parametrize(
    "country", ["Republic of Iraq", "Irak", "العراق", "عێراق", "IRAQ", "Republic of Türkiye", "تركيا"]
)
def test_countries_by_the_names_of_readers_languages(bundled: Dataset, country: str) -> None:
    assert Places.of(bundled).find(Reported(country, latitude=37.09, longitude=43.49)).inside


def test_what_stands_for_a_province_has_no_district(bundled: Dataset) -> None:
    places = Places.of(bundled)
    for named in ({"province": "Duhok"}, {}):
        found = places.find(Reported("Iraq", district="Zakho", precision="province", **named))
        assert (found.province, found.district) == ("Duhok", "")


class TestLinesThatAreShort:
    """Excel writes no column that is empty in some rows together; a line that is short by itself is broken."""

    def short(self, given: list[Row], short: set[int]) -> str:
        """Without the last two cells, the countries of actors, in some lines."""
        head, *lines = write_text([row | {"gwnoa": "", "gwnob": ""} for row in given]).splitlines()
        return "\n".join([head, *(line[:-2] if at in short else line for at, line in enumerate(lines))])

    @pytest.mark.parametrize(
        ("short", "refused"),
        [
            (set(range(40)), 0),
            (set(range(16)), 0),
            (set(range(10, 26)), 0),
            ({*range(16), *range(37, 40)}, 0),  # the last rows of a file are fewer
            (set(range(10, 20)), 10),
            ({*range(16), 20}, 1),
            ({39}, 1),
        ],
    )
    def test_many_alike_are_taken_and_single_ones_refused(
        self, written: Written, short: set[int], refused: int
    ) -> None:
        given = ucdp_rows(40)
        result = written(self.short(given, short))
        assert (result.report.rows.read, result.report.rows.refused) == (40, refused)
        told = sum(change.rows for change in result.report.changes if "missing at the end" in change.what)
        assert told == len(short) - refused
        for row in result.rows():
            assert row["deaths_best"] == given[int(row["original_id"]) - 100_000]["best"]

    def test_lines_stay_in_their_order(self) -> None:
        wide, narrow = ["1", "2", "3"], ["1", "2"]
        unread = [[UNREADABLE, "why"]] * 20
        assert list(ShortLines(3).told(enumerate(unread))) == [(at, row, 0) for at, row in enumerate(unread)]
        lines = list(enumerate([wide, *[narrow] * 20, wide, narrow, [" "], wide, *[["1"]] * 17, *[narrow] * 3], 1))
        found = list(ShortLines(3).told(lines))
        assert [line for line, *_ in found] == [line for line, _ in lines]
        assert [missing for *_, missing in found] == [0, *[1] * 20, 0, 0, 0, 0, *[2] * 17, *[1] * 3]
        assert [row for _, row, _ in found if len(row) < 3] == [narrow, [" "]]
