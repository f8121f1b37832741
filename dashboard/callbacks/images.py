"""*Save image* and *Copy image*: the server composes the figure with its caption, the browser turns it into a file."""

from __future__ import annotations

from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State
from dash.exceptions import PreventUpdate

from dashboard.callbacks.service import Service
from dashboard.export.images import image
from dashboard.export.sizes import SIZES
from dashboard.figures.views import MAP, VIEWS
from dashboard.layout import ids
from dashboard.layout.timelines import BREAKDOWNS

ENDINGS = ("png", "svg")


def register(app: Dash, service: Service) -> None:
    """Wire every *Save image*; `assets/50-images.js` says which: view, ending and size."""

    @app.callback(
        Output(ids.IMAGE, "data"),
        inputs={
            "wanted": Input(ids.IMAGE_ASKED, "data"),
            "query": State(ids.SELECTION, "data"),
            "bounds": State(ids.MAP, "bounds"),
            "zoom": State(ids.MAP, "zoom"),
            "layers": State(ids.MAP_LAYERS, "value"),
            "milestones": State(ids.MILESTONES_ALL, "checked"),
            "by": State(ids.BREAKDOWN_BY, "value"),
        },
        prevent_initial_call=True,
    )
    def compose(wanted: Any, query: str, milestones: bool, by: str | None, **seen: Any) -> Any:
        view, ending, size = _wanted(wanted)
        asked = {"all_milestones": milestones, "by": by or BREAKDOWNS[0], "size": size} | seen
        made = image(view, ending, service.situation(query), service.words, service.settings, **asked)
        return made | {"at": wanted.get("at")}

    app.clientside_callback(
        ClientsideFunction("images", "made"),
        Output(ids.IMAGE_DONE, "data"),
        Input(ids.IMAGE, "data"),
        prevent_initial_call=True,
    )


def _wanted(wanted: Any) -> tuple[str, str, str]:
    """View, ending and size; what names none of ours asks for nothing."""
    found = tuple(str(wanted.get(name)) for name in ("view", "ending", "size")) if isinstance(wanted, dict) else ()
    if len(found) != 3 or found[0] not in (*VIEWS, MAP) or found[1] not in ENDINGS or found[2] not in SIZES:
        raise PreventUpdate
    return found
