"""An answer is packed as the browser takes it, and each line can be read before the next is made."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import brotli
import pytest
from werkzeug.datastructures import Accept

from dashboard.callbacks.packing import packed

LINES = [b'["html","sentence"]\n', "İğdır\n".encode(), b"\n", bytes(range(256)) * 40]


def unpacked(parts: list[bytes], encoding: str) -> bytes:
    """What a browser has read after these parts."""
    if encoding == "br":
        reader = brotli.Decompressor()
        return b"".join(map(reader.process, parts))
    return zlib.decompressobj(wbits=31).decompress(b"".join(parts)) if encoding else b"".join(parts)


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ([("gzip", 1), ("deflate", 1), ("br", 1)], "br"),
        ([("gzip", 1)], "gzip"),
        ([("br", 0), ("gzip", 1)], "gzip"),
        ([("zstd", 1)], ""),
        ([], ""),
    ],
)
def test_each_line_can_be_read_when_it_is_made(accepted: list[tuple[str, float]], encoding: str) -> None:
    made: list[bytes] = []

    def lines() -> Iterator[bytes]:
        for line in LINES:
            made.append(line)
            yield line

    content, name = packed(lines(), Accept(accepted))
    assert name == encoding
    read: list[bytes] = []
    for part in content:
        read.append(part)
        assert unpacked(read, encoding) == b"".join(made)
    assert made == LINES
