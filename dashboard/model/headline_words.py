"""The figures at the top in words: the value, its range, and what must be known beside it.

The page, the slides and every later file say the same. How a card looks is not decided here.
"""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.model.dataset_words import by_dataset, has_events, is_own_cited, uncounted
from dashboard.model.headline import (
    VILLAGES,
    Change,
    change,
    counted_outposts,
    everywhere,
    in_context,
    latest_villages,
    other_villages,
    outposts_by_operator,
)
from dashboard.model.names import NO_PROVINCE
from dashboard.model.scope import incidents_where
from dashboard.model.sentence import ignored_by, parts, titles
from dashboard.model.situation import Situation
from dashboard.text import Words

OPERATORS_NAMED = 2
# All figures of villages emptied that are about the whole area.
VILLAGES_BESIDE = f"published?province={NO_PROVINCE}&indicator={VILLAGES}#emptied"


@dataclass(frozen=True, slots=True)
class Card:
    """One figure. `span` is low–high, blank without one; `opens` is what its *Sources* open: what, and which record
    or view; None when it rests on none. `beside` is where the figures that the last note sums up stand side by side;
    blank where it sums up none."""

    name: str
    value: str
    notes: tuple[str, ...] = ()
    span: str = ""
    opens: tuple[str, str] | None = None
    beside: str = ""


def cards(situation: Situation, words: Words) -> list[Card]:
    """Incidents, civilians killed and injured, all deaths where an imported dataset counts them, villages, outposts."""
    toll = situation.toll
    if not toll.incidents:
        nothing = [Card(name, words("nothing")) for name in ("incidents", "killed", "injured")]
        return [*nothing, _villages(situation, words), _outposts(situation, words)]
    sample = [words("sample-note")] if is_own_cited(situation) else []
    return [
        _people(situation, words, "incidents", words.number(toll.incidents), sample),
        _people(
            situation,
            words,
            "killed",
            _known(toll.killed_best, words),
            [unknown_killed(situation, words), uncounted(situation, words)],
            span=words.span(toll.killed_low, toll.killed_high) if toll.unknown < toll.incidents else "",
        ),
        _people(
            situation,
            words,
            "injured",
            _known(toll.injured, words),
            [words.plural("not-known-for", toll.injured_unknown)],
        ),
        *([_deaths(situation, words)] if situation.has_deaths else []),
        _villages(situation, words),
        _outposts(situation, words),
    ]


def reconciliation(situation: Situation, words: Words) -> str:
    """Incidents of the selection = on the map + without a location; of several datasets, how many are of each."""
    toll = situation.toll
    told = words.plural(
        "reconciliation",
        toll.incidents,
        mapped=words.number(toll.mapped),
        without=words.number(toll.without_location),
        areas=words.number(toll.areas),
    )
    return f"{told} {by_dataset(situation, words)}" if situation.is_combined else told


def comparison(situation: Situation, words: Words) -> str:
    """Which period "before" is, and what it leaves out; blank when nothing is compared."""
    before = situation.span.before if situation.has_comparison else None
    return words("comparison", days=words.days(before.first, before.last)) if before else ""


def advice(situation: Situation, words: Words) -> str:
    """What to do when nothing is left: the filter whose removal brings most back; blank when something is."""
    if situation.toll.incidents:
        return ""
    if not has_events(situation):
        return words("empty-no-events", titles=titles(situation.cited, words))
    found = parts(situation.selection, situation.dataset, words)
    events = situation.dataset.events
    back = {part: events.count(incidents_where(part.without, situation.dataset)) for part in found}
    best = max(found, key=lambda part: back[part], default=None)
    if best and back[best]:
        return words("empty-advice", text=best.text, incidents=words.plural("incidents", back[best]))
    return words("empty-reset")


def unknown_killed(situation: Situation, words: Words) -> str:
    """For how many incidents nobody reported the civilians killed, and for how many only a range is known."""
    toll = situation.toll
    note = words.plural("not-known-for", toll.unknown)
    return f"{note}, {words.plural('range-only', toll.range_only)}" if toll.range_only else note


_MEASURES = {"incidents": "incidents", "killed": "killed_best", "injured": "injured", "deaths": "deaths_best"}


def _deaths(situation: Situation, words: Words) -> Card:
    """All deaths, which are never civilians killed: the card says so before it says anything else."""
    toll = situation.toll
    notes = [words("deaths-not-civilians"), words.plural("not-known-for", toll.deaths_unknown)]
    span = words.span(toll.deaths_low, toll.deaths_high) if toll.deaths_unknown < toll.incidents else ""
    return _people(situation, words, "deaths", _known(toll.deaths_best, words), notes, span=span)


def _people(situation: Situation, words: Words, name: str, value: str, notes: list[str], span: str = "") -> Card:
    """A count of the incident table against the preceding period."""
    context = in_context(situation, _MEASURES[name])
    if context:
        notes = [*notes, words("of-context", n=words.number(context))]
    found = change(situation, _MEASURES[name])
    if found:
        told = {"change": _difference(found, words), "before": _known(found.before, words)}
        is_same = found.now == getattr(situation.toll, _MEASURES[name])
        compared = words("change", **told) if is_same else words("change-of", now=_known(found.now, words), **told)
        notes = [*notes, compared]
    return Card(name, value, tuple(notes), span, ("sources", name))


def _villages(situation: Situation, words: Words) -> Card:
    figure, others = latest_villages(situation), other_villages(situation)
    if figure is None:
        return _villages_elsewhere(situation, words)
    notes = [words("published-by", organisation=figure["organisation"], date=words.partial_date(figure["as_of"]))]
    if others:
        notes.append(words("others-say", span=words.span(*others)))
    return Card(
        "villages",
        words.number(figure["value"]),
        tuple(notes),
        opens=("figure", figure["figure_id"]),
        beside=VILLAGES_BESIDE if others else "",
    )


def _villages_elsewhere(situation: Situation, words: Words) -> Card:
    """Where nobody published a figure of the chosen place: whether there is one of the whole area, but not which."""
    whole = latest_villages(everywhere(situation))
    if whole is None:
        return Card("villages", words("not-known"), (words("no-series"),))
    return Card("villages", words("not-published"), (words("whole-area-only"),), opens=("figure", whole["figure_id"]))


def _outposts(situation: Situation, words: Words) -> Card:
    counts = outposts_by_operator(situation)
    named = [words("by-operator", operator=operator, n=words.number(n)) for operator, n in counts[:OPERATORS_NAMED]]
    rest = sum(n for _, n in counts[OPERATORS_NAMED:])
    notes = [", ".join([*named, *([words.plural("others", rest)] if rest else [])])]
    undated = int(counted_outposts(situation)["first_reported"].isna().sum()) if situation.selection.has_days else 0
    notes += [words.plural("undated-kept", undated)] if undated else []
    notes.append(ignored_by("outposts", situation.selection, words))
    total = words.number(sum(n for _, n in counts))
    return Card("outposts", total, tuple(filter(None, notes)), opens=("sites", "counted"))


def _known(value: int | None, words: Words) -> str:
    return words("not-known") if value is None else words.number(value)


def _difference(found: Change, words: Words) -> str:
    if found.difference is None:
        return words("not-comparable")
    sign = "+" if found.difference > 0 else "−" if found.difference < 0 else "±"
    text = f"{sign}{words.number(abs(found.difference))}"
    return (
        text
        if found.percent is None
        else words("with-percent", difference=text, percent=f"{found.percent:+d}".replace("-", "−"))
    )
