"""Settings: from the environment, with defaults; nothing is read before it is asked for."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.config import PROJECT_DIR, STATE_FOLDER, Settings, default_state_dir, parse_port
from dashboard.errors import UsageError


def test_the_defaults_serve_the_bundled_data_to_this_machine_alone() -> None:
    settings = Settings.from_environment({})
    assert settings == Settings()
    assert settings.host == "127.0.0.1"
    assert settings.data_dir == PROJECT_DIR / "data"
    assert (settings.data_dir / "incidents.csv").is_file()
    assert settings.tiles_url == settings.public_url == "", "nothing leaves the machine"


@pytest.mark.parametrize(
    ("name", "value", "field", "expected"),
    [
        ("DATA_DIR", "/srv/data", "data_dir", Path("/srv/data")),
        ("HOST", "0.0.0.0", "host", "0.0.0.0"),  # noqa: S104
        ("PORT", "8060", "port", 8060),
        ("PUBLIC_URL", "https://border.example/", "public_url", "https://border.example"),
        ("STATE_DIR", "/srv/state", "state_dir", Path("/srv/state")),
        ("CONTACT", "https://border.example/report", "contact", "https://border.example/report"),
        ("CONTACT", "data@border.example", "contact", "data@border.example"),
        ("TILES_URL", "https://t.example/{z}/{x}/{y}.png", "tiles_url", "https://t.example/{z}/{x}/{y}.png"),
        ("UPLOADS", "off", "uploads", False),
        ("UPLOAD_MB", "120", "upload_mb", 120),
        ("PRIVATE_VIEWS", "3", "private_views", 3),
        ("KEEP_IMPORTS", "1", "keep_imports", True),
    ],
)
def test_each_setting_comes_from_its_variable_and_changes_nothing_else(
    name: str, value: str, field: str, expected: object
) -> None:
    settings = Settings.from_environment({name: value})
    assert getattr(settings, field) == expected
    others = set(Settings.__slots__) - {field}
    assert {one: getattr(settings, one) for one in others} == {one: getattr(Settings(), one) for one in others}


@pytest.mark.parametrize("text", ["javascript:alert(1)", "nobody", "https://", "a@b?subject=x", "a b@c", "mailto:a@b"])
def test_what_is_no_address_is_no_contact(text: str) -> None:
    with pytest.raises(UsageError, match="no contact"):
        Settings.from_environment({"CONTACT": text})


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("UPLOADS", "perhaps"), ("KEEP_IMPORTS", "2"), ("UPLOAD_MB", "0"), ("UPLOAD_MB", "-1"), ("UPLOAD_MB", "1.5"),
        ("UPLOAD_MB", "٣"), ("UPLOAD_MB", "9" * 5000), ("PRIVATE_VIEWS", "many"), ("PRIVATE_VIEWS", "1001"),
    ],
)  # fmt: skip
def test_a_setting_of_uploads_that_can_not_be_used_is_named(name: str, text: str) -> None:
    with pytest.raises(UsageError, match=name):
        Settings.from_environment({name: text})


@pytest.mark.parametrize("name", ["CONTACT", "DATA_DIR", "HOST", "PORT", "PUBLIC_URL", "STATE_DIR", "TILES_URL"])
def test_a_blank_variable_is_as_if_it_were_not_set(name: str) -> None:
    assert Settings.from_environment({name: ""}) == Settings()


def test_the_environment_is_that_of_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "8123")
    assert Settings.from_environment().port == 8123


@given(port=st.integers(1, 65535))
def test_every_port_can_be_chosen(port: int) -> None:
    assert parse_port(str(port)) == port


@pytest.mark.parametrize("text", ["", "0", "65536", "-1", "80.5", "http", " 80", "８０５０", "1e4", "9" * 5000])
def test_what_is_no_port_is_named(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_port(text)
    assert text in str(caught.value)
    assert "65535" in str(caught.value)


def test_a_bad_port_of_the_environment_is_wrong_usage() -> None:
    with pytest.raises(UsageError):
        Settings.from_environment({"PORT": "eighty"})


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"XDG_STATE_HOME": "/state", "HOME": "/home/a"}, Path("/state") / STATE_FOLDER),
        ({"XDG_STATE_HOME": "", "HOME": "/home/a"}, Path("/home/a/.local/state") / STATE_FOLDER),
        ({"XDG_STATE_HOME": "state", "HOME": "/home/a"}, Path("/home/a/.local/state") / STATE_FOLDER),
        ({"USERPROFILE": "/users/a"}, Path("/users/a/.local/state") / STATE_FOLDER),
        ({"XDG_STATE_HOME": "/state", "STATE_DIR": "/srv/state"}, Path("/srv/state")),
        ({}, None),
    ],
)
def test_state_is_kept_where_the_user_keeps_it(environ: dict[str, str], expected: Path | None) -> None:
    """By the XDG Base Directory Specification, which ignores a relative path."""
    assert Settings.from_environment(environ).state_dir == expected


def test_the_usual_folder_for_state_is_outside_project_and_data() -> None:
    found = default_state_dir(os.environ)
    assert found
    assert not found.is_relative_to(PROJECT_DIR)


@pytest.mark.parametrize("state", ["data", "data/state", "data/../data/state", "elsewhere/../data/a/b", "link/state"])
def test_state_in_the_data_folder_is_wrong_usage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, state: str) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "link").symlink_to("data")
    monkeypatch.chdir(tmp_path)
    for environ in (
        {"DATA_DIR": "data", "STATE_DIR": state},
        {"DATA_DIR": "link", "STATE_DIR": str(Path(state).absolute())},
    ):
        with pytest.raises(UsageError) as caught:
            Settings.from_environment(environ)
        assert state in str(caught.value)
        assert "STATE_DIR" in str(caught.value)
    settings = Settings(state_dir=tmp_path / state)
    with pytest.raises(UsageError):
        replace(settings, data_dir=tmp_path / "data")


@pytest.mark.parametrize("state", ["state", "data-state", "data/../state", ".", "round/state"])
def test_state_may_be_anywhere_else(tmp_path: Path, state: str) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "round").symlink_to("round")
    assert Settings(data_dir=tmp_path / "data", state_dir=tmp_path / state).state_dir == tmp_path / state


def test_importing_the_package_reads_no_setting_and_no_data() -> None:
    code = (
        "import os; os.environ['PORT'] = 'eighty'; os.environ['DATA_DIR'] = '/nowhere'\n"
        "import app, dashboard.cli, dashboard.serving"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT_DIR, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
