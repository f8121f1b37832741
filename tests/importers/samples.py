"""A few whole files of each format, from which the fuzzer starts."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence

from tests.importers.ucdp_files import GED, OLDER, elsewhere, ucdp_rows


def as_csv(
    header: Sequence[str], rows: Iterable[Mapping[str, str]], *, named: bool = True, delimiter: str = ","
) -> bytes:
    """A text table as bytes."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, header, restval="", extrasaction="ignore", delimiter=delimiter, lineterminator="\n")
    if named:
        writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def ucdp() -> list[bytes]:
    """GED of two generations, and candidate events without a header."""
    rows = [*ucdp_rows(8), elsewhere(1), elsewhere(2)]
    return [as_csv(GED, rows), as_csv(OLDER, rows), as_csv(GED, rows, named=False)]


# Format -> its files.
SAMPLES: Mapping[str, Callable[[], list[bytes]]] = {"ucdp": ucdp}
