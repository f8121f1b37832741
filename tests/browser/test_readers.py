"""Two readers at once: what one chooses, the other does not see."""

from __future__ import annotations

from tests.browser.agreement import assert_all_agree
from tests.browser.conftest import OpenReader


def test_two_readers_do_not_see_each_others_filters(open_reader: OpenReader) -> None:
    anna, botan = open_reader(), open_reader()
    anna.open("province=Duhok")
    botan.open()
    assert_all_agree(botan, "")
    botan.choice("Erbil").check()
    botan.wait_for_query(province="Erbil")
    botan.map.switch("outposts").uncheck()
    incident = anna.open_first_row()
    anna.choice("Drone strike").check()
    anna.wait_for_query(type="drone_strike")

    assert_all_agree(botan, "province=Erbil")
    assert_all_agree(anna, "province=Duhok&type=drone_strike")
    assert anna.query == {"province": "Duhok", "type": "drone_strike", "incident": incident}
    assert botan.query["province"] == "Erbil"
    assert "outposts" in anna.map.layers()
    assert botan.panel.is_hidden()
