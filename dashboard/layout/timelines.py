"""The charts beside the map."""

from __future__ import annotations

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.data.calendar import GRAINS
from dashboard.data.dataset import Dataset
from dashboard.figures import palette
from dashboard.figures.displaced import published_series, stocks_of
from dashboard.figures.displacement import DEFAULT_QUANTITY, QUANTITIES, named_lines
from dashboard.figures.stock_lines import are_of_several, named_stocks
from dashboard.figures.views import CASUALTIES, DISPLACEMENT, VIEWS
from dashboard.layout import ids
from dashboard.layout.parts import card, graph
from dashboard.model.annual import harm_totals
from dashboard.model.situation import Situation
from dashboard.text import Words

AUTO = "auto"  # what a select holds when the address says nothing; assets/10-address.js leaves it out
BREAKDOWNS = ("type", "by", "province")


def timeline_cards(dataset: Dataset, words: Words) -> list[Component]:
    """Incidents, casualties, displacement."""
    return [
        card(
            ids.TIMELINE_INCIDENTS,
            words,
            graph(ids.TIMELINE_INCIDENTS, words("graph-by-keys", view=words("view-timeline-incidents"))),
            title=words("view-timeline-incidents"),
            extra=[_grain(words)],
        ),
        card(
            ids.TIMELINE_CASUALTIES,
            words,
            html.Div(id=ids.TIMELINE_CASUALTIES_KEYS, className="casualty-keys"),
            graph(ids.TIMELINE_CASUALTIES, words("graph-by-keys", view=words("view-timeline-casualties"))),
            title=words("view-timeline-casualties"),
        ),
        card(
            ids.TIMELINE_DISPLACEMENT,
            words,
            graph(ids.TIMELINE_DISPLACEMENT, words("graph-by-keys", view=words("view-timeline-displacement"))),
            html.Div(id=ids.TIMELINE_DISPLACEMENT_NOTE),
            title=words("view-timeline-displacement"),
            extra=[_select(ids.FILTER_QUANTITY, quantity_options(dataset, words), words("quantity"))],
        ),
    ]


def breakdown_card(words: Words) -> Component:
    """Incidents by type, attributed-to or province; a click filters."""
    tabs = dmc.SegmentedControl(
        id=ids.BREAKDOWN_BY,
        value="type",
        size="xs",
        data=[{"value": name, "label": words(f"breakdown-{name}")} for name in BREAKDOWNS],
    )
    return card(
        ids.BREAKDOWN,
        words,
        graph(ids.BREAKDOWN, words("graph-by-keys", view=words("view-breakdown"))),
        title=words("view-breakdown"),
        extra=[tabs],
    )


def milestones_card(words: Words) -> Component:
    """What the numbers above the timelines stand for, to be unfolded."""
    return html.Details(
        [
            html.Summary(words("milestones")),
            dmc.Checkbox(id=ids.MILESTONES_ALL, label=words("milestones-all"), checked=False, size="xs"),
            html.Ol(id=ids.MILESTONES, className="milestones"),
        ],
        className="card milestones-card",
    )


def displacement_note(situation: Situation, words: Words) -> list[Component]:
    """Which line is which, and what the timeline leaves out."""
    series = published_series(situation)
    drawn = stocks_of(situation).lines
    lines, stocks = named_lines(series, situation.span, words), named_stocks(drawn, series, words)
    titles = list({line.title for line in drawn}) if stocks and not are_of_several(drawn) else []
    keys = [
        html.Li([html.Span(className="swatch line-key", style={"--swatch": colour}, **{"aria-hidden": "true"}), name])
        for name, colour in [*lines, *stocks]
    ]
    keys[len(lines) : len(lines)] = [html.Li(words("stocks-of", title=title)) for title in titles]
    note = html.P(VIEWS[DISPLACEMENT].note(situation, words), className="note")
    look = "chart-keys with-stocks" if stocks else "chart-keys"
    return [html.Ul(keys, className=look), note] if keys else [note]


def _grain(words: Words) -> Component:
    options = [{"value": AUTO, "label": words("grain-auto")}] + [
        {"value": g, "label": words(f"grain-{g}")} for g in GRAINS
    ]
    return _select(ids.FILTER_GRAIN, options, words("grain"))


def quantity_options(dataset: Dataset, words: Words) -> list[dict[str, str]]:
    """What the timeline of displacement can show. Where imported datasets have stocks, what is shown without a choice
    follows from the datasets that are ticked, and is a choice of its own."""
    has_stocks = any(len(one.displacement) for one in dataset.imported)
    usual = "" if has_stocks else DEFAULT_QUANTITY
    options = [{"value": AUTO if q == usual else q, "label": words(f"quantity-{q}")} for q in QUANTITIES]
    return [{"value": AUTO, "label": words("grain-auto")}, *options] if has_stocks else options


def _select(component: str, options: list[dict[str, str]], label: str) -> Component:
    return dmc.Select(
        id=component,
        data=options,
        value=AUTO,
        size="xs",
        className="small-select",
        allowDeselect=False,
        withCheckIcon=False,
        comboboxProps={"width": 150, "position": "bottom-end", "transitionProps": {"duration": 0}},
        **{"aria-label": label},
    )


def casualty_keys(situation: Situation, words: Words) -> list[Component]:
    """What bars and marks mean, and what of the Selection the published totals can't follow.

    Painted, not components of the page: Dash looks at each of those again and again.
    """
    keys = (
        ("bar-key", palette.KILLED, "key-best"),
        ("range-key", palette.TEXT, "key-range"),
        ("bar-key", palette.INJURED, "key-injured-bar"),
        ("hollow-key", palette.SECONDARY, "key-unknown-bar"),
        *([("total-key", palette.SECONDARY, "key-published")] if harm_totals(situation) else []),
    )
    note = VIEWS[CASUALTIES].note(situation, words)
    items = [
        html.Li(
            [html.Span(className=f"swatch {shape}", style={"--swatch": colour}, **{"aria-hidden": "true"}), words(key)]
        )
        for shape, colour, key in keys
    ]
    return [html.Ul(items, className="chart-keys"), *([html.P(note, className="note")] if note else [])]
