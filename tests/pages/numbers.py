"""Reads a page as somebody does who doubts each number on it: where does this come from?"""

from __future__ import annotations

import re
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "hr", "img", "input"}
# Digits in these stand for no count: a year, the name of a version or of a record, a heading's own words.
NAMES = {"time", "code", "title"}


class Numbers(HTMLParser):
    """`numbers`: (text, address) of every number that is a link; `lost`: texts of main with digits and no origin.

    A text has an origin when it, or what it stands in, is a link or says so in `data-from`.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.numbers: list[tuple[str, str]] = []
        self.lost: list[str] = []
        self.origins: set[str] = set()
        self._open: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "data-from" in given:
            self.origins.add(given["data-from"])
        if tag not in VOID:
            self._open.append((tag, given))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not re.search(r"\d", data) or "main" not in [tag for tag, _ in self._open]:
            return
        given = self._open[-1][1]
        if given.get("class") == "number":
            self.numbers.append((data.strip(), given["href"]))
        elif not any(tag in NAMES or "href" in given or "data-from" in given for tag, given in self._open):
            self.lost.append(data.strip())
