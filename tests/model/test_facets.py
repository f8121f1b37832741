"""Every count of the data page, checked against the text of the tables; every count leads to its rows."""

from __future__ import annotations

import csv
from collections import Counter
from urllib.parse import parse_qs

import pytest

from dashboard.data.dataset import Dataset
from dashboard.data.tables_derived import SOURCED
from dashboard.model.facets import Facets, asked
from tests.tiny import BUNDLED, rows


def read(table: str) -> list[dict[str, str]]:
    with (BUNDLED / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def by_publishers(table: list[dict[str, str]], sources: list[dict[str, str]]) -> Counter[str]:
    publisher_of = {row["source_id"]: row["publisher_id"] for row in sources}
    return Counter(str(min(3, len({publisher_of[one] for one in row["source_ids"].split(";")}))) for row in table)


@pytest.mark.parametrize("table", [table.name for table in SOURCED])
def test_pages_of_one_publisher_are_one_voice(bundled: Dataset, tiny: Dataset, table: str) -> None:
    for dataset, found, sources in ((bundled, read(table), read("sources")), (tiny, rows(table), rows("sources"))):
        counts = {value: count.n for value, count in Facets(dataset).each(table, "publishers").items()}
        assert counts == by_publishers(found, sources)


def killed(row: dict[str, str]) -> str:
    if row["civilians_killed"]:
        return "best"
    return "range" if row["civilians_killed_low"] or row["civilians_killed_high"] else "none"


ASKED = {
    ("incidents", "review"): lambda row: row["review"],
    ("incidents", "is_toll_contested"): lambda row: row["is_toll_contested"],
    ("incidents", "has_caveat"): lambda row: "yes" if row["caveat"] else "no",
    ("incidents", "killed"): killed,
    ("incidents", "injured"): lambda row: "best" if row["civilians_injured"] else "none",
    ("incidents", "year"): lambda row: row["date"][:4],
    ("incidents", "province"): lambda row: row["province"] or "none",
    ("incidents", "is_mapped"): lambda row: "yes" if row["latitude"] else "no",
    ("incidents", "date_precision"): lambda row: row["date_precision"],
    ("outposts", "is_overlapping"): lambda row: row["is_overlapping"],
    ("outposts", "year"): lambda row: row["first_reported"][:4] or "none",
    ("displacement", "level"): lambda r: "district" if r["district"] else "province" if r["province"] else "area",
    ("displacement", "is_dated"): lambda row: "yes" if row["date"] else "no",
    ("sources", "has_published"): lambda row: "yes" if row["published"] else "no",
    ("sources", "has_url"): lambda row: "yes" if row["url"] else "no",
    ("affected_places", "status"): lambda row: row["status"],
}


@pytest.mark.parametrize(("table", "facet"), ASKED)
def test_counts_are_those_of_the_text(bundled: Dataset, tiny: Dataset, table: str, facet: str) -> None:
    for dataset, found in ((bundled, read(table)), (tiny, rows(table))):
        counts = {value: count.n for value, count in Facets(dataset).each(table, facet).items()}
        assert counts == Counter(ASKED[table, facet](row) for row in found)


def test_sources_have_the_kind_of_their_publisher(bundled: Dataset) -> None:
    kinds = {row["publisher_id"]: row["kind"] for row in read("publishers")}
    expected = Counter(kinds[row["publisher_id"]] for row in read("sources"))
    assert {value: count.n for value, count in Facets(bundled).each("sources", "kind").items()} == expected


def test_a_count_leads_to_its_rows(bundled: Dataset) -> None:
    facets = Facets(bundled)
    for table in ("incidents", "outposts", "displacement", "sources"):
        for facet in facets.names(table):
            total = 0
            for count in facets.each(table, facet).values():
                query = parse_qs(count.query)
                assert len(facets.rows(*asked(query["table"][0], query["has"]), most=10_000)) == count.n > 0
                total += count.n
            assert total == len(bundled.tables[table]), f"every row of {table} has one {facet}"


def test_values_stand_in_the_order_of_the_vocabulary(bundled: Dataset) -> None:
    order = list(bundled.choices("incidents", "event_type"))
    assert list(Facets(bundled).each("incidents", "event_type")) == [one for one in order if one in
        set(bundled.tables["incidents"]["event_type"])]  # fmt: skip


def test_several_facets_narrow_together(tiny: Dataset) -> None:
    count = Facets(tiny).count("incidents", province="Duhok", year="2022", killed="best")
    expected = [r for r in rows("incidents") if (r["province"], r["date"][:4], killed(r)) == ("Duhok", "2022", "best")]
    assert count.n == len(expected) > 0


@pytest.mark.parametrize(("table", "facet"), [("no-such-table", "year"), ("incidents", "summary")])
def test_what_there_is_not_can_not_be_asked(tiny: Dataset, table: str, facet: str) -> None:
    with pytest.raises(KeyError):
        Facets(tiny).rows(table, {facet: "x"}, most=1)
    with pytest.raises(KeyError):
        Facets(tiny).count(table, **{facet: "x"})
