"""The page as a whole, before any number is on it."""

from __future__ import annotations

from collections.abc import Sequence

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.config import Settings
from dashboard.data.dataset import Dataset
from dashboard.data.private_views import PrivateView
from dashboard.figures.map_frame import WHOLE_BORDER
from dashboard.layout import ids
from dashboard.layout.filters import filters
from dashboard.layout.header import header
from dashboard.layout.map import map_card, viewport
from dashboard.layout.private import private_notice
from dashboard.layout.table import table_card
from dashboard.layout.timelines import breakdown_card, milestones_card, timeline_cards
from dashboard.text import Words

LIVE_SECONDS = 8


def page(
    dataset: Dataset,
    settings: Settings,
    words: Words,
    control_names: Sequence[str],
    *,
    no_pdf: str = "",
    view: PrivateView | None = None,
) -> Component:
    """The whole page for `dataset`; `control_names` are the names of the address in the order of their controls.

    `no_pdf` says why there is none; blank when there is one. `view` is the private view that it shows.
    """
    return dmc.MantineProvider(
        [
            *_state(dataset, control_names, words),
            html.A(words("skip"), href="#main", className="skip-link"),
            header(dataset, words, no_pdf),
            *([private_notice(view, words)] if view else []),
            html.Div(words("views-failed"), className="notice notice-warning notice-cut-off", role="alert"),
            html.Div(id=ids.NOTICES, className="notices", **{"aria-live": "polite"}),
            html.Div(id=ids.NOTICE_DATA, className="notices", **{"aria-live": "polite"}),
            html.Div(id=ids.NOTICE_ENGINE, className="notices"),
            html.Div(id=ids.DATASETS, className="datasets", **{"aria-live": "polite"}),
            html.Div([filters(dataset, words), _main(dataset, settings, words)], className="columns"),
            _panel(words),
        ],
        id=ids.PROVIDER,
        forceColorScheme="light",
        theme={"primaryColor": "blue", "fontFamily": "var(--font)", "respectReducedMotion": True},
    )


def _state(dataset: Dataset, control_names: Sequence[str], words: Words) -> list[Component]:
    blank = [
        ids.ADDRESS_OPENED,
        ids.OPENED,
        ids.SELECTION,
        ids.PANEL,
        ids.EXTENT,
        ids.LANGUAGE,
        ids.LINK_VERSION,
        ids.FILTER_ORGANISATION,
        ids.FILTER_INDICATOR,
        ids.TOLD,
        ids.IMAGE_ASKED,
        ids.IMAGE,
        ids.IMAGE_DONE,
        ids.LIVE,
    ]
    stores = [dcc.Store(id=store) for store in blank]
    stores.append(dcc.Store(id=ids.VIEWPORT, data=viewport(WHOLE_BORDER)))
    stores.append(dcc.Store(id=ids.DATA_VERSION, data=dataset.version))
    stores.append(dcc.Store(id=ids.CONTROL_NAMES, data=list(control_names)))
    stores.append(dcc.Store(id=ids.COPY_WORDS, data=[words("copy-link"), words("copied"), words("copy-failed")]))
    return [*stores, dcc.Interval(id=ids.LIVE_TICK, interval=LIVE_SECONDS * 1000)]


def _main(dataset: Dataset, settings: Settings, words: Words) -> Component:
    centre = html.Div(
        [
            html.Div(id=ids.SENTENCE, className="sentence", role="status"),
            html.Div(_waiting(5), id=ids.HEADLINE, className="headline"),
            html.Div(id=ids.EMPTY),
            map_card(dataset, settings, words),
        ],
        className="column-centre",
    )
    side = [*timeline_cards(dataset, words), breakdown_card(words), milestones_card(words)]
    return html.Main(
        [centre, html.Div(side, className="column-side"), table_card(words)], id="main", className="main", tabIndex="-1"
    )


def _waiting(cards: int) -> list[Component]:
    return [html.Div(dmc.Skeleton(height=62), className="headline-card") for _ in range(cards)]


def _panel(words: Words) -> Component:
    return dmc.Drawer(
        html.Div(id=ids.PANEL_CONTENT, className="panel"),
        id=ids.PANEL_DRAWER,
        title=words("details"),
        position="right",
        size=440,
        withOverlay=False,
        lockScroll=False,
        trapFocus=False,
        closeOnClickOutside=False,
        keepMounted=True,
        closeButtonProps={"aria-label": words("close")},
        transitionProps={"duration": 0},
        className="panel-drawer",
    )
