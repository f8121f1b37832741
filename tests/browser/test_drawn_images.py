"""Images as the browser draws them: their size, and that no text of a caption is cut or lies on another."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import plotly
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from dashboard.config import Settings
from dashboard.data.dataset import Dataset
from dashboard.export.images import image
from dashboard.figures.views import MAP, VIEWS
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from dashboard.text import Words

PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
LAYERS = ("incidents", "areas", "outposts", "surveillance", "crossings", "villages", "districts", "terrain")
BOUNDS = [[36.15, 41.6], [37.75, 45.0]]
TO_IMAGE = "([figure, options]) => Plotly.toImage(figure, options)"
BOXES = """url => {
    document.body.innerHTML = decodeURIComponent(url.slice(url.indexOf(',') + 1));
    const page = document.querySelector('svg').getBoundingClientRect();
    return [...document.querySelectorAll('text.annotation-text')].map((text) => {
        const box = text.getBoundingClientRect();
        const edges = [box.left - page.left, box.top - page.top, box.right - page.left, box.bottom - page.top];
        return [text.textContent, ...edges];
    });
}"""


@pytest.fixture(scope="module")
def plot_page(browser: Browser) -> Iterator[Page]:
    """An empty page with the Plotly that the dashboard serves."""
    page = browser.new_page()
    page.set_content("<html><body style='margin: 0'></body></html>")
    page.add_script_tag(path=str(PLOTLY))
    yield page
    page.close()


def saved(page: Page, dataset: Dataset, view: str, ending: str, **narrowed: Any) -> str:
    """The data: URI that the page makes of a view."""
    situation = Situation(dataset, Selection(**narrowed))
    settings = Settings(public_url="https://border.example")
    one = image(view, ending, situation, Words("en"), settings, bounds=BOUNDS, layers=LAYERS)
    options = {name: one[name] for name in ("format", "width", "height", "scale")}
    return str(page.evaluate(TO_IMAGE, [one["figure"], options]))


@pytest.mark.parametrize("view", [*VIEWS, MAP])
def test_a_png_fills_a_slide(plot_page: Page, bundled: Dataset, view: str) -> None:
    content = base64.b64decode(saved(plot_page, bundled, view, "png").partition(",")[2])
    assert Image.open(io.BytesIO(content)).size == (1920, 1080)


@pytest.mark.parametrize("q", ["", "nowhere-at-all"])
@pytest.mark.parametrize("view", [*VIEWS, MAP])
def test_no_text_is_cut_and_none_lies_on_another(plot_page: Page, bundled: Dataset, view: str, q: str) -> None:
    url = saved(plot_page, bundled, view, "svg", q=q)
    assert len(url) < 1_500_000
    boxes = plot_page.evaluate(BOXES, url)
    assert boxes
    for text, left, top, right, bottom in boxes:
        assert 0 <= left < right <= 1920, text
        assert 0 <= top < bottom <= 1080, text
    for number, (text, left, top, right, bottom) in enumerate(boxes):
        for other, x0, y0, x1, y1 in boxes[:number]:
            apart = left >= x1 or right <= x0 or top >= y1 - 2 or bottom <= y0 + 2
            assert apart, f"“{text}” lies on “{other}”"
