"""What columns mean, asked in the browser: proposed by their names, said by the reader, taken along as TOML."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from dashboard.data.imported import toml_files
from dashboard.importers.interface import Choices
from dashboard.importers.mapping import read_mapping
from dashboard.importers.mapping_fields import fields
from dashboard.pages.importing.attempt import Attempt, Question, keep, kept
from dashboard.pages.importing.job import Job, attempt_of
from tests.html_page import Page
from tests.pages.importing.conftest import WORDS, Desk, OpenDesk
from tests.pages.importing.given import ucdp

TABLE = b"When;Village;lat;lon;Fatalities;Who\n03/04/2024;Kani;37.1;43.4;2;a\n05/04/2024;Nowhere;37.2;43.5;;b\n"
SAID = {"format": "generic", "kind": "events", "dates": "DD/MM/YYYY", "column-date": "When", "column-place": "Village",
        "column-deaths_best": "Fatalities", "fixed-event_type": "shelling", "dataset-title": "Our <list>"}  # fmt: skip


@pytest.fixture
def jobs() -> list[Job]:
    return []


@pytest.fixture
def asking(open_desk: OpenDesk, jobs: list[Job]) -> Desk:
    """A server whose import asks for the columns until they are said."""

    def ask(job: Job) -> None:
        jobs.append(job)
        question = None if job.choices.columns else Question("columns", "say what the columns are")
        keep(Attempt(job.name, job.format, job.choices, question, ("tried",) if not question else ()), Path(job.told))

    return open_desk(ask)


def chosen(html: str, name: str) -> str:
    """What a select of the form has chosen; blank for the first, empty choice."""
    select = re.findall(rf'<select id="{name}".*?</select>', html, re.DOTALL)[0]
    found = re.findall(r"<option([^>]*) selected>([^<]*)", select)
    return unescape(re.findall(r'value="([^"]*)"', found[0][0])[0] if found and "value" in found[0][0] else "") or (
        unescape(found[0][1]) if found else ""
    )


def test_columns_are_proposed_by_their_names_with_examples(asking: Desk) -> None:
    html = asking.client.get(asking.report(TABLE, "list.csv")).text
    assert [chosen(html, f"column-{name}") for name in ("place", "latitude", "longitude", "deaths_best")] == [
        "Village", "lat", "lon", "Fatalities",
    ]  # fmt: skip
    assert chosen(html, "column-event_type") == ""
    assert "Kani · Nowhere" in Page(html).text
    assert chosen(html, "dates") == "", "how dates are written is never guessed"
    assert '<select id="dates" name="dates" required>' in html


@pytest.mark.parametrize("kind", ["events", "displacement", "nonsense"])
def test_every_field_is_asked_for_and_says_what_stands_in_it(asking: Desk, kind: str) -> None:
    place = asking.report(TABLE, "list.csv")
    page = Page(asking.client.get(f"{place}?kind={kind}").text)
    for field in fields(kind):
        assert WORDS(field.label) in page.text
        assert WORDS(field.hint) in page.text


def test_what_is_said_is_imported_with(asking: Desk, jobs: list[Job]) -> None:
    place = asking.report(TABLE, "list.csv")
    assert asking.client.post(place, data=SAID).status_code == 303
    said = jobs[-1].choices
    assert said.columns == {"date": "When", "place": "Village", "deaths_best": "Fatalities"}
    assert (said.dates, said.fixed, said.dataset["title"]) == ("DD/MM/YYYY", {"event_type": "shelling"}, "Our <list>")
    html = asking.client.get(place).text
    assert [chosen(html, one) for one in ("dates", "column-date", "fixed-event_type")] == [
        "DD/MM/YYYY",
        "When",
        "shelling",
    ]
    assert "Our <list>" not in html


TYPED = b"When;What\n2024-04-03;Airstrike\n2024-04-04;attack by plane\n2024-04-05;attack by plane\n2024-04-06;\n"
TYPES = {
    "format": "generic",
    "kind": "events",
    "dates": "YYYY-MM-DD",
    "column-date": "When",
    "column-event_type": "What",
}


def test_words_that_are_none_of_ours_are_asked_for_before_anything_is_imported(asking: Desk, jobs: list[Job]) -> None:
    place = asking.report(TYPED, "list.csv")
    asking.client.post(place, data=TYPES)
    assert len(jobs) == 1, "only the first look"
    html = asking.client.get(place).text
    assert "attack by plane (2 rows)" in re.sub(r"\s+", " ", Page(html).text)
    assert [chosen(html, f"ours-event_type-{n}") for n in (1, 2)] == ["", "airstrike"]
    shown = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html))
    asking.client.post(place, data=TYPES | shown | {"ours-event_type-1": "airstrike", "ours-event_type-2": "airstrike"})
    assert jobs[-1].choices.values == {"event_type": {"attack by plane": "airstrike", "Airstrike": "airstrike"}}
    assert len(jobs) == 2


def test_words_may_stay_as_they_are(asking: Desk, jobs: list[Job]) -> None:
    place = asking.report(TYPED, "list.csv")
    asking.client.post(place, data=TYPES)
    left = {"shown-event_type": "What", "ours-event_type-1": "", "theirs-event_type-1": "x"}
    asking.client.post(place, data=TYPES | left)
    assert jobs[-1].choices.values == {}
    assert len(jobs) == 2


def test_words_of_ours_are_not_asked_for(asking: Desk, jobs: list[Job]) -> None:
    asking.client.post(asking.report(b"When;What\n2024-04-03;Drone strike\n", "list.csv"), data=TYPES)
    assert len(jobs) == 2


def test_rows_are_passed_on_only_when_their_owner_says_so(asking: Desk, jobs: list[Job]) -> None:
    place = asking.report(TABLE, "list.csv")
    asking.client.post(place, data=SAID)
    asking.client.post(place, data=SAID | {"dataset-may-share": "1"})
    assert [job.choices.dataset.get("may_share_rows") for job in jobs[1:]] == [False, True]


def test_every_fault_is_told_and_what_was_entered_stays(asking: Desk, jobs: list[Job]) -> None:
    place = asking.report(TABLE, "list.csv")
    asking.client.post(place, data=SAID | {"column-date": "", "column-latitude": "lat", "fixed-event_type": "nonsense"})
    assert len(jobs) == 1, "a mapping with faults is not tried"
    html = asking.client.get(place).text
    text = Page(html).text
    assert "[columns] date" in text
    assert "[columns] latitude" in text
    assert "nonsense" in text or "is no value of event_type" in text
    assert chosen(html, "column-place") == "Village"


def test_the_mapping_is_taken_along_for_the_command_line(asking: Desk, tmp_path: Path) -> None:
    place = asking.report(TABLE, "list.csv")
    assert asking.client.get(f"{place}/mapping.toml").status_code == 404
    asking.client.post(place, data=SAID)
    answer = asking.client.get(f"{place}/mapping.toml")
    path = tmp_path / "mapping.toml"
    path.write_bytes(answer.data)
    read = read_mapping(path)
    told = kept(Path(str(asking.views.folder)) / place.split("/")[2])
    assert told
    assert read == told.choices
    assert "attachment" in answer.headers["Content-Disposition"]


def test_a_file_without_columns_says_so(asking: Desk) -> None:
    place = asking.report(b'{"a": 1', "list.json")
    assert asking.client.get(place).status_code == 200


def test_a_view_shows_what_was_said_last_of_its_file(desk: Desk) -> None:
    token = desk.report(ucdp({"id": "1"})).split("/")[2]
    folder = Path(str(desk.views.folder)) / token
    other = Choices(dataset={"name": "other"})
    (given,) = (folder / "given").iterdir()
    data, state = str(desk.settings.data_dir), str(desk.settings.state_dir)
    attempt_of(Job(str(given), given.name, str(folder), str(folder), data, state, "auto", other))
    assert [path.stem for path in toml_files(folder)] == ["other"]
