"""The sentence with what is narrowed, the figures at the top, the line under the map that makes counts add up."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.layout import ids
from dashboard.layout.parts import opens, text_button
from dashboard.model.headline import (
    Change,
    change,
    counted_outposts,
    latest_villages,
    other_villages,
    outposts_by_operator,
)
from dashboard.model.sentence import ignored_by, parts
from dashboard.model.situation import Situation
from dashboard.text import Words

OPERATORS_NAMED = 2


def sentence(situation: Situation, words: Words) -> list[Component]:
    """How many incidents, and what they were narrowed to: each part can be taken away."""
    count = html.Strong(words.plural("incidents", situation.toll.incidents))
    found = parts(situation.selection, situation.dataset, words)
    chips = [
        html.Button(
            [part.text, html.Span("×", className="chip-x", **{"aria-hidden": "true"})],
            type="button",
            className="chip chip-active",
            title=words("remove-filter", text=part.text),
            **{"data-remove": part.name, "aria-label": words("remove-filter", text=part.text)},
        )
        for part in found
    ]
    if not found:
        covered = situation.span
        return [count, html.Span(words("everything", days=words.days(covered.first, covered.last)))]
    return [count, *chips, text_button(words("reset"), **{"data-remove": "all"})]


def headline_cards(situation: Situation, words: Words) -> list[Component]:
    """Five figures with what must be known beside them."""
    toll = situation.toll
    if not toll.incidents:
        nothing = [_card(name, words("nothing"), words, notes=[]) for name in ("incidents", "killed", "injured")]
        return [*nothing, _villages(situation, words), _outposts(situation, words)]
    return [
        _card(
            "incidents",
            words.number(toll.incidents),
            words,
            notes=[words("sample-note"), *_changes(situation, "incidents", words)],
            sources=opens(kind="sources", view="incidents"),
        ),
        _card(
            "killed",
            _known(toll.killed_best, words),
            words,
            span=words.span(toll.killed_low, toll.killed_high) if toll.unknown < toll.incidents else "",
            notes=[_unknown(toll.unknown, toll.range_only, words), *_changes(situation, "killed_best", words)],
            sources=opens(kind="sources", view="killed"),
        ),
        _card(
            "injured",
            _known(toll.injured, words),
            words,
            notes=[words.plural("not-known-for", toll.injured_unknown), *_changes(situation, "injured", words)],
            sources=opens(kind="sources", view="injured"),
        ),
        _villages(situation, words),
        _outposts(situation, words),
        *_comparison(situation, words),
    ]


def reconciliation(situation: Situation, words: Words) -> str:
    """Incidents of the selection = on the map + without a location."""
    toll = situation.toll
    return words.plural(
        "reconciliation",
        toll.incidents,
        mapped=words.number(toll.mapped),
        without=words.number(toll.without_location),
        areas=words.number(int((situation.points["location_precision"] == "district").sum())),
    )


def empty_note(situation: Situation, words: Words) -> Component | None:
    """Advice when nothing is left, naming the filter whose removal brings most back."""
    if situation.toll.incidents:
        return None
    found = parts(situation.selection, situation.dataset, words)
    back = {part: type(situation)(situation.dataset, part.without).toll.incidents for part in found}
    best = max(found, key=lambda part: back[part], default=None)
    advice = (
        words("empty-advice", text=best.text, incidents=words.plural("incidents", back[best]))
        if best and back[best]
        else ""
    )
    return html.Div([html.Strong(words("empty")), " ", advice or words("empty-reset")], className="notice notice-note")


def _villages(situation: Situation, words: Words) -> Component:
    figure, others = latest_villages(situation), other_villages(situation)
    if figure is None:
        return _card("villages", words("not-known"), words, notes=[words("no-series")])
    notes = [words("published-by", organisation=figure["organisation"], date=words.partial_date(figure["as_of"]))]
    if figure["province"] is None and situation.selection.province:
        notes.append(words("whole-area"))
    if others:
        notes.append(words("others-say", span=words.span(*others)))
    return _card(
        "villages",
        words.number(figure["value"]),
        words,
        notes=notes,
        sources=opens(kind="figure", id=figure["figure_id"]),
    )


def _outposts(situation: Situation, words: Words) -> Component:
    counts = outposts_by_operator(situation)
    named = [words("by-operator", operator=operator, n=words.number(n)) for operator, n in counts[:OPERATORS_NAMED]]
    rest = sum(n for _, n in counts[OPERATORS_NAMED:])
    notes = [", ".join([*named, *([words.plural("others", rest)] if rest else [])])]
    ignored = ignored_by("outposts", situation.selection, words)
    undated = int(counted_outposts(situation)["first_reported"].isna().sum()) if situation.selection.start else 0
    notes += [words.plural("undated-kept", undated)] if undated else []
    total = words.number(sum(n for _, n in counts))
    notes = [*notes, ignored]
    return _card("outposts", total, words, notes=notes, sources=opens(kind="sites", id="counted"))


def _card(
    name: str, value: str, words: Words, *, span: str = "", notes: list[str], sources: dict[str, str] | None = None
) -> Component:
    """One figure; `sources` says what its *Sources* opens."""
    spread = [" ", html.Span(f"({span})", className="headline-span", title=words("low-high"))] if span else []
    return html.Div(
        [
            html.H2(words(f"headline-{name}"), className="headline-label", title=words(f"headline-{name}-meaning")),
            html.P([html.Span(value, className="headline-value" if value[:1].isdigit() else "headline-word"), *spread]),
            *[html.P(note, className="headline-note") for note in notes if note],
            *([_sources(name, sources, words)] if sources else []),
        ],
        className="headline-card",
        id=f"{ids.HEADLINE}-{name}",
    )


def _sources(name: str, what: dict[str, str], words: Words) -> Component:
    label = words("sources-of", view=words(f"headline-{name}"))
    return text_button(words("sources"), **what, **{"aria-label": label})


def _known(value: int | None, words: Words) -> str:
    return words("not-known") if value is None else words.number(value)


def _unknown(unknown: int, range_only: int, words: Words) -> str:
    note = words.plural("not-known-for", unknown)
    return f"{note}, {words.plural('range-only', range_only)}" if range_only else note


def _changes(situation: Situation, measure: str, words: Words) -> list[str]:
    found = change(situation, measure)
    if found is None:
        return []
    return [words("change", change=_difference(found, words), before=_known(found.before, words))]


def _comparison(situation: Situation, words: Words) -> list[Component]:
    """Which period "before" is, and what it leaves out."""
    if not situation.has_comparison:
        return []
    before = situation.span.before
    return [
        html.P(words("comparison", days=words.days(before.first, before.last)), className="headline-comparison note")
    ]


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
