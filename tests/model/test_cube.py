"""What a cube adds up is what plain loops over its cells add up."""

from __future__ import annotations

import narwhals as nw
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from dashboard.data.measures import COUNT_COLUMNS, DEATH_COLUMNS, DEATHS_UNKNOWN, TOLL_COLUMNS
from dashboard.model.cube import Cube

LABELS = st.sampled_from(["Zakho", "Amedi", None])
CELL = st.fixed_dictionaries(
    {
        "place": LABELS,
        "kind": st.sampled_from(["shelling", "airstrike"]),
        **{name: st.integers(0, 5) for name in COUNT_COLUMNS},
        **{name: st.integers(1, 9) for name in TOLL_COLUMNS},
        **{f"{name}_known": st.integers(0, 2) for name in TOLL_COLUMNS},
    }
)
COLUMNS = ["place", "kind", *COUNT_COLUMNS, *TOLL_COLUMNS, *(f"{name}_known" for name in TOLL_COLUMNS)]
CELLS = st.lists(CELL, max_size=12).map(lambda cells: pd.DataFrame(cells, columns=COLUMNS))
TERMS = {"place": nw.col("place") == "Zakho", "kind": nw.col("kind") == "shelling"}


def expected(rows: pd.DataFrame) -> dict[str, int | None]:
    counts = {name: int(rows[name].sum()) for name in COUNT_COLUMNS}
    return counts | {name: int(rows[name].sum()) if rows[f"{name}_known"].sum() else None for name in TOLL_COLUMNS}


def found(row: dict[str, object]) -> dict[str, int | None]:
    return {name: None if pd.isna(row[name]) else int(str(row[name])) for name in (*COUNT_COLUMNS, *TOLL_COLUMNS)}


@given(CELLS)
def test_sums_by_two_columns_are_those_of_the_rows_and_blank_is_a_group(cells: pd.DataFrame) -> None:
    cube = Cube(cells, {})
    answer = cube.tolls_by(("place", "kind"), cube.kept()).to_dict("records")
    groups = cells.fillna({"place": ""}).groupby(["place", "kind"])
    assert len(answer) == len(groups)
    for row in answer:
        assert found(row) == expected(groups.get_group((row["place"] or "", row["kind"])))


def with_deaths(cells: pd.DataFrame) -> pd.DataFrame:
    """The same cells, of events that people of all kinds died in: four for each that is counted otherwise."""
    deaths = dict.fromkeys(DEATH_COLUMNS, cells["killed_best"] * 4)
    known = {f"{name}_known": cells["killed_best_known"] for name in DEATH_COLUMNS}
    return cells.assign(**{DEATHS_UNKNOWN: cells["unknown"]}, **deaths, **known)


@given(CELLS)
def test_all_deaths_are_added_up_apart_and_change_no_other_sum(cells: pd.DataFrame) -> None:
    cube, without = Cube(with_deaths(cells), {}), Cube(cells, {})
    toll, civil = cube.toll(cube.kept()), without.toll(without.kept())
    for name in DEATH_COLUMNS:
        assert getattr(toll, name) == (None if civil.killed_best is None else civil.killed_best * 4)
        assert getattr(civil, name) is None
    assert (toll.deaths_unknown, civil.deaths_unknown) == (civil.unknown, civil.incidents)
    for row, other in zip(*(one.tolls_by(("place",), one.kept()).to_dict("records") for one in (cube, without)),
                          strict=True):  # fmt: skip
        assert found(row) == found(other)
        assert (row[DEATHS_UNKNOWN], other[DEATHS_UNKNOWN]) == (row["unknown"], other["incidents"])
        assert pd.isna(other["deaths_best"])


@given(CELLS)
def test_a_condition_narrows_unless_it_is_left_out(cells: pd.DataFrame) -> None:
    cube = Cube(cells, TERMS)
    in_zakho, shelled = cells["place"] == "Zakho", cells["kind"] == "shelling"
    for but, keep in {(): in_zakho & shelled, ("place",): shelled, ("place", "kind"): shelled | True}.items():
        toll = cube.toll(cube.kept(but))
        assert {name: getattr(toll, name) for name in (*COUNT_COLUMNS, *TOLL_COLUMNS)} == expected(cells[keep])


@given(CELLS)
def test_incidents_of_a_kind_by_a_column_are_those_of_its_cells(cells: pd.DataFrame) -> None:
    cube = Cube(cells, {})
    answer = cube.incidents_by("place", cube.kept(), "areas")
    added = cells.groupby("place", dropna=False)["areas"].sum()
    assert answer["areas"].tolist() == sorted((n for n in added if n), reverse=True)


@given(CELLS)
def test_incidents_by_a_column_come_most_first_then_by_name_and_leave_none_out(cells: pd.DataFrame) -> None:
    cube = Cube(cells, {})
    answer = cube.incidents_by("place", cube.kept())
    pairs = [(-n, place is None, place or "") for place, n in answer.itertuples(index=False)]
    assert pairs == sorted(pairs)
    assert answer["incidents"].sum() == cells["incidents"].sum()
    assert (answer["incidents"] > 0).all()
