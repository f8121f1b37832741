"""Puts the parts together: `create_app(settings)` is the whole dashboard on a Flask server.

Each call makes an application of its own; nothing is shared between two in one process.
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from dash import Dash
from dash.exceptions import DependencyException
from flask import Flask, Request, Response, abort, request
from flask_compress import Compress
from werkzeug.exceptions import NotFound

from dashboard.api.blueprint import blueprint as api_blueprint
from dashboard.callbacks import address, filters, images, live, panel, rows, views
from dashboard.callbacks import map as map_callbacks
from dashboard.callbacks.controls import FILTERS
from dashboard.callbacks.gate import is_call
from dashboard.callbacks.service import Service
from dashboard.config import PROJECT_DIR, Settings
from dashboard.data.current import CurrentDataset
from dashboard.data.private_views import PrivateView
from dashboard.errors import EngineError
from dashboard.export.kept_renderer import KeptRenderer
from dashboard.figures.basemap_files import basemap_file
from dashboard.layout.page import page
from dashboard.model.situations import Situations
from dashboard.pages.blueprint import blueprint as pages_blueprint
from dashboard.pages.importing.routes import blueprint as importing_blueprint
from dashboard.security import protect
from dashboard.text import Words

ONE_DAY = 24 * 3600
ONE_YEAR = 365 * ONE_DAY


@dataclass(frozen=True)
class Application:
    """A dashboard: `server` for a process manager, `current` to refresh its data, `renderer` to be closed at last."""

    dash: Dash
    server: Flask
    current: CurrentDataset
    renderer: KeptRenderer


def create_app(
    current: CurrentDataset,
    settings: Settings,
    *,
    prefix: str = "/",
    view: PrivateView | None = None,
    renderer: KeptRenderer | None = None,
) -> Application:
    """The dashboard for the `current` dataset.

    `prefix` is what its addresses begin with, when a server gives it requests for a part of its own (as SCRIPT_NAME).
    `view` is the private view that it shows; it may draw with the `renderer` of another one.
    """
    words = Words("en")
    server = Flask("dashboard")
    server.json.ensure_ascii = False  # type: ignore[attr-defined]
    app = Dash(
        "dashboard",
        server=server,
        title=words("title"),
        update_title=None,
        assets_folder=str(PROJECT_DIR / "assets"),
        serve_locally=True,
        requests_pathname_prefix=prefix,
        routes_pathname_prefix="/",
        compress=False,
        meta_tags=[{"name": "viewport", "content": "width=device-width, initial-scale=1"}],
    )
    app.index_string = app.index_string.replace("<html>", f'<html lang="{words.language}">')
    situations = Situations(current)
    service = Service(current, situations, words, settings)
    renderer = renderer or KeptRenderer(words)
    app.layout = lambda: page(current.dataset, settings, words, tuple(FILTERS), no_pdf=renderer.why_not, view=view)
    for part in (address, views, filters, map_callbacks, panel, rows, images, live):
        part.register(app, service)
    server.register_blueprint(api_blueprint(situations, current, words, settings, renderer))
    server.register_blueprint(pages_blueprint(situations, current, words, settings))
    server.register_blueprint(importing_blueprint(current, words, settings))
    _serve_basemap(server, current)
    _keep_assets(server)
    _refuse_other_paths(server)
    _tell_of_engine(server)
    _refuse_other_callbacks(app)
    _compress(server)
    protect(app, settings)
    return Application(app, server, current, renderer)


def make_ready(application: Application) -> None:
    """Have Dash do what it does at the first request: a second one that comes meanwhile would get a page without its
    scripts."""
    with application.server.test_request_context("/healthz"):
        application.server.preprocess_request()


def _serve_basemap(server: Flask, current: CurrentDataset) -> None:
    """Files of the basemap under the hash of their content, so that browsers keep them for good."""

    @server.get("/basemap/<digest>/<name>")
    def basemap(digest: str, name: str) -> Response:
        file = basemap_file(current.dataset.basemap, name) or abort(404)
        response = Response(file.content, mimetype=file.mimetype)
        if digest == file.hash:
            response.headers["Cache-Control"] = f"public, max-age={ONE_YEAR}, immutable"
        return response


def _keep_assets(server: Flask) -> None:
    """Browsers keep what is asked for under its time of change, and the icon, which Chromium asks for again at every
    change of the address."""

    @server.after_request
    def keep(response: Response) -> Response:
        is_asset = request.path.startswith("/assets/") and "m" in request.args
        if response.status_code == HTTPStatus.OK and (is_asset or request.path == "/_favicon.ico"):
            seconds = ONE_YEAR if is_asset else ONE_DAY
            response.headers["Cache-Control"] = f"public, max-age={seconds}"
        return response


def _refuse_other_paths(server: Flask) -> None:
    """Dash answers every path with the page, and fails on a file that no component has: both are not found."""

    @server.before_request
    def known_paths_only() -> None:
        if request.endpoint == "/<path:path>":
            abort(404)

    @server.errorhandler(DependencyException)
    def no_such_file(error: DependencyException) -> Response:
        return NotFound().get_response()  # type: ignore[return-value]


def _tell_of_engine(server: Flask) -> None:
    """What needs the engine while it does not answer is 503 with a sentence, not a fault of ours."""

    @server.errorhandler(EngineError)
    def not_answered(error: EngineError) -> Response:
        response = Response(str(error), HTTPStatus.SERVICE_UNAVAILABLE, mimetype="text/plain")
        response.headers["Cache-Control"] = "no-store"
        return response


def _refuse_other_callbacks(app: Dash) -> None:
    """What is no call of a callback of ours is a bad request; Dash would fail on it."""

    @app.server.before_request  # type: ignore[untyped-decorator]
    def known_callbacks_only() -> None:
        if request.endpoint == "/_dash-update-component" and not is_call(app, _json_of(request)):
            abort(400)


def _json_of(asked: Request) -> object:
    """What was posted; None when it is no JSON, or nested so deeply that nobody reads it."""
    try:
        return asked.get_json(silent=True)
    except RecursionError:
        return None


def _compress(server: Flask) -> None:
    server.config["COMPRESS_MIMETYPES"] = [
        "text/html",
        "text/css",
        "text/csv",
        "text/javascript",
        "application/javascript",
        "application/json",
        "application/geo+json",
        "image/svg+xml",
    ]
    for name in ("COMPRESS_ALGORITHM", "COMPRESS_ALGORITHM_STREAMING"):
        server.config[name] = ["br", "gzip"]
    server.config["COMPRESS_BR_LEVEL"] = 4
    Compress(server)
