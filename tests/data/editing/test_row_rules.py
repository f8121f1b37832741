"""Rules that look at one row: a cell that breaks one is found, and alone; what is near and right is not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dashboard.data.editing.desk import Desk
from dashboard.data.editing.edit import look_at
from dashboard.data.editing.finding import RowRule
from dashboard.data.editing.rules import RULES
from dashboard.model.finding_words import sentence
from dashboard.text import Words
from tests.data.editing.desks import changed, found, typed

WORDS = Words("en")
Case = tuple[str, str, str, str, dict[str, Any]]  # rule, table, id, column that is found, cells

BREAKS: list[Case] = [
    ("future-date", "incidents", "inc-03", "date", {"date": "2024-10-03"}),
    ("future-date", "incidents", "inc-03", "date", {"date": "2025"}),
    ("future-date", "sources", "src-1", "published", {"published": "2025-01"}),
    ("future-date", "outposts", "out-1", "reported_as_of", {"reported_as_of": "2030-01-01"}),
    ("future-date", "published_figures", "fig-3", "as_of", {"as_of": "2025-02"}),
    ("outside-province", "incidents", "inc-03", "province", {"district": None, "latitude": 36.2, "longitude": 44.0}),
    ("outside-province", "outposts", "out-1", "province", {"district": None, "latitude": 37.4, "longitude": 42.7}),
    ("outside-province", "outposts", "out-1", "province", {"district": None, "latitude": 37.28, "longitude": 43.61}),
    ("after-compilation", "displacement", "disp-1", "date", {"date": "2024-09-20"}),
    ("after-compilation", "sources", "src-1", "published", {"published": "2024-09-03"}),
    ("outside-coverage", "incidents", "inc-12", "date", {"date": "2024-08-16"}),
    ("outside-coverage", "incidents", "inc-01", "date", {"date": "2014-12-31"}),
    ("sources-older", "incidents", "inc-03", "date", {"date": "2022-08-02", "source_ids": ("dated",)}),
    ("sources-older", "affected_places", "place-1", "reported_as_of", {"source_ids": ("dated",),
                                                                     "reported_as_of": "2022-08-30"}),
    ("reports-out-of-order", "outposts", "out-1", "first_reported", {"first_reported": "2024-09-01"}),
    ("stated-early", "published_figures", "fig-1", "period_end", {"as_of": "2020-05"}),
    ("attribution", "incidents", "inc-02", "attribution_status", {"attribution_status": "reported"}),
    ("attribution", "incidents", "inc-03", "attribution_status", {"attribution_status": "unattributed"}),
    ("odd-address", "sources", "src-1", "url", {"url": "https://localhost/page"}),
    ("no-address", "sources", "src-1", "url", {"url": None}),
    ("day-in-address", "sources", "src-1", "published", {"url": "https://news.iq/2024/8/12-x",
                                                         "published": "2024-08-21"}),
    ("outside-district", "incidents", "inc-03", "district", {"latitude": 36.86, "longitude": 43.0}),
    ("low-above-best", "incidents", "inc-03", "civilians_killed_low", {"civilians_killed_low": 12}),
    ("low-above-best", "incidents", "inc-03", "deaths_best", {"deaths_best": 5, "deaths_high": 4}),
    ("low-above-best", "published_figures", "fig-4", "value_low", {"value_low": 124.0}),
    ("contested-without-doubt", "incidents", "inc-12", "is_toll_contested", {"is_toll_contested": True}),
    ("summary-number", "incidents", "inc-03", "civilians_killed", {"summary": "A strike killed eleven civilians."}),
    ("summary-number", "incidents", "inc-12", "civilians_injured", {"summary": "2 civilians were wounded."}),
    ("family-size", "displacement", "disp-1", "persons_displaced", {"families_displaced": 10, "persons_displaced": 10}),
    ("family-size", "displacement", "disp-1", "persons_displaced", {"families_displaced": 10,
                                                                    "persons_displaced": 130}),
]  # fmt: skip

DO_NOT: list[tuple[str, str, dict[str, Any]]] = [
    ("incidents", "inc-12", {"date": "2024"}),  # some of its days have come
    ("published_figures", "fig-6", {"period_start": "2024-06", "period_end": "2024-10-01", "as_of": None}),
    ("milestones", "mile-2", {"date": "2025-01-01"}),  # announced
    ("sources", "src-1", {"published": "2024-09-02"}),  # the day after, elsewhere
    ("incidents", "inc-12", {"date": "2024-08"}),
    ("incidents", "inc-03", {"date": "2022-08-01", "source_ids": ("dated",)}),  # a day later
    ("incidents", "inc-03", {"date": "2022-08", "source_ids": ("dated",)}),
    ("incidents", "inc-03", {"date": "2023-07-20", "source_ids": ("dated", "src-1")}),  # one has no date
    ("milestones", "mile-2", {"source_ids": ("dated",)}),
    ("outposts", "out-1", {"first_reported": "2024", "reported_as_of": "2024-02"}),
    ("outposts", "out-1", {"first_reported": None}),
    ("published_figures", "fig-1", {"as_of": "2020"}),
    ("published_figures", "fig-1", {"as_of": None}),
    ("incidents", "inc-02", {"attribution_status": "disputed"}),  # sources differ on who
    ("sources", "src-1", {"url": "https://news.iq/2024/08/20/x", "published": "2024-08-21"}),
    ("sources", "src-1", {"url": "https://news.iq/2024/08/20/x", "published": "2024-08"}),
    ("sources", "src-1", {"url": "https://news.iq/2024/08/99/x", "published": "2024-08-21"}),
    ("sources", "src-1", {"url": "https://news.iq/2022/07/20/x", "published": None}),
    ("incidents", "inc-03", {"latitude": 37.12, "longitude": 42.48}),  # in the river, beside the border
    ("outposts", "out-1", {"district": None, "latitude": 37.25, "longitude": 43.61}),  # a town 1.3 km beyond
    ("incidents", "inc-04", {"latitude": 37.11, "longitude": 42.99}),  # centre of a district: some kilometres outside
    ("incidents", "inc-06", {"latitude": 36.86, "longitude": 44.3}),  # a vague district is not judged
    ("incidents", "inc-03", {"province": None, "district": None, "latitude": 10.0}),
    ("incidents", "inc-03", {"civilians_killed_low": 9, "civilians_killed_high": 9}),
    ("incidents", "inc-03", {"civilians_killed_low": None, "civilians_killed": None}),
    ("incidents", "inc-03", {"caveat": None}),  # the range says how
    ("incidents", "inc-12", {"is_toll_contested": True, "caveat": "One says that they were fighters."}),
    ("incidents", "inc-03", {"summary": "A strike killed ten civilians."}),  # the highest count
    ("incidents", "inc-03", {"summary": "A strike killed two civilians, and seven died later."}),  # a part
    ("incidents", "inc-03", {"summary": "11 civilians killed here, 12 civilians killed there."}),  # who knows which
    ("incidents", "inc-12", {"summary": "Killed: fourteen sheep."}),
    ("displacement", "disp-1", {"families_displaced": 10, "persons_displaced": 60}),
    ("displacement", "disp-1", {"families_displaced": None, "persons_displaced": 1}),
    ("displacement", "disp-1", {"families_displaced": 0, "persons_displaced": 0}),
]  # fmt: skip


def with_dated(desk: Desk) -> Desk:
    """The desk with one more page, which has a date."""
    page = dict(desk.sources["src-1"]) | typed("sources", source_id="dated", published="2022-07-31")
    return replace(desk, sources={**desk.sources, "dated": page})


@pytest.mark.parametrize(("rule", "table", "row", "column", "cells"), BREAKS)
def test_a_row_that_breaks_a_rule_is_found_and_nothing_else(
    desk: Desk, rule: str, table: str, row: str, column: str, cells: dict[str, Any]
) -> None:
    broken = changed(with_dated(desk), table, row, **cells)
    assert found(broken) == [(rule, row, column)]
    (finding,) = look_at(broken).findings
    assert sentence(finding, WORDS)


@pytest.mark.parametrize(("table", "row", "cells"), DO_NOT)
def test_a_row_that_is_near_and_right_is_not_found(desk: Desk, table: str, row: str, cells: dict[str, Any]) -> None:
    assert found(changed(with_dated(desk), table, row, **cells)) == []


def test_every_rule_of_rows_has_a_case() -> None:
    assert {case[0] for case in BREAKS} == {rule.name for rule in RULES if isinstance(rule, RowRule)}


def test_a_dataset_that_does_not_say_what_it_covers_is_not_judged_by_it(desk: Desk) -> None:
    silent = replace(desk, covers_from=None, covers_to=None, compiled_on=None)
    assert found(changed(silent, "incidents", "inc-12", date="2024-10-02")) == [], "tomorrow, which is today elsewhere"
    assert found(changed(silent, "incidents", "inc-12", date="1950-01-01")) == []
    assert found(changed(silent, "incidents", "inc-12", date="2025-01-01")) == [("future-date", "inc-12", "date")]
