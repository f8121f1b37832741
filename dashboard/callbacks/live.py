"""Open pages follow the data: they ask which version is served, and draw again when it changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import Dash, Input, Output, State, no_update
from dash.development.base_component import Component

from dashboard.callbacks.controls import filled
from dashboard.callbacks.service import Service
from dashboard.data.current import CurrentDataset
from dashboard.data.dataset import Dataset
from dashboard.errors import Problem
from dashboard.layout import ids
from dashboard.layout.filters import filter_controls
from dashboard.layout.header import cut_off
from dashboard.layout.notices import not_loaded, rows_set_aside, updated
from dashboard.layout.timelines import quantity_options
from dashboard.text import Words

OUTPUTS = ("version", "cut_off", "notices", "state", "filters", "quantities")


def register(app: Dash, service: Service) -> None:
    """Answer the page's regular question."""

    @app.callback(
        output={
            "version": Output(ids.DATA_VERSION, "data"),
            "cut_off": Output(ids.HEADER_VERSION, "children"),
            "notices": Output(ids.NOTICE_DATA, "children"),
            "state": Output(ids.LIVE, "data"),
            "filters": Output(ids.FILTERS_CONTROLS, "children"),
            "quantities": Output(ids.FILTER_QUANTITY, "data"),
        },
        inputs={
            "tick": Input(ids.LIVE_TICK, "n_intervals"),
            "shown": State(ids.DATA_VERSION, "data"),
            "state": State(ids.LIVE, "data"),
            "query": State(ids.SELECTION, "data"),
        },
    )
    def follow(tick: int | None, shown: str, state: str | None, query: str | None) -> dict[str, Any]:
        now = state_of(service.current)
        if now == state:
            return dict.fromkeys(OUTPUTS, no_update)
        is_new = service.current.dataset.version != shown
        return _seen(service, is_new=is_new) | (_replaced(service, query) if is_new else {}) | {"state": now}


def state_of(current: CurrentDataset) -> str:
    """What a page has been told of: the version, and what is wrong with the files."""
    return f"{current.dataset.version} {'; '.join(map(str, current.problems))}"


def _seen(service: Service, *, is_new: bool) -> dict[str, Any]:
    """What the page says of the data, be it new or not."""
    dataset, problems = service.current.dataset, service.current.problems
    return dict.fromkeys(OUTPUTS, no_update) | {
        "cut_off": cut_off(dataset, service.words),
        "notices": _notices(dataset, problems, service.words, is_new=is_new),
    }


def _replaced(service: Service, query: str | None) -> dict[str, Any]:
    """The new version, and the choices that it offers."""
    dataset = service.current.dataset
    quantities = quantity_options(dataset, service.words)
    return {"version": dataset.version, "filters": _filters(query, service), "quantities": quantities}


def _filters(query: str | None, service: Service) -> list[Component]:
    """The choices of the new dataset, with what of the Selection can still be chosen."""
    situation = service.situation(query)
    return filled(filter_controls(situation.dataset, service.words), situation.selection)


def _notices(dataset: Dataset, problems: Sequence[Problem], words: Words, *, is_new: bool) -> list[Component]:
    """That the files can't be used, that rows were refused, that the data is new."""
    told = [*not_loaded(problems, words), *rows_set_aside(dataset.rows_set_aside, words)]
    return [*told, *(updated(dataset.version, words) if is_new else [])]
