"""The notice of a link that was made from other data: what changed, where it can be had, or why it is not known."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.data.dataset import Dataset
from dashboard.data.snapshots import Snapshots
from dashboard.data.tables import TABLES
from dashboard.data.tables_records import INCIDENTS
from dashboard.layout.changes import SHOWN, changes_notice
from dashboard.model.changes import KINDS, Change, Changes, changes_since
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from dashboard.text import Words
from tests.changing import CHANGED, GONE, MOVED, NEW, Versions, versions
from tests.layout.components import find, text

DUHOK, ERBIL = Selection(province=("Duhok",)), Selection(province=("Erbil",))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Versions:
    return versions(tmp_path_factory.mktemp("changes"))


def since(made: Versions, selection: Selection, asked: str | None = None) -> Changes:
    return changes_since(made.old.version if asked is None else asked, made.snapshots, Situation(made.now, selection))


def many(changes: Changes, count: int) -> Changes:
    """As many new incidents."""
    (one,) = changes.of("new")
    return replace(changes, incidents=tuple(replace(one, incident_id=f"inc-{number}") for number in range(count)))


def items(notice: Any) -> list[str]:
    return [text(item).replace("\n", "") for item in find(notice, "Li")]


def test_it_counts_what_is_new_changed_and_gone(made: Versions, words: Words) -> None:
    found = since(made, Selection())
    told = text(changes_notice(found, made.now, words))
    for kind in KINDS:
        assert words.plural(f"changes-{kind}", len(found.of(kind))) in told
    about = made.old.description
    for part in (made.old.version, made.now.version, words.day(about.covers_to)):
        assert part in told


def test_none_is_said_too(made: Versions, words: Words) -> None:
    notice = changes_notice(since(made, Selection(province=("Hakkari",))), made.now, words)
    for kind in KINDS:
        assert words.plural(f"changes-{kind}", 0) in text(notice)
    assert not find(notice, "Details")


def test_every_change_is_listed_and_leads_to_its_incident(made: Versions, words: Words) -> None:
    notice = changes_notice(since(made, DUHOK), made.now, words)
    (listed,) = find(notice, "Details")
    links = [parse_qs(urlsplit(link.href).query) for link in find(listed, "A")]
    assert [(link["incident"], link["province"]) for link in links] == [
        ([one], ["Duhok"]) for one in (NEW, MOVED, CHANGED)
    ]
    assert all("v" not in link for link in links), "it leads to the data of now"


def test_what_is_gone_is_said_in_plain_text(made: Versions, words: Words) -> None:
    (listed,) = find(changes_notice(since(made, DUHOK), made.now, words), "Details")
    gone = find(listed, "Li")[-1]
    cells = made.old.cells["incidents"].set_index("incident_id").loc[GONE]
    assert not find(gone, "A")
    for part in (words.partial_date(cells["date"]), cells["place"], cells["district"]):
        assert part in text(gone)
    assert made.now.label("incidents", "event_type", cells["event_type"]) in text(gone)


def test_a_change_says_in_what_and_whether_it_still_belongs(made: Versions, words: Words) -> None:
    moved, changed = items(changes_notice(since(made, DUHOK), made.now, words))[1:3]
    columns = words.listed([words("fact-killed").lower(), words("column-summary").lower()])
    assert words("change-columns", columns=columns) in changed
    assert words("change-columns", columns=words("column-place").lower()) in moved
    assert words("change-entered") in moved
    assert words("change-entered") not in changed
    (left,) = items(changes_notice(since(made, ERBIL), made.now, words))
    assert words("change-left") in left


@pytest.mark.parametrize("column", [column.name for column in INCIDENTS.columns if column.name != "incident_id"])
def test_every_column_has_a_heading(made: Versions, words: Words, column: str) -> None:
    changes = since(made, DUHOK)
    (one,) = [change for change in changes.incidents if change.incident_id == CHANGED]
    told = replace(changes, incidents=(replace(one, columns=(column, "of_another_release")),))
    (item,) = items(changes_notice(told, made.now, words))
    assert "_" not in item.replace("of_another_release", "")
    assert "of_another_release" in item


@pytest.mark.parametrize("count", [1, SHOWN, SHOWN + 1, 500])
def test_a_long_list_ends_and_says_so(made: Versions, words: Words, count: int) -> None:
    found = items(changes_notice(many(since(made, DUHOK), count), made.now, words))
    more = count - SHOWN
    assert len(found) == min(count, SHOWN) + (more > 0)
    assert (found[-1] == words.plural("changes-more", more)) if more > 0 else True


def test_what_may_not_be_passed_on_is_counted_and_not_listed(made: Versions, words: Words) -> None:
    closed = made.closed(CHANGED)
    changes = changes_since(made.old.version, made.snapshots, Situation(closed, Selection()))
    notice = changes_notice(changes, closed, words)
    (link,) = [link for link in find(notice, "A") if "incident=" in link.href]
    assert f"incident={CHANGED}" in link.href
    assert len(items(notice)) == 1
    assert words.plural("rows-withheld", 3) in text(notice)
    assert words.plural("changes-gone", 1) in text(notice), "counts include it"


def test_other_tables_are_named_when_they_changed(made: Versions, words: Words) -> None:
    told = text(changes_notice(since(made, Selection()), made.now, words))
    assert words("changes-table", table=words("changes-of-outposts"), new=0, changed=1, gone=0) in told
    assert words("changes-of-milestones") not in told


@pytest.mark.parametrize("table", [table.name for table in TABLES if table.key and table is not INCIDENTS])
def test_every_table_has_a_name(words: Words, table: str) -> None:
    assert words.has(f"changes-of-{table}")


def test_what_a_search_can_not_know_is_said(made: Versions, words: Words) -> None:
    changes = replace(since(made, Selection()), undecided=3)
    assert words.plural("changes-undecided", 3) in text(changes_notice(changes, made.now, words))
    assert words.plural("changes-undecided", 3) not in text(changes_notice(since(made, Selection()), made.now, words))


@pytest.mark.parametrize("has_slide", [False, True])
def test_the_list_can_be_had_as_a_file(made: Versions, words: Words, has_slide: bool) -> None:
    notice = changes_notice(since(made, DUHOK), made.now, words, has_slide=has_slide)
    files = [urlsplit(link.href) for link in find(notice, "A") if link.href.startswith("api/")]
    assert [file.path for file in files] == ["api/changes.csv", *(["api/changes.pptx"] if has_slide else [])]
    for file in files:
        assert parse_qs(file.query) == {"v": [made.old.version], "province": ["Duhok"]}


@pytest.mark.parametrize("asked", ["", "current"])
def test_a_link_of_the_current_version_says_nothing(made: Versions, words: Words, asked: str) -> None:
    version = made.now.version if asked else ""
    assert changes_notice(since(made, DUHOK, version), made.now, words) == []


def test_an_unknown_version_is_said_to_be_unknown(made: Versions, words: Words) -> None:
    told = text(changes_notice(since(made, DUHOK, "<b>" + "x" * 500), made.now, words))
    assert words("changes-unknown-version") in told
    assert words("changes-not-available") not in told
    assert "<b>xx" in told, "as text"
    assert len(told) < 500
    assert made.now.version in told


def test_where_nothing_can_be_remembered_comparisons_are_not_available(
    made: Versions, words: Words, tmp_path: Path
) -> None:
    for snapshots in (Snapshots(None), Snapshots(tmp_path / "none")):
        found = changes_since(made.old.version, snapshots, Situation(made.now, DUHOK))
        notice = changes_notice(found, made.now, words)
        assert words("changes-not-available") in text(notice)
        assert not find(notice, "A")


def test_what_stands_in_the_data_is_shown_as_text(made: Versions, tiny: Dataset, words: Words) -> None:
    changes = since(made, DUHOK)
    evil = Change("gone", "inc-x", {**changes.incidents[0].cells, "place": "<img src=x>"}, (), True, False)
    notice = changes_notice(replace(changes, incidents=(evil,)), tiny, words)
    (item,) = find(notice, "Li")
    assert "<img src=x>" in text(item)
    assert {type(part) for part in item.children} == {str}
