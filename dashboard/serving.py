"""From settings to a running server: load the data, watch the folder, serve with waitress."""

from __future__ import annotations

import sys

import waitress

from dashboard.application import Application, create_app
from dashboard.config import Settings
from dashboard.data.current import CurrentDataset, watch
from dashboard.text import Words

THREADS = 8


def build(settings: Settings) -> Application:
    """The dashboard on the data of `settings`; raises DataError when the data can't be used.

    The folder is watched from now on, in each process that builds one.
    """
    current = CurrentDataset.open(settings.data_dir)
    application = create_app(current, settings)
    if settings.reload_seconds:
        watch(current, settings.reload_seconds)
    return application


def serve(application: Application, settings: Settings, words: Words) -> int:
    """Say where the dashboard is and serve until interrupted; 2 when the address can't be had."""
    host, port = settings.host, settings.port
    try:
        server = waitress.create_server(application.server, host=host, port=port, threads=THREADS, ident="dashboard")
    except (OSError, ValueError) as error:  # ValueError: waitress knows no address of that name
        reason = str(getattr(error, "strerror", None) or error).rstrip(".")
        print(words("address-taken", host=host, port=port, reason=reason), file=sys.stderr)
        return 2
    print(words("serving", url=f"http://{f'[{host}]' if ':' in host else host}:{port}/"), flush=True)
    server.run()
    return 0
