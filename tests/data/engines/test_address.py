"""What is taken for the address of an engine, and that its secrets stay where they are."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.data.engines.address import HIDDEN, parse
from dashboard.errors import UsageError

SECRET = "s3cr3t/with:odd@letters"
QUOTED = quote(SECRET, safe="")


@pytest.mark.parametrize(
    ("text", "scheme", "path", "table"),
    [
        ("duckdb:///data/events.duckdb", "duckdb", "/data/events.duckdb", "events"),
        ("duckdb:///data/a%20b.duckdb?table=prepared", "duckdb", "/data/a b.duckdb", "prepared"),
        ("data/events.duckdb", "duckdb", "data/events.duckdb", "events"),
        ("parquet:///data/prepared/", "parquet", "/data/prepared/", "events"),
        ("data/events.parquet", "parquet", "data/events.parquet", "events"),
        ("spark://host:7077", "spark", "", "events"),
        ("spark://one:7077,two:7077?path=hdfs://disk/events", "spark", "hdfs://disk/events", "events"),
        ("sc://host:15002/;token=abc?table=gold.events", "sc", "", "gold.events"),
        ("postgresql://reader@host/db?table=prepared", "postgresql", "", "prepared"),
        ("bigquery://project/dataset", "bigquery", "", "events"),
    ],
)
def test_an_address_is_taken_apart(text: str, scheme: str, path: str, table: str) -> None:
    found = parse(text, {})
    assert (found.scheme, found.path, found.table) == (scheme, path, table)


def test_a_folder_needs_no_scheme(tmp_path: Path) -> None:
    found = parse(str(tmp_path), {})
    assert (found.scheme, found.path) == ("parquet", str(tmp_path))


def test_what_is_ours_of_the_query_is_not_told_to_the_engine() -> None:
    assert parse("trino://host/db?table=t&path=p&http_scheme=https", {}).url == "trino://host/db?http_scheme=https"


@pytest.mark.parametrize("environ", [{}, {"ENGINE_USER": "somebody", "ENGINE_PASSWORD": "else"}])
def test_user_and_password_of_the_url_stay(environ: dict[str, str]) -> None:
    assert parse(f"postgresql://me:{QUOTED}@host/db", environ).url == f"postgresql://me:{QUOTED}@host/db"


def test_user_and_password_come_from_the_environment_where_the_url_has_none() -> None:
    environ = {"ENGINE_USER": "me", "ENGINE_PASSWORD": SECRET}
    assert parse("postgresql://host:5432/db", environ).url == f"postgresql://me:{QUOTED}@host:5432/db"
    assert parse("postgresql://other@host/db", environ).url == f"postgresql://other:{QUOTED}@host/db"


@pytest.mark.parametrize(
    ("url", "environ"),
    [
        (f"postgresql://me:{QUOTED}@host/db", {}),
        (f"clickhouse://host/db?password={QUOTED}", {}),
        (f"trino://host/db?Access_Token={QUOTED}", {}),
        (f"sc://host:15002/;user_id=me;token={QUOTED}", {}),
        ("postgresql://me@host/db", {"ENGINE_PASSWORD": SECRET}),
        ("postgresql://me@host/db", {"PGPASSWORD": SECRET}),
    ],
)
def test_a_secret_is_neither_shown_nor_left_in_what_an_engine_says(url: str, environ: dict[str, str]) -> None:
    address = parse(url, environ)
    said = f"could not log in with {SECRET}, {QUOTED}, nor at {address.url} or {url}: refused"
    assert not {word for word in (SECRET, QUOTED, url) if word in repr(address) + address.hide(said)}
    assert address.hide(said).startswith(f"could not log in with {HIDDEN}, ")
    assert address.hide(said).endswith(": refused")


@given(st.text(min_size=4))
def test_any_password_is_hidden(password: str) -> None:
    address = parse(f"postgresql://me:{quote(password, safe='')}@host/db", {})
    assert password not in repr(address) + address.hide(f"<{password}>").replace(HIDDEN, "")


@pytest.mark.parametrize(
    "text",
    ["mysql://me:secret@host/db", "postgresql://me:secret@host:port/db", "postgresql://me:secret[@host", "secret"],
)
def test_what_is_no_address_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(UsageError) as told:
        parse(text, {})
    assert "secret" not in str(told.value)
    assert told.value.__cause__ is None
