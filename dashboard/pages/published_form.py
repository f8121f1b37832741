"""The filters of `/published`: a plain form with the Selection's names, so that the address holds what was chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.data.collation import collation_key
from dashboard.model.names import NO_PROVINCE
from dashboard.pages.asked import Asked

NARROWING = ("province", "from", "to", "organisation", "indicator")


@dataclass(frozen=True, slots=True)
class Choice:
    """One box of a list."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Form:
    """What can be chosen and what is. `kept` are (name, value) of what narrows the dashboard and not these figures."""

    lists: Sequence[tuple[str, Sequence[Choice]]]
    days: Sequence[tuple[str, str]]
    kept: Sequence[tuple[str, str]]
    is_narrowed: bool
    open_lists: Sequence[str]


def form(asked: Asked) -> Form:
    """The form as the Selection fills it."""
    words, selection, dataset = asked.words, asked.situation.selection, asked.situation.dataset
    figures = dataset.tables["published_figures"]
    places = sorted(figures["province"].dropna().unique(), key=collation_key)
    counters = sorted(figures["organisation"].unique(), key=collation_key)
    indicators = dataset.choices("published_figures", "indicator")
    labels = {one: dataset.label("published_figures", "indicator", one) for one in indicators}
    pairs = selection.pairs()
    chosen = {name for name, _ in pairs}
    days = {"from": selection.start, "to": selection.end}
    return Form(
        lists=[
            ("province", [_choice(NO_PROVINCE, words("area-whole"), selection.province),
                          *(_choice(one, one, selection.province) for one in places)]),
            ("indicator", [_choice(one, labels[one], selection.indicator) for one in indicators]),
            ("organisation", [_choice(one, one, selection.organisation) for one in counters]),
        ],
        days=[(name, day.isoformat() if day else "") for name, day in days.items()],
        kept=[(name, value) for name, value in pairs if name not in NARROWING],
        is_narrowed=bool(chosen & set(NARROWING)),
        open_lists=[name for name in ("indicator", "organisation") if name in chosen],
    )  # fmt: skip


def _choice(value: str, label: str, chosen: Iterable[str]) -> Choice:
    return Choice(value, label, value in chosen)
