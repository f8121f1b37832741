"""What a user says of a file: a small TOML file, or the same as answers in a browser, <-> `Choices`.

    [dataset]            name, title, version, licence, citation, address, publisher, may_share_rows
    [read]               format, sheet, header (line), dates, kind (events or displacement), and what formats ask for
    [columns]            our field = "their column"
    [values.event_type]  "theirs" = "ours", for any field
    [fixed]              our field = "a value for all rows"

Every fault is told, and all together. The fields are those of `mapping_fields`; what columns a file has and which of
our fields they look like: `suggesting`.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dashboard.errors import Problem, Severity
from dashboard.importers.interface import Choices
from dashboard.importers.mapping_faults import ORDERS, faults
from dashboard.importers.mapping_fields import fields, our_value
from dashboard.importers.refusing import ImportRefusedError, refused

GENERIC = "generic"
LARGEST = 1_000_000  # bytes
_BARE = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)
_SECTION = re.compile(r"\s*\[([^\[\]]+)\]\s*(?:#.*)?")


def read_mapping(path: Path) -> Choices:
    """The mapping of a TOML file. Raises ImportRefusedError with every fault and its line."""
    try:
        if path.stat().st_size > LARGEST:
            raise refused(path.name, "is too large for a mapping")
        text = path.read_bytes().decode("utf-8-sig")
        said = tomllib.loads(text)
    except OSError as error:
        raise refused(path.name, f"can't be read ({error.strerror or error})") from error
    except (ValueError, RecursionError) as error:
        raise refused(path.name, f"can't be read as TOML ({error})") from error
    return mapping_from(said, path.name, text)


def mapping_from(said: Mapping[str, Any], file: str = "mapping", text: str = "") -> Choices:
    """The choices that a mapping says; `text` is the TOML that it stood in, for the lines of faults.

    Values of ours come out as we write them. Raises ImportRefusedError with every fault.
    """
    problems = [
        Problem(Severity.STOPS, file, one.reason, _line(text, one.section, one.key), one.where, one.value)
        for one in faults(said)
    ]
    if problems:
        raise ImportRefusedError(*problems)
    read = dict(said.get("read", {}))
    known = {one.key: one for one in fields(str(read.get("kind", "events")))}
    order = str(read.pop("dates", ""))
    return Choices(
        dates=ORDERS.get(order.upper(), ""),
        dataset=dict(said.get("dataset", {})),
        columns={key: column for key, column in said.get("columns", {}).items() if column},
        values={
            key: {theirs: our_value(known[key], ours) for theirs, ours in values.items()}
            for key, values in said.get("values", {}).items()
        },
        read=read,
        fixed={key: our_value(known[key], value) for key, value in said.get("fixed", {}).items() if value},
    )


def mapping_toml(choices: Choices) -> str:
    """The TOML that reads back as these choices."""
    read = ({"dates": choices.dates} if choices.dates else {}) | dict(choices.read)
    sections: list[tuple[str, Mapping[str, Any]]] = [
        ("dataset", choices.dataset),
        ("read", read),
        ("columns", choices.columns),
        *((f"values.{_key(key)}", values) for key, values in choices.values.items()),
        ("fixed", choices.fixed),
    ]
    told = [_section(name, values) for name, values in sections if values or name.startswith("values.")]
    return "\n".join(told)


def format_of(choices: Choices) -> str:
    """The format that the choices name, or that only they can be of; blank when they say nothing of it."""
    return str(choices.read.get("format") or (GENERIC if choices.columns else ""))


def _section(name: str, values: Mapping[str, Any]) -> str:
    return "\n".join([f"[{name}]", *(f"{_key(key)} = {_value(value)}" for key, value in values.items()), ""])


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _value(name)


def _value(value: Any) -> str:
    # JSON writes texts, whole numbers, true and false, and lists of texts as TOML does, but for DEL.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _line(text: str, section: str, key: str) -> int | None:
    """The line of a key of a section, or of the section itself; None where it can't be found."""
    found, now = None, ""
    for number, line in enumerate(text.splitlines(), start=1):
        if head := _SECTION.fullmatch(line):
            now = head[1].replace('"', "").replace(" ", "")
            found = number if now == section or (not found and now.startswith(f"{section}.")) else found
        elif now == section and key and line.partition("=")[0].strip().strip("\"'") == key:
            return number
    return found
