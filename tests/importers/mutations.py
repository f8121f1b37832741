"""Files as chance, bad luck and malice change them: bytes, cells, lines, headers, encodings, ends."""

from __future__ import annotations

import random
from collections.abc import Callable

NASTY = (
    "", "NA", "=1+1", '"', '""', "'", "\x00", "\x07", "\r", "\n", "\ufeff", "\u202e", "\u0640", "ğ" * 50, "9" * 400,
    "-1", "1e400", "1e9", "0x10", "inf", "nan", "03/04/2024", "2024-02-30", "0000-00-00", "99999-01-01", "371",
    "-180.5", "١٢٣", "½", "36,51", "1,234,567", "{", "}", "[", "]", '{"a":', "<script>", "../../etc/passwd",
    "a" * 20_000,
    "#adm1+name", "#", "affected+idps", "\udcff".encode("utf-8", "surrogateescape").decode("latin-1"),
)  # fmt: skip


def mutated(content: bytes, chance: random.Random) -> bytes:
    """The content after one to six changes."""
    for _ in range(chance.randint(1, 6)):
        content = chance.choice(_ALL)(content, chance)
    return content


def _flip(content: bytes, chance: random.Random) -> bytes:
    if not content:
        return content
    at = chance.randrange(len(content))
    return content[:at] + bytes([chance.randrange(256)]) + content[at + 1 :]


def _cut(content: bytes, chance: random.Random) -> bytes:
    at, length = chance.randrange(len(content) + 1), chance.choice((1, 2, 5, 40, 500))
    return content[:at] + content[at + length :]


def _end(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _insert(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.choice(NASTY).encode("utf-8", "replace") + content[at:]


def _again(content: bytes, chance: random.Random) -> bytes:
    at, length = chance.randrange(len(content) + 1), chance.choice((1, 10, 200, 2_000))
    return content[:at] + content[at : at + length] + content[at:]


def _lines(content: bytes, chance: random.Random) -> bytes:
    lines = content.splitlines(keepends=True)
    if len(lines) > 1:
        first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.randrange(4):
            case 0:
                lines[first], lines[second] = lines[second], lines[first]
            case 1:
                del lines[first]
            case 2:
                lines.insert(second, lines[first])
            case _:
                lines.insert(first, chance.choice((b"\n", b",,,,,\n", b"\r\n", b'"\n', b"sep=;\n")))
    return b"".join(lines)


def _cell(content: bytes, chance: random.Random) -> bytes:
    lines = content.split(b"\n")
    at = chance.randrange(len(lines))
    cells = lines[at].split(b",")
    cells[chance.randrange(len(cells))] = chance.choice(NASTY).encode("utf-8", "replace")
    lines[at] = b",".join(cells)
    return b"\n".join(lines)


def _columns(content: bytes, chance: random.Random) -> bytes:
    """The header alone: shuffled, in capitals, one name lost or another's."""
    head, line, rest = content.partition(b"\n")
    cells = head.split(b",")
    match chance.randrange(4):
        case 0:
            chance.shuffle(cells)
        case 1:
            cells = [cell.upper() for cell in cells]
        case 2:
            del cells[chance.randrange(len(cells))]
        case _:
            cells[chance.randrange(len(cells))] = cells[chance.randrange(len(cells))]
    return b",".join(cells) + line + rest


def _written_otherwise(content: bytes, chance: random.Random) -> bytes:
    text = content.decode("utf-8", "replace")
    return chance.choice(
        (
            lambda: text.encode("utf-16"), lambda: text.encode("cp1254", "replace"), lambda: b"\xef\xbb\xbf" + content,
            lambda: content.replace(b"\n", b"\r\n"), lambda: content.replace(b"\n", b"\r"),
            lambda: content.replace(b",", b";"), lambda: content.replace(b",", b"\t"), content.upper,
        )
    )()  # fmt: skip


_ALL: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _flip, _cut, _end, _insert, _again, _lines, _lines, _cell, _cell, _cell, _columns, _written_otherwise,
)  # fmt: skip
