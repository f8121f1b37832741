"""The entry: `python app.py` serves the dashboard; `app:server` is for a process manager (gunicorn, waitress)."""

from __future__ import annotations

import sys
from typing import Any


def __getattr__(name: str) -> Any:
    """Build `server` when it is asked for, so that importing this module loads nothing."""
    if name != "server":
        raise AttributeError(name)
    from dashboard.config import Settings
    from dashboard.serving import build

    server = globals()["server"] = build(Settings.from_environment()).server
    return server


if __name__ == "__main__":
    from dashboard.cli import main

    sys.exit(main())
