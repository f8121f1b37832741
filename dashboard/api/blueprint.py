"""The data API: the Selection of the page as a query string -> the same numbers and rows as JSON, CSV and GeoJSON."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.wrappers import Response as BaseResponse

from dashboard.api.answers import JSON_TYPE, conditional, http_failure, refusal, to_json
from dashboard.api.changes import add_changes
from dashboard.api.openapi import CSV, GEOJSON, document
from dashboard.api.summary import summary
from dashboard.config import Settings
from dashboard.data.current import CurrentDataset
from dashboard.export.filenames import filename
from dashboard.export.rows import incidents_csv, incidents_geojson
from dashboard.model.situation import Situation
from dashboard.model.situations import Situations
from dashboard.text import Words

OURS = ("/api/", "/healthz")


def blueprint(situations: Situations, current: CurrentDataset, words: Words, settings: Settings) -> Blueprint:
    """All routes under /api/ and /healthz, for one application; nothing is kept between requests."""
    api = Blueprint("api", __name__, template_folder="templates")
    _add_health(api, current)
    _add_data(api, situations, words)
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


def _add_data(api: Blueprint, situations: Situations, words: Words) -> None:
    def selected(make: Callable[[Situation], str], content_type: str, ending: str = "") -> Response:
        asked = situations.of(request.query_string.decode(errors="replace"))
        if asked.bad_values:
            return refusal(asked.bad_values, words)
        situation = asked.situation
        key = (situation.dataset.version, request.path, situation.selection.query(), words.language)
        response = conditional(lambda: make(situation), content_type, *key)
        if ending:
            name = filename("incidents", situation, ending)
            response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    @api.get("/api/summary.json")
    def summary_json() -> Response:
        return selected(lambda situation: to_json(summary(situation, words)), JSON_TYPE)

    @api.get("/api/incidents.csv")
    def incidents_as_csv() -> Response:
        return selected(incidents_csv, f"{CSV}; charset=utf-8", "csv")

    @api.get("/api/incidents.geojson")
    def incidents_as_geojson() -> Response:
        return selected(lambda situation: to_json(incidents_geojson(situation, words)), GEOJSON, "geojson")


def _add_documentation(api: Blueprint, current: CurrentDataset, words: Words, settings: Settings) -> None:
    @api.get("/api/openapi.json")
    def openapi_json() -> Response:
        dataset = current.dataset
        key = (dataset.version, "openapi", words.language)
        return conditional(lambda: to_json(document(dataset, words, settings)), JSON_TYPE, *key)

    @api.get("/api/docs")
    def docs() -> Response:
        if request.accept_mimetypes.best_match(["text/html", JSON_TYPE]) == JSON_TYPE:
            response = openapi_json()
        else:
            dataset = current.dataset
            key = (dataset.version, "docs", words.language)
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

    @api.app_errorhandler(HTTPException)
    def as_json(error: HTTPException) -> Response | HTTPException:
        return http_failure(error, words) if request.path.startswith(OURS) else error
