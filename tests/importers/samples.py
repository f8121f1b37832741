"""A few whole files of each format, from which the fuzzer starts."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence

from dashboard.importers.gdelt import FIRST, SECOND
from tests.importers import acled_files, test_dtm, test_gdelt, test_hapi
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


def acled() -> list[bytes]:
    """Both generations, with hashtags and without."""
    rows = acled_files.acled_rows(8)
    return [
        as_csv(acled_files.NEWER, rows),
        as_csv(acled_files.OLDER, rows),
        as_csv(acled_files.NEWER, [acled_files.HASHTAGS, *rows]),
    ]


def dtm() -> list[bytes]:
    """Old and new columns, with hashtags and without."""
    rows = [test_dtm.count(str(number), roundNumber=str(number)) for number in range(8)]
    return [as_csv(test_dtm.OLD, rows), as_csv(test_dtm.NEW, [test_dtm.TAGS, *rows, *test_dtm.ours(4)])]


def hapi() -> list[bytes]:
    """With hashtags and without."""
    rows = [test_hapi.count(str(number), reporting_round=str(number)) for number in range(8)]
    return [as_csv(test_hapi.COLUMNS, rows), as_csv(test_hapi.COLUMNS, [test_hapi.TAGS, *rows])]


def gdelt() -> list[bytes]:
    """Both versions without a header, and one with it."""
    rows = test_gdelt.gdelt_rows(8)
    return [
        as_csv(SECOND, rows, named=False, delimiter="\t"),
        as_csv(FIRST, rows, named=False, delimiter="\t"),
        as_csv(SECOND, rows),
    ]


# Format -> its files.
SAMPLES: Mapping[str, Callable[[], list[bytes]]] = {
    "acled": acled, "ucdp": ucdp, "dtm": dtm, "hapi": hapi, "gdelt": gdelt,
}  # fmt: skip
