"""`/import` on its own, with a clock of the tests; files are imported in this process."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from dashboard.config import Settings
from dashboard.data.current import CurrentDataset
from dashboard.data.dataset import Dataset
from dashboard.data.private_views import PrivateViews
from dashboard.model.situations import Situations
from dashboard.pages.blueprint import blueprint as pages_blueprint
from dashboard.pages.importing.attempt import keep
from dashboard.pages.importing.job import Job, attempt_of
from dashboard.pages.importing.routes import blueprint
from dashboard.pages.importing.work import Work
from dashboard.private import Beside, PrivatePart
from dashboard.text import Words
from tests.pages.importing.given import UCDP

WORDS = Words("en")
BEGIN = 1_795_880_000.0


@dataclass
class Desk:
    """A server with nothing but the pages, and what a reader does with it."""

    client: FlaskClient
    views: PrivateViews
    settings: Settings
    now: float = BEGIN

    def give(self, content: bytes, name: str = "ged241.csv", **options: Any) -> TestResponse:
        """Send a file by the form."""
        fields = {"file": FileStorage(io.BytesIO(content), name), **options.pop("fields", {})}
        boundary, body = encode_multipart(fields)
        return self.client.post(
            "/import", data=body, content_type=f'multipart/form-data; boundary="{boundary}"', **options
        )

    def report(self, content: bytes = UCDP, name: str = "ged241.csv", **options: Any) -> str:
        """The address of what came of a file."""
        answer = self.give(content, name, **options)
        assert answer.status_code == 303, answer.text
        return answer.headers["Location"]

    @property
    def left(self) -> list[str]:
        """Folders of views that are there."""
        folder = self.views.folder
        return [path.name for path in folder.iterdir() if path.is_dir()] if folder and folder.exists() else []


def here(job: Job) -> None:
    """Do a job in this process."""
    keep(attempt_of(job), Path(job.told))


OpenDesk = Callable[..., Desk]


@pytest.fixture
def open_desk(tiny: Dataset, tmp_path: Path, tiny_folder: Callable[..., Path]) -> OpenDesk:
    """Makes a server: `open_desk()`, `open_desk(upload_mb=1)`, `open_desk(do=…)`; settings are those of `Settings`."""
    usual = Settings(data_dir=tiny_folder(whole_basemap=False), state_dir=tmp_path / "state", reload_seconds=0)

    def make(do: Callable[[Job], None] = here, patience: float = 0.05, **settings: Any) -> Desk:
        chosen = replace(usual, **settings)
        app, current = Flask(__name__), CurrentDataset(tiny)
        desk = Desk(app.test_client(), PrivateViews(chosen.state_dir, chosen.private_views, lambda: desk.now), chosen)
        app.register_blueprint(pages_blueprint(Situations(current), current, WORDS, chosen))
        app.register_blueprint(blueprint(current, WORDS, chosen, desk.views, Work(do, patience)))
        app.wsgi_app = PrivatePart(app.wsgi_app, desk.views, cast("Beside", None), 0)  # type: ignore[method-assign]
        return desk

    return make


@pytest.fixture
def desk(open_desk: OpenDesk) -> Desk:
    return open_desk()
