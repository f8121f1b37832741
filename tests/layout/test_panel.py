"""The panel: a record with everything that is known of it, how precisely, and every source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from dash.development.base_component import Component

from dashboard.data.dataset import Dataset, load
from dashboard.figures.views import VIEWS
from dashboard.layout.panel_of import panel_of
from dashboard.model.row_words import killed
from dashboard.model.selection import Selection
from dashboard.text import Words
from tests.layout.components import facts, find, text
from tests.situations import situation_of
from tests.tiny import BUNDLED, edit, read, rows

EVERYTHING = Selection(context=True)
KINDS = {
    "incident": ("incidents", "incident_id"),
    "outpost": ("outposts", "outpost_id"),
    "village": ("affected_places", "place_id"),
    "report": ("displacement", "record_id"),
    "figure": ("published_figures", "figure_id"),
}


def opened(dataset: Dataset, words: Words, kind: str, record: str) -> list[Component]:
    return panel_of({"kind": kind, "id": record}, situation_of(dataset, EVERYTHING), words)[1]


def links(content: Sequence[Component]) -> list[Component]:
    return [one for one in find(content, "A") if urlsplit(one.href).netloc]


@pytest.mark.parametrize("kind", KINDS)
def test_every_record_opens_down_to_all_its_sources(bundled: Dataset, words: Words, kind: str) -> None:
    table, key = KINDS[kind]
    sources = {row["source_id"]: row for row in read(BUNDLED, "sources")}
    for row in read(BUNDLED, table)[::15]:
        content = opened(bundled, words, kind, row[key])
        cited = [sources[one] for one in dict.fromkeys(part.strip() for part in row["source_ids"].split(";"))]
        assert [link.href for link in links(content)] == [one["url"] for one in cited if one["url"]]
        shown = text(content)
        assert all(one["publisher"] in shown and one["title"] in shown for one in cited)
        assert row[key] in shown


@pytest.mark.parametrize("kind", KINDS)
def test_links_lead_to_web_pages_that_learn_nothing_of_the_reader(tiny: Dataset, words: Words, kind: str) -> None:
    table, key = KINDS[kind]
    found = [link for row in rows(table) for link in links(opened(tiny, words, kind, row[key]))]
    assert found or all(row["source_ids"] == "src-4" for row in rows(table)), "src-4 has no address"
    for link in found:
        assert urlsplit(link.href).scheme in ("http", "https")
        assert link.target == "_blank"
        assert set(link.rel.split()) >= {"noopener", "noreferrer"}


def test_an_incident_says_what_is_known_and_how_precisely(tiny: Dataset, words: Words) -> None:
    told = facts(opened(tiny, words, "incident", "inc-05"))
    assert told[words("fact-when")] == f"{words.partial_date('2022-08')} ({words('date-only-month')})"
    assert words("not-known") in told[words("fact-killed")]
    assert told[words("fact-combatants")] == words("as-claimed", n="4")
    assert words("fact-villages") not in told, "nobody claims anything of villages"
    of_day = facts(opened(tiny, words, "incident", "inc-04"))
    assert of_day[words("fact-when")] == words.partial_date("2022-07-20")
    assert words("location-only-district") in of_day[words("fact-where")]
    assert of_day[words("fact-killed")] == "0"


def test_a_contested_toll_shows_best_range_and_doubt(tiny: Dataset, words: Words) -> None:
    content = opened(tiny, words, "incident", "inc-03")
    told = facts(content)[words("fact-killed")]
    assert told == f"{words('best-and-range', best='9', span=words.span(8, 10))}; {words('contested')}"
    assert tiny.tables["incidents"].set_index("incident_id").loc["inc-03", "caveat"] in text(content)
    assert not find(opened(tiny, words, "incident", "inc-04"), "P", "panel-caveat"), "no doubt, no box"


@pytest.mark.parametrize(
    ("low", "best", "high", "expected"),
    [
        ("", "", "", "not-known"),
        ("0", "", "2", "0–2"),
        ("", "", "2", "at-most"),
        ("3", "", "", "at-least"),
        ("", "4", "", "4"),
        ("", "4", "6", "4–6"),
    ],
)
def test_a_toll_in_words_never_looks_better_known_than_it_is(
    words: Words, low: str, best: str, high: str, expected: str
) -> None:
    row: dict[str, Any] = {"civilians_killed_low": low, "civilians_killed": best, "civilians_killed_high": high}
    told = killed(
        {name: int(value) if value else None for name, value in row.items()} | {"is_toll_contested": False}, words
    )
    known = next((value for value in (low, high) if value), "")
    assert (words(expected, n=known) if words.has(expected) else expected) in told
    assert (words("range-no-best", span="") in told) == (not best and expected != "not-known")


def test_who_did_it_is_never_said_without_how_surely(bundled: Dataset, words: Words) -> None:
    for row in read(BUNDLED, "incidents")[::40]:
        told = facts(opened(bundled, words, "incident", row["incident_id"]))[words("fact-by")]
        assert told.startswith(bundled.label("incidents", "attributed_to", row["attributed_to"]))
        assert bundled.label("incidents", "attribution_status", row["attribution_status"]).lower() in told


def test_a_source_without_an_address_is_named_and_no_link(tiny: Dataset, words: Words) -> None:
    content = opened(tiny, words, "village", "place-1")
    assert links(content) == []
    assert words("no-address") in text(content)


def test_a_source_that_was_refused_is_named(tiny_folder: Callable[..., Path], words: Words) -> None:
    folder = tiny_folder(whole_basemap=False)
    edit(folder, "sources", "src-2", "url", "javascript:alert(1)")
    content = opened(load(folder), words, "incident", "inc-03")
    assert words("source-refused", id="src-2") in text(content)
    assert [link.href for link in links(content)] == ["https://daily.example/1"]


def test_many_pages_of_one_publisher_are_one_voice(tiny: Dataset, words: Words) -> None:
    heading = text(find(opened(tiny, words, "incident", "inc-03"), "H4"))
    assert words.plural("n-sources", 2) in heading
    assert words.plural("n-publishers", 1) in heading


def test_a_total_that_repeats_other_rows_says_so(tiny: Dataset, words: Words) -> None:
    said = {
        row["outpost_id"]: words("overlapping") in text(opened(tiny, words, "outpost", row["outpost_id"]))
        for row in rows("outposts")
    }
    assert said == {row["outpost_id"]: row["is_overlapping"] == "yes" for row in rows("outposts")}


def test_a_village_is_found_under_its_other_names(tiny: Dataset, words: Words) -> None:
    shown = text(opened(tiny, words, "village", "place-1"))
    assert "Alfa" in shown
    assert "ئەلفا" in shown


def test_a_report_says_every_number_and_whether_it_is_a_stock(tiny: Dataset, words: Words) -> None:
    new, stock, nothing = (text(opened(tiny, words, "report", record)) for record in ("disp-1", "disp-2", "disp-4"))
    assert words.plural("families_displaced", 200) in new
    assert words.plural("persons_displaced", 1100) in new
    assert words("reports-new") in new
    assert words("reports-cumulative") in stock
    assert words("no-number") in nothing
    assert words("date-not-known") in nothing


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("record", ["no-such-id", "<script>alert(1)</script>", "", "inc-03'--"])
def test_an_unknown_record_gives_a_sentence(tiny: Dataset, words: Words, kind: str, record: str) -> None:
    assert text(opened(tiny, words, kind, record)) == words("no-such-record", id=record)


def test_the_permalink_survives_any_id(tiny_folder: Callable[..., Path], words: Words) -> None:
    folder = tiny_folder(whole_basemap=False, incidents=[rows("incidents")[2] | {"incident_id": "a&b=1 #2"}])
    (link,) = [
        one for one in find(opened(load(folder), words, "incident", "a&b=1 #2"), "A") if one.href.startswith("?")
    ]
    assert link.href == "?incident=a%26b%3D1%20%232"


@pytest.mark.parametrize("view", VIEWS)
def test_the_sources_of_a_view_are_listed_under_its_title(bundled: Dataset, words: Words, view: str) -> None:
    situation = situation_of(bundled, Selection(start=dt.date(2024, 1, 1)))
    _, content = panel_of({"kind": "sources", "view": view}, situation, words, by="province")
    assert text(find(content, "H3")) == VIEWS[view].title(situation, words) or view == "breakdown"
    assert links(content)
    if view == "breakdown":
        assert text(find(content, "H3")) == words("title-breakdown-province")


def test_the_review_is_explained_as_the_vocabulary_does(bundled: Dataset, words: Words) -> None:
    meanings = {row["value"]: row for row in read(BUNDLED, "vocabularies") if row["column"] == "review"}
    for row in read(BUNDLED, "incidents")[::40]:
        told = facts(opened(bundled, words, "incident", row["incident_id"]))[words("fact-review")]
        assert told == f"{meanings[row['review']]['label']}: {meanings[row['review']]['definition']}"
