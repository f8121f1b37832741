"""`/import`: give a file, answer what is asked of it, see the report. Under the address of a private view it is about
that view; there a reader can also take its files, have it deleted, or, where the operator allows it, keep it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from http import HTTPStatus

from flask import Blueprint, Response, abort, redirect, request, send_file
from werkzeug.wrappers import Response as BaseResponse

from dashboard.config import Settings
from dashboard.data.current import CurrentDataset
from dashboard.data.imported import FOLDER
from dashboard.data.private_views import FullError, NowhereError, PrivateView, PrivateViews
from dashboard.importers.kinds import kind_of
from dashboard.importers.mapping import mapping_toml
from dashboard.importers.refusing import ImportRefusedError
from dashboard.layout.private import goes
from dashboard.pages.importing import asking, mapping_form, told
from dashboard.pages.importing.asked import PLACE, TROUBLE, asked_view
from dashboard.pages.importing.attempt import Attempt, keep, kept
from dashboard.pages.importing.desk import Desk
from dashboard.pages.importing.origin import is_ours
from dashboard.pages.importing.trying import done, given_file, job_of, root_of, tried
from dashboard.pages.importing.upload import UploadError, check_length, take
from dashboard.pages.importing.work import Work
from dashboard.text import Words

FILES = {"report.csv", "refused.csv"}
MAPPING = "mapping.toml"
_ATTACHED = f'attachment; filename="{MAPPING}"'
KEPT = "kept"  # folder of a view: what became of it when it was kept for good


def blueprint(
    current: CurrentDataset,
    words: Words,
    settings: Settings,
    views: PrivateViews | None = None,
    work: Work | None = None,
) -> Blueprint:
    """`/import` of one application; what it keeps between requests are folders of private views."""
    views = views or PrivateViews(settings.state_dir, settings.private_views)
    desk = Desk(current, words, settings, views, work or Work())
    pages = Blueprint("importing", __name__, template_folder="../templates")
    pages.add_url_rule("/import", "page", lambda: _page(desk), methods=["GET"])
    pages.add_url_rule("/import", "post", lambda: _posted(desk), methods=["POST"])
    pages.add_url_rule("/import/delete", "delete", _of_view(desk, _delete), methods=["POST"])
    pages.add_url_rule("/import/keep", "keep", _of_view(desk, _keep), methods=["POST"])
    pages.add_url_rule("/import/<name>", "file", _file, methods=["GET"])
    pages.add_url_rule(f"{PLACE}/", "gone", lambda: _gone(desk), methods=["GET", "POST"])
    return pages


def _page(desk: Desk) -> Response:
    view = asked_view()
    if not view:
        return desk.form()
    attempt = kept(view.folder) or abort(404)
    values: dict[str, object] = {
        "goes": goes(view, desk.views.now(), desk.words),
        "public": root_of(view, is_public=True),
    }
    if attempt.report and "again" not in request.args:
        values |= {"was_mapped": bool(attempt.choices.columns)}
        values |= {"can_keep": desk.settings.keep_imports, "kept": kept(view.folder / KEPT)}
        return desk.page("report", values | told.report(attempt.report, desk.words))
    if mapping_form.is_asked(attempt):
        with suppress(ImportRefusedError):  # told by the attempt
            asked = mapping_form.form(
                attempt, given_file(view), request.args.get("kind", ""), desk.current.dataset, desk.words
            )
            return desk.page("mapping", values | asked)
    return desk.page("asked", values | asking.question(attempt, desk.words))


def _posted(desk: Desk) -> BaseResponse:
    view = asked_view()
    try:
        _check_sender(desk, view)
        if view:
            return tried(desk, view, asking.answered(request.form, kept(view.folder) or abort(404), given_file(view)))
        check_length(request, desk.most)
        return _taken(desk, desk.views.begin())
    except UploadError as error:
        return desk.form(str(error), error.status, error.reason)
    except FullError:
        return desk.form("given-full", HTTPStatus.SERVICE_UNAVAILABLE)
    except (NowhereError, OSError):
        return desk.form("given-no-room", HTTPStatus.INSUFFICIENT_STORAGE)


def _check_sender(desk: Desk, view: PrivateView | None) -> None:
    """Raises UploadError when nothing is taken from whoever sends this."""
    if not is_ours(request, desk.settings.public_url, has_token=bool(view)):
        raise UploadError("given-from-elsewhere", HTTPStatus.FORBIDDEN)
    if desk.why_not:
        raise UploadError(desk.why_not, HTTPStatus.FORBIDDEN)


def _taken(desk: Desk, view: PrivateView) -> BaseResponse:
    """The file of the request, which is tried at once; the view goes again when it is none that can be used."""
    is_taken = False
    try:
        path, form = take(request, view, desk.most)
        kind_of(path, path.name)
        response = tried(desk, view, asking.answered(form, Attempt(path.name), path))
        is_taken = True
    except ImportRefusedError as error:
        reason = error.problems[0].reason
        raise UploadError("given-refused", HTTPStatus.UNPROCESSABLE_ENTITY, reason) from error
    finally:
        if not is_taken:
            desk.views.remove(view.token)
    return response


def _of_view(desk: Desk, do: Callable[[Desk, PrivateView], BaseResponse]) -> Callable[[], BaseResponse]:
    """What is posted about a view, by its own page."""

    def answer() -> BaseResponse:
        view = asked_view() or abort(404)
        if not is_ours(request, desk.settings.public_url, has_token=True):
            abort(403)
        return do(desk, view)

    return answer


def _delete(desk: Desk, view: PrivateView) -> BaseResponse:
    desk.views.remove(view.token)
    return redirect(f"{root_of(view, is_public=True)}/import?deleted=1", HTTPStatus.SEE_OTHER)


def _keep(desk: Desk, view: PrivateView) -> BaseResponse:
    """Import the file once more, into the data folder."""
    attempt = kept(view.folder)
    if not (desk.settings.keep_imports and attempt and attempt.report):
        abort(404)
    folder = view.folder / KEPT
    folder.mkdir(mode=0o700, exist_ok=True)
    problem = done(desk, job_of(desk, view, desk.settings.data_dir, folder, attempt))
    if problem:
        keep(replace(attempt, report=None, problems=(problem,)), folder)
    return redirect(f"{root_of(view)}/import#kept", HTTPStatus.SEE_OTHER)


def _file(name: str) -> Response:
    """A file of the report, or what was said of the columns, for the next file of its kind."""
    view = asked_view()
    attempt = kept(view.folder) if view else None
    if attempt and name == MAPPING and attempt.choices.columns:
        content = mapping_toml(attempt.choices)
        return Response(content, mimetype="application/toml", headers={"Content-Disposition": _ATTACHED})
    if not (view and attempt and attempt.report and name in FILES):
        abort(404)
    found = told.folder_of(view.folder / FOLDER, attempt.report.name)
    if not (found and (found / name).is_file()):
        abort(404)
    return send_file(found / name, "text/csv", as_attachment=True, download_name=f"{attempt.report.name}-{name}")


def _gone(desk: Desk) -> Response:
    """What stands for a view that is not there, or can't be shown now."""
    if request.environ.get(TROUBLE):
        return desk.page("gone", {"said": desk.words("given-data-broken")}, HTTPStatus.SERVICE_UNAVAILABLE)
    return desk.page("gone", {"said": desk.words("given-gone")}, HTTPStatus.NOT_FOUND)
