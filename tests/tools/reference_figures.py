"""The figures whose drawings are kept in tests/export/references. `make references` draws them anew, writes them and
shows what is different: to be looked at, then committed.

On the tiny dataset, so that the growing of the bundled data changes none of them.
"""

from __future__ import annotations

import difflib
import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from pathlib import Path

from dashboard.config import Settings
from dashboard.data.dataset import Dataset, load
from dashboard.export.asked import Asked
from dashboard.export.images import composed
from dashboard.export.rendering import Renderer, find_chrome
from dashboard.export.sizes import A4, SIZES, SLIDE, SQUARE
from dashboard.figures.map_contents import DEFAULT_LAYERS, LAYERS
from dashboard.figures.style import Figure
from dashboard.figures.views import BREAKDOWN, CASUALTIES, DISPLACEMENT, INCIDENTS, MAP
from dashboard.model.names import Names
from dashboard.model.selection import parse
from dashboard.model.situation import Situation
from dashboard.text import Words
from tests.tiny import write_tiny
from tests.tools.plain_svg import plain_svg

FOLDER = Path(__file__).parent.parent / "export" / "references"
# Name of a selection -> its query, and the size at which each of VIEWS is drawn of it.
SELECTIONS = {
    "everything": ("", SLIDE),
    "duhok-from-2022": ("province=Duhok&from=2022&to=2024", SQUARE),
    "months-with-context": ("context=1&from=2015&to=2024&grain=quarter", A4),
    "nothing": ("q=nowhere-at-all", SLIDE),
}
VIEWS = (MAP, INCIDENTS, CASUALTIES, DISPLACEMENT, BREAKDOWN)
# Further ones: name -> (view, query, what is asked for beside the selection).
MORE = {
    "breakdown-by": (BREAKDOWN, "", Asked(by="by")),
    "breakdown-province": (BREAKDOWN, "", Asked(by="province", size=SQUARE.name)),
    "all-milestones": (INCIDENTS, "from=2019&to=2024", Asked(all_milestones=True)),
    "persons-displaced": (DISPLACEMENT, "indicator=persons_displaced", Asked()),
    "map-of-zakho-all-layers": (MAP, "", Asked(extent=(42.3, 36.9, 43.1, 37.4), layers=LAYERS)),
    "map-only-border": (MAP, "", Asked(extent=(42.3, 36.9, 43.1, 37.4), layers=())),
}


def asked() -> dict[str, tuple[str, str, Asked]]:
    """Name of a reference -> view, query, and what is asked for beside them."""
    crossed = {
        f"{view}-{name}": (view, query, Asked(layers=DEFAULT_LAYERS, size=size.name))
        for name, (query, size) in SELECTIONS.items()
        for view in VIEWS
    }
    return crossed | MORE


def figures(dataset: Dataset, words: Words) -> Iterator[tuple[str, str, Figure]]:
    """Name, size and figure of every reference."""
    names = Names.of(dataset)
    for name, (view, query, beside) in asked().items():
        situation = Situation(dataset, parse(query, names)[0])
        yield name, beside.size, composed(view, situation, words, Settings(), beside)


def drawn(dataset: Dataset, words: Words, renderer: Renderer) -> Mapping[str, str]:
    """Name of a reference -> its drawing in normal form. The version, which every byte of the data changes, is not
    in it."""
    begun = [(name, begin(figure, size, renderer)) for name, size, figure in figures(dataset, words)]
    return {name: plain(file.result(), dataset) for name, file in begun}


def begin(figure: Figure, size: str, renderer: Renderer) -> Future[bytes]:
    """The future file of a figure."""
    return renderer.submit(figure, "svg", SIZES[size].width, SIZES[size].height, SIZES[size].scale)


def plain(svg: bytes, dataset: Dataset) -> str:
    """The normal form, without the version."""
    return plain_svg(svg).replace(dataset.version, "of-the-data")


def stored(name: str) -> str:
    """The drawing that is kept; blank when there is none yet."""
    path = FOLDER / f"{name}.svg"
    return path.read_text("utf-8") if path.exists() else ""


def difference(name: str, now: str) -> list[str]:
    """The lines that are not as in the reference, with what they are now."""
    lines = difflib.unified_diff(stored(name).splitlines(), now.splitlines(), name, f"{name}, now", n=0, lineterm="")
    return [line[:200] for line in lines]


def main() -> None:
    """Draw, write, show the difference; references that nothing draws any more are removed."""
    words = Words("en")
    with tempfile.TemporaryDirectory() as folder, Renderer(find_chrome(words), words) as renderer:
        now = drawn(load(write_tiny(Path(folder) / "data", whole_basemap=False)), words, renderer)
    told = [line for name, text in now.items() for line in difference(name, text)]
    FOLDER.mkdir(exist_ok=True)
    for path in FOLDER.glob("*.svg"):
        path.unlink()
    for name, text in now.items():
        (FOLDER / f"{name}.svg").write_text(text, "utf-8")
    print(*told, f"{len(now)} references", sep="\n")


if __name__ == "__main__":
    main()
