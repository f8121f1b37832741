"""`/data-documents?name=…`: the texts that lie beside the tables, as they are."""

from __future__ import annotations

from pathlib import Path

from flask import abort

from dashboard.pages.asked import Asked

# Name in the address -> file of the data folder.
DOCUMENTS = {
    "notes": "NOTES.md",
    "changes": "CHANGES.md",
    "dictionary": "README.md",
    "licences": "LICENCES.md",
    "boundaries": "boundaries/LICENCES.md",
}


def contents(asked: Asked) -> dict[str, object]:
    """`file`: its name; `text`: what stands in it. 404 for another name, or where the data folder has no such file."""
    file = DOCUMENTS.get("".join(asked.args.get("name", [])[:1]), "")
    path = asked.settings.data_dir / file
    return {"file": file, "text": path.read_text("utf-8", "replace") if file and path.is_file() else abort(404)}


def documents_of(folder: Path) -> tuple[str, ...]:
    """Names of the documents that a data folder has."""
    return tuple(name for name, file in DOCUMENTS.items() if (folder / file).is_file())
