"""`export`: a Selection -> a file, whose ending decides what it is."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from dashboard.config import Settings
from dashboard.data.current import CurrentDataset
from dashboard.errors import UsageError
from dashboard.export.briefing.archive import briefing_zip
from dashboard.export.briefing.pdf import briefing_pdf
from dashboard.export.images import Asked, composed
from dashboard.export.rendering import NoChromeError, Renderer, find_chrome
from dashboard.export.rows import incidents_geojson, table_csv
from dashboard.export.sizes import SIZES, SLIDE
from dashboard.export.slides import briefing_pptx
from dashboard.export.workbook import incidents_xlsx
from dashboard.figures.views import MAP, VIEWS
from dashboard.model.selection import NAMES
from dashboard.model.situation import Situation
from dashboard.model.situations import Situations
from dashboard.text import Words


@dataclass(frozen=True, slots=True)
class Job:
    """What one file is made from. `view` and `size` are an image's."""

    situation: Situation
    words: Words
    settings: Settings
    view: str = MAP
    size: str = SLIDE.name

    def drawn(self, make: Callable[[Renderer], bytes]) -> bytes:
        """What needs a browser; raises NoChromeError where none is found."""
        with Renderer(find_chrome(self.words), self.words) as renderer:
            return make(renderer)

    def image(self, ending: str) -> bytes:
        """The view as an image."""
        figure = composed(self.view, self.situation, self.words, self.settings, Asked(size=self.size))
        size = SIZES[self.size]
        return self.drawn(lambda renderer: renderer.render(figure, ending, size.width, size.height, size.scale))


def _zip(job: Job) -> bytes:
    """Without a browser it holds no images, and says so."""
    with ExitStack() as opened:
        try:
            renderer = opened.enter_context(Renderer(find_chrome(job.words), job.words))
        except NoChromeError as error:
            print(error, file=sys.stderr)
            renderer = None
        return briefing_zip(job.situation, job.words, job.settings, renderer)


def _geojson(job: Job) -> bytes:
    return json.dumps(incidents_geojson(job.situation, job.words), ensure_ascii=False, allow_nan=False).encode()


MAKERS: Mapping[str, Callable[[Job], bytes]] = {
    ".pptx": lambda job: briefing_pptx(job.situation, job.words, job.settings),
    ".pdf": lambda job: job.drawn(lambda r: briefing_pdf(job.situation, job.words, job.settings, r)),
    ".png": lambda job: job.image("png"),
    ".svg": lambda job: job.image("svg"),
    ".csv": lambda job: table_csv("incidents", job.situation, job.words).encode(),
    ".xlsx": lambda job: incidents_xlsx(job.situation, job.words),
    ".geojson": _geojson,
    ".zip": _zip,
}


def add_options(command: argparse.ArgumentParser, words: Words) -> None:
    """The names of the Selection as options, and what an image shows."""
    command.add_argument("out", metavar="OUT", help=words("cli-out", endings=" ".join(MAKERS)))
    for name in NAMES:
        command.add_argument(
            f"--{name}", dest=f"selected_{name}", metavar=name.upper(), help=words(f"api-param-{name}")
        )
    command.add_argument("--view", choices=(MAP, *VIEWS), default=MAP, help=words("cli-view"))
    command.add_argument("--size", choices=tuple(SIZES), default=SLIDE.name, help=words("cli-size"))
    command.add_argument("--data", metavar="DIR", help=words("cli-folder"))


def export(asked: argparse.Namespace, settings: Settings, words: Words) -> int:
    """Write the file; 1 when nothing is selected. Raises UsageError and, for bad data, DataError."""
    out = Path(asked.out)
    make = MAKERS.get(out.suffix.lower())
    if make is None:
        raise UsageError(words("cli-bad-ending", ending=out.suffix or out.name, endings=" ".join(MAKERS)))
    if not out.parent.is_dir():
        raise UsageError(words("cli-no-folder", folder=out.parent))
    found = Situations(CurrentDataset.open(settings.data_dir)).of(dict(_selected(asked)))
    if found.bad_values:
        told = [words("bad-value", name=b.name, value=b.value, reason=words(b.reason)) for b in found.bad_values]
        raise UsageError("\n".join(told))
    if not found.situation.toll.incidents:
        print(words("cli-nothing-selected"), file=sys.stderr)
        return 1
    if sys.stderr.isatty():
        print(words("cli-exporting", file=out.name), file=sys.stderr)
    write(out, make(Job(found.situation, words, settings, asked.view, asked.size)))
    return 0


def _selected(asked: argparse.Namespace) -> Iterator[tuple[str, str]]:
    for name in NAMES:
        value = getattr(asked, f"selected_{name}")
        if value is not None:
            yield name, value


def write(path: Path, content: bytes) -> None:
    """The whole file or none: whatever stops it leaves what was there."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        file.write(content)
    made = Path(file.name)
    try:
        made.chmod(0o644)
        made.replace(path)
    finally:
        made.unlink(missing_ok=True)
