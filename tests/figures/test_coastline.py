"""The figure of the coastline effect: the measured line, and every published length with its names."""

from __future__ import annotations

from dashboard.data.dataset import Dataset
from dashboard.figures.coastline import coastline
from dashboard.text import Words
from tests.figures.reading import traces, valid

PUBLISHED = {384.0: ("Command", "News"), 331.0: ("<b>Pages</b>",)}


def test_the_line_shows_what_was_measured_finest_first(bundled: Dataset, words: Words) -> None:
    measured = bundled.border_lengths
    (line,) = traces(valid(coastline(measured, PUBLISHED, words)), "measured")
    assert line["y"] == [round(km, 1) for _, km in measured]
    assert line["x"] == sorted(line["x"])
    assert line["x"][1:] == [tolerance for tolerance, _ in measured][1:]
    assert all(words.number(km) in told for km, told in zip(line["y"], line["hovertext"], strict=True))


def test_every_published_length_is_a_level_line_with_who_published_it(bundled: Dataset, words: Words) -> None:
    figure = coastline(bundled.border_lengths, PUBLISHED, words)
    (lines,), (names,), (measured,) = (traces(figure, meaning) for meaning in ("published", "names", "measured"))
    assert lines["y"][::3] == lines["y"][1::3] == list(PUBLISHED)
    assert {*lines["x"]} == {min(measured["x"]), max(measured["x"]), None}
    assert "Command<br>News" in names["text"][0]
    assert "384" in names["text"][0]
    assert "&lt;b&gt;Pages" in names["text"][1]


def test_all_of_it_is_inside_the_axes(bundled: Dataset, words: Words) -> None:
    figure = coastline(bundled.border_lengths, {500.0: ("High",), 100.0: ("Low",)}, words)
    low, high = figure["layout"]["yaxis"]["range"]
    assert low < 100
    assert high > 500


def test_names_stand_at_the_end_that_the_measured_line_is_farther_from(words: Words) -> None:
    measured = [(0, 400.0), (100, 300.0), (1000, 200.0), (2000, 100.0)]
    (names,) = traces(coastline(measured, {390.0: ("Near",), 150.0: ("Far",), 50.0: ("Never",)}, words), "names")
    first, last = 7, 2000
    assert names["x"] == [last, first, first]
    assert names["textposition"] == ["top left", "top right", "top right"]
