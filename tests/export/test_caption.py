"""Captions: title, what was selected, sources, date and version; written around a figure so that nothing is cut."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.config import Settings
from dashboard.data.dataset import Dataset, load
from dashboard.export.asked import Asked
from dashboard.export.caption import MOST_MILESTONES, MOST_TOTALS, Caption, caption, sources_line
from dashboard.export.captioned import MOST_LINES, PAD, captioned, footer, header, room_for
from dashboard.export.keys import HEIGHT, ChartKey, chart_keys, key_rows
from dashboard.figures.text_width import LINE_HEIGHT, text_width
from dashboard.figures.views import BREAKDOWN, CASUALTIES, DISPLACEMENT, INCIDENTS, MAP, VIEWS, figure_of, view_sources
from dashboard.model.selection import Selection
from dashboard.model.sentence import describe
from dashboard.model.situation import Situation
from dashboard.text import Words
from tests.figures.reading import valid
from tests.tiny import rows

ALL_VIEWS = (*VIEWS, MAP)
DUHOK_2024 = Selection(province=("Duhok",), start=dt.date(2024, 1, 1), end=dt.date(2024, 12, 31))
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("C",)), max_size=300)
CAPTIONS = st.builds(Caption, *[TEXTS] * 12)
SYMBOLS = ("box", "hollow", "tinted", "hatched", "shade", "whisker", "dot", "ring", "line")
KEYS = st.lists(
    st.builds(ChartKey, st.sampled_from(SYMBOLS), st.just("#D55E00"), TEXTS.map(lambda text: text[:40])), max_size=8
)


@pytest.fixture(scope="module")
def words() -> Words:
    return Words("en")


@pytest.fixture(scope="module")
def everything(bundled: Dataset) -> Situation:
    return Situation(bundled, Selection())


def texts(figure: dict[str, Any]) -> str:
    """Everything that is written on a figure, as a reader sees it."""
    lines = " ".join(annotation["text"] for annotation in figure["layout"]["annotations"]).replace("<br>", " ")
    return lines.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


@pytest.mark.parametrize("view", ALL_VIEWS)
def test_every_caption_says_what_when_who_and_which_version(bundled: Dataset, words: Words, view: str) -> None:
    situation = Situation(bundled, DUHOK_2024)
    found = caption(view, situation, words, Settings())
    assert found.title
    assert "Duhok" in found.sentence
    assert "2024" in found.sentence
    assert found.definition
    assert bundled.version in found.data
    assert words.day(bundled.description.covers_to) in found.data
    assert bundled.description.citation in found.data
    assert bool(found.disclaimer) == bool(found.credits) == (view == MAP)
    assert found.address == "", "no public address is known"


def test_the_address_opens_this_view_of_this_version(bundled: Dataset, words: Words) -> None:
    found = caption(MAP, Situation(bundled, DUHOK_2024), words, Settings(public_url="https://border.example"))
    assert f"https://border.example/?{DUHOK_2024.query()}&v={bundled.version}" in found.address


@pytest.mark.parametrize("view", [one for one in ALL_VIEWS if one != DISPLACEMENT])
def test_what_is_about_incidents_is_described_as_the_heading_does(bundled: Dataset, words: Words, view: str) -> None:
    selection = Selection(province=("Erbil",), type=("shelling",), harm=True)
    found = caption(view, Situation(bundled, selection), words, Settings())
    assert found.sentence == describe(selection, bundled, words)


def test_displacement_is_not_described_as_incidents(bundled: Dataset, words: Words) -> None:
    selection = Selection(province=("Erbil",), type=("shelling",))
    found = caption(DISPLACEMENT, Situation(bundled, selection), words, Settings())
    assert "shelling" not in found.sentence.lower()
    assert "Erbil" in found.sentence
    assert words("filter-type").lower() in found.definition, "says what it is not narrowed by"


def test_reports_that_the_timeline_cannot_show_are_counted(tiny: Dataset, everything: Situation, words: Words) -> None:
    undated = everything.displacement
    count = int((undated["date"].isna() & undated["villages_evacuated"].notna()).sum())
    assert words.plural("undated-reports", count) in caption(DISPLACEMENT, everything, words, Settings()).definition
    none = caption(DISPLACEMENT, Situation(tiny, Selection()), words, Settings()).definition
    assert "without a date" not in none


def test_the_breakdown_is_titled_by_what_it_counts(everything: Situation, words: Words) -> None:
    titles = {
        caption(BREAKDOWN, everything, words, Settings(), Asked(by=by)).title for by in ("type", "by", "province")
    }
    assert len(titles) == 3


@pytest.mark.parametrize("view", ALL_VIEWS)
def test_sources_named_and_not_named_are_all_of_them(everything: Situation, words: Words, view: str) -> None:
    ids = view_sources(view, everything)
    named, _, more = caption(view, everything, words, Settings()).sources.removeprefix("Sources: ").rpartition(" and ")
    covered = [one for one in ids if everything.dataset.sources[one]["publisher"] in named.split(", ")]
    assert covered
    assert more == f"{words.number(len(ids) - len(covered))} more"


def test_no_sources_is_said(everything: Situation, words: Words) -> None:
    assert sources_line([], everything, words) == words("caption-no-sources")


@pytest.mark.parametrize("everything_shown", [False, True])
def test_milestones_have_the_numbers_of_the_chart(everything: Situation, words: Words, everything_shown: bool) -> None:
    found = caption(INCIDENTS, everything, words, Settings(), Asked(all_milestones=everything_shown)).milestones
    titles = list(everything.shown_milestones(everything_shown)["title"])
    for number, title in enumerate(titles[:MOST_MILESTONES], start=1):
        assert f"{number}:\u00a0{title}" in found
    left_out = len(titles) - MOST_MILESTONES
    assert (words.plural("caption-milestones-more", max(left_out, 0)) in found) == (left_out > 0)


def test_only_timelines_have_milestones(everything: Situation, words: Words) -> None:
    assert not caption(MAP, everything, words, Settings()).milestones
    assert not caption(BREAKDOWN, everything, words, Settings()).milestones


@given(found=CAPTIONS, keys=KEYS, width=st.integers(300, 1600))
def test_nothing_overlaps_and_nothing_is_cut(found: Caption, keys: list[ChartKey], width: int) -> None:
    above, below = room_for(found, width, keys)
    for blocks, room in ((header(found, width), above), (footer(found, width), below)):
        assert all(one.bottom <= other.top for one, other in pairwise(blocks))
        assert all(block.top >= 0 and block.bottom <= room for block in blocks)
        for block in blocks:
            lines = block.lines if len(block.lines) < MOST_LINES else block.lines[:-1]
            assert all(text_width(line, block.size, bold=block.weight > 400) <= width - 2 * PAD for line in lines)
    rows = key_rows(keys, width - 2 * PAD)
    assert sum(len(row) for row in rows) == len(keys)
    assert all(x == 0 or x + key.width <= width - 2 * PAD for row in rows for x, key in row)
    title = header(found, width)
    assert (title[-1].bottom if title else 0) + HEIGHT * len(rows) <= above


@given(found=CAPTIONS)
@settings(max_examples=20)
def test_texts_are_shown_as_they_are_written(found: Caption) -> None:
    figure = captioned({"data": [], "layout": {}}, found, 1200, 675)
    for block in [*header(found, 1200), *footer(found, 1200)]:
        assert all(line in texts(figure) for line in block.lines)
    marks = [annotation["text"].replace("<br>", "") for annotation in figure["layout"]["annotations"]]
    assert not any("<" in text for text in marks), "no tag of the data's is left"


@pytest.mark.parametrize("view", VIEWS)
def test_a_figure_keeps_everything_of_its_own(everything: Situation, words: Words, view: str) -> None:
    figure = figure_of(view, everything, words)
    keys = chart_keys(figure, words)
    whole = valid(captioned(figure, caption(view, everything, words, Settings()), 960, 540, keys))
    assert whole["data"] == figure["data"]
    own = figure["layout"]
    assert whole["layout"]["shapes"][: len(own.get("shapes", []))] == own.get("shapes", [])
    assert whole["layout"]["xaxis"] == own["xaxis"]
    margin = whole["layout"]["margin"]
    assert all(margin[side] >= own["margin"][side] for side in "lrtb")
    assert margin["t"] + margin["b"] < 540 - 150, "the chart keeps most of its height"
    assert whole["layout"]["paper_bgcolor"] == "#FFFFFF"


def test_the_caption_stands_beside_the_plot_wherever_that_begins(everything: Situation, words: Words) -> None:
    found = caption(BREAKDOWN, everything, words, Settings())
    whole = captioned(figure_of(BREAKDOWN, everything, words), found, 960, 540)
    margin = whole["layout"]["margin"]
    above, below = room_for(found, 960)
    for text in whole["layout"]["annotations"]:
        left = margin["l"] + text["xshift"]
        top = margin["t"] - text["yshift"] if text["y"] == 1 else 540 - margin["b"] - text["yshift"]
        bottom = top + (text["text"].count("<br>") + 1) * text["font"]["size"] * LINE_HEIGHT
        assert left == pytest.approx(PAD, abs=0.1)
        assert (top >= 0 and bottom <= above + 0.1) if text["y"] == 1 else (540 - below <= top and bottom <= 540)
    assert whole["layout"]["yaxis"]["automargin"] is False, "or Plotly would move the plot away from its caption"


def test_the_casualties_say_what_each_colour_is(everything: Situation, words: Words) -> None:
    names = [key.text for key in chart_keys(figure_of(CASUALTIES, everything, words), words)]
    for key in ("key-best", "key-range", "key-injured-bar", "key-unknown-bar", "key-cut-data"):
        assert words(key) in names


def test_the_displacement_says_which_series_has_which_colour(everything: Situation, words: Words) -> None:
    figure = figure_of(DISPLACEMENT, everything, words)
    keys = {key.text: key.colour for key in chart_keys(figure, words)}
    lines = {
        t["name"]: t["line"]["color"] for t in figure["data"] if t.get("meta") == "series" and "markers" in t["mode"]
    }
    assert lines
    assert lines.items() <= keys.items()
    assert {words("reports-new"), words("reports-cumulative")} <= set(keys)


def test_the_key_leaves_out_what_is_not_drawn(bundled: Dataset, words: Words) -> None:
    nothing = Situation(bundled, Selection(q="nowhere-at-all", start=dt.date(2019, 5, 1), end=dt.date(2019, 5, 20)))
    assert chart_keys(figure_of(CASUALTIES, nothing, words), words) == []


@pytest.mark.parametrize("view", [INCIDENTS, CASUALTIES, DISPLACEMENT])
@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (None, None, "key-cut-data"),
        (dt.date(2019, 1, 1), None, "key-cut-data"),
        (dt.date(2019, 5, 1), dt.date(2024, 12, 31), "key-cut-days"),
        (dt.date(2019, 1, 1), dt.date(2026, 2, 1), "key-cut-both"),
        (dt.date(2019, 5, 1), None, "key-cut-both"),
        (dt.date(2019, 1, 1), dt.date(2024, 12, 31), ""),
    ],
)
def test_the_key_of_the_shade_says_what_cut_the_periods_of_this_image(
    bundled: Dataset, words: Words, view: str, start: dt.date | None, end: dt.date | None, expected: str
) -> None:
    """The data end on 15 March 2026."""
    situation = Situation(bundled, Selection(start=start, end=end, grain="year"))
    keys = chart_keys(figure_of(view, situation, words), words)
    assert [key.text for key in keys if key.symbol == "shade"] == ([words(expected)] if expected else [])


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_every_symbol_of_a_key_is_drawn_beside_its_text(symbol: str) -> None:
    shapes, text = ChartKey(symbol, "#D55E00", "a < b").drawn(10, -20)
    valid({"data": [], "layout": {"shapes": shapes, "annotations": [text]}})
    assert text["text"] == "a &lt; b"
    assert all(-30 <= shape[y] <= -10 for shape in shapes for y in ("y0", "y1"))
    assert all(9 <= shape[x] <= text["xshift"] for shape in shapes for x in ("x0", "x1"))


def test_the_image_of_casualties_names_each_published_total_with_who_counted_and_where(
    bundled: Dataset, words: Words
) -> None:
    year = Situation(bundled, Selection(start=dt.date(2023, 1, 1), end=dt.date(2023, 12, 31)))
    told = caption(CASUALTIES, year, words, Settings()).totals
    for n, organisation, publisher in (("11", "CPT", "964media"), ("24", "CPT (as cited by IKHRW)", "IKHRW")):
        total = words("total-in-year", total=words("total-civilians_killed", n=n), year=2023)
        assert words("caption-total", total=total, organisation=organisation, names=publisher) in told
    assert {view for view in ALL_VIEWS if caption(view, year, words, Settings()).totals} == {CASUALTIES}
    assert not caption(CASUALTIES, Situation(bundled, Selection(district=("Amedi",))), words, Settings()).totals


def test_more_published_totals_than_an_image_can_name_are_counted(
    tiny_folder: Callable[..., Path], words: Words
) -> None:
    total = {"figure_id": "f", "indicator": "civilians_killed", "value": "3", "period_start": "2022"}
    total = rows("published_figures")[0] | total | {"period_end": "2022", "is_cumulative": "no", "series_id": ""}
    many = [total | {"figure_id": f"f{n}"} for n in range(MOST_TOTALS + 3)]
    dataset = load(tiny_folder(whole_basemap=False, published_figures=many))
    told = caption(CASUALTIES, Situation(dataset, Selection()), words, Settings()).totals
    assert words.plural("caption-totals-more", 3) in told
    assert told.count(words("total-civilians_killed", n="3")) == MOST_TOTALS
