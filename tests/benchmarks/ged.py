"""Rows as UCDP's event files have them, made up for measuring: as many, as wide and as long as the real ones."""

from __future__ import annotations

import csv
import datetime as dt
import random
from pathlib import Path

from dashboard.importers.ucdp import HEADERLESS

FIRST, DAYS = dt.date(1989, 1, 1), 13_100
# Country, its number, first-level division, latitude, longitude.
INSIDE = (
    ("Iraq", "645", "Dahūk governorate", 37.1, 43.4), ("Iraq", "645", "Ninawa governorate", 36.3, 43.1),
    ("Turkey", "640", "Sirnak province", 37.4, 42.5),
)  # fmt: skip
ELSEWHERE = (
    ("Syria", "652", "Aleppo governorate", 36.2, 37.1), ("Afghanistan", "700", "Kabul province", 34.5, 69.2),
    ("Iraq", "645", "Baghdad governorate", 33.3, 44.4), ("Mexico", "70", "Guerrero state", 17.5, -99.9),
)  # fmt: skip
SHARE_INSIDE = 0.02
ARTICLE = "A news agency,{day},A headline about an event in a place that is as long as headlines of agencies are"


def write_ged(path: Path, count: int, seed: int, changed: float = 0.0) -> Path:
    """`count` rows in no order; the share `changed` of them has other deaths than without it."""
    chance, other = random.Random(seed), random.Random(seed + 1)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEADERLESS, restval="")
        writer.writeheader()
        for number in chance.sample(range(100_000, 100_000 + count), count):
            row = _row(number, chance)
            if other.random() < changed:
                row["best"] = row["high"] = str(int(row["high"]) + 1)
            writer.writerow(row)
    return path


def _row(number: int, chance: random.Random) -> dict[str, str]:
    country, code, division, latitude, longitude = chance.choice(
        INSIDE if chance.random() < SHARE_INSIDE else ELSEWHERE
    )
    day = FIRST + dt.timedelta(days=chance.randrange(DAYS))
    best = chance.randrange(30)
    return {
        "id": str(number), "relid": f"XXX-{day.year}-1-{number}", "year": str(day.year), "active_year": "1",
        "code_status": "Clear", "type_of_violence": chance.choice("1123"), "conflict_name": "A state: A territory",
        "dyad_name": "Government of a state - A group", "side_a": "Government of a state", "side_b": "A group",
        "number_of_sources": "2", "source_article": ARTICLE.format(day=day), "where_prec": chance.choice("1123456"),
        "where_coordinates": "A place", "where_description": "A village near a place in a district", "adm_1": division,
        "latitude": f"{latitude + chance.uniform(-0.3, 0.3):.6f}",
        "longitude": f"{longitude + chance.uniform(-0.3, 0.3):.6f}", "geom_wkt": "POINT (43.4 37.1)",
        "country": country, "country_id": code, "region": "A region", "event_clarity": "1", "date_prec": "1",
        "date_start": f"{day} 00:00:00.000",
        "date_end": f"{day + dt.timedelta(days=chance.choice((0, 0, 0, 2, 6, 30)))} 00:00:00.000",
        "deaths_civilians": chance.choice("0013"), "deaths_unknown": "0", "best": str(best),
        "high": str(best + chance.randrange(5)), "low": str(max(0, best - chance.randrange(3))),
    }  # fmt: skip
