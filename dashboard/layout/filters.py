"""The filters, beside the page or in a drawer on a phone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.data.dataset import Dataset
from dashboard.layout import ids
from dashboard.model.names import NO_PROVINCE, Names
from dashboard.text import Words

SHOWN_TYPES = 7
TYPING_REST = 300  # milliseconds without a letter, after which what was typed is searched for
PRESETS = ("1", "3", "10", "all")


def filters(dataset: Dataset, words: Words) -> Component:
    """Every control that narrows the Selection. Counts are filled in by a callback."""
    names = Names.of(dataset)
    return html.Aside(
        [
            html.Div([_search(words), *_dates(dataset, words)], className="filter-group"),
            _provinces(dataset, names, words),
            _districts(dataset, names, words),
            _types(dataset, words),
            _checks(ids.FILTER_BY, "by", dataset.choices("incidents", "attributed_to"), dataset, words),
            _checks(ids.FILTER_STATUS, "status", dataset.choices("incidents", "attribution_status"), dataset, words),
            html.Div(
                [
                    _switch(ids.FILTER_HARM, "harm", words),
                    _switch(ids.FILTER_CONTEXT, "context", words),
                    html.P(words("context-note"), className="note"),
                ],
                className="filter-group",
            ),
        ],
        id=ids.FILTERS,
        className="filters",
        **{"aria-label": words("filters")},
    )


def _search(words: Words) -> Component:
    return dmc.TextInput(
        id=ids.FILTER_Q,
        label=words("filter-q"),
        placeholder=words("search-placeholder"),
        size="xs",
        debounce=TYPING_REST,
        value="",
    )


def _dates(dataset: Dataset, words: Words) -> list[Component]:
    covered = dataset.description
    inputs = [
        dmc.DateInput(
            id=component,
            label=words(key),
            size="xs",
            valueFormat="D MMM YYYY",
            clearable=True,
            placeholder=placeholder,
            minDate=f"{covered.covers_from.year}-01-01",
            debounce=TYPING_REST,
            clearButtonProps={"aria-label": words("clear")},
            firstDayOfWeek=1,
            hideOutsideDates=True,
            weekendDays=[],
            ariaLabels={"previousMonth": words("previous"), "nextMonth": words("next")},
            previousLabel=words("previous"),
            nextLabel=words("next"),
        )
        for component, key, placeholder in (
            (ids.FILTER_FROM, "filter-from", words.day(covered.covers_from)),
            (ids.FILTER_TO, "filter-to", words.day(covered.covers_to)),
        )
    ]
    presets = [
        html.Button(words(f"preset-{value}"), id=ids.preset(value), type="button", className="chip", n_clicks=0)
        for value in PRESETS
    ]
    return [html.Div(inputs, className="filter-dates"), html.Div(presets, className="chips")]


def _provinces(dataset: Dataset, names: Names, words: Words) -> Component:
    aliases = names.aliases("province")
    values = [*dataset.tables["provinces"]["province"], NO_PROVINCE]
    search = dmc.TextInput(
        id=ids.FILTER_PROVINCE_SEARCH,
        placeholder=words("any-spelling"),
        size="xs",
        value="",
        **{"aria-label": words("province-search")},
    )
    items = [
        _check(
            "province",
            value,
            words("no-single-province") if value == NO_PROVINCE else value,
            **{"data-spellings": aliases[value]},
        )
        for value in values
    ]
    group = dmc.CheckboxGroup(
        html.Div(items), id=ids.FILTER_PROVINCE, label=words("filter-province"), value=[], size="xs"
    )
    return html.Div([group, search], className="filter-group filter-provinces")


def _districts(dataset: Dataset, names: Names, words: Words) -> Component:
    aliases = names.aliases("district")
    rows = dataset.tables["districts"].sort_values(["province", "district"])
    groups = [
        {"group": province, "items": [{"value": d, "label": d, "spellings": aliases[d]} for d in part["district"]]}
        for province, part in rows.groupby("province", sort=False)
    ]
    select = dmc.MultiSelect(
        id=ids.FILTER_DISTRICT,
        label=words("filter-district"),
        placeholder=words("any-spelling"),
        data=groups,
        searchable=True,
        clearable=True,
        size="xs",
        value=[],
        filter={"function": "bySpelling"},
        withScrollArea=False,
        nothingFoundMessage=words("nothing-found"),
        clearButtonProps={"aria-label": words("clear")},
    )
    return html.Div(select, className="filter-group")


def _types(dataset: Dataset, words: Words) -> Component:
    """The most frequent types first, the others behind a fold."""
    counts = dataset.tables["incidents"]["event_type"].value_counts()
    choices = dataset.choices("incidents", "event_type")
    values = sorted(choices, key=lambda value: -int(counts.get(value, 0)))
    items = [_check("type", value, dataset.label("incidents", "event_type", value)) for value in values]
    more = html.Details(
        [html.Summary(words.plural("more-types", len(items) - SHOWN_TYPES)), *items[SHOWN_TYPES:]], className="more"
    )
    body = html.Div([*items[:SHOWN_TYPES], *([more] if len(items) > SHOWN_TYPES else [])])
    group = dmc.CheckboxGroup(body, id=ids.FILTER_TYPE, label=words("filter-type"), value=[], size="xs")
    return html.Div(group, className="filter-group")


def _checks(component: str, name: str, values: Sequence[str], dataset: Dataset, words: Words) -> Component:
    column = {"by": "attributed_to", "status": "attribution_status"}[name]
    items = [_check(name, value, dataset.label("incidents", column, value)) for value in values]
    group = dmc.CheckboxGroup(html.Div(items), id=component, label=words(f"filter-{name}"), value=[], size="xs")
    return html.Div(group, className="filter-group")


def _switch(component: str, name: str, words: Words) -> Any:
    told = {"data-filter": name}
    return dmc.Checkbox(id=component, label=words(f"filter-{name}"), checked=False, size="xs", **told)


def _check(name: str, value: str, label: str, **more: str) -> Any:
    """A choice; `assets/45-painters.js` writes the count beside it. One component each: see `docs/decisions.md`."""
    told = {"data-filter": name, "data-count": ids.count(name, value)}
    return dmc.Checkbox(value=value, label=label, size="xs", className="filter-item", **told, **more)
