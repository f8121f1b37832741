"""Files that a reader gives, made here: UCDP events of our area, one row for each outcome."""

from __future__ import annotations

import csv
import io

_HEADER = """
    id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id
    dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources
    source_article source_office source_date source_headline source_original where_prec where_coordinates
    where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity
    date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob
"""
_ROW = {
    "year": "2024", "code_status": "Clear", "type_of_violence": "1", "conflict_name": "Iraq: one of the tests",
    "dyad_name": "Side A - Side B", "side_a": "Side A", "side_b": "Side B", "where_prec": "1",
    "where_coordinates": "Amadiya", "adm_1": "Dahuk province", "adm_2": "Amadiya district", "latitude": "37.09",
    "longitude": "43.48", "country": "Iraq", "country_id": "645", "region": "Middle East", "event_clarity": "1",
    "date_prec": "1", "date_start": "2024-07-01 00:00:00.000", "date_end": "2024-07-01 00:00:00.000",
    "deaths_a": "0", "deaths_b": "3", "deaths_civilians": "0", "deaths_unknown": "0", "best": "3", "high": "5",
    "low": "2",
}  # fmt: skip
ROWS = 4


def ucdp(*rows: dict[str, str]) -> bytes:
    """A file of UCDP with these rows; what they do not say is that of a usual one."""
    text = io.StringIO()
    writer = csv.DictWriter(text, _HEADER.split())
    writer.writeheader()
    writer.writerows({**_ROW, **row} for row in rows)
    return text.getvalue().encode()


UCDP = ucdp(
    {"id": "1"},
    {"id": "2", "low": "7"},  # above best
    {"id": "2", "low": "7"},  # the same again
    {"id": "3", "type_of_violence": "9"},
)
