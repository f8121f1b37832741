"""The sentence with what is narrowed and the figures at the top."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.layout import ids
from dashboard.layout.parts import opens, text_button
from dashboard.model.headline_words import Card, advice, cards, comparison
from dashboard.model.sentence import figure_parts, parts
from dashboard.model.situation import Situation
from dashboard.text import Words


def sentence(situation: Situation, words: Words) -> list[Component]:
    """How many incidents, and what they were narrowed to: each part can be taken away."""
    count = html.Strong(words.plural("incidents", situation.toll.incidents))
    covered, chosen = situation.span, chips(situation, words)
    is_narrowed = bool(parts(situation.selection, situation.dataset, words))
    everything = [] if is_narrowed else [html.Span(words("everything", days=words.days(covered.first, covered.last)))]
    reset = [text_button(words("reset"), **{"data-remove": "all"})] if chosen else []
    return [count, *everything, *chosen, *reset]


def chips(situation: Situation, words: Words) -> list[Component]:
    """What is narrowed, published figures too: each part a button that takes it away."""
    asked = (situation.selection, situation.dataset, words)
    return [
        html.Button(
            [part.text, html.Span("×", className="chip-x", **{"aria-hidden": "true"})],
            type="button",
            className="chip chip-active",
            title=words("remove-filter", text=part.text),
            **{"data-remove": part.name, "aria-label": words("remove-filter", text=part.text)},
        )
        for part in [*parts(*asked), *figure_parts(*asked)]
    ]


def headline_cards(situation: Situation, words: Words) -> list[Component]:
    """Five figures with what must be known beside them, and with which period they are compared."""
    note = html.P(comparison(situation, words), className="headline-comparison note")  # blank keeps its room
    return [*[_card(card, words) for card in cards(situation, words)], note]


def empty_note(situation: Situation, words: Words) -> Component | None:
    """Advice when nothing is left, naming the filter whose removal brings most back."""
    if situation.toll.incidents:
        return None
    return html.Div([html.Strong(words("empty")), " ", advice(situation, words)], className="notice notice-note")


def _card(card: Card, words: Words) -> Component:
    """One figure with its *Sources*."""
    name, span = card.name, card.span
    spread = [" ", html.Span(f"({span})", className="headline-span", title=words("low-high"))] if span else []
    look = "headline-value" if card.value[:1].isdigit() else "headline-word"
    return html.Div(
        [
            html.H2(words(f"headline-{name}"), className="headline-label", title=words(f"headline-{name}-meaning")),
            html.P([html.Span(card.value, className=look), *spread]),
            *[html.P(note, className="headline-note") for note in _notes(card)],
            *([_sources(name, card.opens, words)] if card.opens else []),
        ],
        className="headline-card",
        id=f"{ids.HEADLINE}-{name}",
    )


def _notes(card: Card) -> list[Component | str]:
    """What must be known beside a figure; what sums up other figures leads to them."""
    notes: list[Component | str] = [note for note in card.notes if note]
    if card.beside and notes:
        notes[-1] = html.A(notes[-1], href=card.beside)
    return notes


def _sources(name: str, what: tuple[str, str], words: Words) -> Component:
    kind, record = what
    asked = opens(kind=kind, **{"view" if kind == "sources" else "id": record})
    label = {"aria-label": words("sources-of", view=words(f"headline-{name}"))}
    return text_button(words("sources"), **asked, **label)
