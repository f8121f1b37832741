"""How a request says which private view it is for: by values of its environ, which no client can set."""

from __future__ import annotations

from flask import request

from dashboard.data.private_views import PrivateView

PLACE = "/private"
VIEW, TROUBLE = "dashboard.view", "dashboard.trouble"


def asked_view() -> PrivateView | None:
    """The view that the request is for; None for the public dashboard."""
    view = request.environ.get(VIEW)
    return view if isinstance(view, PrivateView) else None
