"""The schedule of docs/schedule.md can be installed as it stands: cron and systemd would take it, and mean Monday."""

from __future__ import annotations

import configparser
import re
import shlex
from pathlib import Path

import pytest

from dashboard.model.selection import NAMES

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = (ROOT / "docs" / "schedule.md").read_text("utf-8")
# Minute, hour, day of the month, month, day of the week (0 and 7 are Sunday).
FIELDS = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))
KEYS = {
    "Unit": {"Description"},
    "Service": {"Type", "User", "WorkingDirectory", "ExecStart"},
    "Timer": {"OnCalendar", "Persistent"},
    "Install": {"WantedBy"},
}


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", DOCUMENT, re.MULTILINE | re.DOTALL)


def unit(text: str) -> dict[str, dict[str, str]]:
    parser = configparser.ConfigParser(strict=True, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read_string(text)
    return {name: dict(parser[name]) for name in parser.sections()}


@pytest.fixture
def crontab() -> list[str]:
    (block,) = blocks("cron")
    return block.splitlines()


@pytest.fixture
def service() -> dict[str, dict[str, str]]:
    return unit(blocks("ini")[0])


@pytest.fixture
def timer() -> dict[str, dict[str, str]]:
    return unit(blocks("ini")[1])


def check_command(command: list[str]) -> None:
    """Absolute paths, and `app.py export` with a file and names of the Selection."""
    python, app, export, out, *options = command
    assert python.startswith("/")
    assert app.startswith("/")
    assert (Path(app).name, export, out) == ("app.py", "export", "briefing.pptx")
    assert dict(zip(options[::2], options[1::2], strict=True)) == {"--province": "Duhok", "--from": "2024"}
    assert {name.removeprefix("--") for name in options[::2]} <= set(NAMES)


def test_the_crontab_has_two_lines_a_setting_and_a_job(crontab: list[str]) -> None:
    setting, job = crontab
    assert re.fullmatch(r"[A-Z_]+=\S+", setting)
    *fields, command = job.split(maxsplit=5)
    for field, (low, high) in zip(fields, FIELDS, strict=True):
        assert field == "*" or low <= int(field) <= high
    assert fields == ["0", "6", "*", "*", "1"], "Monday at 06:00"
    folder, run = command.split(" && ")
    assert re.fullmatch(r"cd /\S+", folder)
    check_command(shlex.split(run))


def test_no_line_of_the_crontab_is_cut_by_cron(crontab: list[str]) -> None:
    """A % without a backslash ends the command; so does it in what the text advises."""
    advised = re.findall(r"`([^`]*\$\(date[^`]*)`", DOCUMENT)
    assert advised
    assert not [line for line in [*crontab, *advised] if re.search(r"(?<!\\)%", line)]


def test_the_units_have_keys_that_systemd_knows(
    service: dict[str, dict[str, str]], timer: dict[str, dict[str, str]]
) -> None:
    assert set(service) == {"Unit", "Service"}
    assert set(timer) == {"Unit", "Timer", "Install"}
    for found in (service, timer):
        assert {
            f"{section}.{key}" for section, keys in found.items() for key in keys if key not in KEYS[section]
        } == set()


def test_the_service_runs_the_export_once(service: dict[str, dict[str, str]]) -> None:
    told = service["Service"]
    assert told["Type"] == "oneshot"
    assert told["WorkingDirectory"].startswith("/")
    assert "%" not in told["ExecStart"], "systemd would take it for a specifier"
    check_command(shlex.split(told["ExecStart"]))


def test_the_timer_is_that_of_monday_morning(timer: dict[str, dict[str, str]]) -> None:
    assert timer["Timer"] == {"OnCalendar": "Mon *-*-* 06:00:00", "Persistent": "true"}
    assert timer["Install"]["WantedBy"] == "timers.target"


def test_both_run_the_same(crontab: list[str], service: dict[str, dict[str, str]]) -> None:
    assert crontab[1].endswith(f"cd {service['Service']['WorkingDirectory']} && {service['Service']['ExecStart']}")


def test_the_files_of_the_units_are_named_as_they_are_switched_on() -> None:
    service, timer = re.findall(r"^`/etc/systemd/system/([a-z.]+)`", DOCUMENT, re.MULTILINE)
    assert Path(service).stem == Path(timer).stem, "a timer starts the service of its name"
    assert f"systemctl enable --now {timer}" in DOCUMENT
