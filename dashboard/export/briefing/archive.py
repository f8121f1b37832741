"""The briefing as ZIP: every image, the rows, and a README that says what they are.

The same input gives the same bytes: entries are dated with the day on which the data was compiled.
"""

from __future__ import annotations

import io
import textwrap
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import replace

from dashboard.config import Settings
from dashboard.export.asked import Asked
from dashboard.export.briefing.pdf import SHOWN
from dashboard.export.caption import address, data_line
from dashboard.export.extracts import EXPORTED
from dashboard.export.filenames import filename
from dashboard.export.images import composed
from dashboard.export.permalink import rows_path
from dashboard.export.rendering import Renderer
from dashboard.export.rows import incidents_geojson, table_csv
from dashboard.export.sizes import SIZES
from dashboard.export.told import withheld_told
from dashboard.figures.views import view_title
from dashboard.model.dataset_words import acknowledgement, cautions, imported_of
from dashboard.model.headline_words import reconciliation
from dashboard.model.sentence import describe
from dashboard.model.situation import Situation
from dashboard.text import Words

ENDINGS = ("png", "svg")
README, README_WIDTH = "README.txt", 100
MOST_INCIDENTS = 100_000  # more belong into a file of their own: they would be all of the archive
OF_INCIDENTS = ("incidents.csv", "incidents.geojson")
Made = Callable[[Situation, Words], Iterator[str]]


def _csv(table: str) -> Made:
    return lambda situation, words: table_csv(table, situation, words)


# Name in the archive -> the key of the words that say what it is, and what makes it.
ROW_FILES: dict[str, tuple[str, Made]] = {
    **{f"{table}.csv": (f"table-{table}", _csv(table)) for table in EXPORTED},
    "incidents.geojson": ("zip-incidents.geojson", incidents_geojson),
}


def briefing_zip(
    situation: Situation, words: Words, settings: Settings, renderer: Renderer | None, asked: Asked | None = None
) -> bytes:
    """The archive of a selection; without `renderer` it holds no images, and says so.

    `asked` is what else the page shows. Raises RenderingError.
    """
    asked = asked or Asked()
    begun = _begun(situation, words, settings, renderer, asked) if renderer else {}
    files = {name: "".join(ROW_FILES[name][1](situation, words)).encode() for name in row_files(situation)}
    link = address(situation, words, settings, asked)
    text = readme(situation, words, link, {name: title for name, (title, _) in begun.items()})
    content = {README: text.encode()} | files | {name: drawn.result() for name, (_, drawn) in begun.items()}
    day = situation.dataset.description.compiled_on
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in content.items():
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.external_attr = 0o644 << 16
            is_packed = name.endswith(".png")
            archive.writestr(entry, data, zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED)
    return file.getvalue()


def row_files(situation: Situation) -> list[str]:
    """The names of ROW_FILES that the archive of a selection holds: of very many incidents, no rows."""
    is_much = situation.toll.incidents > MOST_INCIDENTS
    return [name for name in ROW_FILES if not (is_much and name in OF_INCIDENTS)]


def _begun(
    situation: Situation, words: Words, settings: Settings, renderer: Renderer, asked: Asked
) -> dict[str, tuple[str, Future[bytes]]]:
    """Name of every image -> its title, and its file when it is drawn."""
    size = SIZES[asked.size]
    found = {}
    for view, by in SHOWN:
        counted = by or asked.by
        figure = composed(view, situation, words, settings, replace(asked, by=counted))
        for ending in ENDINGS:
            name = f"images/{filename(view, situation, ending, by=counted)}"
            drawn = renderer.submit(figure, ending, size.width, size.height, size.scale)
            found[name] = (view_title(view, situation, words, by=counted), drawn)
    return found


def readme(situation: Situation, words: Words, link: str, images: dict[str, str]) -> str:
    """What was selected, from which version, under which licences, and what each file is; `link` opens the same."""
    about = situation.dataset.description
    selected = describe(situation.selection, situation.dataset, words)
    counts = reconciliation(situation, words) if situation.toll.incidents else words("empty")
    withheld, held = withheld_told(situation, words), row_files(situation)
    parts = [
        [about.title, "=" * len(about.title)],
        [words("zip-selected", selection=selected), counts, withheld, link],
        [*cautions(situation, words)],
        [acknowledgement(imported_of(situation), words)] if imported_of(situation) else [],
        [data_line(situation, words), words("pdf-licence", licence=about.licence), words("zip-map-licence")],
        [words("map-credits"), words("disclaimer")],
        [words("pdf-note-unknown"), words("note-coordinates"), words("note-attribution")],
        [words("zip-files"), *_listed(held, words, images)],
        [] if len(held) == len(ROW_FILES) else [_elsewhere(situation, words)],
        [] if images else [words("zip-no-images")],
    ]
    return "\n\n".join("\n".join(_lines(part)) for part in parts if part) + "\n"


def _elsewhere(situation: Situation, words: Words) -> str:
    """Where the rows are that the archive does not hold."""
    path, geojson = (rows_path(name, situation) for name in OF_INCIDENTS)
    return words(
        "zip-no-incidents", incidents=words.plural("incidents", situation.toll.incidents), path=path, geojson=geojson
    )


def _listed(held: list[str], words: Words, images: dict[str, str]) -> Iterator[str]:
    yield from (f"{name}: {words(ROW_FILES[name][0])}" for name in held)
    yield from (f"{name}: {title}" for name, title in images.items())


def _lines(texts: list[str]) -> Iterator[str]:
    """Wrapped between words, as a plain text file is read; names of files and addresses stay whole."""
    for text in filter(None, texts):
        yield from textwrap.wrap(text, README_WIDTH, break_long_words=False, break_on_hyphens=False)
