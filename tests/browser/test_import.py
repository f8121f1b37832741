"""A reader's own file in the browser: given, reported, seen as a dashboard of its own, taken along, gone."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from dashboard.config import Settings
from dashboard.data.private_views import FOLDER, SECONDS
from dashboard.serving import build
from tests.browser.conftest import OpenReader
from tests.browser.serving import Served, listening
from tests.browser.situation_page import SituationPage
from tests.browser.test_accessibility import OPTIONS
from tests.browser.test_phone import PHONE
from tests.pages.importing.given import ROWS, UCDP, ucdp
from tests.tiny import BUNDLED

SIZES: dict[str, dict[str, Any]] = {"desktop": {}, "phone": PHONE}
NAME = "ucdp-ged"
# Drops a file with this text and name on an element, as a reader does with a mouse.
DROP = """(target, [text, name]) => {
  const dropped = new DataTransfer();
  dropped.items.add(new File([text], name, { type: "text/csv" }));
  const how = { dataTransfer: dropped, bubbles: true, cancelable: true };
  for (const kind of ["dragover", "drop"]) target.dispatchEvent(new DragEvent(kind, how));
}"""


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("state")


@pytest.fixture(scope="module")
def taking(state: Path) -> Iterator[Served]:
    """A dashboard that takes files of at most a megabyte, as `app.py` builds it."""
    application = build(Settings(data_dir=BUNDLED, state_dir=state, upload_mb=1, reload_seconds=0))
    with listening(application.server, BUNDLED) as found:
        yield found
    application.renderer.close()


@pytest.fixture
def ged(tmp_path: Path) -> Path:
    path = tmp_path / "ged241.csv"
    path.write_bytes(UCDP)
    return path


@pytest.fixture
def plain(browser: Browser, taking: Served) -> Iterator[Page]:
    """A page of a reader who is refused something, which browsers note in the console."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{taking.url}/import")
    yield page
    context.close()


def opened(open_reader: OpenReader, taking: Served, **options: Any) -> SituationPage:
    """A reader at the page to give a file."""
    situation = open_reader(taking, **options)
    situation.page.goto(f"{taking.url}/import")
    return situation


def send(page: Page) -> str:
    """Send what was chosen; the address of what came of it."""
    page.get_by_role("button", name="Read the file").click()
    page.wait_for_url("**/private/*/import")
    return page.url


def give(page: Page, path: Path) -> str:
    page.locator("#file").set_input_files(path)
    return send(page)


def assert_no_violation(page: Page) -> None:
    violations = Axe().run(page, options=OPTIONS).response["violations"]
    assert not [f"{one['id']}: {node['html'][:200]}" for one in violations for node in one["nodes"]]
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "nothing is cut at the side"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_on_any_of_the_pages(
    open_reader: OpenReader, taking: Served, ged: Path, tmp_path: Path, size: str, theme: str
) -> None:
    page = opened(open_reader, taking, color_scheme=theme, **SIZES[size]).page
    page.locator("#file").focus()
    assert_no_violation(page)
    (tmp_path / "unknown.csv").write_text("a,b\n1,2\n")
    give(page, tmp_path / "unknown.csv")
    expect(page.get_by_role("radio").first).to_be_visible()
    assert_no_violation(page)
    page.goto(f"{taking.url}/import")
    give(page, ged)
    assert_no_violation(page)
    page.get_by_role("button", name="Delete it now").click()
    page.wait_for_url("**/import?deleted=1")
    expect(page.get_by_role("status").filter(visible=True)).to_contain_text("are deleted")
    assert_no_violation(page)


def test_a_file_that_is_dropped_is_reported_seen_and_taken_along(open_reader: OpenReader, taking: Served) -> None:
    situation = opened(open_reader, taking)
    page = situation.page
    page.locator("[data-drop]").evaluate(DROP, [UCDP.decode(), "ged241.csv"])
    send(page)
    expect(page.locator("[data-sum]")).to_contain_text(f"{ROWS} rows read = 2 imported + 1 refused + 1 repeated")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("link", name="View it on the dashboard").click()
    page.wait_for_url(f"**/private/*/?*dataset={NAME}*")
    situation.wait_until_drawn()
    root = page.url.split("?")[0]
    assert len(asked) > 20
    assert [one for one in asked if not one.startswith((root, "data:", "blob:"))] == [], "all of it is the view's own"
    assert situation.counts().sentence == situation.counts().table == 2
    expect(page.get_by_role("note")).to_contain_text("Private view")
    with page.expect_download() as rows:
        page.locator("#table-csv").click()
    assert rows.value.path().read_text("utf-8").count(f"{NAME}:") >= 2
    situation.open_first_row()
    situation.wait_for_panel("Incident")
    page.goto(taking.url)
    situation.wait_until_drawn()
    assert situation.counts().sentence == taking.summary()["incidents"]
    expect(page.get_by_text("Private view")).to_have_count(0)


@pytest.mark.parametrize("size", SIZES)
def test_a_table_that_no_format_fits_is_mapped_and_seen(
    open_reader: OpenReader, taking: Served, tmp_path: Path, size: str
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "When;What;Village;lat;lon\n03/04/2024;artillery;Kani;37.1;43.4\n06/04/2024;Airstrike;Kani;37.1;43.4\n"
    )
    situation = opened(open_reader, taking, **SIZES[size])
    page = situation.page
    give(page, path)
    page.get_by_role("radio", name="Another table").check()
    page.get_by_role("button", name="Read the file").click()
    expect(page.get_by_role("combobox", name="Place", exact=True)).to_have_value("Village")
    page.get_by_label("How dates are written").select_option("DD/MM/YYYY")
    page.get_by_role("combobox", name="Date", exact=True).select_option("When")
    page.get_by_role("combobox", name="Type", exact=True).select_option("What")
    assert_no_violation(page)
    page.get_by_role("button", name="Read the file").click()
    expect(page.get_by_label("Airstrike")).to_have_value("airstrike")
    page.get_by_label("artillery").select_option("Shelling")
    assert_no_violation(page)
    page.get_by_role("button", name="Read the file").click()
    expect(page.locator("[data-sum]")).to_contain_text("2 rows read = 2 imported")
    with page.expect_download() as mapping:
        page.get_by_role("link", name="for --mapping").click()
    assert 'artillery = "shelling"' in mapping.value.path().read_text("utf-8")
    page.get_by_role("link", name="View it on the dashboard").click()
    situation.wait_until_drawn()
    assert situation.counts().sentence == 2


def test_it_works_without_scripts(open_reader: OpenReader, taking: Served, ged: Path) -> None:
    page = opened(open_reader, taking, java_script_enabled=False).page
    expect(page.get_by_text("Or drop it here.")).to_be_hidden()
    place = give(page, ged)
    expect(page.locator("[data-sum]")).to_contain_text("2 imported")
    page.get_by_role("button", name="Delete it now").click()
    page.wait_for_url("**/import?deleted=1")
    assert place != page.url


def test_what_is_too_large_is_said_before_it_is_sent(open_reader: OpenReader, taking: Served, tmp_path: Path) -> None:
    page = opened(open_reader, taking).page
    large = tmp_path / "large.csv"
    large.write_bytes(UCDP + b"\n" * 1_000_000)
    page.locator("#file").set_input_files(large)
    expect(page.get_by_role("alert")).to_contain_text("larger than 1 MB")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    page.get_by_role("button", name="Read the file").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert "POST" not in sent


def test_what_the_server_refuses_is_said_on_the_page(plain: Page, tmp_path: Path) -> None:
    packed = tmp_path / "ged.csv"
    packed.write_bytes(gzip.compress(UCDP))
    plain.locator("#file").set_input_files(packed)
    plain.get_by_role("button", name="Read the file").click()
    expect(plain.get_by_role("alert")).to_contain_text("is an archive (gzip)")
    expect(plain.get_by_role("button", name="Read the file")).to_be_enabled()


def test_a_view_that_is_over_is_gone_with_its_files(plain: Page, ged: Path, state: Path) -> None:
    place = give(plain, ged)
    folder = state / FOLDER / place.split("/")[-2]
    until = json.loads((folder / "until.json").read_text())["until"]
    (folder / "until.json").write_text(json.dumps({"until": until - SECONDS}))
    for address in (place, place.removesuffix("import")):
        answer = plain.goto(address)
        assert answer
        assert answer.status == 404
        expect(plain.locator("main")).to_contain_text("no private view at this address")
    assert not folder.exists()
    assert_no_violation(plain)


def test_texts_of_a_file_do_nothing_on_the_page(open_reader: OpenReader, taking: Served, tmp_path: Path) -> None:
    hostile = "<img src=x onerror=window.ran=1>"
    path = tmp_path / "ged241.csv"
    path.write_bytes(
        ucdp({"id": hostile, "type_of_violence": hostile}, {"id": "2", "adm_1": hostile, "side_a": hostile})
    )
    page = opened(open_reader, taking).page
    give(page, path)
    expect(page.get_by_text(hostile).first).to_be_visible()
    assert page.evaluate("window.ran") is None
