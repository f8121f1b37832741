"""What is painted for a Situation: groups of parts, in the order in which readers need them.

How: `html` replaces what is in a component, `layer` a layer of the map, `chart` a figure, `counts` the numbers beside
the filters, `rows` the first rows of the table.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from dashboard.callbacks.rows import first_rows
from dashboard.figures.map_areas import area_features
from dashboard.figures.map_features import collection, incident_features, place_features, site_features
from dashboard.figures.map_frame import WHOLE_BORDER
from dashboard.figures.views import BREAKDOWN, DISPLACEMENT, VIEWS, figure_of, reached
from dashboard.layout import ids
from dashboard.layout.datasets import chart_title, dataset_notes
from dashboard.layout.headline import chips, empty_note, headline_cards, sentence
from dashboard.layout.map import map_counts
from dashboard.layout.milestones import milestone_items
from dashboard.layout.timelines import BREAKDOWNS, casualty_keys, displacement_note
from dashboard.model.names import NO_PROVINCE
from dashboard.model.situation import Situation
from dashboard.model.squares import MOST_BLOCKS, Block, blocks_around, shown_groups
from dashboard.text import Words

SITES = {"outposts": ids.MAP_OUTPOSTS, "surveillance": ids.MAP_SURVEILLANCE, "crossings": ids.MAP_CROSSINGS}
Make = Callable[[Situation, Words], Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page shows that is not in the Selection. `sort`: see `dashboard.callbacks.rows`; `blocks` of the map
    are seen (`dashboard.model.squares`), None where the page does not know yet."""

    zoom: float
    blocks: frozenset[Block] | None = None
    all_milestones: bool = False
    by: str = BREAKDOWNS[0]
    sort: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing to paint: how, where, and what it is made of. Parts that depend on the same are the same."""

    paint: str
    place: str
    version: str
    depends: tuple[Hashable, ...]
    make: Callable[[], Any] = field(compare=False, repr=False)


def numbers(situation: Situation, words: Words, asked: Asked) -> Iterator[Part]:
    """The sentence, what must be said of imported datasets, the headline figures, the counts beside the filters."""
    part = _parts_of(situation, words)
    whole = (situation.selection,)
    yield part("html", ids.SENTENCE, whole, sentence)
    yield part("html", ids.DATASETS, whole, dataset_notes)
    yield part("html", ids.HEADLINE, whole, headline_cards)
    yield part("html", ids.RECONCILIATION, whole, map_counts)
    yield part("html", ids.EMPTY, whole, empty_note)
    yield part("counts", ids.FILTERS, whole, facet_counts)


def on_map(situation: Situation, words: Words, asked: Asked) -> Iterator[Part]:
    """The map's layers: incidents grouped for the zoom; sites, which follow places and days alone."""
    part = _parts_of(situation, words)
    whole, here = situation.selection, (reached(DISPLACEMENT, situation.selection),)
    yield incidents(situation, words, asked)
    yield part("layer", ids.MAP_AREAS, (whole,), _areas)
    for name, layer in SITES.items():
        yield part("layer", layer, here, partial(_sites, name=name))
    yield part("layer", ids.MAP_VILLAGES, here, _villages)


def incidents(situation: Situation, words: Words, asked: Asked) -> Part:
    """The incidents on the map: few of them all, of many those of the blocks that are seen."""
    part, whole = _parts_of(situation, words), situation.selection
    if not situation.is_crowded:
        return part("layer", ids.MAP_INCIDENTS, (whole, asked.zoom), partial(_incidents, zoom=asked.zoom))
    blocks = asked.blocks if asked.blocks is not None else opening_blocks(asked.zoom)
    make = partial(_squares, zoom=asked.zoom, blocks=blocks)
    return part("layer", ids.MAP_INCIDENTS, (whole, asked.zoom, blocks), make)


def in_table(situation: Situation, words: Words, asked: Asked) -> Iterator[Part]:
    """The first rows of the table."""
    part = _parts_of(situation, words)
    yield part("rows", ids.TABLE, (situation.selection, asked.sort), partial(first_rows, sort=asked.sort))


def charts(situation: Situation, words: Words, asked: Asked) -> Iterator[Part]:
    """Figures with their titles, and the notes beside them."""
    part, everything = _parts_of(situation, words), asked.all_milestones
    for view in VIEWS:
        depends = (reached(view, situation.selection), asked.by if view == BREAKDOWN else everything)
        yield part("html", ids.title(view), depends, partial(chart_title, view, by=asked.by))
        yield part("chart", view, depends, partial(figure_of, view, all_milestones=everything, by=asked.by))
    yield part("html", ids.TIMELINE_CASUALTIES_KEYS, (situation.selection,), casualty_keys)
    yield part("html", ids.TIMELINE_DISPLACEMENT_NOTE, (situation.selection,), displacement_note)
    yield part("html", ids.MILESTONES, (situation.span, everything), partial(_milestones, everything=everything))


def _parts_of(situation: Situation, words: Words) -> Callable[[str, str, tuple[Hashable, ...], Make], Part]:
    """Makes parts of one Situation: how, where, what it depends on, and what it is made by."""
    version = situation.dataset.version
    return lambda paint, place, depends, make: Part(paint, place, version, depends, lambda: make(situation, words))


def _incidents(situation: Situation, words: Words, *, zoom: float) -> Any:
    return collection(incident_features(shown_groups(situation, zoom), words))


def _squares(situation: Situation, words: Words, *, zoom: float, blocks: frozenset[Block]) -> Any:
    """With what of the map it is, so that the page knows what else to ask for."""
    features = incident_features(shown_groups(situation, zoom, blocks=blocks), words)
    part = {"version": situation.dataset.version, "zoom": zoom, "blocks": sorted(f"{x}.{y}" for x, y in blocks)}
    return collection(features) | {"part": part}


def opening_blocks(zoom: float) -> frozenset[Block]:
    """What a page that has no map yet will see of it."""
    found = blocks_around(WHOLE_BORDER, zoom)
    return found if len(found) <= MOST_BLOCKS else frozenset()


def _areas(situation: Situation, words: Words) -> Any:
    return collection(area_features(situation, words))


def _sites(situation: Situation, words: Words, *, name: str) -> Any:
    has_days = situation.selection.has_days
    return collection(site_features(situation.outposts, situation.dataset, words, has_days=has_days)[name])


def _villages(situation: Situation, words: Words) -> Any:
    has_days = situation.selection.has_days
    return collection(place_features(situation.affected_places, situation.dataset, words, has_days=has_days))


def _milestones(situation: Situation, words: Words, *, everything: bool) -> Any:
    return milestone_items(situation.shown_milestones(everything), situation.dataset, words)


GROUPS: Mapping[str, Callable[[Situation, Words, Asked], Iterator[Part]]] = {
    "numbers": numbers,
    "map": on_map,
    "table": in_table,
    "charts": charts,
}


def facet_counts(situation: Situation, words: Words) -> dict[str, str]:
    """Filter and value -> incidents if that value alone were chosen in its filter; what is not named has none.

    Regional context says how many it adds. `show` and `set` are for the sheet of filters and its button on a phone.
    """
    narrowed = len(chips(situation, words))
    counts = {
        ids.count("harm", "1"): words.number(situation.toll.harm),
        ids.count("context", "1"): words("more-with-context", n=words.number(situation.in_context)),
        "show": words.plural("show-incidents", situation.toll.incidents),
        "set": words.plural("filters-set", narrowed) if narrowed else words("filters"),
    }
    datasets = ("dataset",) if situation.dataset.imported else ()
    for name in (*BREAKDOWNS, "status", "district", *datasets):
        values = situation.facet(name)
        for value, n in zip(values.iloc[:, 0], values["incidents"], strict=True):
            counts[ids.count(name, value if isinstance(value, str) else NO_PROVINCE)] = words.number(int(n))
    return counts
