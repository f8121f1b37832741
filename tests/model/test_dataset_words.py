"""What is said beside numbers of imported datasets: nothing without one, all of it with one, more with two."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.data.dataset import Dataset
from dashboard.model.choices import choices_of
from dashboard.model.dataset_words import (
    accessed,
    acknowledgement,
    cautions,
    cited_words,
    double_counting,
    imported_of,
    is_own_cited,
    meaning,
    meanings,
    outside,
)
from dashboard.model.headline_words import cards, reconciliation
from dashboard.model.selection import Selection
from dashboard.model.sentence import describe, short_title
from dashboard.model.situation import Situation
from dashboard.text import Words
from tests.imports import ACLED, DTM, UCDP, ucdp_events
from tests.retold import CITED, OUTSIDE

NOTICES = ("acled", "ucdp", "dtm", "hxl", "ushahidi", "timemap", "gdelt", "generic")


def shown(dataset: Dataset, *names: str) -> Situation:
    return Situation(dataset, Selection(dataset=tuple(sorted(names))))


def test_of_our_own_data_alone_nothing_is_said(with_imports: Dataset, words: Words) -> None:
    for names in ((), (with_imports.own,)):
        situation = shown(with_imports, *names)
        assert cautions(situation, words) == []
        assert imported_of(situation) == ()
        assert (acknowledgement((), words), accessed((), words)) == ("", "")
        assert is_own_cited(situation)


def test_one_imported_dataset_is_explained_and_cited_and_nothing_is_counted_twice(
    with_imports: Dataset, words: Words
) -> None:
    situation = shown(with_imports, UCDP)
    assert double_counting(situation, words) == ""
    (said,) = meanings(situation, words)
    assert words("notice-ucdp") in said
    cited = acknowledgement(imported_of(situation), words)
    assert all(part in cited for part in (CITED[UCDP], "25.1", "1 November 2026", "https://example.org"))
    assert not is_own_cited(situation)


def test_two_datasets_are_named_in_the_notice_of_double_counting(with_imports: Dataset, words: Words) -> None:
    situation = shown(with_imports, with_imports.own, ACLED)
    notice = double_counting(situation, words)
    assert all(short_title(one) in notice for one in situation.cited)
    assert len(situation.cited) == 2
    assert cautions(situation, words) == [notice, *meanings(situation, words)]


@pytest.mark.parametrize("name", NOTICES)
def test_every_format_has_a_sentence_about_its_numbers(with_imports: Dataset, words: Words, name: str) -> None:
    one = replace(with_imports.imported[0], notice=f"notice-{name}")
    assert meaning(one, words) == words(f"notice-{name}")
    assert len(words(f"notice-{name}-short")) < len(words(f"notice-{name}"))


@pytest.mark.parametrize("notice", ["", "notice-of-nobody", "double-counting", "title"])
def test_a_description_can_name_no_sentence_but_a_notice(with_imports: Dataset, words: Words, notice: str) -> None:
    assert meaning(replace(with_imports.imported[0], notice=notice), words) == ""


def test_events_elsewhere_are_counted(with_imports: Dataset, words: Words) -> None:
    told = {one.name: outside(one, words) for one in with_imports.imported}
    assert words.number(OUTSIDE) in told[UCDP]
    assert told[ACLED] == ""
    acled = next(one for one in with_imports.imported if one.name == ACLED)
    kept = replace(acled, rows=replace(acled.rows, outside=3, kept_outside=4))
    assert outside(kept, words) == words.plural("dataset-outside", 7)


def test_what_a_description_leaves_blank_leaves_no_gap(with_imports: Dataset, words: Words) -> None:
    one = replace(with_imports.imported[0], version="", address="", licence="")
    assert " ·  · " not in cited_words(one, words)
    assert not cited_words(one, words).endswith("· ")


def test_the_sentence_names_datasets_by_their_titles_and_the_days_that_they_cover(
    with_imports: Dataset, words: Words
) -> None:
    acled = next(one for one in with_imports.imported if one.name == ACLED)
    sentence = describe(Selection(dataset=(ACLED,)), with_imports, words)
    assert acled.title in sentence
    assert acled.covers_from
    assert acled.covers_to
    assert words.days(acled.covers_from, acled.covers_to) in sentence


def test_all_deaths_stand_apart_from_civilians_killed(with_imports: Dataset, words: Words) -> None:
    found = {card.name: card for card in cards(shown(with_imports, UCDP), words)}
    rows = ucdp_events()
    assert found["deaths"].value == words.number(sum(int(row["deaths_best"]) for row in rows))
    assert found["killed"].value == words.number(sum(int(row.get("civilians_killed") or 0) for row in rows))
    assert words("deaths-not-civilians") in found["deaths"].notes


def test_without_a_dataset_that_counts_them_there_is_no_card_of_deaths(with_imports: Dataset, words: Words) -> None:
    for names in ((), (with_imports.own,), (DTM,)):
        assert "deaths" not in [card.name for card in cards(shown(with_imports, *names), words)]


def test_who_does_not_count_civilians_apart_is_named_beside_their_sum(with_imports: Dataset, words: Words) -> None:
    def notes(*names: str) -> str:
        (killed,) = [card for card in cards(shown(with_imports, *names), words) if card.name == "killed"]
        return " ".join(killed.notes)

    titles = {one.name: one.title for one in with_imports.imported}
    assert words("civilians-not-counted", names=titles[ACLED]) in notes(with_imports.own, ACLED)
    assert titles[UCDP] not in notes(with_imports.own, UCDP)


def test_incidents_are_reconciled_dataset_by_dataset(with_imports: Dataset, words: Words) -> None:
    situation = shown(with_imports, with_imports.own, UCDP, ACLED)
    counts = {one.name: shown(with_imports, one.name).toll.incidents for one in situation.cited}
    assert sum(counts.values()) == situation.toll.incidents
    told = reconciliation(situation, words)
    for one in situation.cited:
        assert words("incidents-of-dataset", title=short_title(one), n=words.number(counts[one.name])) in told


def test_only_what_some_event_has_is_offered_of_imported_vocabularies(with_imports: Dataset, tiny: Dataset) -> None:
    ours, with_others = choices_of(tiny), choices_of(with_imports)
    for name, found in with_others.items():
        assert found.own == ours[name].own
        assert ours[name].imported == ()
    assert with_others["type"].imported == ("organised_violence",)
    assert with_others["status"].imported == ("not_coded",)
