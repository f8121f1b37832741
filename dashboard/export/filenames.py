"""Names of files: what they show, of which dataset, narrowed to what. Safe on every file system."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dashboard.data.dataset import Dataset
from dashboard.data.events import fold
from dashboard.export.extracts import EXPORTED
from dashboard.figures.displaced import quantity_of
from dashboard.figures.displacement import DEFAULT_QUANTITY
from dashboard.figures.views import BREAKDOWN, CASUALTIES, DISPLACEMENT, INCIDENTS, MAP
from dashboard.model.names import NO_PROVINCE
from dashboard.model.selection import Selection
from dashboard.model.sentence import file_words
from dashboard.model.situation import Situation
from dashboard.model.table_sentence import reaching

LONGEST = 120  # without the ending; most systems take 255 bytes for a name, some archives 143
SLUGS = {
    MAP: "map",
    INCIDENTS: "incidents",
    CASUALTIES: "civilian-casualties",
    DISPLACEMENT: "displacement",
    BREAKDOWN: "incidents-by",
}
_NOT_KEPT = re.compile(r"[^a-z0-9_]+")


def filename(view: str, situation: Situation, ending: str, *, by: str = "type") -> str:
    """`iraq-tuerkiye-border_civilian-casualties_duhok_2024.png`: datasets, view, and what narrows it.

    An ending may have two parts: `meta.json`.
    """
    selection = situation.selection
    return _named(_view(view, situation, by), file_words(selection), situation.dataset, selection, ending)


def table_filename(name: str, situation: Situation, ending: str, options: Sequence[str] = ()) -> str:
    """The same for the table that files call `name`, with only what reaches it, and the `options` of the file."""
    selection = reaching(EXPORTED[name], situation.selection)
    words = [selection.grain, *selection.organisation, *selection.indicator, *file_words(selection)]
    return _named("-".join([name, *options]), words, situation.dataset, selection, ending)


def _named(what: str, narrowed: Sequence[str], dataset: Dataset, selection: Selection, ending: str) -> str:
    told = [slug("no-province" if word == NO_PROVINCE else word) for word in narrowed]
    datasets = "-and-".join(slug(one.name) or "dataset" for one in dataset.cited(selection.dataset))
    words = [datasets, what, *told]
    endings = ".".join(map(slug, ending.split(".")))
    return f"{_joined([word for word in words if word])}.{endings}"


def slug(text: str) -> str:
    """`text` in small ASCII letters, digits and hyphens; blank when none of it can be written so."""
    return _NOT_KEPT.sub("-", fold(text).encode("ascii", "ignore").decode()).strip("-_")


def _view(view: str, situation: Situation, by: str) -> str:
    name = SLUGS.get(view) or slug(view)
    if view == BREAKDOWN:
        return f"{name}-{'attributed-to' if by == 'by' else slug(by)}"
    quantity = quantity_of(situation)
    is_special = view == DISPLACEMENT and quantity != DEFAULT_QUANTITY
    return f"{name}_{quantity.replace('_', '-')}" if is_special else name


def _joined(words: list[str]) -> str:
    """As many words as fit, and how many do not; the last, which are the days, stay."""
    whole = "_".join(words)
    if len(whole) <= LONGEST:
        return whole
    *kept, last = words
    left_out = 0
    while len(kept) > 2 and len("_".join([*kept, f"and-{left_out}-more", last])) > LONGEST:
        kept.pop()
        left_out += 1
    return "_".join([*kept, f"and-{left_out}-more", last])[:LONGEST].strip("-_")
