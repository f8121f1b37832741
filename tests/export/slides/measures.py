"""What the charts of a deck add up to, measure by measure."""

from __future__ import annotations

from pptx.presentation import Presentation as Deck

from dashboard.figures.views import CASUALTIES, INCIDENTS, view_title
from dashboard.model.situation import Situation
from dashboard.text import Words
from tests.export.slides.reading import charts, slide, titles, total


def names(measure: str, words: Words) -> list[str]:
    """The series of a measure: as fine as the bars, and coarser."""
    name = words(f"measure-{measure}")
    return [name, words("slides-coarse-measure", measure=name)]


def sums(of: Deck, situation: Situation, words: Words) -> dict[str, float]:
    """Every measure added up from the charts of a deck."""
    (incidents,) = charts(slide(of, view_title(INCIDENTS, situation, words)))
    three = charts(slide(of, view_title(CASUALTIES, situation, words)))
    held = dict(zip(("incidents", "killed_best", "injured", "unknown"), [incidents, *three], strict=True))
    return {
        measure: total(
            chart, [name for name in names(measure, words) if name in {s.name for s in chart.plots[0].series}]
        )
        for measure, chart in held.items()
    }


def assert_charts_add_up(made: Deck, situation: Situation, words: Words) -> None:
    """All incidents and tolls of the situation stand in the charts; without incidents there are none."""
    toll = situation.toll
    if not toll.incidents:
        assert view_title(INCIDENTS, situation, words) not in titles(made)
        return
    assert sums(made, situation, words) == {
        "incidents": toll.incidents,
        "killed_best": toll.killed_best or 0,
        "injured": toll.injured or 0,
        "unknown": toll.unknown,
    }
