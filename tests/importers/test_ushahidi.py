"""Ushahidi's export: several surveys in one file, its row of tags, what is published, and nothing personal anywhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.data.dataset import Dataset, load
from dashboard.importers.interface import Choices
from dashboard.importers.personal import MAIL, PHONE, masked
from dashboard.importers.refusing import ImportRefusedError, QuestionError
from dashboard.importing import copy_tables
from tests.importers.given import Result, Row, imported, our_incidents, read_csv, write
from tests.tiny import BUNDLED

NATIVE = (
    "Post ID", "Survey", "Post Status", "Created (UTC)", "Updated (UTC)", "Post Date (UTC)", "Contact ID", "Contact",
    "Data Source ID", "Source", "Unstructured Description",
)  # fmt: skip
HEADER = (
    *NATIVE, "Title", "Description", "Categories", "Location.lat", "Location.lon", "Your name", "Phone",
    "Date of incident",
)  # fmt: skip
NO_DAY = tuple(name for name in HEADER if name != "Date of incident")
TAGS = {"Location.lat": "#geo +lat", "Location.lon": "#geo +lon", "Title": "#event +name"}
BY_POST = Choices(read={"date_column": "Post Date (UTC)"})
BY_FIELD = Choices(read={"date_column": "Date of incident"})
# What must be in no file that is written.
SECRETS = (
    "+964 750 123 4567",
    "0750-123-4567",
    "Rezan Example",
    "rezan@example.org",
    "msg-9f31",
    "Dilan Example",
    "c-771",
)
Import = Callable[..., Result]


def post(incident: Row, number: int, **cells: str) -> Row:
    """An incident as a post."""
    day = incident["date"]
    return {
        "Post ID": str(number), "Survey": "Attack report", "Post Status": "published",
        "Created (UTC)": f"{day} 21:10:00", "Updated (UTC)": f"{day} 22:10:00", "Post Date (UTC)": f"{day} 21:05:59",
        "Contact ID": "c-771", "Contact": "+964 750 123 4567", "Data Source ID": "msg-9f31", "Source": "sms",
        "Unstructured Description": "", "Title": f"Report from {incident['place']}", "Description": incident["summary"],
        "Categories": "Airstrike, Fire", "Location.lat": f"{float(incident['latitude']) + 0.00123:.5f}",
        "Location.lon": incident["longitude"], "Your name": "Rezan Example", "Phone": "0750-123-4567",
        "Date of incident": day, **cells,
    }  # fmt: skip


def posts(most: int = 10) -> list[Row]:
    return [post(incident, number) for number, incident in enumerate(our_incidents(most), start=1)]


def one(**cells: str) -> Row:
    return post(our_incidents(1)[0], 1, **cells)


@pytest.fixture
def ushahidi(tmp_path: Path, bundled: Dataset) -> Import:
    """Imports posts as a file, below its row of tags."""

    def run(
        rows: list[Row], choices: Choices = BY_FIELD, header: tuple[str, ...] = HEADER, tags: Row | None = None
    ) -> Result:
        path = write(tmp_path / "posts.csv", header, [tags or {}, *rows])
        return imported(path, tmp_path / "data", bundled, choices=choices)

    return run


def everything(folder: Path) -> bytes:
    return b"\0".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def reasons(result: Result, kind: str) -> dict[str, str]:
    """Column -> reason, of rows of the report."""
    return {row["column"]: row["reason"] for row in read_csv(result.folder / "report.csv") if row["kind"] == kind}


def test_our_incidents_come_back_as_reports(ushahidi: Import) -> None:
    result = ushahidi(posts())
    assert result.report.format == "ushahidi"
    assert (result.report.rows.read, result.report.rows.inside) == (10, 10)
    for number, ours in enumerate(our_incidents(10), start=1):
        found = result.row(str(number))
        assert found["date"] == ours["date"]
        assert found["province"] == ours["province"]
        assert abs(float(found["latitude"]) - float(ours["latitude"])) <= 0.01
        assert ours["place"] in found["summary"]
        assert (found["event_type"], found["original_type"]) == ("report", "Attack report")
        assert (found["attributed_to"], found["location_precision"]) == ("Not coded", "settlement")
        assert {found[name] for name in ("civilians_killed", "deaths_best", "civilians_injured")} == {""}


def test_the_result_loads_and_comes_out_the_same_again(ushahidi: Import, tmp_path: Path) -> None:
    copy_tables(BUNDLED, tmp_path / "data")
    ushahidi(posts())
    assert ushahidi(posts()).report.is_same
    dataset = load(tmp_path / "data")
    assert [problem.told for problem in dataset.problems] == []
    assert not dataset.imported[0].may_share_rows


@pytest.mark.parametrize("tags", [{}, TAGS, {"Title": "#event"}])
def test_the_second_line_is_no_post(ushahidi: Import, tags: Row) -> None:
    assert ushahidi(posts(3), tags=tags).report.rows.read == 3


def test_a_file_without_the_line_of_tags_loses_no_post(tmp_path: Path, bundled: Dataset) -> None:
    path = write(tmp_path / "x.csv", HEADER, posts(3))
    assert imported(path, tmp_path / "data", bundled, choices=BY_FIELD).report.rows.inside == 3


def test_nothing_personal_is_in_any_file(ushahidi: Import, tmp_path: Path) -> None:
    inside = "Call 0750-123-4567 or write to rezan@example.org, says Kak"
    rows = [
        *posts(3),
        one(**{"Post ID": "50", "Description": inside, "Title": "+964 750 123 4567"}),
        one(**{"Post ID": "51", "Date of incident": "+964 750 123 4567"}),  # refused, each for another reason
        one(**{"Post ID": "52", "Location.lat": "+964 750 123 4567"}),
        one(**{"Post ID": "53", "Location.lat": "07501234567"}),
        one(**{"Post ID": "54", "Post Status": "rezan@example.org"}),
        one(**{"Post ID": "55", "Post Status": "draft"}),
        one(**{"Post ID": "+964 750 123 4567"}),
        one(**{"Post ID": "07501234567"}),
    ]
    result = ushahidi(rows)
    assert result.report.rows.refused == 4
    written = everything(tmp_path / "data")
    assert [secret for secret in (*SECRETS, "07501234567") if secret.encode() in written] == []
    assert "Kak" in result.row("50")["summary"]
    assert PHONE in result.row("50")["summary"]
    assert MAIL in result.row("50")["summary"]


def test_a_name_in_other_letters_is_no_example_of_them(tmp_path: Path, bundled: Dataset) -> None:
    path = write(tmp_path / "x.csv", HEADER, [{}, one(Contact="Rêzan Example")])
    path.write_bytes(path.read_bytes().replace("Rêzan".encode(), b"R\xeazan"))
    imported(path, tmp_path / "data", bundled, choices=BY_FIELD)
    assert b"zan Example" not in everything(tmp_path / "data")


def test_a_line_that_is_too_short_tells_nothing_of_itself(tmp_path: Path, bundled: Dataset) -> None:
    path = write(tmp_path / "x.csv", HEADER, [{}, one()])
    with path.open("a", encoding="utf-8") as file:
        file.write("Dilan Example,0750-123-4567\r\n")
    result = imported(path, tmp_path / "data", bundled, choices=BY_FIELD)
    assert result.report.rows.refused == 1
    assert b"Dilan" not in everything(tmp_path / "data")


def test_what_was_dropped_is_told_without_its_values(ushahidi: Import) -> None:
    changed = reasons(ushahidi(posts(2)), "changed")
    for column in ("Contact ID", "Contact", "Data Source ID", "Phone"):
        assert changed[column].startswith("personal data: dropped")
    assert "does not name" in changed["Your name"]


def test_masks_are_told(ushahidi: Import) -> None:
    result = ushahidi([one(Description="ring 0750 123 4567")])
    assert [row["becomes"] for row in read_csv(result.folder / "report.csv") if "in a text" in row["reason"]] == [PHONE]


def test_contacts_are_not_taken_even_when_they_are_mapped(ushahidi: Import) -> None:
    with pytest.raises(ImportRefusedError, match="never taken over"):
        ushahidi(posts(1), Choices(columns={"summary": "Contact"}, read=BY_FIELD.read))


def test_drafts_are_left_out_unless_they_are_asked_for(ushahidi: Import) -> None:
    rows = [one(), one(**{"Post ID": "2", "Post Status": "draft"}), one(**{"Post ID": "3", "Post Status": "archived"})]
    result = ushahidi(rows)
    assert (result.report.rows.left_out, result.report.rows.inside) == (1, 2)
    assert "drafts = true" in result.report.not_imported[0].reason
    assert "Archived" in result.row("3")["caveat"]
    taken = ushahidi(rows, Choices(read={**BY_FIELD.read, "drafts": True}))
    assert taken.report.rows.inside == 3
    assert "draft" in taken.row("2")["caveat"]


def test_a_survey_with_days_of_its_own_asks_which_is_that_of_the_event(ushahidi: Import) -> None:
    with pytest.raises(QuestionError) as asked:
        ushahidi(posts(2), Choices())
    assert (asked.value.about, asked.value.choices) == ("date_column", ("Date of incident", "Post Date (UTC)"))


def test_the_answer_decides_the_day(ushahidi: Import) -> None:
    rows = [one(**{"Date of incident": "2020-01-02", "Post Date (UTC)": "2020-01-05 23:30:00"})]
    assert ushahidi(rows, BY_FIELD).rows()[0]["date"] == "2020-01-02"
    result = ushahidi(rows, BY_POST)
    assert result.rows()[0]["date"] == "2020-01-05"
    assert "in UTC" in reasons(result, "flagged")["post date (utc)"]


def test_a_post_without_that_day_has_the_day_of_the_post(ushahidi: Import) -> None:
    rows = [one(**{"Date of incident": "", "Post Date (UTC)": "2020-01-05 23:30:00"})]
    assert ushahidi(rows).rows()[0]["date"] == "2020-01-05"


def test_without_days_of_their_own_nothing_is_asked(ushahidi: Import) -> None:
    assert ushahidi(posts(2), Choices(), NO_DAY).report.rows.inside == 2


def test_several_surveys_in_one_file(tmp_path: Path, bundled: Dataset) -> None:
    """The second survey has fields with the same labels: its cells stand in columns of their own."""
    fields = (
        "Title",
        "Where.lat",
        "Where.lon",
        "When",
        "Title",
        "Where.lat",
        "Where.lon",
        "Seen on",
        "Site.lat",
        "Site.lon",
    )
    first, second, third = ("A", "37.1", "43.1", "2024-01-02"), ("B", "37.2", "43.2", "2024-01-03"), ("37.25", "43.25")
    line = ",".join
    native = ["published", "", "", "2024-02-02 10:00:00", "", "", "", "web", ""]
    text = [
        line([*NATIVE, *fields]),
        "," * (len(NATIVE) + len(fields) - 1),
        line(["1", "One", *native, *first, *[""] * 6]),
        line(["2", "Two", *native, *[""] * 4, *second, *[""] * 2]),
        line(["3", "Three", *native, *[""] * 8, *third]),
    ]
    path = tmp_path / "x.csv"
    path.write_text("\n".join(text), encoding="utf-8")
    told = Choices(read={"date_column": ["When", "Seen on"]})
    result = imported(path, tmp_path / "data", bundled, choices=told)
    rows = [(row["original_type"], row["summary"], row["latitude"], row["date"]) for row in result.rows()]
    assert rows == [
        ("One", "A", "37.1", "2024-01-02"), ("Two", "B", "37.2", "2024-01-03"), ("Three", "", "37.25", "2024-02-02"),
    ]  # fmt: skip


def test_surveys_and_categories_become_our_types_by_the_mapping(ushahidi: Import) -> None:
    told = Choices(values={"event_type": {"Attack report": "shelling"}}, read=BY_FIELD.read)
    assert ushahidi([one()], told).rows()[0]["event_type"] == "shelling"
    told = Choices(columns={"event_type": "Categories"}, values={"event_type": {"Fire": "fire"}}, read=BY_FIELD.read)
    (found,) = ushahidi([one(Categories="Smoke, Fire")], told).rows()
    assert (found["event_type"], found["original_type"]) == ("fire", "Smoke, Fire")


def test_fields_of_a_survey_that_are_mapped_are_taken(ushahidi: Import) -> None:
    told = Choices(columns={"civilians_killed": "Killed", "province": "Gov"}, read=BY_FIELD.read)
    cells = {"Killed": "3", "Gov": "Dahuk", "Location.lat": "", "Location.lon": ""}
    result = ushahidi([one(**cells)], told, (*HEADER, "Killed", "Gov"))
    (found,) = result.rows()
    assert (found["civilians_killed"], found["province"], found["latitude"]) == ("3", "Duhok", "")


def test_what_has_no_column_of_ours_is_kept_as_details(ushahidi: Import) -> None:
    details = json.loads(ushahidi([one()]).rows()[0]["details"])
    assert (details["categories"], details["source"], details["survey"]) == ("Airstrike, Fire", "sms", "Attack report")
    assert not {"contact", "contact id", "data source id", "phone"} & set(details)


def test_the_newer_of_two_posts_with_one_id_stands(ushahidi: Import) -> None:
    rows = [one(Title="new", **{"Updated (UTC)": "2024-05-05 10:00:00"}),
            one(Title="old", **{"Updated (UTC)": "2024-05-04 10:00:00"})]  # fmt: skip
    result = ushahidi(rows)
    assert result.report.rows.repeated == 1
    assert result.rows()[0]["summary"].startswith("new")


@pytest.mark.parametrize(
    "number",
    ["+964 750 123 4567", "07501234567", "(0750) 123-45-67", "0750.123.45.67", "٠٧٥٠١٢٣٤٥٦٧", "00964/750/1234567",
     "750 123 456", "0750\n1234567"],
)  # fmt: skip
def test_numbers_of_telephones_are_masked(number: str) -> None:
    assert masked(f"Ask {number}, please.") == f"Ask {PHONE}, please."


@pytest.mark.parametrize(
    "text",
    ["On 2024-02-28 14:30 and 28/02/2024", "3 killed, 12 injured, 1,200 fled", "37.12, 43.56", "no number at all"],
)
def test_dates_and_counts_are_not(text: str) -> None:
    assert masked(text) == text


@given(
    st.text(max_size=60), st.from_regex(r"\+?[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4}", fullmatch=True), st.text(max_size=60)
)
def test_no_number_survives_between_other_texts(before: str, number: str, after: str) -> None:
    assert number not in masked(f"{before} a {number} b {after}")


def test_a_long_text_is_masked_at_once() -> None:
    assert masked("a" * 200_000 + "1") == "a" * 200_000 + "1"
    assert masked("a." * 100_000 + "@").endswith("@")
    assert masked("1 2 3 x " * 20_000).startswith("1 2 3 x")


_EDITS = st.dictionaries(
    st.sampled_from(HEADER),
    st.sampled_from(["", "NA", "x", "-1", "draft", "2024-02-30", "2024", "43,4", "\x07", "=1"]),
    max_size=4,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 9), _EDITS), max_size=12))
def test_every_row_is_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, bundled: Dataset, picked: list[tuple[int, Row]]
) -> None:
    """read = imported + refused + repeated + left out, and no contact comes through, whatever the row."""
    folder = tmp_path_factory.mktemp("sum")
    base = posts(10)
    rows = [base[0], *(base[number] | edit for number, edit in picked)]
    path = write(folder / "x.csv", HEADER, [{}, *rows])
    result = imported(path, folder / "data", bundled, choices=BY_FIELD)
    counts = result.report.rows
    assert counts.read == len(rows)
    assert (len(result.rows()), len(result.rows("outside.csv"))) == (counts.inside, counts.outside)
    written = everything(folder / "data")
    assert [secret for secret in SECRETS if secret.encode() in written] == []
