"""Trying to import the file of a private view, and where its reader is sent then."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from pathlib import Path

from flask import redirect, request
from werkzeug.wrappers import Response

from dashboard.data.private_views import PrivateView
from dashboard.pages.importing.asked import PLACE
from dashboard.pages.importing.attempt import Attempt, keep
from dashboard.pages.importing.desk import Desk
from dashboard.pages.importing.job import Job
from dashboard.pages.importing.work import BusyError, FailedError, TooLongError

_OVER = {BusyError: "given-busy", TooLongError: "given-too-long", FailedError: "given-failed"}


def tried(desk: Desk, view: PrivateView, attempt: Attempt) -> Response:
    """Import the file of a view, and send the reader to what came of it."""
    keep(attempt, view.folder)
    is_ready = not (attempt.problems or attempt.question)
    problem = done(desk, job_of(desk, view, view.folder, view.folder, attempt)) if is_ready else ""
    if problem:
        keep(replace(attempt, problems=(problem,)), view.folder)
    return redirect(f"{root_of(view)}/import", HTTPStatus.SEE_OTHER)


def done(desk: Desk, job: Job) -> str:
    """Do a job; a sentence when it came to nothing."""
    try:
        desk.work(job)
    except (BusyError, TooLongError, FailedError) as error:
        return desk.words(_OVER[type(error)])
    return ""


def job_of(desk: Desk, view: PrivateView, into: Path, folder: Path, attempt: Attempt) -> Job:
    """The job to import the file of a view into `into`; what comes of it is told in `folder`."""
    return Job(
        str(given_file(view)), attempt.file, str(into), str(folder), str(desk.settings.data_dir),
        str(desk.settings.state_dir), attempt.format, attempt.choices,
    )  # fmt: skip


def given_file(view: PrivateView) -> Path:
    """The file that its reader gave."""
    return next((path for path in sorted(view.given.iterdir()) if path.is_file()), view.given / "none")


def root_of(view: PrivateView, *, is_public: bool = False) -> str:
    """Where the view is; where the public dashboard is."""
    root, place = request.script_root, f"{PLACE}/{view.token}"
    public = root.removesuffix(place)
    return public if is_public else f"{public}{place}"
