"""The data API: the Selection of the page as a query string -> the same numbers and rows.

What can be asked for stands in `dashboard.api.routes`; here is how it is answered.
"""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.wrappers import Response as BaseResponse

from dashboard.api.answers import JSON_TYPE, conditional, failure, http_failure, refusal, to_json
from dashboard.api.changes import add_changes
from dashboard.api.openapi import document
from dashboard.api.routes import ROUTES, Asked, Route, shown_of
from dashboard.config import Settings
from dashboard.data.current import CurrentDataset
from dashboard.errors import DashboardError, EngineError
from dashboard.export.extracts import EXPORTED
from dashboard.export.filenames import filename, table_filename
from dashboard.export.kept_renderer import BusyError, KeptRenderer
from dashboard.export.rendering import NoChromeError, RenderingError
from dashboard.model.situations import Situations
from dashboard.text import Words

RETRY_SECONDS = 15
OURS = ("/api/", "/healthz")


def blueprint(
    situations: Situations, current: CurrentDataset, words: Words, settings: Settings, renderer: KeptRenderer
) -> Blueprint:
    """All routes under /api/ and /healthz, for one application; between requests only `renderer` keeps its browser."""
    api = Blueprint("api", __name__, template_folder="templates")
    _add_health(api, current)
    _add_data(api, situations, words, settings, renderer)
    add_changes(api, situations, words, settings)
    _add_documentation(api, current, words, settings)
    _add_errors(api, words)

    @api.after_request
    def link_to_documentation(response: Response) -> Response:
        root = request.script_root
        response.headers["Link"] = (
            f'<{root}/api/docs>; rel="service-doc", <{root}/api/openapi.json>; rel="service-desc"'
        )
        return response

    return api


def _add_health(api: Blueprint, current: CurrentDataset) -> None:
    @api.get("/healthz")
    def health() -> Response:
        body = to_json({"status": "ok", "data_version": current.dataset.version})
        response = Response(body, content_type=JSON_TYPE)
        response.headers["Cache-Control"] = "no-store"
        return response


def _add_data(api: Blueprint, situations: Situations, words: Words, settings: Settings, renderer: KeptRenderer) -> None:
    for route in ROUTES:
        api.add_url_rule(
            route.path, route.name, _answering(route, situations, words, settings, renderer), methods=["GET"]
        )


def _answering(
    route: Route, situations: Situations, words: Words, settings: Settings, renderer: KeptRenderer
) -> Callable[[], Response]:
    """What the server does when somebody asks for `route`."""

    def answer() -> Response:
        found = situations.of(request.query_string.decode(errors="replace"))
        options, bad_options = route.options_of(request.args)
        if found.bad_values or bad_options:
            return refusal((*found.bad_values, *bad_options), words)
        situation = found.situation
        key = (situation.dataset.version, route.path, situation.selection.query(), *options)
        asked = Asked(situation, words, settings, renderer, options, shown_of(request.args))
        key += asked.key if route.has_map else ()
        response = conditional(lambda: route.make(asked), route.content_type, *key, words.language, settings.public_url)
        if route.is_file:
            name = (
                table_filename(route.table, situation, route.ending, options)
                if route.table in EXPORTED
                else filename(route.table, situation, route.ending)
            )
            response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    return answer


def _add_documentation(api: Blueprint, current: CurrentDataset, words: Words, settings: Settings) -> None:
    @api.get("/api/openapi.json")
    def openapi_json() -> Response:
        dataset, root = current.dataset, request.script_root
        key = (dataset.version, "openapi", words.language, root)
        return conditional(lambda: to_json(document(dataset, words, settings, root)), JSON_TYPE, *key)

    @api.get("/api/docs")
    def docs() -> Response:
        if request.accept_mimetypes.best_match(["text/html", JSON_TYPE]) == JSON_TYPE:
            response = openapi_json()
        else:
            dataset = current.dataset
            key = (dataset.version, "docs", words.language, request.script_root)
            response = conditional(
                lambda: _page(document(dataset, words, settings), words), "text/html; charset=utf-8", *key
            )
        response.vary.add("Accept")
        return response

    @api.get("/api/")
    def start() -> BaseResponse:
        return redirect(url_for("api.docs"))


def _page(described: dict[str, object], words: Words) -> str:
    direction = "rtl" if words.locale.text_direction == "rtl" else "ltr"
    return render_template("api_docs.html", api=described, words=words, direction=direction, root=request.script_root)


def _add_errors(api: Blueprint, words: Words) -> None:
    @api.get("/api/<path:rest>")
    def nothing_here(rest: str) -> Response:
        # A page app answers every other path with its page; here that would be a 200 for a typing error.
        return http_failure(NotFound(), words)

    @api.errorhandler(BusyError)
    @api.errorhandler(NoChromeError)
    @api.errorhandler(RenderingError)
    @api.errorhandler(EngineError)
    def not_made(error: DashboardError) -> Response:
        response = failure(str(error), 503)
        response.headers["Retry-After"] = str(RETRY_SECONDS)
        return response

    @api.app_errorhandler(HTTPException)
    def as_json(error: HTTPException) -> Response | HTTPException:
        return http_failure(error, words) if request.path.startswith(OURS) else error
