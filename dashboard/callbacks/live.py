"""Open pages follow the data: they ask which version is served, and draw again when it changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import Dash, Input, Output, State, no_update
from dash.development.base_component import Component

from dashboard.callbacks.service import Service
from dashboard.data.dataset import Dataset
from dashboard.errors import Problem
from dashboard.layout import ids
from dashboard.layout.header import cut_off
from dashboard.layout.notices import not_loaded, rows_set_aside, updated
from dashboard.text import Words


def register(app: Dash, service: Service) -> None:
    """Answer the page's regular question."""

    @app.callback(
        output={
            "version": Output(ids.DATA_VERSION, "data"),
            "cut_off": Output(ids.HEADER_VERSION, "children"),
            "notices": Output(ids.NOTICE_DATA, "children"),
            "state": Output(ids.LIVE, "data"),
            "covers_to": Output(ids.COVERS_TO, "data"),
        },
        inputs={
            "tick": Input(ids.LIVE_TICK, "n_intervals"),
            "shown": State(ids.DATA_VERSION, "data"),
            "state": State(ids.LIVE, "data"),
        },
    )
    def follow(tick: int | None, shown: str, state: str | None) -> dict[str, Any]:
        dataset, problems = service.current.dataset, service.current.problems
        now = f"{dataset.version} {'; '.join(map(str, problems))}"
        if now == state:
            return dict.fromkeys(("version", "cut_off", "notices", "state", "covers_to"), no_update)
        is_new = dataset.version != shown
        return {
            "version": dataset.version if is_new else no_update,
            "cut_off": cut_off(dataset, service.words),
            "notices": _notices(dataset, problems, service.words, is_new=is_new),
            "state": now,
            "covers_to": dataset.description.covers_to.isoformat(),
        }


def _notices(dataset: Dataset, problems: Sequence[Problem], words: Words, *, is_new: bool) -> list[Component]:
    """That the files can't be used, that rows were refused, that the data is new."""
    told = [*not_loaded(problems, words), *rows_set_aside(dataset.rows_set_aside, words)]
    return [*told, *(updated(dataset.version, words) if is_new else [])]
