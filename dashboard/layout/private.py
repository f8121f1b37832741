"""What a private view says of itself: that it is one, and when it goes."""

from __future__ import annotations

import time

from dash import html
from dash.development.base_component import Component

from dashboard.data.private_views import PrivateView
from dashboard.text import Words


def goes(view: PrivateView, now: float, words: Words) -> str:
    """When the view goes. The time is UTC: the server knows no other of its reader."""
    minutes = max(1, round((view.until.timestamp() - now) / 60))
    hours, rest = divmod(minutes, 60)
    parts = [words.plural("given-hours", hours)] if hours else []
    parts += [words.plural("given-minutes", rest)] if rest else []
    return words("given-goes", left=words.listed(parts), time=view.until.strftime("%H:%M"))


def private_notice(view: PrivateView, words: Words) -> Component:
    """A line above the page that stays, with the way to the report."""
    said = words("given-banner", goes=goes(view, time.time(), words))
    link = html.A(words("given-banner-link"), href="import")
    return html.Div([said, " ", link], className="notice", role="note")
