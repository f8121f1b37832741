"""Units -> one simplified coverage, and the provinces and countries dissolved from it, so that every edge is shared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from .features import DECIMALS
from .geometry import clean, dissolve, is_coverage, polygonal, without_crumbs
from .units import Unit

TOLERANCE = 0.0016  # degrees; parts smaller than its square vanish
NARROWEST_GAP = 0.002  # degrees


@dataclass(frozen=True)
class Coverage:
    """`provinces` are by (country, province), `countries` by ISO3."""

    units: list[Unit]
    provinces: dict[tuple[str, str], BaseGeometry]
    countries: dict[str, BaseGeometry]
    is_valid: bool


def coverage(units: Sequence[Unit]) -> Coverage:
    """The units simplified together and rounded to the decimals of the files."""
    exact = clean([unit.geometry for unit in units], gap=0.02, snap=1e-6)
    simplified = shapely.coverage_simplify(np.array(exact, dtype=object), TOLERANCE)
    # Rounding opens gaps, closing them makes crumbs: both are done twice.
    areas = clean([_rounded(area) for area in simplified], gap=NARROWEST_GAP)
    areas = without_crumbs([polygonal(_rounded(area)) for area in areas])
    areas = [polygonal(_rounded(area)) for area in clean(areas, gap=NARROWEST_GAP)]
    drawn = [replace(unit, geometry=area) for unit, area in zip(units, areas, strict=True)]
    provinces = _dissolved(drawn, lambda unit: (unit.country, unit.province))
    whole = [Unit(country, "", province, area) for (country, province), area in provinces.items()]
    return Coverage(drawn, provinces, _dissolved(whole, lambda unit: unit.country), is_coverage(areas))


def _rounded(area: BaseGeometry) -> BaseGeometry:
    return shapely.set_precision(area, 10**-DECIMALS, mode="pointwise")


def _dissolved(units: Sequence[Unit], key: Callable[[Unit], Any]) -> dict[Any, BaseGeometry]:
    groups: dict[Any, list[BaseGeometry]] = defaultdict(list)
    for unit in units:
        groups[key(unit)].append(unit.geometry)
    return {name: dissolve(group) for name, group in groups.items()}
