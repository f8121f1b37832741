"""Where an engine is: `ENGINE_URL` or `--engine` taken apart, with what nobody may read kept to itself."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, quote, quote_plus, unquote, urlencode, urlsplit

from dashboard.errors import UsageError
from dashboard.text import Words

FILES = ("duckdb", "parquet")
SPARK = ("spark", "sc")
THROUGH_IBIS = ("postgresql", "postgres", "clickhouse", "trino", "bigquery")
SCHEMES = (*FILES, *SPARK, *THROUGH_IBIS)
DEFAULT_TABLE = "events"
OURS = ("table", "path")  # of the query; everything else of it is the engine's
HIDDEN = "…"
_SECRET_NAMES = ("pass", "token", "secret", "key", "credential")
_SECRET_SETTINGS = ("ENGINE_PASSWORD", "PGPASSWORD")


@dataclass(frozen=True)
class Address:
    """One engine. `url` may hold a password and is for the engine alone, without what is ours of its query.

    `path` is that of a file or folder, or of Parquet files that a cluster reads; `table` is the table's name.
    """

    scheme: str
    url: str = field(repr=False)
    path: str = ""
    table: str = DEFAULT_TABLE
    secrets: tuple[str, ...] = field(default=(), repr=False)

    def hide(self, text: str) -> str:
        """`text` without the address and without anything secret, however it is written."""
        written = [how(secret) for secret in self.secrets for how in (str, quote, quote_plus)]
        for secret in sorted({self.url, *written}, key=len, reverse=True):
            text = text.replace(secret, HIDDEN)
        return text


def parse(text: str, environ: Mapping[str, str] | None = None) -> Address:
    """`text` is a URL, or a path that ends in .duckdb or holds Parquet files.

    User and password come from `ENGINE_USER` and `ENGINE_PASSWORD` where the URL has none. Raises UsageError, which
    does not repeat the URL.
    """
    env = os.environ if environ is None else environ
    url = _split(text) if "://" in text else _of_path(text)
    options = dict(parse_qsl(url.query, keep_blank_values=True))
    table = options.get("table", DEFAULT_TABLE)
    if url.scheme in FILES:
        return Address(url.scheme, text, unquote(url.netloc + url.path), table)
    signed = _signed(url, env)
    rest = urlencode({name: value for name, value in options.items() if name not in OURS})
    given = [text, *(env.get(name, "") for name in _SECRET_SETTINGS), *_secrets(signed, options)]
    bare = signed._replace(query=rest).geturl()
    return Address(url.scheme, bare, options.get("path", ""), table, tuple(filter(None, given)))


def _split(text: str) -> SplitResult:
    try:
        url = urlsplit(text)
        is_known = url.scheme in SCHEMES and (url.scheme in SPARK or url.port is not False)
    except ValueError:  # a port that is none, brackets that don't close
        is_known = False
    if not is_known:
        raise UsageError(Words("en")("engine-unknown", schemes=", ".join(f"{one}://" for one in SCHEMES)))
    return url


def _of_path(text: str) -> SplitResult:
    path = Path(text).expanduser()
    if path.suffix == ".duckdb":
        return SplitResult("duckdb", "", quote(str(path)), "", "")
    if path.suffix == ".parquet" or path.is_dir():
        return SplitResult("parquet", "", quote(str(path)), "", "")
    raise UsageError(Words("en")("engine-no-path"))


def _signed(url: SplitResult, env: Mapping[str, str]) -> SplitResult:
    """The URL with the user and the password of the environment where it has none of its own."""
    if url.scheme not in THROUGH_IBIS:
        return url
    user = url.username or quote(env.get("ENGINE_USER", ""), safe="")
    password = url.password or quote(env.get("ENGINE_PASSWORD", ""), safe="")
    before = user + (f":{password}" if password else "")
    host = url.netloc.rpartition("@")[2]
    return url._replace(netloc=f"{before}@{host}" if before else host)


def _secrets(url: SplitResult, options: Mapping[str, str]) -> list[str]:
    """Passwords, tokens and keys, as they are written in the URL and as they are meant."""
    of_path = dict(pair.partition("=")[::2] for pair in url.path.split(";"))  # sc://host:port/;token=…
    named = {**of_path, **options}
    found = [value for name, value in named.items() if any(part in name.lower() for part in _SECRET_NAMES)]
    found += [url.password] if url.password else []
    return [*found, *map(unquote, found)]
