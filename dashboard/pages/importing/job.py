"""One import in a process of its own: `python -m dashboard.pages.importing.job`, with the Job as JSON on its input.

A file of a stranger can neither hold up the server nor take its memory: whoever started this ends it when it takes too
long, and it ends itself when it takes too much. What came of it stands in the folder of the view.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from dashboard.data.dataset import load
from dashboard.data.imported import FOLDER
from dashboard.errors import DataError, Problem, Severity
from dashboard.importers.interface import Choices
from dashboard.importers.making import Asked, import_file
from dashboard.importers.refusing import ImportRefusedError, QuestionError
from dashboard.pages.importing.attempt import Attempt, Question, keep

try:
    import resource
except ImportError:  # Windows: only the time is bounded
    resource = None  # type: ignore[assignment]

MOST_MEMORY = 4_000_000_000  # bytes of addresses, of which a part is used
MOST_SECONDS = 120  # when nobody is there any more to end it before
NICE = 5  # readers of the dashboard come first


@dataclass(frozen=True, slots=True)
class Job:
    """What to import: the file at `path`, called `name`, into the folder `into`, where its private view is kept in
    `told`; places and incidents to compare with are in `data_dir`."""

    path: str
    name: str
    into: str
    told: str
    data_dir: str
    state_dir: str
    format: str
    choices: Choices

    def as_json(self) -> str:
        """For `of`."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def of(cls, text: str) -> Job:
        """The job that `as_json` wrote."""
        said: dict[str, Any] = json.loads(text)
        return cls(**{**said, "choices": Choices(**said["choices"])})


def attempt_of(job: Job) -> Attempt:
    """Import, and what came of it."""
    asked = Asked(Path(job.path), job.format, job.choices, job.name)
    told = Attempt(job.name, job.format, job.choices)
    try:
        dataset = load(Path(job.data_dir), Path(job.state_dir))
        report = import_file(asked, Path(job.into), dataset)
    except QuestionError as error:
        return replace(told, question=Question(error.about, error.reason, error.choices))
    except ImportRefusedError as error:
        return replace(told, problems=tuple(one.told for one in error.problems))
    except DataError as error:
        return replace(told, problems=(str(error.problems[0]),))
    except OSError as error:
        problem = Problem(
            Severity.STOPS, job.name, f"can't be written where it is to be kept ({error.strerror or error})"
        )
        return replace(told, problems=(problem.told,))
    if job.told == job.into:
        _leave_alone(report.name, Path(job.into) / FOLDER)
    return replace(told, report=report)


def _leave_alone(name: str, imported: Path) -> None:
    """A private view shows what was said last of its file, not what it was read as before."""
    for toml in imported.glob("*.toml"):
        if toml.stem != name:
            toml.unlink()
            for left in imported.glob(f"{toml.stem}.*"):
                shutil.rmtree(left, ignore_errors=True)


def main() -> None:
    """Do the job on standard input."""
    if resource:
        signal.alarm(MOST_SECONDS)
        os.nice(NICE)
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    job = Job.of(sys.stdin.read())
    keep(attempt_of(job), Path(job.told))


if __name__ == "__main__":
    main()
