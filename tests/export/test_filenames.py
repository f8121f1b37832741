"""Names of saved images: they tell one view from another and are safe everywhere."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.data.dataset import Dataset
from dashboard.export.filenames import LONGEST, filename, slug, table_filename
from dashboard.figures.views import BREAKDOWN, CASUALTIES, DISPLACEMENT, MAP, VIEWS
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation

YEAR = {"start": dt.date(2024, 1, 1), "end": dt.date(2024, 12, 31)}
TEXTS = st.text(max_size=60)


def test_a_name_tells_dataset_view_place_and_days(bundled: Dataset) -> None:
    situation = Situation(bundled, Selection(province=("Duhok",), **YEAR))
    assert filename(CASUALTIES, situation, "png") == "iraq-tuerkiye-border_civilian-casualties_duhok_2024.png"


def test_without_narrowing_it_is_short(bundled: Dataset) -> None:
    assert filename(MAP, Situation(bundled, Selection()), "svg") == "iraq-tuerkiye-border_map.svg"


def test_letters_of_the_region_become_ascii(bundled: Dataset) -> None:
    situation = Situation(bundled, Selection(province=("Şırnak",), district=("Çukurca",)))
    assert filename(MAP, situation, "png") == "iraq-tuerkiye-border_map_sirnak_cukurca.png"


def test_days_of_no_whole_year_are_written_out(bundled: Dataset) -> None:
    selection = Selection(start=dt.date(2024, 3, 5), end=dt.date(2024, 4, 1))
    assert filename(MAP, Situation(bundled, selection), "png").endswith("_map_2024-03-05_2024-04-01.png")


def test_views_quantities_and_breakdowns_have_names_of_their_own(bundled: Dataset) -> None:
    plain = Situation(bundled, Selection())
    names = {filename(view, plain, "png") for view in (*VIEWS, MAP)}
    names |= {filename(BREAKDOWN, plain, "png", by=by) for by in ("by", "province")}
    families = Situation(bundled, Selection(indicator=("families_displaced",)))
    names.add(filename(DISPLACEMENT, families, "png"))
    assert len(names) == len(VIEWS) + 1 + 2 + 1


def test_rows_without_a_province_are_not_called_none(bundled: Dataset) -> None:
    assert "no-province" in filename(MAP, Situation(bundled, Selection(province=("none",))), "png")


def test_a_long_name_says_how_much_it_leaves_out_and_keeps_the_days(bundled: Dataset) -> None:
    districts = tuple(bundled.tables["districts"]["district"])
    name = filename(MAP, Situation(bundled, Selection(district=districts, **YEAR)), "png")
    left_out = int(re.search(r"_and-(\d+)-more_2024\.png$", name).group(1))  # type: ignore[union-attr]
    kept = name.split("_map_")[1].split("_and-")[0].split("_")
    assert len(kept) + left_out == len(districts)


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b\\c:d*e?", "عراق", "CON", ".", "x" * 400, "<script>"])
def test_a_dataset_of_any_name_makes_a_file_of_this_folder(tiny: Dataset, name: str) -> None:
    odd = replace(tiny, description=replace(tiny.description, name=name))
    assert_safe(filename(MAP, Situation(odd, Selection()), "png"))


@given(province=st.lists(TEXTS, max_size=12), by=TEXTS, view=st.sampled_from([*VIEWS, MAP]))
def test_no_name_leaves_its_folder(tiny: Dataset, province: list[str], by: str, view: str) -> None:
    situation = Situation(tiny, Selection(province=tuple(province), by=(by,), **YEAR))
    assert_safe(filename(view, situation, "png", by=by))


def test_a_table_is_named_for_what_reaches_it(bundled: Dataset) -> None:
    situation = Situation(bundled, Selection(type=("fire",), organisation=("CPT",), grain="month", **YEAR))
    begin = "iraq-tuerkiye-border"
    assert table_filename("incidents", situation, "csv") == f"{begin}_incidents_fire_2024.csv"
    assert table_filename("casualties", situation, "csv") == f"{begin}_casualties_month_fire_2024.csv"
    assert table_filename("outposts", situation, "meta.json") == f"{begin}_outposts_2024.meta.json"
    assert (
        table_filename("published-figures", situation, "csv", ("hxl",)) == f"{begin}_published-figures-hxl_cpt_2024.csv"
    )


@given(text=TEXTS)
def test_a_slug_is_ascii_and_stays_as_it_is(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9_-]*", slug(text))
    assert slug(slug(text)) == slug(text)


def assert_safe(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9][a-z0-9_-]*\.png", name)
    assert len(name) <= LONGEST + 4
