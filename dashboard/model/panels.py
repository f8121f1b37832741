"""The published figures of a Selection, quantity by quantity: what can be put side by side, and what can't."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.model.published import Statement, statements
from dashboard.model.scope import rows_of
from dashboard.model.situation import Situation

# A panel -> the indicators that it shows, each by itself.
PANELS: Mapping[str, tuple[str, ...]] = {
    "killed": ("civilians_killed",),
    "injured": ("civilians_injured",),
    "casualties": ("civilian_casualties_total",),
    "emptied": ("villages_empty_or_displaced_total", "villages_evacuated"),
    "threatened": ("villages_threatened_or_affected",),
    "displaced": ("families_displaced", "persons_displaced"),
    "attacks": ("attacks_bombardments",),
    "bases": ("turkish_bases",),
    "length": ("border_length_km",),
    "posts": ("border_outposts_built", "border_outposts_planned", "cameras_installed", "border_wall_km"),
    "burned": ("dunams_burned",),
}


@dataclass(frozen=True, slots=True)
class Part:
    """The figures of one indicator: of the whole area, of one province, and those that no date is known of."""

    indicator: str
    whole: tuple[Statement, ...]
    provinces: tuple[Statement, ...]
    undated: tuple[Statement, ...]

    @property
    def all(self) -> tuple[Statement, ...]:
        """Every figure, each once."""
        return self.whole + self.provinces + self.undated


@dataclass(frozen=True, slots=True)
class Panel:
    """One quantity. Parts without a figure are left out."""

    name: str
    parts: tuple[Part, ...]

    @property
    def all(self) -> tuple[Statement, ...]:
        """Every figure, each once."""
        return tuple(one for part in self.parts for one in part.all)


def panels(situation: Situation) -> list[Panel]:
    """The panels that hold a figure of the Selection; every one stands in exactly one of them."""
    given = statements(rows_of("published_figures", situation.dataset.tables, situation.selection))
    found = [Panel(name, tuple(filter(None, (_part(one, given) for one in wanted)))) for name, wanted in PANELS.items()]
    return [panel for panel in found if panel.parts]


def _part(indicator: str, given: list[Statement]) -> Part | None:
    mine = _in_order([one for one in given if one.indicator == indicator])
    dated = [one for one in mine if one.is_dated]
    part = Part(
        indicator,
        whole=tuple(one for one in dated if not one.province),
        provinces=tuple(one for one in dated if one.province),
        undated=tuple(one for one in mine if not one.is_dated),
    )
    return part if mine else None


def _in_order(given: list[Statement]) -> list[Statement]:
    """By province, then by who counted, those with most figures first; the longest count first, series together."""
    counts = Counter(_main_counter(one) for one in given)
    begins: dict[str, dt.date] = {}
    for one in given:
        if one.series_id:
            begins[one.series_id] = min(begins.get(one.series_id, dt.date.max), one.first or dt.date.min)

    def place(one: Statement) -> tuple[object, ...]:
        who = _main_counter(one)
        begin = begins.get(one.series_id or "") or one.first or dt.date.min
        return (
            one.province or "",
            -counts[who],
            who,
            begin,
            one.series_id or "",
            one.day or dt.date.max,
            one.figure_id,
        )

    return sorted(given, key=place)


def _main_counter(one: Statement) -> str:
    """The first partner of a joint statement."""
    return one.organisation.partition(" / ")[0].partition(" (")[0].strip()
