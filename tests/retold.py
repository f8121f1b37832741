"""Imported datasets of `tests.imports` that say of themselves what real ones do: notices, versions, events elsewhere.

folder = import_told(write_tiny(tmp_path / "data"))
retell(folder, "ucdp", version="24.0.3")
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.imports import ACLED, DTM, UCDP, import_all

OUTSIDE, READ = 4304, 4312  # of a file of ours, which has ten rows here and the others elsewhere
CITED = {
    UCDP: "Uppsala Conflict Data Program (2025): Georeferenced Event Dataset",
    ACLED: "Armed Conflict Location & Event Data Project, acleddata.com",
    DTM: "IOM, Displacement Tracking Matrix, Iraq",
}


def import_told(folder: Path) -> Path:
    """UCDP, ACLED and DTM beside the tables of `folder`, which it gives."""
    import_all(folder)
    for name, version in ((UCDP, "25.1"), (ACLED, "2026-11"), (DTM, "Round 122")):
        retell(folder, name, notice=f"notice-{name}", version=version, citation=CITED[name])
    retell(folder, ACLED, licence="ACLED terms of use", address="https://acleddata.com")
    retell(folder, UCDP, read=READ, imported=READ - 2, outside=OUTSIDE, repeated=2, changed=7, unmatched=3)
    return folder


def retell(folder: Path, name: str, **values: str | int) -> None:
    """Change what the description of a dataset says; every name must be there already."""
    path = folder / "imported" / f"{name}.toml"
    text = path.read_text("utf-8")
    for key, value in values.items():
        written = f"{key} = {json.dumps(value, ensure_ascii=False)}"
        text, found = re.subn(rf"(?m)^{key} = .*$", written.replace("\\", r"\\"), text)
        assert found == 1, f"{key} is not in {path.name}"
    path.write_text(text, "utf-8")
