"""Whether what was posted comes from a page of ours: no other site may make a reader's browser give us a file."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Request


def is_ours(asked: Request, public_url: str, *, has_token: bool = False) -> bool:
    """Whether the browser says that one of our pages asks. What says nothing is no browser, and may.

    Browsers say `Sec-Fetch-Site` where the address is HTTPS or this machine's, and `Origin` everywhere. That is “null”
    on pages that pass no address on, which are those of private views: their token stands for the origin (`has_token`).
    """
    site = asked.headers.get("Sec-Fetch-Site")
    if site:
        return site == "same-origin"
    origin = asked.headers.get("Origin")
    if origin is None or (origin == "null" and has_token):
        return True
    return urlsplit(origin).netloc in {asked.host, urlsplit(public_url).netloc} - {""}
