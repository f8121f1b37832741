"""DuckDB as we use it leaves nothing where the program was started."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.data.offline import connect


def test_what_does_not_fit_into_memory_is_not_left_in_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with connect(memory_limit="60MB") as connection:
        connection.execute("CREATE TABLE many AS SELECT range AS number, hash(range) AS hash FROM range(10_000_000)")
        assert list(tmp_path.iterdir()) == []
