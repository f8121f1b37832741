"""What came of a file: the report, its files, questions, and how a view goes or is kept."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.data.imported import Counted, toml_files
from dashboard.importers.changes import Change
from dashboard.importers.interface import Choices
from dashboard.importers.report import Alike, News, Report, RowTold
from dashboard.pages.importing.attempt import Attempt, Question, keep, kept
from dashboard.pages.importing.job import Job
from tests.html_page import Page
from tests.importers.master_list import place as list_place
from tests.importers.master_list import write_list
from tests.pages.importing.conftest import WORDS, Desk, OpenDesk
from tests.pages.importing.given import ROWS, ucdp

NAME = "ucdp-ged"
HOSTILE = "<script>alert(1)</script>"
COUNTED = Counted(read=10, imported=4, inside=3, outside=1, refused=3, repeated=2, left_out=1)
REPORT = Report(
    NAME, "Title", "24.1", "ucdp", "why", "f.csv", "citation", "CC BY", "", may_share_rows=False, rows=COUNTED,
    changes=(Change("what", "column", "before", "after", 2, 5, is_example=True),),
    flags=(Change("odd", "low", "7", "7", 3),),
    not_imported=(RowTold("refused", 5, "best", "many", "is not a number"), RowTold("left out", 6, "", "", "empty")),
    unmatched={("Iraq", "Nowhere"): 3, ("", "Elsewhere"): 1},
    alike=(Alike("ucdp-ged:1", "inc-01", "tiny", "2024-07-01", "Amedi", "3", "4"),), alike_count=1,
    news=News(new=1, changed=2, same=3, gone=4, kept=5),
)  # fmt: skip


def reporting(open_desk: OpenDesk, attempt: Attempt, **settings: object) -> Page:
    """The page of what came of a file."""
    desk = open_desk(lambda job: keep(attempt, Path(job.told)), **settings)
    return Page(desk.client.get(desk.report()).text)


def numbers(text: str) -> list[int]:
    return [int(found.replace(",", "")) for found in re.findall(r"\d[\d,]*", text)]


def test_the_sum_is_the_rows_read(desk: Desk) -> None:
    html = desk.client.get(desk.report()).text
    line = html.split("data-sum>")[1].split("</p>")[0]
    read, *parts = numbers(line)
    assert read == sum(parts) == ROWS
    assert parts == [2, 1, 1, 0]


def test_everything_is_told_and_led_on(desk: Desk) -> None:
    place = desk.report()
    page = Page(desk.client.get(place).text)
    for said in (
        "UCDP Georeferenced Event Dataset",
        "24.1",
        "ged241.csv",
        "low above best",
        "type_of_violence",
        "Amedi",
    ):
        assert said in page.text, said
    root = place.removesuffix("/import")
    for link in (f"{root}/?dataset={NAME}", f"{root}/import/report.csv", f"{root}/import/refused.csv"):
        assert link in page.links
    assert "2 hours" in page.text


def rows(desk: Desk, path: str) -> list[dict[str, str]]:
    """A CSV file."""
    with desk.client.get(path) as answer:
        return list(csv.DictReader(io.StringIO(answer.text)))


def test_its_files_are_those_of_the_import_alone(desk: Desk) -> None:
    place = desk.report()
    report = rows(desk, f"{place}/report.csv")
    assert {row["kind"] for row in report} >= {"refused", "repeated", "changed"}
    refused = rows(desk, f"{place}/refused.csv")
    assert [(row["line"], row["id"]) for row in refused] == [("5", "3")]
    for name in ("incidents.csv", "attempt.json", "..%2Fattempt.json", "%2e%2e/until.json", "page", "keep", "delete"):
        assert desk.client.get(f"{place}/{name}").status_code in (404, 405)
    for name in ("report.csv", "refused.csv", "delete"):
        assert desk.client.get(f"/import/{name}").status_code == 404


def test_every_part_of_a_report_is_on_the_page(open_desk: OpenDesk) -> None:
    page = reporting(open_desk, Attempt("f.csv", report=REPORT))
    news = "1 new, 2 changed, 3 the same, 4 gone, 5 kept"
    for said in ("what (an example)", "before", "after", "odd", "many", "Iraq, Nowhere: 3", "Elsewhere: 1", news):
        assert said in page.text, said
    assert WORDS("given-not-shared") in page.text
    assert any(link.endswith("/?incident=inc-01") for link in page.links)
    assert any("dataset=ucdp-ged&incident=ucdp-ged%3A1" in link for link in page.links)


def test_texts_of_a_file_are_never_markup(open_desk: OpenDesk) -> None:
    rows = [RowTold("refused", 1, HOSTILE, HOSTILE, HOSTILE)]
    hostile = replace(
        REPORT, title=HOSTILE, version=HOSTILE, why=HOSTILE, file=HOSTILE, citation=HOSTILE, licence=HOSTILE,
        changes=[Change(HOSTILE, HOSTILE, HOSTILE, HOSTILE, 1)], not_imported=rows, unmatched={(HOSTILE, HOSTILE): 1},
        alike=[Alike(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE)],
    )  # fmt: skip
    attempts = (
        Attempt(HOSTILE, report=hostile),
        Attempt(HOSTILE, problems=(HOSTILE,)),
        Attempt(HOSTILE, question=Question("dates", HOSTILE, (HOSTILE,))),
    )
    for attempt in attempts:
        desk = open_desk(lambda job, said=attempt: keep(said, Path(job.told)))
        html = desk.client.get(desk.report()).text
        assert "<script>alert" not in html
        assert "alert(1)" in html


@pytest.mark.parametrize(
    "attempt",
    [
        Attempt("f.csv", "ucdp", Choices("DD/MM/YYYY", {"name": "x"}, {"date": "day"}, {"x": {"a": "b"}}, {"n": 1})),
        Attempt("f.csv", question=Question("dates", "why", ("a", "b"))),
        Attempt("f.csv", problems=("one", "two")),
        Attempt("بيانات.csv", report=REPORT),
        Attempt("f.csv", report=replace(REPORT, news=None, is_same=True)),
    ],
)
def test_another_process_tells_the_same(tmp_path: Path, attempt: Attempt) -> None:
    keep(attempt, tmp_path)
    found = kept(tmp_path)
    assert found
    told, before = found.report, attempt.report
    assert replace(found, report=None) == replace(attempt, report=None)
    assert bool(told) == bool(before)
    if told and before:
        assert told.unmatched == before.unmatched
        assert (list(told.changes), list(told.alike)) == (list(before.changes), list(before.alike))
        assert (told.rows, told.news, list(told.not_imported)) == (before.rows, before.news, list(before.not_imported))


@pytest.mark.parametrize("content", [b"", b"[]", b'{"file": "x"}', b"\xff"])
def test_what_was_kept_badly_is_not_there(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "attempt.json").write_bytes(content)
    assert kept(tmp_path) is None


def test_a_format_that_is_not_recognised_is_asked_for(desk: Desk) -> None:
    page = desk.client.get(desk.report(b"a;b\n1;2\n", "table.csv")).text
    assert WORDS("given-question-format") in page
    assert 'name="format" value="ucdp"' in page


def test_a_day_is_written_and_taken(desk: Desk, tmp_path: Path) -> None:
    path = write_list(tmp_path / "idps.xlsx", [list_place(1)], above=[])
    page = desk.report(path.read_bytes(), "idps.xlsx")
    form = desk.client.get(page).text
    assert WORDS("given-question-date") in form
    assert 'name="read-date" list="days" required' in form
    desk.client.post(page, data={"read-date": "2024-12-31"})
    told = desk.client.get(page).text
    assert "IOM DTM Iraq" in told
    assert WORDS("given-question-date") not in told


def test_what_was_answered_before_holds(open_desk: OpenDesk) -> None:
    jobs: list[Job] = []

    def ask(job: Job) -> None:
        jobs.append(job)
        keep(Attempt(job.name, job.format, job.choices, Question("dates", "why", ("DD/MM/YYYY",))), Path(job.told))

    desk = open_desk(ask)
    place = desk.report(fields={"format": "ucdp"})
    assert 'name="dates" value="DD/MM/YYYY"' in desk.client.get(place).text
    desk.client.post(place, data={"dates": "DD/MM/YYYY"})
    desk.client.post(place, data={"read-operation": "Iraq", "format": "<none>"})
    assert [(job.format, job.choices.dates, job.choices.read) for job in jobs] == [
        ("ucdp", "", {}),
        ("ucdp", "DD/MM/YYYY", {}),
        ("ucdp", "DD/MM/YYYY", {"operation": "Iraq"}),
    ]


def test_it_goes_after_two_hours_with_everything_that_was_made(desk: Desk) -> None:
    place = desk.report()
    desk.now += 2 * 3600 - 90
    assert "2 minutes" in desk.client.get(place).text
    desk.now += 90
    gone(desk.client, place)
    assert desk.left == []


def test_it_is_deleted_when_its_reader_says_so(desk: Desk) -> None:
    place = desk.report()
    answer = desk.client.post(f"{place}/delete", headers={"Origin": "https://elsewhere.example"})
    assert (answer.status_code, len(desk.left)) == (403, 1)
    answer = desk.client.post(f"{place}/delete", headers={"Origin": "null"})
    assert answer.headers["Location"] == "/import?deleted=1"
    assert WORDS("given-deleted") in Page(desk.client.get("/import?deleted=1").text).text
    gone(desk.client, place)
    assert desk.left == []


def gone(client: FlaskClient, place: str) -> None:
    """Nothing is at an address any more."""
    for path in (place, place.removesuffix("import"), f"{place}/report.csv"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert WORDS("given-gone") in Page(answer.text).text
    assert client.post(place, data={"format": "ucdp"}).status_code == 404
    assert client.post(f"{place}/delete").status_code in (404, 405)


def test_keeping_it_needs_the_operator(desk: Desk, open_desk: OpenDesk) -> None:
    place = desk.report()
    assert WORDS("given-keep") not in desk.client.get(place).text
    assert desk.client.post(f"{place}/keep").status_code == 404
    assert toml_files(desk.settings.data_dir) == []
    other = open_desk(keep_imports=True)
    assert WORDS("given-keep") in other.client.get(place).text
    assert other.client.post(f"{place}/keep", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert other.client.post(f"{place}/keep").status_code == 303
    assert [path.stem for path in toml_files(other.settings.data_dir)] == [NAME]
    assert WORDS("given-kept", title="x")[-40:] in Page(other.client.get(place).text).text


def test_a_data_folder_that_can_not_be_written_is_a_sentence(open_desk: OpenDesk) -> None:
    desk = open_desk(keep_imports=True)
    place = desk.report()
    (desk.settings.data_dir / "imported").write_bytes(b"")
    assert desk.client.post(f"{place}/keep").status_code == 303
    assert "can't be written" in Page(desk.client.get(place).text).text


def test_a_file_of_another_country_is_imported_and_counted_as_elsewhere(desk: Desk) -> None:
    far = ucdp(
        {"id": "1", "country": "Peru", "country_id": "135", "latitude": "-12", "longitude": "-77", "adm_1": "Lima"}
    )
    page = Page(desk.client.get(desk.report(far)).text)
    assert WORDS("given-inside", inside=0, outside=1) in page.text


def test_what_is_private_says_so_to_everybody_between(desk: Desk) -> None:
    place = desk.report()
    for path in (place, f"{place}/report.csv", f"{place.removesuffix('import')}pages/static/import.css"):
        with desk.client.get(path) as answer:
            assert answer.headers["Cache-Control"] == "private, no-store"
            assert answer.headers["Referrer-Policy"] == "no-referrer"
            assert answer.headers["X-Robots-Tag"] == "noindex"
            assert "ETag" not in answer.headers


@pytest.mark.parametrize("path", ["/private", "/private/", "/private/x/", "/private//import", f"/private/{'x' * 22}/"])
def test_nothing_is_listed(desk: Desk, path: str) -> None:
    token = desk.report().split("/")[2]
    answer = desk.client.get(path)
    assert answer.status_code == 404
    assert token not in answer.text
    assert token not in desk.client.get("/import").text
