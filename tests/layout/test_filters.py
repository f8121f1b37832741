"""The filters offer every value that the data knows, in every spelling, and a count beside each choice."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from dashboard.data import events
from dashboard.data.collation import collation_key
from dashboard.data.dataset import Dataset
from dashboard.data.events import fold
from dashboard.layout import ids
from dashboard.layout.filters import filters
from dashboard.model.names import Names
from dashboard.model.periods import years_before
from dashboard.text import Words
from tests.layout.components import find, props, text, walk
from tests.tiny import BUNDLED, read

CONTROLS = (Path(__file__).resolve().parents[2] / "assets" / "20-controls.js").read_text("utf-8")
CHOICES = {"type": "event_type", "by": "attributed_to", "status": "attribution_status"}
GROUPS = {"type": ids.FILTER_TYPE, "by": ids.FILTER_BY, "status": ids.FILTER_STATUS, "province": ids.FILTER_PROVINCE}


@pytest.fixture(scope="module")
def aside(bundled: Dataset, words: Words) -> Any:
    return filters(bundled, words)


def control(aside: Any, component: str) -> Any:
    (found,) = [one for one in walk(aside) if getattr(one, "id", None) == component]
    return found


def values(group: Any) -> list[str]:
    return [one.value for one in find(group, "Checkbox")]


@pytest.mark.parametrize("name", CHOICES)
def test_every_value_of_the_vocabulary_can_be_chosen(bundled: Dataset, aside: Any, name: str) -> None:
    offered = values(control(aside, GROUPS[name]))
    assert sorted(offered) == sorted(bundled.choices("incidents", CHOICES[name]))
    shown = text(control(aside, GROUPS[name]))
    assert all(bundled.label("incidents", CHOICES[name], value) in shown for value in offered)


def test_every_province_can_be_chosen_and_none_at_all(aside: Any, words: Words) -> None:
    provinces = [row["province"] for row in read(BUNDLED, "provinces")]
    assert sorted(values(control(aside, ids.FILTER_PROVINCE))) == sorted([*provinces, "none"])
    assert words("no-single-province") in text(control(aside, ids.FILTER_PROVINCE))


def test_every_district_can_be_chosen_under_its_province(aside: Any) -> None:
    offered = {
        (group["group"], item["value"]) for group in control(aside, ids.FILTER_DISTRICT).data for item in group["items"]
    }
    assert offered == {(row["province"], row["district"]) for row in read(BUNDLED, "districts")}


@pytest.mark.parametrize("name", GROUPS)
def test_every_choice_has_a_count(aside: Any, name: str) -> None:
    group = control(aside, GROUPS[name])
    counted = [props(one)["data-count"] for one in find(group, "Checkbox")]
    assert counted == [ids.count(name, value) for value in values(group)]


def test_the_most_frequent_types_are_not_folded_away(bundled: Dataset, aside: Any) -> None:
    group = control(aside, ids.FILTER_TYPE)
    (folded,) = find(group, "Details")
    counts = bundled.tables["incidents"]["event_type"].value_counts()
    open_values = [value for value in values(group) if value not in values(folded)]
    assert min(counts.get(v, 0) for v in open_values) >= max(counts.get(v, 0) for v in values(folded))


def test_a_province_is_found_by_any_spelling(bundled: Dataset, aside: Any) -> None:
    items = [one for one in walk(aside) if "data-spellings" in props(one)]
    known = {item.value: props(item)["data-spellings"] for item in items}
    for row in read(BUNDLED, "provinces"):
        names = [
            row["province"],
            *row["aliases"].split(";"),
            *(row[f"name_{code}"] for code in ("ar", "ckb", "ku", "tr")),
        ]
        assert all(fold(name) in known[row["province"]] for name in names if name)


def test_a_district_is_found_by_any_spelling(bundled: Dataset, aside: Any) -> None:
    spellings = {
        i["value"]: i["spellings"] for group in control(aside, ids.FILTER_DISTRICT).data for i in group["items"]
    }
    for name, value in Names.of(bundled).spellings["district"].items():
        assert name in spellings[value]


def test_the_browser_folds_the_letters_that_the_server_folds() -> None:
    """Else دهوك, typed on an Arabic keyboard, would find nothing: the server keeps one form of each letter."""
    (body,) = re.findall(r"const LETTERS = \{(.*?)\};", CONTROLS, re.DOTALL)
    written = dict(re.findall(r'"?([^\s":,]+)"?: "([^"]+)"', body))
    assert written == {chr(code): letter for code, letter in events._LETTERS.items()}


def test_the_browser_leaves_out_what_the_server_leaves_out() -> None:
    """Marks, what joins or parts letters without being seen, and the letter that only draws a word out."""
    assert rf"/[\p{{M}}\p{{Cf}}{events._TATWEEL}]/gu" in CONTROLS


def test_having_no_single_province_is_found_by_its_name(aside: Any, words: Words) -> None:
    (known,) = [props(one)["data-spellings"] for one in walk(aside) if getattr(one, "value", None) == "none"]
    assert fold(words("no-single-province")) in known
    assert words("nothing-found") in text(control(aside, ids.FILTER_PROVINCE))


def test_switches_have_a_count_and_districts_get_theirs_in_the_list(aside: Any) -> None:
    for name, component in {"harm": ids.FILTER_HARM, "context": ids.FILTER_CONTEXT}.items():
        assert props(control(aside, component))["data-count"] == ids.count(name, "1")
    assert control(aside, ids.FILTER_DISTRICT).renderOption == {"function": "withCount"}


def test_calendars_open_where_the_data_ends(bundled: Dataset, aside: Any) -> None:
    for component in (ids.FILTER_FROM, ids.FILTER_TO):
        told = control(aside, component).to_plotly_json()["props"]
        assert told["defaultDate"] == bundled.description.covers_to.isoformat()


def test_districts_are_listed_as_their_alphabets_go(aside: Any) -> None:
    groups = control(aside, ids.FILTER_DISTRICT).data
    for names in ([g["group"] for g in groups], *([i["value"] for i in g["items"]] for g in groups)):
        assert names == sorted(names, key=collation_key)


def test_dates_begin_with_the_data(bundled: Dataset, aside: Any, words: Words) -> None:
    covered = bundled.description
    first, last = (control(aside, component) for component in (ids.FILTER_FROM, ids.FILTER_TO))
    assert (first.placeholder, last.placeholder) == (words.day(covered.covers_from), words.day(covered.covers_to))
    assert first.minDate <= covered.covers_from.isoformat()
    assert not {"value"} & (set(props(first)) | set(props(last)))


def test_presets_are_whole_years_to_the_last_day_of_the_data_or_all_days(
    bundled: Dataset, aside: Any, words: Words
) -> None:
    presets = {text(one): props(one)["data-days"] for one in find(aside, "Button") if "data-days" in props(one)}
    last = bundled.description.covers_to
    years = {words(f"preset-{n}"): f"{years_before(last, n)},{last}" for n in (1, 3, 10)}
    assert presets == years | {words("preset-all"): ","}


def test_every_control_has_a_name_for_screen_readers(aside: Any) -> None:
    kinds = ("TextInput", "DateInput", "MultiSelect", "CheckboxGroup", "Select")
    nameless = [
        one.id for kind in kinds for one in find(aside, kind)
        if not (getattr(one, "label", None) or props(one).get("aria-label"))
    ]  # fmt: skip
    assert nameless == []
