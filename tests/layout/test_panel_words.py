"""Words of the panel that would puzzle alone: explained from the vocabulary, and what a source leaves open is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.data.dataset import Dataset, load
from dashboard.text import Words
from tests.layout.components import facts
from tests.layout.test_panel import opened
from tests.tiny import BUNDLED, read, rows


@pytest.mark.parametrize("review", ["compiled", "re-read"])
def test_a_word_of_the_vocabulary_is_explained(tiny_folder: Callable[..., Path], words: Words, review: str) -> None:
    table = [rows("incidents")[2] | {"review": review}]
    told = facts(opened(load(tiny_folder(whole_basemap=False, incidents=table)), words, "incident", "inc-03"))
    (term,) = [row for row in rows("vocabularies") if row["column"] == "review" and row["value"] == review]
    assert told[words("fact-review")] == words("explained", value=term["label"], meaning=term["definition"])


def test_a_word_that_the_vocabulary_does_not_define_stands_alone(bundled: Dataset, words: Words) -> None:
    terms = {(r["table"], r["column"], r["value"]): r for r in read(BUNDLED, "vocabularies")}
    row = next(r for r in read(BUNDLED, "outposts") if not terms["outposts", "kind", r["kind"]]["definition"])
    told = facts(opened(bundled, words, "outpost", row["outpost_id"]))
    assert told[words("fact-kind")] == terms["outposts", "kind", row["kind"]]["label"]


def test_a_published_figure_says_what_its_source_leaves_open(tiny: Dataset, words: Words) -> None:
    told, open_ended = (facts(opened(tiny, words, "figure", figure)) for figure in ("fig-1", "fig-3"))
    assert told[words("fact-period-start")] == words.partial_date("2015-08")
    assert told[words("fact-stated")] == words.partial_date("2020-07-01")
    assert open_ended[words("fact-period-start")] == words("not-stated")
    assert open_ended[words("fact-period-end")] == words("not-stated")
