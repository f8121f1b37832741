"""Query string -> Selection -> query string: nothing gets lost, nothing fails."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, replace
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.data.dataset import Dataset
from dashboard.model.names import Names
from dashboard.model.selection import LONGEST_SEARCH, NAMES, Selection, parse

Strategies = dict[str, st.SearchStrategy[Selection]]
ANYTHING = st.text(st.characters(), max_size=80)  # surrogates too, which no query string should hold


@pytest.fixture(scope="module")
def names(bundled: Dataset) -> Names:
    return Names.of(bundled)


@given(data=st.data())
def test_a_selection_survives_its_own_query(names: Names, selections_of: Strategies, data: st.DataObject) -> None:
    selection = data.draw(selections_of["bundled"])
    assert parse(selection.query(), names) == (selection, ())
    assert parse(dict(selection.pairs()), names) == (selection, ())


@given(q=ANYTHING)
def test_any_search_survives_or_is_refused(names: Names, q: str) -> None:
    selection, bad = parse({"q": q}, names)
    assert parse(selection.query(), names) == (selection, ())
    assert not bad or len(q) > LONGEST_SEARCH


@given(query=ANYTHING)
def test_any_text_is_parsed(names: Names, query: str) -> None:
    selection, _ = parse(query, names)
    assert parse(selection.query(), names) == (selection, ())


@given(pairs=st.lists(st.tuples(st.sampled_from([*NAMES, "v", "map"]), ANYTHING), max_size=6))
def test_any_values_of_known_names_are_used_or_named(names: Names, pairs: list[tuple[str, str]]) -> None:
    given_values = [(name, value.encode("utf-8", "replace").decode()) for name, value in pairs]
    selection, bad = parse(urlencode(given_values), names)
    assert parse(selection.query(), names) == (selection, ())
    assert {one.name for one in bad} <= {name for name, _ in given_values} & set(NAMES)


@pytest.mark.parametrize("written", ["Dahuk", "Duhok", "duhok", "DUHOK", "دهوك", "دهۆک", "Dihok", " Duhok "])
def test_any_spelling_of_a_place_gives_its_name(names: Names, written: str) -> None:
    assert parse({"province": written}, names) == (Selection(province=("Duhok",)), ())


@pytest.mark.parametrize("written", ["hewler", "Hewlêr", "HEWLER", "أربيل", "arbil"])
def test_a_query_string_with_any_spelling(names: Names, written: str) -> None:
    selection, bad = parse(f"?province={quote(written)}", names)
    assert (selection.query(), bad) == ("province=Erbil", ())


def test_spellings_of_one_place_count_once_in_a_fixed_order(names: Names) -> None:
    one, _ = parse("province=none,hewler,Dahuk,Duhok", names)
    other, _ = parse("province=Duhok,Erbil,none", names)
    assert one == other == Selection(province=("Duhok", "Erbil", "none"))


def test_a_value_may_have_a_comma_of_its_own(bundled: Dataset, names: Names) -> None:
    organisations = bundled.tables["published_figures"]["organisation"].unique()
    with_comma, *_ = (name for name in organisations if "," in name)
    other = next(name for name in organisations if "," not in name)
    selection = Selection(organisation=tuple(sorted((with_comma, other))))
    assert parse(selection.query(), names) == (selection, ())


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", dt.date(2024, 1, 1), dt.date(2024, 12, 31)),
        ("2024-02", dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        ("2024-02-28", dt.date(2024, 2, 28), dt.date(2024, 2, 28)),
    ],
)
def test_a_month_or_a_year_counts_whole(names: Names, text: str, first: dt.date, last: dt.date) -> None:
    assert parse(f"from={text}&to={text}", names) == (Selection(start=first, end=last), ())


@pytest.mark.parametrize(
    "text", ["2024-13", "2024-02-30", "24", "01/02/2024", "٢٠٢٤", "1899", "2024-1", "x", "2024,2025"]
)
@pytest.mark.parametrize("name", ["from", "to"])
def test_what_is_no_date_is_named(names: Names, name: str, text: str) -> None:
    selection, (bad,) = parse({name: text}, names)
    assert (selection, bad.name, bad.value) == (Selection(), name, text)


def test_a_last_day_before_the_first_is_named_and_left_out(names: Names) -> None:
    selection, (bad,) = parse("from=2025&to=2024", names)
    assert selection == Selection(start=dt.date(2025, 1, 1))
    assert (bad.name, bad.value, bad.reason) == ("to", "2024", "reason-before-from")
    assert parse("from=2024-07&to=2024", names)[1] == ()


def test_every_bad_value_is_named_and_the_good_ones_are_kept(names: Names) -> None:
    selection, bad = parse("province=Duhok,Atlantis&type=airstrike,quake&harm=yes&grain=hour&context=2&to=x", names)
    assert selection == Selection(province=("Duhok",), type=("airstrike",))
    assert {(one.name, one.value) for one in bad} == {
        ("province", "Atlantis"), ("type", "quake"), ("harm", "yes"), ("grain", "hour"), ("context", "2"), ("to", "x"),
    }  # fmt: skip


def test_a_repeated_name_counts_as_a_list(names: Names) -> None:
    assert parse("province=Duhok&type=fire&province=Erbil", names) == parse("province=Duhok,Erbil&type=fire", names)
    assert parse("q=PKK&q=Zakho", names) == (Selection(q="PKK Zakho"), ())
    assert parse("harm=1&harm=1", names) == (Selection(harm=True), ())


def test_a_flag_that_is_both_is_named(names: Names) -> None:
    selection, (bad,) = parse("harm=1&harm=0", names)
    assert (selection.harm, bad.name, bad.reason) == (False, "harm", "reason-not-a-flag")


@pytest.mark.parametrize(
    "query", ["", "?", "&&&", "=", "province=", "province=,%20,", "q=%00%20", "Province=Duhok", "v=1&utm=x"]
)
def test_nothing_asked_is_everything(names: Names, query: str) -> None:
    assert parse(query, names) == (Selection(), ())


def test_a_search_has_its_limit(names: Names) -> None:
    longest = "x" * LONGEST_SEARCH
    assert parse({"q": longest}, names) == (Selection(q=longest), ())
    selection, (bad,) = parse({"q": longest + "x"}, names)
    assert (selection, bad.name, bad.reason) == (Selection(), "q", "reason-too-long")


def test_a_huge_query_is_parsed_at_once(names: Names) -> None:
    selection, bad = parse("province=" + ",".join(f"x{n}" for n in range(15_000)) + "&province=Erbil", names)
    assert (selection, len(bad)) == (Selection(province=("Erbil",)), 15_000)


@given(data=st.data())
def test_the_query_holds_what_is_narrowed_and_nothing_else(selections_of: Strategies, data: st.DataObject) -> None:
    selection = data.draw(selections_of["bundled"])
    narrowed = [field.name for field in fields(selection) if getattr(selection, field.name)]
    assert len(selection.pairs()) == len(narrowed)
    assert {name for name, _ in selection.pairs()} <= set(NAMES)
    blank = replace(selection, **{field.name: field.default for field in fields(selection)})
    assert (blank, blank.query()) == (Selection(), "")
