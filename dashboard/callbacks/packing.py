"""An answer made line by line, compressed so that each line can be read as soon as it is there.

Flask-Compress would wait for the last one.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

import brotli
from werkzeug.datastructures import Accept

BROTLI_QUALITY, GZIP_LEVEL = 4, 4  # more takes longer than it saves on the wire


def packed(lines: Iterable[bytes], accepted: Accept) -> tuple[Iterator[bytes], str]:
    """`lines` as the browser takes them best, and the name of that encoding; blank where it takes none of ours."""
    if accepted["br"]:
        return _brotli(lines), "br"
    if accepted["gzip"]:
        return _gzip(lines), "gzip"
    return iter(lines), ""


def _brotli(lines: Iterable[bytes]) -> Iterator[bytes]:
    packer = brotli.Compressor(quality=BROTLI_QUALITY)
    for line in lines:
        yield packer.process(line) + packer.flush()
    yield packer.finish()


def _gzip(lines: Iterable[bytes]) -> Iterator[bytes]:
    packer = zlib.compressobj(level=GZIP_LEVEL, wbits=31)
    for line in lines:
        yield packer.compress(line) + packer.flush(zlib.Z_SYNC_FLUSH)
    yield packer.flush()
