"""What importers write is what the loader reads: samples of every format become datasets, and no row is left out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.data.dataset import Dataset, load
from dashboard.errors import Severity
from dashboard.importers.interface import NOTHING_SAID
from dashboard.importers.making import Asked, import_file
from dashboard.importers.report import Report
from dashboard.importers.writing import TABLES
from dashboard.model.selection import Selection
from dashboard.model.situation import Situation
from tests.importers.given import read_csv
from tests.importers.samples import SAID, SAMPLES
from tests.tiny import BUNDLED


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, bundled: Dataset) -> tuple[Path, list[Report]]:
    """A data folder beside which a sample of every format was imported, each under a name of its own."""
    folder, work = tmp_path_factory.mktemp("loaded") / "data", tmp_path_factory.mktemp("files")
    folder.mkdir()
    for path in BUNDLED.iterdir():
        if path.name != "imported":
            (folder / path.name).symlink_to(path)
    reports = []
    for name, samples in SAMPLES.items():
        file = work / name
        file.write_bytes(samples()[0])
        said = SAID.get(name, NOTHING_SAID)
        choices = replace(said, dataset={**said.dataset, "name": f"of-{name}"})
        reports.append(import_file(Asked(file, name, choices), folder, bundled))
    return folder, reports


@pytest.fixture(scope="module", params=["few", "many"])
def dataset(made: tuple[Path, list[Report]], request: pytest.FixtureRequest) -> Dataset:
    return load(made[0], most_in_memory=10_000 if request.param == "few" else 0)


def test_every_dataset_is_loaded_with_all_its_rows(dataset: Dataset, made: tuple[Path, list[Report]]) -> None:
    assert [one.name for one in dataset.imported] == sorted(f"of-{name}" for name in SAMPLES)
    assert [one for one in dataset.problems if one.severity is not Severity.NOTE] == []
    for about, report in zip(dataset.imported, sorted(made[1], key=lambda one: one.name), strict=True):
        assert about.rows == report.rows
        situation = Situation(dataset, Selection(dataset=(about.name,), context=True))
        counts = situation.toll.incidents, len(situation.displacement)
        held = made[0] / "imported" / about.folder
        written = [len(read_csv(path)) if (path := held / f"{name}.csv").is_file() else 0 for name in TABLES]
        assert counts == tuple(written)
        assert 0 < sum(written) <= report.rows.inside  # places are added up by district


def test_ours_are_the_numbers_that_they_were(dataset: Dataset, bundled: Dataset) -> None:
    for selection in (Selection(), Selection(context=True), Selection(province=("Duhok",), harm=True)):
        found, before = Situation(dataset, selection), Situation(bundled, selection)
        assert found.toll == before.toll
        assert found.source_ids == before.source_ids
