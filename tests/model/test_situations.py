"""From a query to a Situation: the same question is answered once, of the data that is current, for few at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dashboard.data.current import CurrentDataset
from dashboard.data.dataset import Dataset, load
from dashboard.model.selection import Selection
from dashboard.model.situations import KEPT, Situations
from tests.tiny import edit

SPELLINGS = (
    "province=Duhok&harm=1",
    "?province=Dahuk&harm=1",
    "harm=1&province=%D8%AF%D9%87%D9%88%D9%83",
    "province=DUHOK&harm=1&x=y",
)


@pytest.fixture
def situations(tiny: Dataset) -> Situations:
    return Situations(CurrentDataset(tiny))


@pytest.mark.parametrize("query", SPELLINGS)
def test_one_question_in_any_spelling_is_one_situation(situations: Situations, query: str) -> None:
    first = situations.of(SPELLINGS[0]).situation
    assert situations.of(query).situation is first
    assert first.selection == Selection(province=("Duhok",), harm=True)


@pytest.mark.parametrize("nothing", ["", "?", None, {}])
def test_no_question_is_everything(situations: Situations, nothing: str | dict[str, str] | None) -> None:
    request = situations.of(nothing)
    assert request.situation.selection == Selection()
    assert request.bad_values == ()


def test_names_and_values_ask_the_same_as_a_query_string(situations: Situations) -> None:
    assert situations.of({"province": "Dahuk", "harm": "1"}).situation is situations.of(SPELLINGS[0]).situation


def test_what_can_not_be_used_is_told_each_time(situations: Situations) -> None:
    for _ in range(2):
        assert [(bad.name, bad.value) for bad in situations.of("province=Atlantis").bad_values] == [
            ("province", "Atlantis")
        ]
    assert situations.of("province=Atlantis").situation is situations.of("").situation


def test_new_data_is_a_new_situation_and_the_old_one_stays_as_it_was(tiny_folder: Callable[..., Path]) -> None:
    folder = tiny_folder(whole_basemap=False)
    current = CurrentDataset(load(folder), folder)
    situations = Situations(current)
    before = situations.of("q=alpha").situation
    killed = before.toll.killed_best
    edit(folder, "incidents", "inc-03", "civilians_killed", "10")
    assert current.refresh()
    after = situations.of("q=alpha").situation
    assert after.toll.killed_best == 10 != killed
    assert before.toll.killed_best == killed
    assert after.dataset is current.dataset


def test_the_same_content_read_again_is_the_same_data(tiny_folder: Callable[..., Path]) -> None:
    folder = tiny_folder(whole_basemap=False)
    current = CurrentDataset(load(folder))
    situations = Situations(current)
    before = situations.of("harm=1").situation
    current.dataset = load(folder)
    assert situations.of("harm=1").situation is before


def test_new_names_are_known_as_soon_as_the_data_has_them(tiny_folder: Callable[..., Path]) -> None:
    folder = tiny_folder(whole_basemap=False)
    current = CurrentDataset(load(folder), folder)
    situations = Situations(current)
    assert situations.of("province=Hewler-City").bad_values
    edit(folder, "provinces", "Erbil", "aliases", "Hewler-City")
    assert current.refresh()
    assert situations.of("province=Hewler-City").situation.selection.province == ("Erbil",)


def test_only_so_many_situations_are_kept(situations: Situations) -> None:
    first = situations.of("q=word0").situation
    for number in range(1, KEPT):
        situations.of(f"q=word{number}")
    assert situations.of("q=word0").situation is first, "so many are kept"
    for number in range(KEPT + 1):
        situations.of(f"q=other{number}")
    assert situations.of("q=word0").situation is not first, "and no more"


def test_two_applications_share_nothing(tiny: Dataset) -> None:
    one, other = (Situations(CurrentDataset(tiny)) for _ in range(2))
    assert one.of("harm=1").situation is not other.of("harm=1").situation


def test_readers_at_once_get_their_own_and_right_answers(situations: Situations) -> None:
    queries = ["", "province=Duhok", "province=Erbil", "type=shelling", "from=2022&to=2022", "harm=1", "context=1"] * 3
    alone = {query: Situations(situations.current).of(query).situation.toll for query in set(queries)}
    ready = threading.Barrier(6)

    def ask(part: int) -> list[bool]:
        ready.wait(10)
        return [
            situations.of(query).situation.toll == alone[query] for query in queries[part::6] + queries[::-1][part::6]
        ]

    with ThreadPoolExecutor(6) as pool:
        answers = [answer for found in pool.map(ask, range(6)) for answer in found]
    assert len(answers) == 2 * len(queries)
    assert all(answers)
