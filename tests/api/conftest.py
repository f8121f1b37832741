"""The API on its own: a Flask app with nothing but the blueprint."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dashboard.api.blueprint import blueprint
from dashboard.config import Settings
from dashboard.data.current import CurrentDataset
from dashboard.data.dataset import Dataset
from dashboard.export.kept_renderer import KeptRenderer
from dashboard.model.situations import Situations
from dashboard.text import Words
from tests.drawing import kept

NewClient = Callable[..., FlaskClient]


@pytest.fixture(scope="session")
def new_client() -> NewClient:
    """Makes a client of a new app: `new_client(dataset)`, `new_client(current, Settings(...))`."""

    def make(
        data: Dataset | CurrentDataset, settings: Settings | None = None, renderer: KeptRenderer | None = None
    ) -> FlaskClient:
        current = data if isinstance(data, CurrentDataset) else CurrentDataset(data)
        app = Flask(__name__)
        drawing = renderer or kept(Words("en"))
        app.register_blueprint(blueprint(Situations(current), current, Words("en"), settings or Settings(), drawing))
        return app.test_client()

    return make


@pytest.fixture(scope="session")
def client(new_client: NewClient, bundled: Dataset) -> FlaskClient:
    return new_client(bundled)


@pytest.fixture(scope="session")
def tiny_client(new_client: NewClient, tiny: Dataset) -> FlaskClient:
    return new_client(tiny)
