"""Rows of UCDP's event files, made from our own incidents."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.importers.ucdp import HEADERLESS
from tests.importers.given import our_incidents

GED = HEADERLESS
# As in version 19.1 and older: no code_status, no where_description, low before high, actors' countries beside them.
OLDER = (
    "id", "year", "active_year", "type_of_violence", "conflict_new_id", "conflict_name", "dyad_new_id", "dyad_name",
    "side_a_new_id", "gwnoa", "side_a", "side_b_new_id", "gwnob", "side_b", "number_of_sources", "source_article",
    "source_office", "source_date", "source_headline", "source_original", "where_prec", "where_coordinates", "adm_1",
    "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity",
    "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "low", "best",
    "high",
)  # fmt: skip
_ADM_1 = {
    "Duhok": "Dahūk governorate", "Erbil": "Arbīl governorate", "Nineveh": "Ninawa governorate",
    "Sulaymaniyah": "As-Sulaymāniyyah governorate", "Şırnak": "Sirnak province", "Hakkari": "Hakkari province",
    "Kirkuk": "Kirkūk governorate", "Halabja": "Halabja governorate",
}  # fmt: skip


def ucdp_row(incident: dict[str, str], number: int) -> dict[str, str]:
    """An incident as UCDP would have it."""
    is_turkish = incident["province"] in ("Şırnak", "Hakkari")
    civilians = incident["civilians_killed"] or "0"
    day = f"{incident['date']} 00:00:00.000"
    return {
        "id": str(100_000 + number),
        "relid": f"IRQ-{number}",
        "year": incident["date"][:4],
        "active_year": "1",
        "code_status": "Clear",
        "type_of_violence": "1",
        "conflict_name": "Turkey: Kurdistan",
        "dyad_name": "Government of Turkey - PKK",
        "side_a": "Government of Turkey",
        "side_b": "PKK",
        "number_of_sources": "1",
        "source_article": f"A newspaper, {incident['date']}, A headline",
        "where_prec": "1" if incident["location_precision"] == "settlement" else "3",
        "where_coordinates": incident["place"],
        "where_description": "in the village",
        "adm_1": _ADM_1[incident["province"]],
        "latitude": f"{float(incident['latitude']) + 0.001:.6f}",
        "longitude": f"{float(incident['longitude']) + 0.001:.6f}",
        "country": "Turkey" if is_turkish else "Iraq",
        "country_id": "640" if is_turkish else "645",
        "region": "Middle East",
        "event_clarity": "1",
        "date_prec": "1",
        "date_start": day,
        "date_end": day,
        "deaths_civilians": civilians,
        "deaths_unknown": "0",
        "best": civilians,
        "low": civilians,
        "high": str(int(civilians) + 2),
    }


def ucdp_rows(most: int = 40) -> list[dict[str, str]]:
    """Our latest incidents as UCDP would have them."""
    return [ucdp_row(incident, number) for number, incident in enumerate(our_incidents(most))]


def elsewhere(number: int) -> dict[str, str]:
    """An event of another country."""
    row = ucdp_row(our_incidents(1)[0], 500_000 + number)
    return row | {
        "country": "Afghanistan", "country_id": "700", "adm_1": "Kabul province", "latitude": "34.5",
        "longitude": "69.2",
    }  # fmt: skip


def line(row: dict[str, str], header: Sequence[str] = GED) -> list[str]:
    """The cells in the order of a header."""
    return [row.get(name, "") for name in header]
