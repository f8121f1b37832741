"""A Selection in words as it narrows one table: what reaches the table, and what does not.

The sentence about incidents stands in `dashboard.model.sentence`.
"""

from __future__ import annotations

from dashboard.data.schema import Table
from dashboard.model.scope import DATED_BY, OF_FIGURES, names_reaching
from dashboard.model.selection import Selection
from dashboard.model.sentence import describe, one_sentence, parts
from dashboard.model.situation import Situation
from dashboard.text import Words

_NARROWING = ("province", "district", "type", "by", "status", "harm", "q", *OF_FIGURES)


def reaching(table: Table, selection: Selection) -> Selection:
    """What of the Selection narrows the table: the days, the names that reach it, and the grain of what has periods."""
    names = _NARROWING if table.name == "sources" else names_reaching(table.name, table.by_name)
    names += () if table.name in DATED_BY else ("context", "dataset")
    names += ("grain",) if "period" in table.by_name else ()
    return Selection(start=selection.start, end=selection.end, **{name: getattr(selection, name) for name in names})


def describe_table(table: Table, situation: Situation, words: Words) -> str:
    """“Displacement reports in Duhok, January to December 2024”, without a full stop.

    Days are named when the reader chose some: without, a table may go beyond what the incidents cover.
    """
    selection, dataset = reaching(table, situation.selection), situation.dataset
    if table.name == "incidents":
        return describe(selection, dataset, words)
    subject = words(f"table-{table.name.replace('_', '-')}")
    if table.name not in DATED_BY:
        return words("rows-of-incidents", table=words.sentence(subject), incidents=describe(selection, dataset, words))
    narrowed = [part.text for part in parts(selection, dataset, words)]
    return one_sentence([subject, *narrowed, *_figures(selection, situation, words)], words)


def ignored_by_table(table: Table, situation: Situation, words: Words) -> str:
    """What of the Selection does not reach the table, in a sentence; blank when all does."""
    kept = reaching(table, situation.selection)
    names = [name for name in _NARROWING if getattr(situation.selection, name) != getattr(kept, name)]
    if not names:
        return ""
    return words("rows-ignore", filters=words.listed([words(f"filter-{name}").lower() for name in names]))


def _figures(selection: Selection, situation: Situation, words: Words) -> list[str]:
    """Whose published figures, and of what."""
    labels = [situation.dataset.label("published_figures", "indicator", value) for value in selection.indicator]
    return [
        words("figures-published-by", organisations=words.listed(selection.organisation, "or"))
        if selection.organisation
        else "",
        words("figures-about", indicators=words.listed(labels, "or")) if labels else "",
    ]
