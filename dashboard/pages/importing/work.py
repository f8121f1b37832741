"""Who imports when: one file at a time in a process of the server, few others wait, nobody for long."""

from __future__ import annotations

import logging
import re
import subprocess
import sys
import threading
from collections.abc import Callable

from dashboard.config import PROJECT_DIR
from dashboard.errors import DashboardError
from dashboard.pages.importing.job import Job

PATIENCE = 25.0  # seconds that a reader waits for those before
MOST_AT_ONCE = 3  # one is imported, the others wait
TIME_LIMIT = 110.0  # seconds; 385,000 rows take one of 60, and process managers give up after 120
_TOKEN = re.compile(r"(?<=private/)[\w-]{22}", re.ASCII)


class BusyError(DashboardError):
    """Others' files are imported, and waiting took too long."""


class TooLongError(DashboardError):
    """The import was ended: its time was up."""


class FailedError(DashboardError):
    """The import ended by itself, with nothing to tell."""


def in_a_process(job: Job, seconds: float = TIME_LIMIT) -> None:
    """Do the job in a process of its own. Raises TooLongError and FailedError; then nothing is told of it.

    What the process wrote goes to the log without the token of the view.
    """
    command = [sys.executable, "-m", "dashboard.pages.importing.job"]
    try:
        done = subprocess.run(  # noqa: S603 (nothing of the reader is in the command)
            command, input=job.as_json(), text=True, encoding="utf-8", errors="replace", capture_output=True,
            timeout=seconds, cwd=PROJECT_DIR, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise TooLongError(str(seconds)) from error
    if done.returncode:
        logging.getLogger(__name__).error("An import ended with %s: %s", done.returncode, _TOKEN.sub("…", done.stderr))
        raise FailedError(str(done.returncode))


class Work:
    """The queue of one server; `do` does a job."""

    def __init__(self, do: Callable[[Job], None] = in_a_process, patience: float = PATIENCE) -> None:
        self._do, self._patience = do, patience
        self._seats = threading.BoundedSemaphore(MOST_AT_ONCE)
        self._turn = threading.Lock()

    def __call__(self, job: Job) -> None:
        """Do the job when it is its turn. Raises BusyError, and what doing it raises."""
        if not self._seats.acquire(blocking=False):
            raise BusyError("seats")
        try:
            if not self._turn.acquire(timeout=self._patience):
                raise BusyError("patience")
            try:
                self._do(job)
            finally:
                self._turn.release()
        finally:
            self._seats.release()
