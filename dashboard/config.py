"""Settings: where the data is, where to listen, what is switched on.

Settings come from the environment (see README) and are passed on as a value.
Nothing here is read when the package is imported.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dashboard.errors import UsageError

PROJECT_DIR = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Settings:
    """One deployment.

    `tiles_url` is a Leaflet tile template; blank means that nothing is fetched from outside.
    `reload_seconds` is how often the data folder is looked at; 0 switches it off.
    """

    data_dir: Path = PROJECT_DIR / "data"
    host: str = "127.0.0.1"
    port: int = 8050
    public_url: str = ""
    tiles_url: str = ""
    reload_seconds: float = 3.0

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """Read `DATA_DIR`, `HOST`, `PORT`, `PUBLIC_URL` and `TILES_URL`; raise UsageError on a bad port."""
        env = os.environ if environ is None else environ
        default = cls()
        return cls(
            data_dir=Path(env.get("DATA_DIR") or default.data_dir),
            host=env.get("HOST") or default.host,
            port=parse_port(env.get("PORT") or str(default.port)),
            public_url=(env.get("PUBLIC_URL") or "").rstrip("/"),
            tiles_url=env.get("TILES_URL") or "",
        )


def parse_port(text: str) -> int:
    """`text` as a TCP port; raise UsageError when it is none."""
    if text.isascii() and text.isdigit() and len(text) <= 5 and 0 < int(text) < 65536:
        return int(text)
    raise UsageError(f"“{text}” is not a port: use a whole number from 1 to 65535.")
