"""From settings to a running server: load the data, watch the folder, serve with waitress."""

from __future__ import annotations

import sys

import waitress

from dashboard.application import Application, create_app
from dashboard.config import Settings
from dashboard.data.current import CurrentDataset, watch
from dashboard.data.dataset import load
from dashboard.text import Words

THREADS = 8


def build(settings: Settings) -> Application:
    """The dashboard on the data of `settings`; raises DataError when the data can't be used.

    The folder is watched from now on, in each process that builds one.
    """
    current = CurrentDataset(load(settings.data_dir), settings.data_dir)
    application = create_app(current, settings)
    if settings.reload_seconds:
        watch(current, settings.reload_seconds)
    return application


def serve(application: Application, settings: Settings, words: Words) -> int:
    """Serve until interrupted; 2 when the address can't be had."""
    try:
        waitress.serve(
            application.server, host=settings.host, port=settings.port, threads=THREADS, ident="dashboard", _quiet=True
        )
    except OSError as error:
        print(
            words("address-taken", host=settings.host, port=settings.port, reason=error.strerror or error),
            file=sys.stderr,
        )
        return 2
    return 0
