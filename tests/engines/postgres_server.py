"""A PostgreSQL server for tests: a cluster of its own in a temporary folder, on a port of the loopback address."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from tests.engines.spark_cluster import HOST, free_port

OWNER, PASSWORD = "owner", "pass word/of:the@owner"
START_SECONDS = 30


class Server:
    """`programs` is the folder of initdb and postgres, neither of which root may run."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        self._folder = Path(tempfile.mkdtemp(prefix="dashboard-postgres-"))
        self._process: subprocess.Popen[bytes] | None = None
        self.port = free_port()
        secret = self._folder / "password"
        secret.write_text(PASSWORD)
        self._user = _unprivileged()
        if self._user:
            for path in (self._folder, secret):
                shutil.chown(path, self._user)
        how = ["--auth=scram-sha-256", f"--pwfile={secret}", f"--username={OWNER}"]
        command = [programs / "initdb", "-D", self._data, "--encoding=UTF8", "--locale=C", "--no-sync", *how]
        subprocess.run(command, check=True, capture_output=True, user=self._user, cwd=self._folder)

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    def start(self) -> None:
        """Take connections; nothing is kept safe from a loss of power."""
        options = ["-h", HOST, "-p", str(self.port), "-k", "", "-F", "-c", "max_connections=20"]
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._programs / "postgres", "-D", self._data, *options],
                stdout=log, stderr=log, user=self._user, cwd=self._folder,
            )  # fmt: skip
        ends = time.monotonic() + START_SECONDS
        ready = [self._programs / "pg_isready", "-q", "-h", HOST, "-p", str(self.port)]
        while subprocess.run(ready, check=False).returncode:
            if time.monotonic() > ends or self._process.poll() is not None:
                raise AssertionError((self._folder / "log").read_text("utf-8", "replace"))
            time.sleep(0.05)

    def stop(self) -> None:
        """End it at once, and every connection."""
        if self._process:
            self._process.send_signal(signal.SIGINT)
            self._process.wait()
            self._process = None

    def remove(self) -> None:
        """Leave nothing behind."""
        self.stop()
        shutil.rmtree(self._folder)


def _unprivileged() -> str | None:
    """Who runs the server when root runs the tests."""
    if os.getuid():
        return None
    known = {user.pw_name for user in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in known)
