"""`export`: a Selection -> a file, whose ending decides what it is."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dashboard.config import Settings
from dashboard.data.current import CurrentDataset
from dashboard.data.engines.patient import Patient
from dashboard.errors import UsageError
from dashboard.export.asked import Asked
from dashboard.export.briefing.archive import briefing_zip
from dashboard.export.briefing.pdf import briefing_pdf
from dashboard.export.images import composed
from dashboard.export.rendering import NoChromeError, Renderer, find_chrome
from dashboard.export.rows import incidents_geojson, table_csv
from dashboard.export.sizes import SIZES, SLIDE
from dashboard.export.slides import briefing_pptx
from dashboard.export.workbook import incidents_xlsx
from dashboard.figures.map_contents import DEFAULT_LAYERS, LAYERS
from dashboard.figures.map_frame import parse_extent
from dashboard.figures.views import BREAKDOWN, MAP, VIEWS
from dashboard.model.selection import NAMES
from dashboard.model.situation import Situation
from dashboard.model.situations import Situations
from dashboard.progress import Progress
from dashboard.text import Words


@dataclass(frozen=True, slots=True)
class Job:
    """What one file is made from. `view` is an image's; `asked` is what it shows beside the Selection; `start` begins
    a browser."""

    situation: Situation
    words: Words
    settings: Settings
    view: str = MAP
    asked: Asked = field(default_factory=Asked)
    start: Callable[[str, Words], Renderer] = Renderer

    def drawn(self, make: Callable[[Renderer], bytes]) -> bytes:
        """What needs a browser; raises NoChromeError where none is found."""
        with self.start(find_chrome(self.words), self.words) as renderer:
            return make(renderer)

    def image(self, ending: str) -> bytes:
        """The view as an image."""
        figure = composed(self.view, self.situation, self.words, self.settings, self.asked)
        size = SIZES[self.asked.size]
        return self.drawn(lambda renderer: renderer.render(figure, ending, size.width, size.height, size.scale))


def _zip(job: Job) -> bytes:
    """Without a browser it holds no images, and says so."""
    with ExitStack() as opened:
        try:
            renderer = opened.enter_context(job.start(find_chrome(job.words), job.words))
        except NoChromeError as error:
            print(error, file=sys.stderr)
            renderer = None
        return briefing_zip(job.situation, job.words, job.settings, renderer, job.asked)


FLAGS = ("harm", "context")
# What --view calls an image -> its view, and what a breakdown counts.
PICTURES: Mapping[str, tuple[str, str]] = {view: (view, "type") for view in (MAP, *VIEWS)} | {
    f"{BREAKDOWN}-{by}": (BREAKDOWN, by) for by in ("type", "by", "province")
}
Content = bytes | Iterator[str]
MAKERS: Mapping[str, Callable[[Job], Content]] = {
    ".pptx": lambda job: briefing_pptx(job.situation, job.words, job.settings, job.asked),
    ".pdf": lambda job: job.drawn(lambda r: briefing_pdf(job.situation, job.words, job.settings, r, job.asked)),
    ".png": lambda job: job.image("png"),
    ".svg": lambda job: job.image("svg"),
    ".csv": lambda job: table_csv("incidents", job.situation, job.words),
    ".xlsx": lambda job: incidents_xlsx(job.situation, job.words),
    ".geojson": lambda job: incidents_geojson(job.situation, job.words),
    ".zip": _zip,
}


def add_options(command: argparse.ArgumentParser, words: Words) -> None:
    """The names of the Selection as options, and what an image shows."""
    command.add_argument("out", metavar="OUT", help=words("cli-out", endings=" ".join(MAKERS)))
    for name in NAMES:
        about = words(f"api-param-{name}").replace("%", "%%")
        alone: dict[str, Any] = {"nargs": "?", "const": "1"} if name in FLAGS else {}
        command.add_argument(f"--{name}", dest=f"selected_{name}", metavar=name.upper(), help=about, **alone)
    command.add_argument("--map", metavar="WEST,SOUTH,EAST,NORTH", help=words("cli-map"))
    command.add_argument("--layers", help=words("cli-layers", names=", ".join(LAYERS)))
    command.add_argument("--view", choices=tuple(PICTURES), default=MAP, help=words("cli-view"))
    command.add_argument("--size", choices=tuple(SIZES), default=SLIDE.name, help=words("cli-size"))
    command.add_argument("--data", metavar="DIR", help=words("cli-folder"))
    command.add_argument("--engine", metavar="URL", help=words("cli-engine"))


def export(asked: argparse.Namespace, settings: Settings, words: Words, engine: Patient | None = None) -> int:
    """Write the file; 1 when nothing is selected. `engine` holds the events, when the data folder does not.

    Raises UsageError; DataError for bad data; EngineError when the engine does not answer.
    """
    out = Path(asked.out)
    make = MAKERS.get(out.suffix.lower())
    if make is None:
        raise UsageError(words("cli-bad-ending", ending=out.suffix or out.name, endings=" ".join(MAKERS)))
    if not out.parent.is_dir():
        raise UsageError(words("cli-no-folder", folder=out.parent))
    view, beside = PICTURES[asked.view][0], asked_of(asked, words)
    current = CurrentDataset.open(settings.data_dir, settings.state_dir, engine)
    found = Situations(current).of(dict(_selected(asked)))
    if found.bad_values:
        told = [words("bad-value", name=b.name, value=b.value, reason=words(b.reason)) for b in found.bad_values]
        raise UsageError("\n".join(told))
    if not found.situation.toll.incidents:
        print(words("cli-nothing-selected"), file=sys.stderr)
        return 1
    progress = Progress(out.name, words, sys.stderr)
    progress.begin()
    try:
        size = write(out, make(Job(found.situation, words, settings, view, beside, progress.renderer)))
    except OSError as error:
        raise UsageError(words("cli-not-written", file=out, reason=error.strerror or str(error))) from error
    finally:
        progress.end()
    progress.end(words("cli-written", file=out.name, size=words.number(-(-size // 1000))))
    return 0


def asked_of(asked: argparse.Namespace, words: Words) -> Asked:
    """What the map shows, what a breakdown counts, and the size; raises UsageError on a value that can't be used."""
    layers = tuple(filter(None, (asked.layers or "").split(",")))
    unknown = [layer for layer in layers if layer not in LAYERS]
    if unknown:
        raise UsageError(words("cli-bad-layer", name=", ".join(unknown), names=", ".join(LAYERS)))
    extent = parse_extent(asked.map) if asked.map is not None else None
    if asked.map is not None and extent is None:
        raise UsageError(words("cli-bad-map", value=asked.map))
    return Asked(
        extent=extent,
        layers=DEFAULT_LAYERS if asked.layers is None else layers,
        by=PICTURES[asked.view][1],
        size=asked.size,
    )


def _selected(asked: argparse.Namespace) -> Iterator[tuple[str, str]]:
    for name in NAMES:
        value = getattr(asked, f"selected_{name}")
        if value is not None:
            yield name, value


def write(path: Path, content: Content) -> int:
    """The whole file or none: whatever stops it leaves what was there. Returns the size in bytes."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        made = Path(file.name)
        try:
            for part in [content] if isinstance(content, bytes) else map(str.encode, content):
                file.write(part)
            size = file.tell()
            file.close()
            made.chmod(0o644)
            made.replace(path)
        finally:
            made.unlink(missing_ok=True)
    return size
