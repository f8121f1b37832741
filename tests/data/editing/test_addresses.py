"""What a web address looks like that works, and what one looks like that can't."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.data.dataset import Dataset
from dashboard.data.editing.sources import oddity

LABELS = st.from_regex(r"[a-z]([a-z0-9-]{0,8}[a-z0-9])?", fullmatch=True)


@pytest.mark.parametrize(
    ("address", "how"),
    [
        ("https://news.iq/a b", "spaces"), ("https://news.iq/<id>", "spaces"), ("https://news.iq/{id}", "spaces"),
        ("https://https://news.iq/1", "schemes"), ("http://http//news.iq/1", "schemes"),
        ("http:///https://news.iq/1", "schemes"),
        ("https://localhost/1", "nobody"), ("https://news.test/1", "nobody"), ("https://www.example.com/1", "nobody"),
        ("https://daily.example/1", "nobody"), ("http://printer.local/1", "nobody"),
        ("https://news/1", "host"), ("https://news..iq/1", "host"), ("https://-news.iq/1", "host"),
        ("https://news.i/1", "host"), ("https://news.123/1", "host"), ("https://[::1/1", "host"),
        ("https://news.iq:port/1", "host"), ("https://?q=1", "host"),
        ("http://195.201.164.17:8081/en", "number"), ("http://[2001:db8::1]/x", "number"),
        ("https://news.iq", "front"), ("https://news.iq/", "front"),
    ],
)  # fmt: skip
def test_an_odd_address_is_told_by_what_is_odd(address: str, how: str) -> None:
    assert oddity(address) == how


@pytest.mark.parametrize(
    "address",
    [
        "https://news.iq/1", "http://news.iq:8080/x", "https://bianet.org./haber/1", "https://news.iq/?p=12",
        "https://news.iq/#/story/1", "https://www.news.co.uk/a(b)", "https://xn--mgba3a4f16a.ir/1",
        "https://خبر.ایران/1", "https://sub_domain.news.iq/1", "https://news.iq/%D9%85%D8%A6",
        "https://news.iq/مقال", "https://examplenews.com/1", "https://test.news.iq/1",
        "http://replay.waybackmachine.org/web/20081005013846/http://en.wikipedia.org/wiki/2007",
    ],
)  # fmt: skip
def test_an_address_that_may_work_is_not_odd(address: str) -> None:
    assert oddity(address) == ""


@given(st.lists(LABELS, min_size=1, max_size=3), st.sampled_from(["iq", "com", "org", "news"]), LABELS)
def test_whatever_host_has_dots_and_letters_is_not_odd(labels: list[str], top: str, path: str) -> None:
    assert oddity(f"https://{'.'.join([*labels, 'site', top])}/{path}") == ""


@given(st.text(max_size=60))
def test_no_text_is_too_odd_to_be_told(text: str) -> None:
    assert oddity(f"https://{text}") in ("", "spaces", "schemes", "host", "number", "nobody", "front")


def test_nearly_all_addresses_of_ours_look_as_if_they_worked(bundled: Dataset) -> None:
    odd = {url: oddity(url) for url in bundled.tables["sources"]["url"].dropna() if oddity(url)}
    assert list(odd.values()) == ["number"]
