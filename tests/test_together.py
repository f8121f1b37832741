"""Of many events a page's questions are asked together, with the answers that they have one by one."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import Any

import pytest

from dashboard.callbacks.together import counts_together
from dashboard.callbacks.views import Question, answer, line_of, question
from dashboard.data.dataset import Dataset
from dashboard.errors import EngineError
from dashboard.model.selection import Selection
from dashboard.text import Words
from tests.asked import as_large
from tests.situations import situation_of


@pytest.fixture(scope="module")
def pool() -> Iterator[Executor]:
    with ThreadPoolExecutor(4) as executor:
        yield executor


class Counting(ThreadPoolExecutor):
    """Counts what it is given."""

    given = 0

    def submit(self, *args: Any, **kwargs: Any) -> Any:
        self.given += 1
        return super().submit(*args, **kwargs)


def lines(dataset: Dataset, query: Question, pool: Executor | None) -> list[bytes]:
    return list(answer(query, situation_of(dataset, Selection(province=("Duhok",))), Words("en"), line_of, pool))


def test_views_are_the_same_together_and_one_by_one(bundled: Dataset, pool: Executor) -> None:
    many = as_large(bundled)
    assert lines(many, question({}), pool) == lines(many, question({}), None) == lines(bundled, question({}), pool)


def test_few_events_and_a_part_of_a_page_ask_for_no_more_than_they_need(bundled: Dataset) -> None:
    with Counting(2) as counting:
        lines(bundled, question({}), counting)
        assert counting.given == 0
        lines(as_large(bundled), question({"groups": "charts"}), counting)
        assert counting.given == 0
        lines(as_large(bundled), question({}), counting)
        assert counting.given > 0


def test_what_a_question_raises_is_raised(bundled: Dataset, pool: Executor) -> None:
    class Away:
        @property
        def toll(self) -> None:
            raise EngineError("engine-away", "It is away.")

        in_context = toll_inside = toll_before = None

    away: Any = Away()
    with pytest.raises(EngineError, match="away"):
        counts_together(away, pool)
