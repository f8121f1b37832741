"""Rules about pages: whether an address looks as if it worked. None is asked: nothing leaves the machine."""

from __future__ import annotations

import datetime as dt
import ipaddress
import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit

from dashboard.data.editing.dates import ONE_DAY, first_day, last_day
from dashboard.data.editing.desk import Desk
from dashboard.data.editing.finding import Found, Row
from dashboard.data.tables_derived import SOURCED

# Names that are nobody's: RFC 2606, RFC 6761, RFC 6762, RFC 9476, and `internal`, which ICANN keeps free.
_NOBODYS = {"example", "test", "invalid", "localhost", "local", "localdomain", "internal", "lan", "alt", "onion"}
_PLACEHOLDERS = {"example.com", "example.net", "example.org", "domain.com", "website.com", "yoursite.com"}
_HOST = re.compile(r"(?=.{4,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{2,59})")
_TWO_SCHEMES = re.compile(r"https?:/+https?[:/]", re.IGNORECASE)
_DAY = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?=\D|$)")
_TRACKING = re.compile(r"utm_.*|fbclid|gclid|ref")


def without_address(_desk: Desk, table: str, row: Row) -> Iterator[Found]:
    """A page that nobody can go to."""
    if not row["url"]:
        yield Found(table, row, "url")


def odd_address(_desk: Desk, table: str, row: Row) -> Iterator[Found]:
    """An address that can't work, or not for others."""
    how = oddity(row["url"]) if row["url"] else ""
    if how:
        yield Found(table, row, "url", how=how)


def oddity(address: str) -> str:
    """What is odd about a web address: `spaces`, `schemes`, `host`, `number`, `nobody`, `front`; blank for nothing."""
    if re.search(r"[\s<>\"{}|\\^`]", address):
        return "spaces"
    if _TWO_SCHEMES.match(address):
        return "schemes"
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removesuffix(".")
        _ = parts.port
        host = host if host.isascii() else host.encode("idna").decode()
    except ValueError:  # UnicodeError of idna is one
        return "host"
    return _odd_host(host) or ("front" if parts.path in ("", "/") and not (parts.query or parts.fragment) else "")


def _odd_host(host: str) -> str:
    if _is_number(host):
        return "number"
    if host.rpartition(".")[2] in _NOBODYS or any(host == one or host.endswith(f".{one}") for one in _PLACEHOLDERS):
        return "nobody"
    return "" if _HOST.fullmatch(host) else "host"


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def day_in_address(_desk: Desk, table: str, row: Row) -> Iterator[Found]:
    """An address that names another day than the page's date of publication: /2024/03/05/."""
    found = _DAY.search(row["url"] or "")
    if not found or not row["published"]:
        return
    try:
        day = dt.date(*map(int, found.groups()))
    except ValueError:
        return
    if not first_day(row, "published") - ONE_DAY <= day <= last_day(row, "published") + ONE_DAY:
        yield Found(table, row, "published", {"day": day.isoformat()})


def same_page(desk: Desk) -> Iterator[Found]:
    """One page in two rows: it would count as two sources."""
    seen: dict[tuple[str, str, str], Row] = {}
    for row in desk.tables.get("sources", ()):
        if row["url"]:
            other = seen.setdefault(_page(row["url"]), row)
            if other is not row:
                yield Found("sources", row, "url", {"other": other["source_id"]})


def _page(address: str) -> tuple[str, str, str]:
    """What is the same of two addresses of one page."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address, "", ""
    query = [(name, value) for name, value in parse_qsl(parts.query) if not _TRACKING.fullmatch(name)]
    return parts.netloc.lower().removeprefix("www."), parts.path.rstrip("/"), urlencode(query)


def uncited(desk: Desk) -> Iterator[Found]:
    """A page that no row rests on, a publisher without a page."""
    if not desk.is_whole:
        return
    rows = (row for table in SOURCED for row in desk.tables.get(table.name, ()))
    cited = {source for row in rows for source in row["source_ids"]}
    for row in desk.tables.get("sources", ()):
        if row["source_id"] not in cited:
            yield Found("sources", row, "source_id")
    publishing = {row["publisher_id"] for row in desk.tables.get("sources", ())}
    for row in desk.tables.get("publishers", ()):
        if row["publisher_id"] not in publishing:
            yield Found("publishers", row, "publisher_id")
