"""From settings to a running server: load the data, remember its version, watch the folder, serve with waitress."""

from __future__ import annotations

import logging
import signal
import sys

import waitress

from dashboard.application import Application, create_app, make_ready
from dashboard.config import Settings
from dashboard.data.current import CurrentDataset, watch
from dashboard.data.engines.opening import open_engine
from dashboard.data.engines.patient import Patient
from dashboard.data.engines.table import OTHER_TABLE
from dashboard.data.snapshot import MOST_INCIDENTS, is_too_large
from dashboard.data.snapshots import Snapshots
from dashboard.errors import EngineError
from dashboard.private import mount
from dashboard.text import Words

THREADS = 8
READ_ON = 4  # times the size that a file may have: more is refused before it is read, with fewer words


def build(settings: Settings) -> Application:
    """The dashboard on the data of `settings`; raises DataError when the data can't be used, EngineError
    when the engine holds another table.

    The folder is watched from now on, in each process that builds one; every version leaves a snapshot.
    """
    engine = engine_of(settings)
    current = CurrentDataset.open(settings.data_dir, settings.state_dir, engine)
    snapshots, words = Snapshots(settings.state_dir), Words("en")
    application = create_app(current, settings)
    mount(application, settings)
    make_ready(application)
    remember(current, snapshots, words)
    if settings.reload_seconds:
        watch(current, settings.reload_seconds, lambda: remember(current, snapshots, words))
    return application


def engine_of(settings: Settings) -> Patient | None:
    """The engine that holds the events, when there is one. One that is away now is waited for by whoever asks."""
    engine = open_engine(settings.engine_url, settings.engine_seconds)
    try:
        if engine:
            engine.begin()
    except EngineError as error:
        if error.reason == OTHER_TABLE:
            raise
        print(error, file=sys.stderr)
    return engine


def remember(current: CurrentDataset, snapshots: Snapshots, words: Words) -> None:
    """Leave a snapshot of the current data; where that can't be, a sentence says so and all else goes on."""
    if not snapshots.folder:
        print(words("no-state-dir"), file=sys.stderr)
        return
    try:
        if is_too_large(current.dataset):
            print(words("version-too-large", most=words.number(MOST_INCIDENTS)), file=sys.stderr)
        else:
            snapshots.keep(current.dataset)
    except EngineError:
        return  # what it holds is not known; told to whoever asks for it
    except OSError as error:
        reason = str(error.strerror or error).rstrip(".")
        print(words("version-not-kept", folder=snapshots.folder, reason=reason), file=sys.stderr)


def serve(application: Application, settings: Settings, words: Words) -> int:
    """Say where the dashboard is and serve until told to end; 2 when the address can't be had."""
    host, port = settings.host, settings.port
    try:
        server = waitress.create_server(
            application.server,
            host=host,
            port=port,
            threads=THREADS,
            ident="dashboard",
            max_request_body_size=READ_ON * settings.upload_mb * 1_000_000,
        )
    except (OSError, ValueError) as error:  # ValueError: waitress knows no address of that name
        reason = str(getattr(error, "strerror", None) or error).rstrip(".")
        print(words("address-taken", host=host, port=port, reason=reason), file=sys.stderr)
        return 2
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # it tells of every short wait
    print(words("serving", url=f"http://{f'[{host}]' if ':' in host else host}:{port}/"), flush=True)
    signal.signal(signal.SIGTERM, _end)  # systemd, Docker and kill end it so; alone it would leave the browser's files
    try:
        server.run()
    finally:
        application.renderer.close()
    return 0


def _end(*_: object) -> None:
    """End as with Ctrl+C: waitress finishes what it is about."""
    raise SystemExit(0)
