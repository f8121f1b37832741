"""Settings: where the data is, where to listen, what is switched on.

Settings come from the environment (see README) and are passed on as a value.
Nothing here is read when the package is imported.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dashboard.errors import UsageError

PROJECT_DIR = Path(__file__).resolve().parent.parent
STATE_FOLDER = "iraq-tuerkiye-border-dashboard"


@dataclass(frozen=True, slots=True)
class Settings:
    """One deployment.

    `tiles_url` is a Leaflet tile template; blank means that nothing is fetched from outside.
    `engine_url` is where the events are, when not in this process (`dashboard.data.engines`); it may hold a password.
    `engine_seconds` is how long a question to it may take.
    `reload_seconds` is how often the data folder is looked at; 0 switches it off.
    `state_dir` is where earlier versions of the data are remembered; None remembers none. UsageError when it lies in
    the data folder.
    `contact` is where a reader reports an error: a web address or an e-mail address; blank when nobody said.
    `uploads`: whether readers may give files of their own in the browser, of at most `upload_mb` million bytes;
    `private_views` is how many of them are shown at a time. `keep_imports`: whether they may add theirs to the data.
    """

    data_dir: Path = PROJECT_DIR / "data"
    host: str = "127.0.0.1"
    port: int = 8050
    public_url: str = ""
    tiles_url: str = ""
    engine_url: str = field(default="", repr=False)
    engine_seconds: float = 20.0
    reload_seconds: float = 3.0
    state_dir: Path | None = None
    contact: str = ""
    uploads: bool = True
    upload_mb: int = 50
    private_views: int = 20
    keep_imports: bool = False

    def __post_init__(self) -> None:
        if self.state_dir and _real(self.state_dir).is_relative_to(_real(self.data_dir)):
            raise UsageError(
                f"“{self.state_dir}” lies in the data folder: set STATE_DIR to a folder outside “{self.data_dir}”."
            )

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """Read `DATA_DIR`, `HOST`, `PORT`, `PUBLIC_URL`, `STATE_DIR`, `TILES_URL`, `ENGINE_URL`,
        `ENGINE_SECONDS`, `CONTACT`, `UPLOADS`, `UPLOAD_MB`, `PRIVATE_VIEWS` and `KEEP_IMPORTS`.

        Raises UsageError on a bad one.
        """
        env = os.environ if environ is None else environ
        default = cls()
        return cls(
            data_dir=Path(env.get("DATA_DIR") or default.data_dir),
            host=env.get("HOST") or default.host,
            port=parse_port(env.get("PORT") or str(default.port)),
            public_url=(env.get("PUBLIC_URL") or "").rstrip("/"),
            tiles_url=env.get("TILES_URL") or "",
            engine_url=env.get("ENGINE_URL") or "",
            engine_seconds=parse_seconds(env.get("ENGINE_SECONDS") or str(default.engine_seconds)),
            contact=parse_contact(env.get("CONTACT") or ""),
            uploads=parse_switch("UPLOADS", env.get("UPLOADS") or "on"),
            upload_mb=parse_whole("UPLOAD_MB", env.get("UPLOAD_MB") or str(default.upload_mb), 1, 2000),
            private_views=parse_whole("PRIVATE_VIEWS", env.get("PRIVATE_VIEWS") or str(default.private_views), 1, 1000),
            keep_imports=parse_switch("KEEP_IMPORTS", env.get("KEEP_IMPORTS") or "off"),
            state_dir=Path(state) if (state := env.get("STATE_DIR")) else default_state_dir(env),
        )


def parse_port(text: str) -> int:
    """`text` as a TCP port; raise UsageError when it is none."""
    if text.isascii() and text.isdigit() and len(text) <= 5 and 0 < int(text) < 65536:
        return int(text)
    raise UsageError(f"“{text}” is not a port: use a whole number from 1 to 65535.")


def parse_seconds(text: str) -> float:
    """`text` as a time from a second to an hour; raise UsageError when it is none."""
    if re.fullmatch(r"\d{1,4}(\.\d+)?", text, re.ASCII) and 1 <= float(text) <= 3600:
        return float(text)
    raise UsageError(f"“{text}” is no time limit: use seconds from 1 to 3600.")


def parse_contact(text: str) -> str:
    """`text` as where to write to: blank, a web address, or an e-mail address; raise UsageError when it is none."""
    if text and not re.fullmatch(r"https?://[^\s/]\S*|[^\s@:/?&]+@[^\s@:/?&]+", text):
        raise UsageError(f"“{text}” is no contact: use an address that begins with https:// or an e-mail address.")
    return text


def parse_switch(name: str, text: str) -> bool:
    """Whether `text` says on or off; raise UsageError, with the `name` of the setting, when it says neither."""
    said = {"on": True, "1": True, "yes": True, "off": False, "0": False, "no": False}.get(text.lower())
    if said is None:
        raise UsageError(f"“{text}” is neither on nor off: set {name} to “on” or “off”.")
    return said


def parse_whole(name: str, text: str, least: int, most: int) -> int:
    """`text` as a whole number from `least` to `most`; raise UsageError, with the `name` of the setting, otherwise."""
    if text.isascii() and text.isdigit() and len(text) <= len(str(most)) and least <= int(text) <= most:
        return int(text)
    raise UsageError(f"“{text}” can't be used: set {name} to a whole number from {least} to {most}.")


def default_state_dir(environ: Mapping[str, str]) -> Path | None:
    """The user's folder for state, by the XDG Base Directory Specification; None for a user without a home."""
    given = Path(environ.get("XDG_STATE_HOME", ""))
    if given.is_absolute():  # the specification ignores a relative one
        return given / STATE_FOLDER
    home = environ.get("HOME") or environ.get("USERPROFILE")
    return Path(home) / ".local" / "state" / STATE_FOLDER if home else None


def _real(folder: Path) -> Path:
    return Path(os.path.realpath(folder))  # unlike Path.resolve, bears links that go in a circle
