"""The filters, beside the page or in a drawer on a phone."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.data.collation import collation_key
from dashboard.data.dataset import Dataset
from dashboard.data.events import fold
from dashboard.layout import ids
from dashboard.layout.choice import check
from dashboard.layout.dataset_filter import datasets
from dashboard.layout.dates import TYPING_REST, dates
from dashboard.layout.parts import text_button
from dashboard.model.choices import Choices, choices_of
from dashboard.model.names import NO_PROVINCE, Names
from dashboard.model.scope import CATEGORIES
from dashboard.text import Words

SHOWN_TYPES = 7


def filters(dataset: Dataset, words: Words) -> Component:
    """The filters with what surrounds them on a phone, where they are a sheet over the page."""
    close = {"type": "button", "data-sheet": "close"}
    return html.Aside(
        [
            html.Div(
                [
                    html.H2(words("filters"), className="card-title"),
                    text_button(words("reset"), **{"data-remove": "all"}),
                    html.Button("×", className="button", **close, **{"aria-label": words("close")}),
                ],
                className="filters-head",
            ),
            html.Div(filter_controls(dataset, words), id=ids.FILTERS_CONTROLS, className="filters-controls"),
            html.Div(
                html.Button(words("show"), id=ids.FILTERS_SHOW, className="button button-strong", **close),
                className="filters-foot",
            ),
        ],
        id=ids.FILTERS,
        className="filters",
        tabIndex="-1",
        **{"aria-label": words("filters"), "data-typing-rest": str(TYPING_REST)},
    )


def filter_controls(dataset: Dataset, words: Words) -> list[Component]:
    """Every control that narrows the Selection, with nothing chosen. `assets/45-painters.js` fills in the counts."""
    names, choices = Names.of(dataset), choices_of(dataset)
    return [
        html.Div([_search(words), *dates(dataset.description, words)], className="filter-group"),
        datasets(dataset, words),
        _provinces(dataset, names, words),
        _districts(dataset, names, words),
        _types(dataset, choices["type"], words),
        _checks(ids.FILTER_BY, "by", choices["by"], dataset, words),
        _checks(ids.FILTER_STATUS, "status", choices["status"], dataset, words),
        html.Div(
            [
                _switch(ids.FILTER_HARM, "harm", words),
                _switch(ids.FILTER_CONTEXT, "context", words),
                html.P(words("context-note"), className="note"),
            ],
            className="filter-group",
        ),
    ]


def _search(words: Words) -> Component:
    return dmc.TextInput(
        id=ids.FILTER_Q,
        label=words("filter-q"),
        placeholder=words("search-placeholder"),
        size="xs",
        value="",
    )


def _provinces(dataset: Dataset, names: Names, words: Words) -> Component:
    aliases = names.aliases("province")
    nowhere = words("no-single-province")
    values = [*dataset.tables["provinces"]["province"], NO_PROVINCE]
    search = dmc.TextInput(
        id=ids.FILTER_PROVINCE_SEARCH,
        placeholder=words("any-spelling"),
        size="xs",
        value="",
        **{"aria-label": words("province-search")},
    )
    items = [
        check(
            "province",
            value,
            nowhere if value == NO_PROVINCE else value,
            **{"data-spellings": f"{aliases[value]} {fold(nowhere) if value == NO_PROVINCE else ''}".strip()},
        )
        for value in values
    ]
    nothing = html.P(words("nothing-found"), className="note filter-nothing", hidden=True, role="status")
    group = dmc.CheckboxGroup(
        html.Div([search, *items, nothing]), id=ids.FILTER_PROVINCE, label=words("filter-province"), value=[], size="xs"
    )
    return html.Div(group, className="filter-group filter-provinces")


def _districts(dataset: Dataset, names: Names, words: Words) -> Component:
    aliases = names.aliases("district")
    rows = dataset.tables["districts"].sort_values(["province", "district"], key=lambda names: names.map(collation_key))
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
        renderOption={"function": "withCount"},
        withScrollArea=False,
        comboboxProps={"transitionProps": {"duration": 0}},
        nothingFoundMessage=words("nothing-found"),
        clearButtonProps={"aria-label": words("clear")},
    )
    return html.Div(select, className="filter-group")


def _types(dataset: Dataset, choices: Choices, words: Words) -> Component:
    """The most frequent types first, the others behind a fold; below them those of imported datasets."""
    items = [check("type", value, dataset.label("incidents", "event_type", value)) for value in choices.own]
    more = html.Details(
        [html.Summary(words.plural("more-types", len(items) - SHOWN_TYPES)), *items[SHOWN_TYPES:]], className="more"
    )
    folded = [more] if len(items) > SHOWN_TYPES else []
    body = html.Div([*items[:SHOWN_TYPES], *folded, *_imported("type", choices, dataset)])
    group = dmc.CheckboxGroup(body, id=ids.FILTER_TYPE, label=words("filter-type"), value=[], size="xs")
    return html.Div(group, className="filter-group")


def _checks(component: str, name: str, choices: Choices, dataset: Dataset, words: Words) -> Component:
    items = [check(name, value, dataset.label("incidents", CATEGORIES[name], value)) for value in choices.own]
    body = html.Div([*items, *_imported(name, choices, dataset)])
    group = dmc.CheckboxGroup(body, id=component, label=words(f"filter-{name}"), value=[], size="xs")
    return html.Div(group, className="filter-group")


def _imported(name: str, choices: Choices, dataset: Dataset) -> list[Component]:
    """Choices that only imported datasets have: `assets/27-filters.js` shows those that give something."""
    labels = {value: dataset.label("incidents", CATEGORIES[name], value) for value in choices.imported}
    return [check(name, value, label, **{"data-imported": "yes"}) for value, label in labels.items()]


def _switch(component: str, name: str, words: Words) -> Any:
    told = {"data-filter": name, "data-count": ids.count(name, "1")}
    label = words(f"filter-{name}")
    return dmc.Checkbox(id=component, label=label, checked=False, size="xs", className="filter-item", **told)
