"""What the routes of `/import` share: whether files are taken here, and the pages that answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from flask import Response, render_template, request

from dashboard.config import Settings
from dashboard.data.current import CurrentDataset
from dashboard.data.private_views import PrivateViews
from dashboard.importers.registry import names
from dashboard.pages.frame import frame
from dashboard.pages.importing.told import format_name
from dashboard.pages.importing.work import Work
from dashboard.text import Words

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Desk:
    """What the routes need."""

    current: CurrentDataset
    words: Words
    settings: Settings
    views: PrivateViews
    work: Work

    @property
    def most(self) -> int:
        """Bytes that a file may have."""
        return self.settings.upload_mb * MEGABYTE

    @property
    def why_not(self) -> str:
        """Why no file can be given here, as a key of the catalogue; blank when one can."""
        if not self.settings.uploads:
            return "given-off"
        if not self.settings.state_dir:
            return "given-no-state"
        return "given-engine" if self.settings.engine_url else ""

    def page(self, template: str, values: Mapping[str, object], status: int = HTTPStatus.OK) -> Response:
        """An answer that nobody keeps. A form on it says where it comes from, which `origin` asks for."""
        shared = frame("import", self.current.dataset, self.words)
        response = Response(render_template(f"importing/{template}.html", **{**shared, **values}), status)
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "same-origin"
        return response

    def form(self, problem: str = "", status: int = HTTPStatus.OK, reason: str = "") -> Response:
        """The page to give a file, with a sentence that says why the last one was not taken."""
        told, words = {"megabytes": self.settings.upload_mb, "most": self.settings.private_views}, self.words
        values = {
            "why_not": self.why_not and words(self.why_not),
            "problem": words(problem, **told, reason=reason) if problem and not self.why_not else "",
            "was_deleted": "deleted" in request.args,
            "limit": words("given-limit", **told),
            "too_large": words("given-too-large", **told),
            "most": self.most,
            "formats": [(name, format_name(name, words)) for name in names()],
        }
        return self.page("give", values, status)
