"""An open page follows its data; a broken file changes nothing but a notice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests import tiny
from tests.browser.agreement import assert_all_agree
from tests.browser.conftest import OpenReader
from tests.browser.serving import Served, served

SECONDS = 0.3  # how often the server looks at the folder, and the page asks the server


@pytest.fixture
def followed(tiny_folder: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """A dashboard on a tiny folder that it watches."""
    monkeypatch.setattr("dashboard.layout.page.LIVE_SECONDS", SECONDS)
    with served(tiny_folder(), watch_seconds=SECONDS) as site:
        yield site


def test_an_open_page_follows_its_data(open_reader: OpenReader, followed: Served) -> None:
    page = open_reader(followed).open("province=Duhok")
    before, version = assert_all_agree(page, "province=Duhok"), page.version.inner_text()

    tiny.add_row(followed.folder, "incidents", "inc-03", incident_id="inc-13", civilians_killed="", place="Mike")
    expect(page.data_notices).to_contain_text("Data updated")
    after = assert_all_agree(page, "province=Duhok")
    assert after["incidents"] == before["incidents"] + 1
    expect(page.version).not_to_have_text(version)
    expect(page.row("inc-13")).to_be_visible()
    assert page.query == {"province": "Duhok"}
    expect(page.choice("Duhok")).to_be_checked()
    assert page.count_beside("Duhok") == str(after["incidents"])
    page.choice("Airstrike").check()
    page.wait_for_query(province="Duhok", type="airstrike")
    tiny.edit(followed.folder, "incidents", "inc-13", "place", "November")
    expect(page.table).to_contain_text("November")
    assert page.query == {"province": "Duhok", "type": "airstrike"}, "not what was opened: what was chosen since"
    page.choice("Airstrike").uncheck()
    page.wait_for_query(province="Duhok", type=None)
    after = assert_all_agree(page, "province=Duhok")

    whole = (followed.folder / "incidents.csv").read_bytes()
    tiny.drop_column(followed.folder, "incidents", "date")
    expect(page.data_notices).to_contain_text("incidents.csv")
    expect(page.data_notices).to_contain_text("date")
    assert assert_all_agree(page, "province=Duhok") == after

    (followed.folder / "incidents.csv").write_bytes(whole)
    expect(page.data_notices).not_to_contain_text("incidents.csv")
    assert assert_all_agree(page, "province=Duhok") == after


def test_a_table_that_is_open_follows_the_data(open_reader: OpenReader, followed: Served) -> None:
    page = open_reader(followed).open("province=Duhok")
    page.page.get_by_role("button", name="Table of the numbers: Incidents", exact=True).click()
    cells = page.wait_for_panel("Table").get_by_role("cell")
    before = cells.all_inner_texts()
    tiny.add_row(followed.folder, "incidents", "inc-03", incident_id="inc-13", civilians_killed="", place="Mike")
    expect(page.data_notices).to_contain_text("Data updated")
    page.page.wait_for_function(
        "before => [...document.querySelectorAll('.panel td')].map(one => one.innerText).join() !== before",
        arg=",".join(before),
    )
    assert sum(map(int, filter(str.isdigit, cells.all_inner_texts()))) == sum(map(int, filter(str.isdigit, before))) + 1
    page.page.close()  # it asks the server, which ends before it, every moment
