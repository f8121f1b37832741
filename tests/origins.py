"""Follows the numbers of the dashboard as somebody does who doubts each: which records, which sources is this from?

What a view shows is read as it is painted. A number leads to its origin by what a reader has at hand: the Sources
beside it, the records that a mark or a bar opens, the row that it stands in, the choice whose count it is.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from typing import Any
from urllib.parse import parse_qs, urlsplit

from dashboard.callbacks.painted import Part
from dashboard.data.tables_derived import SOURCED
from dashboard.figures.views import DISPLACEMENT, VIEWS
from dashboard.layout import ids
from dashboard.layout.panel_of import RECORDS, panel_of
from dashboard.model.headline_words import comparison, reconciliation
from dashboard.model.names import Names
from dashboard.model.panels import panels
from dashboard.model.periods import Span
from dashboard.model.scope import CATEGORIES
from dashboard.model.selection import parse
from dashboard.model.sentence import figure_parts, parts
from dashboard.model.situation import Situation
from dashboard.text import Words
from tests.layout.components import find, props, text

Origin = frozenset[str]  # ids of records or of sources
Shown = tuple[str, str, Origin]  # where, what it says, what it was computed from
NOWHERE: Origin = frozenset()
CHOSEN: Origin = frozenset({"the address"})  # what the reader chose is no number of the data
DIGIT = re.compile(r"\d")
BREAKDOWN_OF = {column: name for name, column in CATEGORIES.items()}


class Origins:
    """The numbers of a Situation, each with what it was computed from; NOWHERE where nobody can find that out."""

    def __init__(self, situation: Situation, words: Words) -> None:
        self.situation, self.words, self.dataset = situation, words, situation.dataset

    @cached_property
    def sources_of(self) -> dict[str, tuple[str, ...]]:
        """id -> sources, of every record of the dataset."""
        tables = self.dataset.tables
        return {
            record: tuple(named)
            for table in SOURCED
            for record, named in zip(tables[table.name][table.key], tables[table.name]["source_ids"], strict=True)
        }

    @cached_property
    def incidents(self) -> Origin:
        """The incidents of the Selection."""
        return self._ids(self.situation)

    @staticmethod
    def _ids(situation: Situation) -> Origin:
        return frozenset(situation.page([], 0, max(1, situation.toll.incidents))["incident_id"])

    def of(self, part: Part) -> Iterator[Shown]:
        """Every number of a part of the page."""
        content = part.make()
        how: dict[str, Callable[[str, Any], Iterator[Shown]]] = {
            "html": self._html, "counts": self._counts, "layer": self._layer, "rows": self._rows, "chart": self._chart,
        }  # fmt: skip
        for place, said, origin in how[part.paint](part.place, content):
            yield place, said, frozenset(one for one in origin if self._is_known(one))

    def _is_known(self, one: str) -> bool:
        """Whether it is a source, or a record with a source that there is."""
        named = self.sources_of.get(one, (one,))
        return one in CHOSEN or any(source in self.dataset.sources for source in named)

    # --- words -------------------------------------------------------------------------------------------------

    def _html(self, place: str, content: Any) -> Iterator[Shown]:
        if place == ids.HEADLINE:
            yield from self._headline(content)
        elif place == ids.MILESTONES:
            for item in find(content, "Li"):
                yield place, text(item), self._linked(item)
        else:
            for said in filter(DIGIT.search, text(content).splitlines()):
                yield place, said, self._said(place, said)

    def _said(self, place: str, said: str) -> Origin:
        """A text beside a view: its count, what the reader chose, or what the Sources of its view open."""
        if place == ids.SENTENCE:
            chosen = (self.situation.selection, self.dataset, self.words)
            echo = [part.text for part in (*parts(*chosen), *figure_parts(*chosen))]
            covered = self.words(
                "everything", days=self.words.days(self.situation.span.first, self.situation.span.last)
            )
            is_count = said == self.words.plural("incidents", len(self.incidents))
            return self.incidents if is_count else CHOSEN if said in (*echo, covered) else NOWHERE
        if place == ids.RECONCILIATION:
            return self.incidents if said == reconciliation(self.situation, self.words) else NOWHERE
        if place == ids.EMPTY:
            without = [self._ids(Situation(self.dataset, part.without)) for part in self._narrowed()]
            return max(without, key=len, default=NOWHERE)
        view = next((one for one in VIEWS if place.startswith(one)), "")
        return self._opened({"kind": "sources", "view": view}) if view else NOWHERE

    def _narrowed(self) -> list[Any]:
        return parts(self.situation.selection, self.dataset, self.words)

    def _headline(self, content: Any) -> Iterator[Shown]:
        for card in find(content, "Div", "headline-card"):
            found = self._beside(card)
            for said in filter(DIGIT.search, text(card).splitlines()):
                yield ids.HEADLINE, said, found
            for link in find(card, "A"):
                yield ids.HEADLINE, text(link), self._published(props(link)["href"], text(link))
        for note in find(content, "P", "headline-comparison"):
            if DIGIT.search(text(note)):
                is_days = text(note) == comparison(self.situation, self.words)
                yield ids.HEADLINE, text(note), CHOSEN if is_days else NOWHERE

    def _beside(self, node: Any) -> Origin:
        """What the buttons of a card open."""
        asked = [props(one)["data-open"] for one in find(node, "Button") if "data-open" in props(one)]
        return frozenset(one for what in asked for one in self._opened(json.loads(what)))

    def _opened(self, what: dict[str, str]) -> Origin:
        """The records and sources in the panel that a button opens."""
        key = json.dumps(what, sort_keys=True)
        if key in self._panels:
            return self._panels[key]
        _, content = panel_of(what, self.situation, self.words)
        records = [json.loads(props(one)["data-open"])["id"] for one in find(content, "Button")]
        return self._panels.setdefault(key, frozenset(records) | self._linked(content))

    @cached_property
    def _panels(self) -> dict[str, Origin]:
        return {}

    @cached_property
    def _by_url(self) -> dict[str, str]:
        return {row["url"]: one for one, row in self.dataset.sources.items() if row["url"]}

    def _linked(self, node: Any) -> Origin:
        """The sources that links in `node` lead to: their pages, or our list of what rests on them."""
        found = set()
        for one in find(node, "A"):
            address = props(one)["href"]
            found |= (
                {self._by_url[address]}
                if address in self._by_url
                else set(parse_qs(urlsplit(address).query).get("id", []))
            )
        return frozenset(found)

    def _published(self, address: str, said: str) -> Origin:
        """The figures that stand on /published under an address, if every number that is `said` is one of theirs."""
        selection, bad = parse(urlsplit(address).query, Names.of(self.dataset))
        assert not bad, address
        shown = [one for panel in panels(Situation(self.dataset, selection)) for one in panel.all]
        values = {self.words.number(one.value) for one in shown if one.value is not None}
        is_there = set(re.findall(r"\d[\d,]*", said)) <= values
        return frozenset(one.figure_id for one in shown) if is_there else NOWHERE

    # --- counts beside the filters -------------------------------------------------------------------------------

    def _counts(self, place: str, content: dict[str, str]) -> Iterator[Shown]:
        for name, told in content.items():
            if DIGIT.search(told) and name != "set":  # how many filters are set is no number of the data
                yield place, f"{name}: {told}", self._counted(name, int(re.sub(r"\D", "", told)))

    def _counted(self, name: str, n: int) -> Origin:
        """The incidents that a choice would leave, if they are as many as it says."""
        found = self.incidents if name == "show" else self._leaving(*name.partition("=")[::2])
        return found if len(found) == n else NOWHERE

    def _leaving(self, name: str, value: str) -> Origin:
        chosen = self.situation.selection
        if name == "context":
            return self._ids(Situation(self.dataset, replace(chosen, context=True))) - self._ids(
                Situation(self.dataset, replace(chosen, context=False))
            )
        if name == "harm":
            return self._ids(Situation(self.dataset, replace(chosen, harm=True)))
        return self._by(name).get(value, NOWHERE)

    def _by(self, name: str) -> dict[str, Origin]:
        """Value of a filter -> the incidents that it alone, chosen in that filter, would leave."""
        if name not in self._kept:
            dropped = {name: ()} | ({"district": ()} if name == "province" else {})
            rows = Situation(self.dataset, replace(self.situation.selection, **dropped)).page(
                [], 0, 10_000, ("incident_id", CATEGORIES[name])
            )
            found: dict[str, set[str]] = {}
            for record, value in zip(rows["incident_id"], rows[CATEGORIES[name]], strict=True):
                found.setdefault(value if isinstance(value, str) else "none", set()).add(record)
            self._kept[name] = {value: frozenset(records) for value, records in found.items()}
        return self._kept[name]

    @cached_property
    def _kept(self) -> dict[str, dict[str, Origin]]:
        return {}

    # --- the map, the table, the charts -----------------------------------------------------------------------------

    def _layer(self, place: str, content: dict[str, Any]) -> Iterator[Shown]:
        for feature in content["features"]:
            has = feature["properties"]
            said = json.dumps({name: value for name, value in has.items() if name not in ("id", "ids")})
            yield place, said, frozenset(has.get("ids") or [has.get("id", "")])

    def _rows(self, place: str, content: dict[str, Any]) -> Iterator[Shown]:
        for row in content["rows"]:
            yield place, str(row), frozenset([row["id"]]) & self.incidents

    def _chart(self, place: str, figure: dict[str, Any]) -> Iterator[Shown]:
        for trace in figure["data"]:
            marks = trace.get("customdata")
            said = trace.get("hovertext") or trace.get("text") or [f"{y}" for y in trace.get("y", ())]
            if trace.get("name") == self.words("milestones"):
                yield from ((place, one, self._event(one)) for one in trace["hovertext"])
            elif trace.get("hoverinfo") == "skip":  # repeats what the bars and marks say: a range, a 0, a line
                yield from ((place, str(one), self._opened({"kind": "sources", "view": place})) for one in said[:1])
            elif marks is None or len(marks) != len(said):
                yield from ((place, str(one), NOWHERE) for one in said)
            else:
                yield from ((place, str(one), self._mark(place, trace, at)) for at, one in enumerate(said))

    def _mark(self, place: str, trace: dict[str, Any], at: int) -> Origin:
        """What a click on a mark opens: a report, a figure, the incidents of a bar, the choice of a breakdown."""
        mark = trace["customdata"][at]
        if isinstance(mark, str):
            others = [one for one in trace["customdata"] if one] if not mark else []
            found = self._by_category(trace["meta"], mark, others)
            return found if len(found) == trace["x"][at] else NOWHERE
        if place == DISPLACEMENT or mark[-1] in RECORDS:
            return frozenset(mark[:1])
        bar = Span(*(dt.date.fromisoformat(day) for day in mark[:2]))
        found = frozenset(self.situation.in_bar(bar, self.situation.toll.incidents)["incident_id"])
        return found if trace["meta"] != "incidents" or len(found) == trace["y"][at] else NOWHERE

    def _by_category(self, column: str, value: str, others: list[str]) -> Origin:
        """The Selection's incidents with a value; of the bar that sums up the rest, those with none of the `others`."""
        kept = self._by(BREAKDOWN_OF[column])
        if others:
            return self.incidents - {one for other in others for one in kept.get(other, NOWHERE)}
        return kept.get(value, NOWHERE) & self.incidents

    def _event(self, said: str) -> Origin:
        """The event that a numbered mark tells: “3 · 12 May 1997: …”."""
        rows = self.situation.shown_milestones(everything=True)
        return frozenset(
            one for one, title in zip(rows["milestone_id"], rows["title"], strict=True) if str(title) in said
        )


def lost(found: Iterable[Shown]) -> list[str]:
    """The numbers that come from nowhere, with where they stand. A 0 of nothing needs no record."""
    return [
        f"{place}: {said}" for place, said, origin in found if not origin and not re.search(r"(?<!\d)0(?!\d)", said)
    ]
