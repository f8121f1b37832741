"""The way in: the URL of an engine -> an event store that asks it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec

from dashboard.data.engines.address import FILES, SPARK, Address, parse
from dashboard.data.engines.engine import Engine
from dashboard.data.engines.files import FileEngine
from dashboard.data.engines.health import Limits
from dashboard.data.engines.patient import Patient
from dashboard.data.engines.spark import SparkEngine
from dashboard.data.engines.through_ibis import IbisEngine
from dashboard.errors import UsageError
from dashboard.text import Words


def open_engine(url: str, seconds: float) -> Patient | None:
    """The engine at `url`, not asked yet; None when it is blank. A question to it may take so many seconds.

    Raises UsageError on a URL that can't be used, or a package that is missing; nothing that it says repeats the URL.
    """
    limits = Limits(seconds)
    return Patient(engine_of(parse(url), limits), limits) if url else None


@contextmanager
def lent(url: str, seconds: float) -> Iterator[Patient | None]:
    """The same, closed after use."""
    engine = open_engine(url, seconds)
    if engine:
        engine.is_for_once = True
    try:
        yield engine
    finally:
        if engine:
            engine.close()


def engine_of(address: Address, limits: Limits) -> Engine:
    """The engine by its scheme."""
    if address.scheme in FILES:
        return FileEngine(address)
    if address.scheme in SPARK:
        _need("pyspark", "requirements-spark.txt")
        if address.scheme == "spark" and not (os.environ.get("JAVA_HOME") or shutil.which("java")):
            raise UsageError(Words("en")("engine-needs-java"))
        return SparkEngine(address)
    _need("ibis", "requirements-ibis.txt")
    return IbisEngine(address, limits.seconds)


def _need(package: str, file: str) -> None:
    if find_spec(package) is None:
        raise UsageError(Words("en")("engine-needs", package=package, file=file))
