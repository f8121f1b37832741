"""A few whole files of each format, from which the fuzzer starts."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from dashboard.data.hashtags import hashtag
from dashboard.importers.gdelt import FIRST, SECOND
from dashboard.importers.interface import Choices
from tests.importers import (
    acled_files,
    master_list,
    test_dtm,
    test_gdelt,
    test_generic,
    test_hapi,
    test_hxl,
    test_timemap,
    test_ushahidi,
)
from tests.importers.given import our_incidents, read_csv
from tests.importers.ucdp_files import GED, OLDER, elsewhere, ucdp_rows
from tests.tiny import BUNDLED


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


def dtm_list() -> list[bytes]:
    """A workbook, and the same as text, where a change of a byte leaves a table."""
    rows = [*(master_list.place(number, number, 6 * number) for number in range(8)), *master_list.our_places()[:6]]
    with tempfile.TemporaryDirectory() as folder:
        workbook = master_list.write_list(Path(folder) / "list.xlsx", rows).read_bytes()
    texts = [{name: str(cell) for name, cell in row.items()} for row in rows]
    return [workbook, "\n".join([*master_list.TITLE, ""]).encode() + as_csv(master_list.HEADER, texts)]


def hxl() -> list[bytes]:
    """Events and displaced people, and tables of ours."""
    ours = [
        (rows := read_csv(BUNDLED / f"{table}.csv"), {name: hashtag(table, name) for name in rows[0]})
        for table in ("incidents", "displacement")
    ]
    events = [{**test_hxl.EVENT, "id": str(number)} for number in range(8)]
    return [
        as_csv(list(test_hxl.EVENT_TAGS), [test_hxl.EVENT_TAGS, *events]),
        as_csv(list(test_hxl.PEOPLE_TAGS), [test_hxl.PEOPLE_TAGS, test_hxl.PEOPLE]),
        *(as_csv(list(tags), [tags, *rows[:8]]) for rows, tags in ours),
    ]


def gdelt() -> list[bytes]:
    """Both versions without a header, and one with it."""
    rows = test_gdelt.gdelt_rows(8)
    return [
        as_csv(SECOND, rows, named=False, delimiter="\t"),
        as_csv(FIRST, rows, named=False, delimiter="\t"),
        as_csv(SECOND, rows),
    ]


def ushahidi() -> list[bytes]:
    """With days of its own and without."""
    rows: list[Mapping[str, str]] = [{}, *test_ushahidi.posts(8)]
    return [as_csv(test_ushahidi.HEADER, rows), as_csv(test_ushahidi.NO_DAY, rows)]


def timemap() -> list[bytes]:
    """A sheet of events as CSV, and Bellingcat's flat CSV and JSON."""
    rows = [test_timemap.flat_row(incident, number) for number, incident in enumerate(our_incidents(8))]
    objects = [{**row, "sources": [{"id": "1", "path": "x"}], "filters": [{"key": "a", "value": "b"}]} for row in rows]
    return [
        as_csv(test_timemap.EVENTS, test_timemap.events(8)),
        as_csv(test_timemap.FLAT, rows),
        json.dumps(objects).encode(),
    ]


def generic() -> list[bytes]:
    """A table and a list of JSON."""
    rows = test_generic.own_rows(8)
    return [as_csv(test_generic.HEADER, rows), json.dumps(rows).encode()]


# Format -> its files.
SAMPLES: Mapping[str, Callable[[], list[bytes]]] = {
    "acled": acled, "ucdp": ucdp, "dtm": dtm, "hapi": hapi, "dtm-list": dtm_list, "hxl": hxl, "gdelt": gdelt,
    "ushahidi": ushahidi, "timemap": timemap, "generic": generic,
}  # fmt: skip
# Format -> what its user says when he is asked; days first, where nothing else is.
SAID: Mapping[str, Choices] = {
    "generic": replace(test_generic.SAID, dates="DD/MM/YYYY"),
    "ushahidi": Choices(dates="DD/MM/YYYY", read={"date_column": "Date of incident"}),
}
