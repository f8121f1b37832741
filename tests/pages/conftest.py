"""The pages on their own: a Flask app with nothing but the blueprint."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dashboard.config import Settings
from dashboard.data.current import CurrentDataset
from dashboard.data.dataset import Dataset
from dashboard.model.situations import Situations
from dashboard.pages.blueprint import blueprint
from dashboard.text import Words

NewClient = Callable[..., FlaskClient]


@pytest.fixture(scope="session")
def new_client() -> NewClient:
    """Makes a client of a new app: `new_client(dataset)`, `new_client(current)`."""

    def make(data: Dataset | CurrentDataset) -> FlaskClient:
        current = data if isinstance(data, CurrentDataset) else CurrentDataset(data)
        app = Flask(__name__)
        app.register_blueprint(blueprint(Situations(current), current, Words("en"), Settings()))
        return app.test_client()

    return make


@pytest.fixture(scope="session")
def client(new_client: NewClient, bundled: Dataset) -> FlaskClient:
    return new_client(bundled)
