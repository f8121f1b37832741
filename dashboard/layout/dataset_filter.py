"""The datasets among the filters: ours, and those that were imported."""

from __future__ import annotations

from textwrap import shorten

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.data.dataset import Dataset
from dashboard.data.description import Description
from dashboard.data.imported import Imported
from dashboard.layout import ids
from dashboard.layout.choice import check
from dashboard.model.dataset_words import elsewhere
from dashboard.text import Words

LICENCE_LETTERS = 60  # a licence of several sentences stands on the page about the data


def datasets(dataset: Dataset, words: Words) -> Component:
    """A choice for each dataset, ours first. It is there, and hidden, without imported ones: new data may bring some,
    and the page finds its controls by their ids."""
    title = dataset.description.title
    every: tuple[Description | Imported, ...] = (dataset.description, *dataset.imported) if dataset.imported else ()
    items = [check("dataset", one.name, one.title, description=_in_few_words(one, dataset, words)) for one in every]
    note = html.P(words("dataset-none-ticked", title=title), className="note")
    group = dmc.CheckboxGroup(
        html.Div([note, *items]), id=ids.FILTER_DATASET, label=words("filter-dataset"), value=[], size="xs"
    )
    return html.Div(group, className="filter-group filter-datasets", hidden=not every)


def _in_few_words(one: Description | Imported, dataset: Dataset, words: Words) -> str:
    """Version, licence, whether rows may be passed on, how many events are elsewhere."""
    version, away = (one.version, elsewhere(one)) if isinstance(one, Imported) else (dataset.version, 0)
    stocks = len(one.displacement) if isinstance(one, Imported) else 0
    told = [
        words("dataset-version", version=version) if version else "",
        shorten(one.licence, LICENCE_LETTERS, placeholder=" …"),
        words.plural("dataset-stocks", stocks) if stocks else "",
        words("dataset-shared" if one.may_share_rows else "dataset-not-shared"),
        words.plural("dataset-elsewhere", away) if away else "",
    ]
    return " · ".join(filter(None, told))
