"""An engine that goes away leaves the page as it is, with a sentence; when it is back the page follows by itself."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from dashboard.data.engines.address import parse
from dashboard.data.engines.files import FileEngine
from dashboard.data.engines.health import Limits
from dashboard.data.engines.patient import Patient
from dashboard.data.engines.prepared import write_prepared
from tests.browser.agreement import assert_all_agree
from tests.browser.conftest import OpenReader
from tests.browser.serving import served
from tests.commands import WORDS
from tests.tiny import BUNDLED

LIMITS = Limits(seconds=10, waits=(), rest=0, longest_rest=0)


def test_a_reader_keeps_the_last_answer_until_the_engine_is_back(open_reader: OpenReader, tmp_path: Path) -> None:
    file = tmp_path / "events.duckdb"
    write_prepared(file, BUNDLED)
    with served(BUNDLED, engine=Patient(FileEngine(parse(str(file), {})), LIMITS)) as site:
        page = open_reader(site).open("province=Duhok")
        assert_all_agree(page, "province=Duhok")
        before, notice = page.sentence.inner_text(), page.page.locator("#page-notice-engine")
        expect(notice).to_be_empty()

        away = file.rename(tmp_path / "away")
        page.choice("Drone strike").check()
        expect(notice).to_have_text(WORDS("engine-last-answer", problem=WORDS("engine-away")))
        assert page.sentence.inner_text() == before
        assert page.query == {"province": "Duhok", "type": "drone_strike"}

        away.rename(file)
        expect(notice).to_be_empty()
        assert_all_agree(page, "province=Duhok&type=drone_strike")
