"""The row of HXL hashtags of a table: where it stands, and what its cells say (HXL 1.1, hxlstandard.org).

Read as leniently as it is written in the wild: `#adm1 +name`, attributes in any order, a missing `#`, tatweel, columns
without a tag, the same tag twice. It stands in the first 25 lines of a table (libhxl looks no further).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from dashboard.importers.given_file import GivenFile

MOST_ABOVE = 25  # lines in which the tags are looked for
_TAG = re.compile(r"(#?)\s*([a-z][a-z0-9_]*)((?:\s*\+\s*[a-z][a-z0-9_]*)*)", re.ASCII)
# A line of tags has one of these; `#aleppo` in a text is no tag.
KNOWN = frozenset(
    ["event", "date", "geo", "adm1", "adm2", "adm3", "affected", "loc", "country", "meta", "org", "group", "status",
     "description", "population", "indicator", "cause", "crisis", "sector", "operation", "id", "item", "assessment"]
)  # fmt: skip
LANGUAGES = frozenset(["en", "ar", "ckb", "ku", "kmr", "tr", "fr", "fa"])


@dataclass(frozen=True, slots=True)
class Tag:
    """One hashtag with its attributes: `#affected+killed+civilians` is affected, {killed, civilians}."""

    name: str
    attributes: frozenset[str]

    def __str__(self) -> str:
        return f"#{self.name}" + "".join(f"+{one}" for one in sorted(self.attributes))


@dataclass(frozen=True, slots=True)
class Tagged:
    """A column with a tag: the how manieth it is, and what the line above calls it (blank where there is none)."""

    position: int
    tag: Tag
    header: str


@dataclass(frozen=True, slots=True)
class TagRow:
    """Where the tags of a table stand: `line` from 1, counted as `GivenFile.lines` gives them."""

    table: str
    line: int
    width: int
    columns: tuple[Tagged, ...]


def parsed(cell: str) -> Tag | None:
    """The tag that a cell holds; None when it holds none. Without a `#` it has to have a known name and attributes."""
    found = _TAG.fullmatch(cell.replace("ـ", "").strip(" \t\ufeff\u00a0").casefold())
    if not found:
        return None
    tag = Tag(found[2], frozenset(found[3].replace(" ", "").split("+")) - {""})
    return tag if found[1] or (tag.name in KNOWN and tag.attributes) else None


def tags_of(line: Sequence[str]) -> list[Tag | None] | None:
    """The tags of a line, one for each cell; None when it is no line of tags: most filled cells have one, and one of
    them is known and written with its `#`."""
    filled = [cell for cell in line if cell.strip()]
    tags = [parsed(cell) for cell in line]
    found = [tag for tag in tags if tag]
    is_sure = any(tag and tag.name in KNOWN and "#" in cell for cell, tag in zip(line, tags, strict=True))
    return tags if is_sure and 2 * len(found) > len(filled) else None


def tag_row(file: GivenFile, table: str) -> TagRow | None:
    """The row of tags of a table, None when it has none."""
    above: Sequence[str] = ()
    for position, line in enumerate(file.head(table)[:MOST_ABOVE], start=1):
        tags = tags_of(line)
        if tags is not None:
            headers = [*above, *[""] * len(line)]
            columns = [Tagged(at, tag, headers[at].strip()) for at, tag in enumerate(tags) if tag]
            return TagRow(table, position, len(line), tuple(columns))
        above = line
    return None


def rows_of_tags(file: GivenFile, table: str) -> tuple[int, ...]:
    """The lines to skip below a header in the first line: the row of tags, where there is one."""
    found = tag_row(file, table)
    return (found.line,) if found and found.line > 1 else ()


def columns_with(
    columns: Iterable[Tagged], name: str, attributes: Collection[str] = (), without: Collection[str] = ()
) -> list[Tagged]:
    """Columns of the tag that have all `attributes` and none of those in `without`; the plainest come first."""
    wanted = frozenset(attributes)
    found = [
        one
        for one in columns
        if one.tag.name == name and wanted <= one.tag.attributes and not one.tag.attributes & frozenset(without)
    ]
    return sorted(found, key=lambda one: (_language(one.tag), len(one.tag.attributes), one.position))


def _language(tag: Tag) -> int:
    """Without a language first, English next, any other last."""
    spoken = tag.attributes & LANGUAGES
    return 0 if not spoken else 1 if "en" in spoken else 2
