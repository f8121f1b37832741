"""What the timeline of displacement shows of a Situation, and what it leaves out, in words.

How it is drawn stands in `dashboard.figures.displacement`.
"""

from __future__ import annotations

import pandas as pd

from dashboard.figures.displacement import DEFAULT_QUANTITY, QUANTITIES
from dashboard.model.headline import everywhere, figures_of_place
from dashboard.model.scope import rows_of
from dashboard.model.sentence import ignored_by
from dashboard.model.situation import Situation
from dashboard.model.stock_lines import Stocks, is_stock, stocks
from dashboard.text import Words

# What stocks count, people before families.
STOCKED = ("persons_displaced", "families_displaced")
VIEW = "timeline-displacement"


def quantity_of(situation: Situation) -> str:
    """What the displacement timeline shows: the first of its quantities among the indicators asked for.

    Without one: what stocks of a chosen imported dataset count, which a reader ticked to see; else villages.
    """
    asked = [name for name in QUANTITIES if name in situation.selection.indicator]
    rows = situation.displacement
    stocks = rows[is_stock(rows, situation.dataset.own)]
    counted = [name for name in STOCKED if stocks[QUANTITIES[name]].notna().any()]
    return next(iter([*asked, *counted]), DEFAULT_QUANTITY)


def stocks_of(situation: Situation) -> Stocks:
    """The stocks of imported datasets that the displacement timeline draws."""
    return stocks(situation, QUANTITIES[quantity_of(situation)])


def reports_of(situation: Situation) -> pd.DataFrame:
    """What it draws as marks: the reports that are no stocks of an imported dataset."""
    rows = situation.displacement
    return rows[~is_stock(rows, situation.dataset.own)]


def published_series(situation: Situation) -> pd.DataFrame:
    """Published figures that may be joined by a line and are about the displacement shown.

    Narrowed by place, date, organisation and indicator: other indicators alone leave none. A figure of the whole area
    is none of a province or a district.
    """
    rows = rows_of("published_figures", situation.dataset.tables, situation.selection)
    if situation.selection.province or situation.selection.district:
        rows = figures_of_place(rows, situation.selection)
    shown = rows["series_id"].notna() & (rows["indicator"] == quantity_of(situation)) & rows["as_of"].notna()
    return rows[shown]


def undated_note(situation: Situation, words: Words) -> str:
    """How many reports have no date, so that the displacement timeline can't show them; blank when none."""
    rows = situation.displacement
    undated = int((rows["date"].isna() & rows[QUANTITIES[quantity_of(situation)]].notna()).sum())
    return words.plural("undated-reports", undated) if undated else ""


def displacement_note(situation: Situation, words: Words) -> str:
    """What the timeline leaves out, and that nothing may be added up."""
    asked = situation.selection.indicator
    others = words("displacement-other-indicators") if asked and quantity_of(situation) not in asked else ""
    told = [
        undated_note(situation, words),
        others,
        series_note(situation, words),
        *_stocks_notes(situation, words),
        words("displacement-note"),
        ignored_by(VIEW, situation.selection, words),
    ]
    return " ".join(filter(None, told))


def _stocks_notes(situation: Situation, words: Words) -> list[str]:
    """How stocks are drawn, and how many are not."""
    found = stocks_of(situation)
    return [
        words("stocks-note") if found.lines else "",
        words.plural("stocks-more", found.more) if found.more else "",
        words.plural("stocks-alone", found.alone) if found.alone else "",
    ]


def series_note(situation: Situation, words: Words) -> str:
    """That there are series of the whole area, which are not drawn for a part of it; blank where none is left out."""
    if not (situation.selection.province or situation.selection.district):
        return ""
    is_left_out = published_series(situation).empty and not published_series(everywhere(situation)).empty
    return words("series-whole-area-only") if is_left_out else ""
