"""`/import`: give a file, answer what is asked of it, see the report. Under the address of a private view it is about
that view; there a reader can also take its files, have it deleted, or, where the operator allows it, keep it."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path

from flask import Blueprint, Response, abort, redirect, request, send_file
from werkzeug.wrappers import Response as BaseResponse

from dashboard.config import Settings
from dashboard.data.current import CurrentDataset
from dashboard.data.imported import FOLDER
from dashboard.data.private_views import FullError, NowhereError, PrivateView, PrivateViews
from dashboard.importers.kinds import kind_of
from dashboard.importers.refusing import ImportRefusedError
from dashboard.layout.private import goes
from dashboard.pages.importing import asking, told
from dashboard.pages.importing.asked import PLACE, TROUBLE, asked_view
from dashboard.pages.importing.attempt import Attempt, keep, kept
from dashboard.pages.importing.desk import Desk
from dashboard.pages.importing.job import Job
from dashboard.pages.importing.origin import is_ours
from dashboard.pages.importing.upload import UploadError, check_length, take
from dashboard.pages.importing.work import BusyError, FailedError, TooLongError, Work
from dashboard.text import Words

FILES = {"report.csv", "refused.csv"}
KEPT = "kept"  # folder of a view: what became of it when it was kept for good
_OVER = {BusyError: "given-busy", TooLongError: "given-too-long", FailedError: "given-failed"}


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
        "public": _root(view, is_public=True),
    }
    if attempt.report:
        values |= {"can_keep": desk.settings.keep_imports, "kept": kept(view.folder / KEPT)}
        return desk.page("report", values | told.report(attempt.report, desk.words))
    return desk.page("asked", values | asking.question(attempt, desk.words))


def _posted(desk: Desk) -> BaseResponse:
    view = asked_view()
    try:
        _check_sender(desk, view)
        if view:
            return _tried(desk, view, asking.answered(request.form, kept(view.folder) or abort(404)))
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
        response = _tried(desk, view, asking.answered(form, Attempt(path.name)))
        is_taken = True
    except ImportRefusedError as error:
        reason = error.problems[0].reason
        raise UploadError("given-refused", HTTPStatus.UNPROCESSABLE_ENTITY, reason) from error
    finally:
        if not is_taken:
            desk.views.remove(view.token)
    return response


def _tried(desk: Desk, view: PrivateView, attempt: Attempt) -> BaseResponse:
    """Import the file of a view, and send the reader to what came of it."""
    keep(attempt, view.folder)
    problem = _done(desk, _job(desk, view, view.folder, view.folder, attempt))
    if problem:
        keep(Attempt(attempt.file, attempt.format, attempt.choices, problems=(problem,)), view.folder)
    return redirect(f"{_root(view)}/import", HTTPStatus.SEE_OTHER)


def _done(desk: Desk, job: Job) -> str:
    """Do a job; a sentence when it came to nothing."""
    try:
        desk.work(job)
    except (BusyError, TooLongError, FailedError) as error:
        return desk.words(_OVER[type(error)])
    return ""


def _job(desk: Desk, view: PrivateView, into: Path, folder: Path, attempt: Attempt) -> Job:
    return Job(
        str(_given(view)), attempt.file, str(into), str(folder), str(desk.settings.data_dir),
        str(desk.settings.state_dir), attempt.format, attempt.choices,
    )  # fmt: skip


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
    return redirect(f"{_root(view, is_public=True)}/import?deleted=1", HTTPStatus.SEE_OTHER)


def _keep(desk: Desk, view: PrivateView) -> BaseResponse:
    """Import the file once more, into the data folder."""
    attempt = kept(view.folder)
    if not (desk.settings.keep_imports and attempt and attempt.report):
        abort(404)
    folder = view.folder / KEPT
    folder.mkdir(mode=0o700, exist_ok=True)
    problem = _done(desk, _job(desk, view, desk.settings.data_dir, folder, attempt))
    if problem:
        keep(Attempt(attempt.file, attempt.format, attempt.choices, problems=(problem,)), folder)
    return redirect(f"{_root(view)}/import#kept", HTTPStatus.SEE_OTHER)


def _file(name: str) -> Response:
    """A file of the report."""
    view = asked_view()
    attempt = kept(view.folder) if view else None
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


def _given(view: PrivateView) -> Path:
    """The file that its reader gave."""
    return next((path for path in sorted(view.given.iterdir()) if path.is_file()), view.given / "none")


def _root(view: PrivateView, *, is_public: bool = False) -> str:
    """Where the view is; where the public dashboard is."""
    root, place = request.script_root, f"{PLACE}/{view.token}"
    public = root.removesuffix(place)
    return public if is_public else f"{public}{place}"
