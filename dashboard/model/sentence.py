"""A Selection in words: the heading, the caption of every image, and the chips that take a filter away."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from itertools import chain
from typing import Any

from dashboard.data.dataset import Dataset
from dashboard.data.description import Description
from dashboard.data.imported import Imported
from dashboard.model.names import NO_PROVINCE
from dashboard.model.selection import Selection
from dashboard.text import Words

# Selection name -> (table, column) of its vocabulary.
_VOCABULARY = {
    "type": ("incidents", "event_type"),
    "by": ("incidents", "attributed_to"),
    "status": ("incidents", "attribution_status"),
}

_SHORT_FORM = re.compile(r".\(([^()]{2,24})\)$")


@dataclass(frozen=True, slots=True)
class Part:
    """One narrowing, in words; `without` is the Selection that remains when a reader takes it away."""

    name: str
    text: str
    without: Selection


def describe(selection: Selection, dataset: Dataset, words: Words) -> str:
    """The Selection in a sentence, without a full stop; the days shown are the reader's or the data's."""
    pieces = [_subject(selection, dataset, words), *(_phrase(name, selection, dataset, words) for name in _ORDER)]
    return one_sentence(pieces, words)


def one_sentence(pieces: Iterable[str], words: Words) -> str:
    """A subject and what narrows it, blank pieces left out: “Incidents in Duhok, 2024”."""
    first, *rest = [piece for piece in pieces if piece]
    joined = [first] + [(" " if piece.startswith(words("in-prefix")) else ", ") + piece for piece in rest]
    return words.sentence("".join(joined))


def parts(selection: Selection, dataset: Dataset, words: Words) -> list[Part]:
    """What the reader narrowed, each with the Selection without it."""
    found = []
    if selection.type:
        found.append(Part("type", _subject(selection, dataset, words), replace(selection, type=())))
    for name in _ORDER:
        if any(getattr(selection, field) for field in _FIELDS[name]):
            blank: dict[str, Any] = {f.name: f.default for f in fields(Selection) if f.name in _FIELDS[name]}
            text = _phrase(name, selection, dataset, words)
            found.append(Part(name, text, replace(selection, **blank)))
    return found


def figure_parts(selection: Selection, dataset: Dataset, words: Words) -> list[Part]:
    """What the reader narrowed among published figures, which is no part of the sentence: incidents have neither."""
    labels = [dataset.label("published_figures", "indicator", value) for value in selection.indicator]
    found = [
        ("organisation", selection.organisation, replace(selection, organisation=())),
        ("indicator", labels, replace(selection, indicator=())),
    ]
    return [
        Part(name, words(f"published-{name}", names=words.listed(values, "or")), without)
        for name, values, without in found
        if values
    ]


def _subject(selection: Selection, dataset: Dataset, words: Words) -> str:
    if not selection.type:
        return words("all-incidents")
    return words.listed([plural_label("type", value, dataset, words) for value in selection.type])


def plural_label(name: str, value: str, dataset: Dataset, words: Words) -> str:
    """A type of incident in the plural and inside a sentence; the vocabulary's label where we have no plural."""
    key = f"{name}-plural-{value}"
    return words(key) if words.has(key) else dataset.label(*_VOCABULARY[name], value)


def _phrase(name: str, selection: Selection, dataset: Dataset, words: Words) -> str:
    return _PHRASES[name](selection, dataset, words)


def _place(selection: Selection, dataset: Dataset, words: Words) -> str:
    provinces = [words("no-single-province").lower() if p == NO_PROVINCE else p for p in selection.province]
    if selection.district:
        districts = words.listed(selection.district, "or" if len(selection.district) > 3 else "standard")
        key = "in-districts-of" if provinces else "in-districts"
        return words(key, districts=districts, provinces=words.listed(provinces))
    return words("in-provinces", provinces=words.listed(provinces)) if provinces else ""


def _days(selection: Selection, dataset: Dataset, words: Words) -> str:
    first, last = _covered(selection, dataset)
    first, last = selection.start or first, selection.end or last
    if first > last:
        return words("since-day", day=words.day(first)) if selection.start else words("until-day", day=words.day(last))
    return words.days(first, last)


def _covered(selection: Selection, dataset: Dataset) -> tuple[dt.date, dt.date]:
    """The first and the last day that any of the chosen datasets covers; the own ones where none says."""
    said = [(one.covers_from, one.covers_to) for one in dataset.cited(selection.dataset)]
    own = dataset.description
    known = [(first, last) for first, last in said if first and last] or [(own.covers_from, own.covers_to)]
    return min(first for first, _ in known), max(last for _, last in known)


def _attributed(selection: Selection, dataset: Dataset, words: Words) -> str:
    labels = [dataset.label("incidents", "attributed_to", value) for value in selection.by]
    return words("attributed-to", actors=words.listed(labels, "or")) if labels else ""


def _status(selection: Selection, dataset: Dataset, words: Words) -> str:
    labels = [dataset.label("incidents", "attribution_status", value).lower() for value in selection.status]
    return words("attribution-is", statuses=words.listed(labels, "or")) if labels else ""


def _search(selection: Selection, dataset: Dataset, words: Words) -> str:
    return words("mentioning", text=selection.q) if selection.q else ""


def _switch(field: str, key: str) -> Callable[[Selection, Dataset, Words], str]:
    return lambda selection, dataset, words: words(key) if getattr(selection, field) else ""


def _datasets(selection: Selection, dataset: Dataset, words: Words) -> str:
    """Titles, not names: a reader is told of “UCDP GED”, an address of `ucdp-ged`."""
    if not selection.dataset:
        return ""
    return words("from-datasets", names=titles(dataset.cited(selection.dataset), words))


def titles(datasets: Iterable[Description | Imported], words: Words) -> str:
    """Datasets by their short titles, which may have commas of their own: “A” and “B”."""
    return words.listed([f"“{short_title(one)}”" for one in datasets])


def short_title(one: Description | Imported) -> str:
    """The short form that a title gives in brackets at its end, “ACLED”, else what it says before a colon:
    “Iraq–Türkiye border” of “Iraq–Türkiye border: incidents, outposts”."""
    in_brackets = _SHORT_FORM.search(one.title)
    return in_brackets[1] if in_brackets else one.title.partition(":")[0].strip() or one.title


_PHRASES: dict[str, Callable[[Selection, Dataset, Words], str]] = {
    "place": _place,
    "days": _days,
    "by": _attributed,
    "status": _status,
    "harm": _switch("harm", "with-harm"),
    "context": _switch("context", "with-context"),
    "q": _search,
    "dataset": _datasets,
}
_FIELDS: dict[str, tuple[str, ...]] = {"place": ("province", "district"), "days": ("start", "end")}
_FIELDS = {name: _FIELDS.get(name, (name,)) for name in _PHRASES}
_ORDER = tuple(_PHRASES)


def ignored_by(view: str, selection: Selection, words: Words) -> str:
    """What of the Selection a view can't take into account, in a sentence; blank when nothing."""
    filters = filters_of_incidents(selection, words)
    return words("view-ignores", filters=filters) if filters and view != "incidents" else ""


def filters_of_incidents(selection: Selection, words: Words) -> str:
    """The names of the filters that narrow and that only incidents can follow; blank when none does."""
    labels = [
        words(f"filter-{name}").lower() for name in ("type", "by", "status", "harm", "q") if getattr(selection, name)
    ]
    return words.listed([f"“{label}”" for label in labels])


def file_words(selection: Selection) -> list[str]:
    """What tells one file from another: provinces, districts, types and days, in few words."""
    days = _short_days(selection.start, selection.end)
    switches = [name for name in ("harm", "context") if getattr(selection, name)]
    lists = chain(selection.province, selection.district, selection.type, selection.by, selection.status)
    return [*lists, *switches, *filter(None, [selection.q, days])]


def _short_days(first: dt.date | None, last: dt.date | None) -> str:
    """Blank without days; `2024` for a year, `since-2024-03-05`, `until-…`, else both days."""
    if not (first and last):
        return f"since-{first.isoformat()}" if first else f"until-{last.isoformat()}" if last else ""
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year}-{last.year}"
    return f"{first.isoformat()}_{last.isoformat()}"
