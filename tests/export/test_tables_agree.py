"""Every file of rows, whatever is selected, against the rules computed a second time from the CSV files."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.api.summary import summary
from dashboard.data.dataset import Dataset
from dashboard.export.extracts import EXPORTED
from dashboard.export.workbook import incidents_xlsx
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from dashboard.text import Words
from tests.asked import as_large
from tests.files import incidents_geojson, table_csv
from tests.model.oracle import DATE_OF, Oracle, toll
from tests.model.selections import selections
from tests.tiny import BUNDLED

WORDS = Words("en")
SUMS = {"incidents": "incidents", "civilians_killed_low": "killed_low", "civilians_killed_best": "killed_best",
        "civilians_killed_high": "killed_high", "civilians_killed_unknown": "unknown",
        "civilians_killed_range_only": "range_only", "civilians_injured_best": "injured",
        "civilians_injured_unknown": "injured_unknown"}  # fmt: skip


def rows(name: str, situation: Situation) -> list[dict[str, str]]:
    """The rows of a CSV of the Selection, as a reader gets them."""
    return list(csv.DictReader(io.StringIO(table_csv(name, situation, WORDS), newline="")))


@pytest.fixture(scope="module")
def oracles(tiny_folder: Callable[..., Path]) -> dict[str, Oracle]:
    return {"bundled": Oracle(BUNDLED), "tiny": Oracle(tiny_folder(whole_basemap=False))}


@pytest.fixture(scope="module")
def datasets(tiny: Dataset, bundled: Dataset) -> dict[str, Dataset]:
    """Held in memory, and as if they were too large for it."""
    held = {"tiny": tiny, "bundled": bundled}
    return held | {f"{name}, asked": as_large(dataset) for name, dataset in held.items()}


@pytest.mark.parametrize("how", ["", ", asked"])
@settings(max_examples=15)
@given(data=st.data())
def test_every_file_of_few_rows_holds_what_the_selection_leaves(
    datasets: dict[str, Dataset], oracles: dict[str, Oracle], how: str, data: st.DataObject
) -> None:
    assert_files(datasets[f"tiny{how}"], oracles["tiny"], data.draw(selections(datasets["tiny"])))


@pytest.mark.parametrize("how", ["", ", asked"])
@settings(max_examples=3)
@given(data=st.data())
def test_every_file_holds_what_the_selection_leaves(
    datasets: dict[str, Dataset], oracles: dict[str, Oracle], how: str, data: st.DataObject
) -> None:
    assert_files(datasets[f"bundled{how}"], oracles["bundled"], data.draw(selections(datasets["bundled"])))


def assert_files(dataset: Dataset, oracle: Oracle, selection: Selection) -> None:
    situation = Situation(dataset, selection)
    expected = oracle.rows(selection)
    assert_incidents(situation, expected)
    assert_casualties(situation, toll(expected))
    assert_sources(situation, oracle.cited(selection))
    for table in DATE_OF:
        assert rows(table.replace("_", "-"), situation) == oracle.table(table, selection).to_dict("records")


def assert_incidents(situation: Situation, expected: pd.DataFrame) -> None:
    """CSV, GeoJSON (mapped ones), workbook, summary and toll count the same incidents."""
    features = incidents_geojson(situation, WORDS)["features"]
    counted = summary(situation, WORDS)
    assert rows("incidents", situation) == expected.to_dict("records")
    assert (
        len(expected)
        == len(features)
        == workbook_rows(incidents_xlsx(situation, WORDS))
        == counted["incidents"]
        == situation.toll.incidents
    )
    mapped = sum(feature["geometry"] is not None for feature in features)
    assert mapped == counted["mapped"] == situation.toll.mapped == int((expected["latitude"] != "").sum())


def workbook_rows(content: bytes) -> int:
    """Rows under the header of the first sheet, counted in the file itself."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return len(re.findall(rb"<row ", parts.read("xl/worksheets/sheet1.xml"))) - 1


def assert_casualties(situation: Situation, sums: dict[str, int | None]) -> None:
    """The periods add up to the whole; what nobody knows in any of them is known in none."""
    periods = rows("casualties", situation)
    assert len({(row["period"], row["precision"]) for row in periods}) == len(periods)
    for column, name in SUMS.items():
        known = [int(row[column]) for row in periods if row[column]]
        assert (sum(known) if known else None) == (sums[name] if periods else None)


def assert_sources(situation: Situation, cited: dict[str, Any]) -> None:
    found = rows("sources", situation)
    assert {row["source_id"] for row in found} == {source for counts in cited.values() for source in counts}
    kinds = situation.dataset.cells["publishers"].set_index("publisher_id")["kind"].to_dict()
    pages = {page["source_id"]: page for page in situation.dataset.cells["sources"].to_dict("records")}
    for row in found:
        assert {name: int(row[f"{name}_rows"]) for name in cited} == {
            name: counts[row["source_id"]] for name, counts in cited.items()
        }
        assert row["kind"] == kinds[row["publisher_id"]]
        assert pages[row["source_id"]].items() <= row.items()


@pytest.mark.parametrize("name", EXPORTED)
def test_an_empty_selection_is_a_header_alone(tiny: Dataset, name: str) -> None:
    nothing = Selection(q="nowhere-at-all", province=("Nineveh",), indicator=("attacks_bombardments",))
    lines = table_csv(name, Situation(tiny, nothing), WORDS).splitlines()
    assert lines[0] == ",".join(column.name for column in EXPORTED[name].columns)
    assert (len(lines) == 1) == (name not in ("milestones", "sources"))  # milestones have no place
