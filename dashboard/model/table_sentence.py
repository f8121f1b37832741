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


def describe_table(table: Table, situation: Situation, words: Words) -> str:
    """“Displacement reports in Duhok, January to December 2024”, without a full stop.

    Days are named when the reader chose some: without, a table may go beyond what the incidents cover.
    """
    selection, dataset = situation.selection, situation.dataset
    if table.name == "incidents":
        return describe(selection, dataset, words)
    subject = words(f"table-{table.name.replace('_', '-')}")
    if table.name not in DATED_BY:
        return words("rows-of-incidents", table=subject, incidents=describe(selection, dataset, words))
    reaching = names_reaching(table.name, table.by_name)
    places = {name: getattr(selection, name) for name in reaching if name not in OF_FIGURES}
    narrowed = parts(Selection(start=selection.start, end=selection.end, **places), dataset, words)
    return one_sentence([subject, *(part.text for part in narrowed), *_figures(reaching, situation, words)], words)


def ignored_by_table(table: Table, situation: Situation, words: Words) -> str:
    """What of the Selection does not reach the table, in a sentence; blank when all does."""
    reaching = _NARROWING if table.name == "sources" else names_reaching(table.name, table.by_name)
    names = [name for name in _NARROWING if getattr(situation.selection, name) and name not in reaching]
    if not names:
        return ""
    return words("rows-ignore", filters=words.listed([words(f"filter-{name}").lower() for name in names]))


def _figures(reaching: tuple[str, ...], situation: Situation, words: Words) -> list[str]:
    """Whose figures, and of what, where the table has them."""
    selection, dataset = situation.selection, situation.dataset
    labels = [dataset.label("published_figures", "indicator", value) for value in selection.indicator]
    chosen = {
        "organisation": words("figures-published-by", organisations=words.listed(selection.organisation, "or")),
        "indicator": words("figures-about", indicators=words.listed(labels, "or")),
    }
    return [text for name, text in chosen.items() if name in reaching and getattr(selection, name)]
