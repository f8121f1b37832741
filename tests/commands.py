"""Running the command line in tests: in this process, or in one of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from dashboard import cli
from dashboard.config import PROJECT_DIR
from dashboard.text import Words

WORDS = Words("en")
DONE, PROBLEM, WRONG_USAGE = 0, 1, 2


@dataclass(frozen=True)
class Said:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def both(self) -> str:
        return self.out + self.err


def call(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> Said:
    """`python app.py` with these arguments, in this process."""
    try:
        code = cli.main([str(argument) for argument in arguments])
    except SystemExit as end:  # argparse
        code = int(end.code or 0)
    return Said(code, *capsys.readouterr())


def process(*arguments: str | Path, **environment: str) -> Said:
    """`python app.py` with these arguments, in a process that has this environment."""
    command = [sys.executable, "app.py", *map(str, arguments)]
    done = subprocess.run(
        command,
        cwd=PROJECT_DIR,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={"XDG_STATE_HOME": os.environ["XDG_STATE_HOME"], **environment, "PATH": ""},
    )
    return Said(done.returncode, done.stdout, done.stderr)
