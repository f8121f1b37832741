"""`make bench`: measure, keep what was measured in docs/performance.json, write docs/performance.md and its picture.

Without counts: the bundled data, or with --imports an import. With counts: made-up events, as many of them. What was
measured before is kept.
"""

from __future__ import annotations

import argparse
import json
from typing import Any

from dashboard.config import PROJECT_DIR
from tests.benchmarks.bundled import bundled
from tests.benchmarks.imports import imports
from tests.benchmarks.picture import picture
from tests.benchmarks.report import report
from tests.benchmarks.scale import PARTS, scale

DOCS = PROJECT_DIR / "docs"
KEPT, REPORT, PICTURE = (DOCS / f"performance.{ending}" for ending in ("json", "md", "svg"))


def main() -> None:
    """Measure what is asked for; each count is written as soon as it is there."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("counts", nargs="*", type=int, metavar="COUNT", help="of made-up events")
    parser.add_argument("--imports", action="store_true", help="an import of a large file instead")
    parser.add_argument("--parts", nargs="*", choices=list(PARTS), default=list(PARTS), help="all unless named")
    asked = parser.parse_args()
    if asked.imports:
        _keep({"imports": imports()})
    elif not asked.counts:
        _keep({"bundled": bundled()})
    for count in asked.counts:
        _keep({"scale": {str(count): scale(count, asked.parts)}})


def _keep(found: dict[str, Any]) -> None:
    """Write all that is known now."""
    known = merged(json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}, found)
    KEPT.write_text(json.dumps(known, indent=1, ensure_ascii=False) + "\n", "utf-8")
    REPORT.write_text(report(known), "utf-8")
    PICTURE.write_text(picture(known.get("scale", {})), "utf-8")
    print(report(found))


def merged(known: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    """`known` with what was `found` in its place: parts of counts one by one, each part as a whole."""
    scales = {**known.get("scale", {})}
    for count, parts in found.get("scale", {}).items():
        scales[count] = scales.get(count, {}) | parts
    return known | found | {"scale": dict(sorted(scales.items(), key=lambda item: int(item[0])))}


if __name__ == "__main__":
    main()
