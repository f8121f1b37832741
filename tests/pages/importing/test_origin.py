"""Whose page a file comes from: what browsers say of it, over HTTPS and without."""

from __future__ import annotations

import pytest
from flask import Request
from werkzeug.test import EnvironBuilder

from dashboard.pages.importing.origin import is_ours

HOST = "border.example:8050"


def posted(**headers: str) -> Request:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Request(EnvironBuilder("/import", f"http://{HOST}", method="POST", headers=named).get_environ())


@pytest.mark.parametrize(
    ("headers", "is_so"),
    [
        ({}, True),  # no browser
        ({"Sec_Fetch_Site": "same-origin"}, True),
        ({"Sec_Fetch_Site": "same-site"}, False),
        ({"Sec_Fetch_Site": "cross-site"}, False),
        ({"Sec_Fetch_Site": "none"}, False),
        ({"Sec_Fetch_Site": "cross-site", "Origin": f"http://{HOST}"}, False),
        ({"Origin": f"http://{HOST}"}, True),
        ({"Origin": "http://border.example"}, False),  # another port is another site
        ({"Origin": "https://elsewhere.example"}, False),
        ({"Origin": "null"}, False),
        ({"Origin": ""}, False),
    ],
)
def test_only_pages_of_this_address_give_files(headers: dict[str, str], is_so: bool) -> None:
    assert is_ours(posted(**headers), "") is is_so


def test_behind_a_proxy_the_public_address_is_ours_too() -> None:
    origin = {"Origin": "https://public.example"}
    assert is_ours(posted(**origin), "https://public.example/border")
    assert not is_ours(posted(**origin), "https://public.example.evil")


def test_a_page_that_hides_its_address_is_ours_by_its_token_alone() -> None:
    assert is_ours(posted(Origin="null"), "", has_token=True)
    assert not is_ours(posted(Origin="https://elsewhere.example"), "", has_token=True)
    assert not is_ours(posted(Origin="null", Sec_Fetch_Site="cross-site"), "", has_token=True)
