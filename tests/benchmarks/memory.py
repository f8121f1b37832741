"""What a server takes of the memory: all its processes together, by Linux (`proc(5)`)."""

from __future__ import annotations

from pathlib import Path

PROC = Path("/proc")
MEGABYTES = 1024 / 1e6  # of what proc calls kB


def memory(pid: int) -> dict[str, float]:
    """Megabytes of `pid` and of what it started: `pss` counts what processes share once, `rss` in each of them; `peak`
    adds the highest rss of each."""
    found = dict.fromkeys(("pss", "rss", "peak"), 0.0)
    for one in family(pid):
        rolled, status = (_fields(PROC / str(one) / name) for name in ("smaps_rollup", "status"))
        values = {"pss": rolled["Pss"], "rss": rolled["Rss"], "peak": status["VmHWM"]}
        found = {name: value + values[name] * MEGABYTES for name, value in found.items()}
    return found


def family(pid: int) -> list[int]:
    """`pid` and its descendants that run now."""
    children = (PROC / str(pid) / "task" / str(pid) / "children").read_text("utf-8").split()
    return [pid, *(one for child in children for one in family(int(child)))]


def _fields(path: Path) -> dict[str, int]:
    """The lines that say kilobytes, by name."""
    parts = (line.split() for line in path.read_text("utf-8").splitlines())
    return {part[0].removesuffix(":"): int(part[1]) for part in parts if part[2:] == ["kB"]}
