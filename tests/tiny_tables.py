"""The rows of the tiny data folder: invented events, at real places, that show every peculiarity once.

A row gives only what differs from its table's defaults; `tests.tiny` fills in the rest. Nothing here is a fact.
"""

from __future__ import annotations

Row = dict[str, str]

DESCRIPTION: dict[str, object] = {
    "name": "tiny", "title": "Tiny: incidents, outposts, displacement", "description": "Invented, for tests.",
    "compiled_on": "2024-09-01", "covers_from": "2015-01-01", "covers_to": "2024-08-15",
    "licence": "CC0 1.0", "citation": "Tiny dataset, compiled 1 September 2024",
    "focus_provinces": ["Duhok", "Erbil", "Hakkari"], "kurdistan_region": ["Duhok", "Erbil"],
}  # fmt: skip

DEFAULTS: dict[str, Row] = {
    "districts": {"is_own_polygon": "yes"},
    "incidents": {
        "date_precision": "day", "location_precision": "settlement", "attributed_to": "Turkish Armed Forces",
        "attribution_status": "reported", "scope": "border", "is_toll_contested": "no", "review": "compiled",
        "summary": "Something was reported.", "source_ids": "src-1",
    },
    "outposts": {"location_precision": "settlement", "is_overlapping": "no", "status": "active", "place": "Zakho",
                 "summary": "A site was reported.", "source_ids": "src-3"},
    "affected_places": {"location_precision": "settlement", "note": "It was reported.", "source_ids": "src-4"},
    "displacement": {"date_precision": "day", "cause": "shelling", "is_cumulative": "no", "organisation": "Counters",
                     "source_ids": "src-5"},
    "published_figures": {"is_cumulative": "yes", "unit": "persons", "organisation": "Counters",
                          "definition": "Persons counted", "source_ids": "src-6"},
    "milestones": {"description": "It happened.", "is_key": "no", "source_ids": "src-7"},
    "sources": {"publisher_id": "daily", "publisher": "The Daily", "published": "2022-07-21"},
}  # fmt: skip

_ZAKHO = {"district": "Zakho", "province": "Duhok", "latitude": "37.15", "longitude": "42.69"}
_AMEDI = {"district": "Amedi", "province": "Duhok", "latitude": "37.09", "longitude": "43.49"}  # its centre
_AKRE = {"district": "Akre", "province": "Duhok", "latitude": "36.74", "longitude": "43.88"}
_MERGASOR = {"district": "Mergasor", "province": "Erbil", "latitude": "36.84", "longitude": "44.3"}
_SORAN = {"district": "Soran", "province": "Erbil", "latitude": "36.65", "longitude": "44.54"}
_CUKURCA = {"district": "Çukurca", "province": "Hakkari", "latitude": "37.25", "longitude": "43.61"}
_AT_DISTRICT = {"location_precision": "district"}
_AT_PROVINCE = {"location_precision": "province"}

ROWS: dict[str, list[Row]] = {
    "provinces": [
        {"province": "Duhok", "iso_3166_2": "IQ-DA", "country": "Iraq", "aliases": "Dahuk;دهوك;دهۆک",
         "name_ar": "دهوك"},
        {"province": "Erbil", "iso_3166_2": "IQ-AR", "country": "Iraq", "aliases": "Hewlêr;Arbil", "name_ar": "أربيل"},
        {"province": "Nineveh", "iso_3166_2": "IQ-NI", "country": "Iraq", "aliases": "Ninewa"},
        {"province": "Hakkari", "iso_3166_2": "TR-30", "country": "Türkiye", "aliases": "Hakkâri",
         "name_tr": "Hakkari"},
    ],
    "districts": [
        {"district": "Zakho", "province": "Duhok", "province_formal": "Duhok",
         "boundary_id": "34846034B3570372403108"},
        {"district": "Amedi", "province": "Duhok", "province_formal": "Duhok",
         "boundary_id": "34846034B75127748114443"},
        {"district": "Akre", "province": "Duhok", "province_formal": "Nineveh",
         "boundary_id": "34846034B43190647810772", "status": "disputed",
         "note": "formally Nineveh; administered by Duhok"},
        {"district": "Mergasor", "province": "Erbil", "province_formal": "Erbil",
         "boundary_id": "34846034B21205760150819"},
        {"district": "Soran", "province": "Erbil", "province_formal": "Erbil",
         "boundary_id": "34846034B23954207715880", "is_own_polygon": "no",
         "note": "drawn inside the older Rawanduz polygon"},
        {"district": "Çukurca", "province": "Hakkari", "province_formal": "Hakkari", "boundary_id": "TR:Çukurca"},
    ],
    "publishers": [
        {"publisher_id": "daily", "name": "The Daily", "kind": "press"},
        {"publisher_id": "counters", "name": "Counters", "kind": "ngo_or_research"},
        {"publisher_id": "ministry", "name": "Ministry", "kind": "official"},
        {"publisher_id": "court", "name": "Court", "kind": "un_or_court"},
    ],
    "sources": [
        {"source_id": "src-1", "title": "Strike near Zakho", "url": "https://daily.example/1"},
        {"source_id": "src-2", "title": "Şırnak’ta açıklama", "published": "2022-07",
         "url": "https://daily.example/2?a=1&b=2"},
        {"source_id": "src-3", "title": "New outposts", "url": "https://daily.example/3", "published": "2024"},
        {"source_id": "src-4", "title": "Villages", "url": ""},
        {"source_id": "src-5", "title": "Displacement count", "url": "https://counters.example/5",
         "publisher_id": "counters", "publisher": "Counters"},
        {"source_id": "src-6", "title": "Casualty count", "url": "https://counters.example/6",
         "publisher_id": "counters", "publisher": "Counters"},
        {"source_id": "src-7", "title": "Memorandum", "url": "https://ministry.example/7", "published": "",
         "publisher_id": "ministry", "publisher": "Ministry"},
        {"source_id": "src-8", "title": "بيان", "url": "http://ministry.example/8",
         "publisher_id": "ministry", "publisher": "Ministry"},
    ],
    "incidents": [
        {"incident_id": "inc-01", "date": "2015-08-01", "place": "Kilo", "district": "Mergasor", "province": "Erbil",
         "event_type": "shelling", "attributed_to": "Iran (IRGC)", "scope": "context", "civilians_killed": "5",
         "civilians_injured": "3", **_AT_PROVINCE},
        {"incident_id": "inc-02", "date": "2022", "date_precision": "year", "place": "Delta", "province": "Duhok",
         "event_type": "fire", "attributed_to": "Unknown", "attribution_status": "unattributed", **_AT_PROVINCE},
        {"incident_id": "inc-03", "date": "2022-07-20", "place": "Alpha", "event_type": "airstrike", **_ZAKHO,
         "civilians_killed": "9", "civilians_killed_low": "8", "civilians_killed_high": "10",
         "is_toll_contested": "yes", "civilians_injured": "23", "review": "re-read", "source_ids": "src-1;src-2",
         "caveat": "Sources differ, “8” or \"10\";\none says that some were not civilians."},
        {"incident_id": "inc-04", "date": "2022-07-20", "place": "Bravo", "event_type": "shelling", **_AMEDI,
         **_AT_DISTRICT, "attribution_status": "disputed", "civilians_killed": "0", "civilians_injured": "0"},
        {"incident_id": "inc-05", "date": "2022-08", "date_precision": "month", "place": "Çınarlı", **_CUKURCA,
         "event_type": "armed_clash", "attributed_to": "PKK", "civilians_injured": "2", "combatants_killed": "4"},
        {"incident_id": "inc-06", "date": "2023-01-15", "place": "Echo", "event_type": "drone_strike", **_MERGASOR,
         "attribution_status": "suspected", "civilians_killed_low": "1", "civilians_killed_high": "3",
         "is_toll_contested": "yes", "civilians_injured": "1", "source_ids": "src-2;src-8"},
        {"incident_id": "inc-07", "date": "2023-02-28", "place": "Foxtrot", "event_type": "landmine", **_AMEDI,
         **_AT_DISTRICT, "attributed_to": "Unknown", "attribution_status": "unattributed", "civilians_killed": "1"},
        {"incident_id": "inc-08", "date": "2023-12-31", "place": "Golf", "event_type": "evacuation", **_SORAN,
         **_AT_DISTRICT, "attributed_to": "Other or several", "villages_emptied": "3", "source_ids": "src-4"},
        {"incident_id": "inc-09", "date": "2024-02-29", "place": "Hotel", "event_type": "shelling", **_AKRE,
         "civilians_killed": "2", "civilians_killed_low": "1"},
        {"incident_id": "inc-10", "date": "2024-05", "date_precision": "month", "place": "گوندی نوێ", **_ZAKHO,
         "event_type": "shooting", "civilians_killed_high": "2", "source_ids": "src-8"},
        {"incident_id": "inc-11", "date": "2024-05-13", "place": "Region-wide", "event_type": "peace_process",
         "attributed_to": "PKK", "civilians_killed": "0", "civilians_injured": "0", **_AT_PROVINCE},
        {"incident_id": "inc-12", "date": "2024-08-15", "place": "Lima", "event_type": "border_security", **_CUKURCA},
    ],
    "outposts": [
        {"outpost_id": "out-1", "name": "Alpha post", "operated_by": "Iraqi Border Guard", "kind": "border_outpost",
         **_ZAKHO, "first_reported": "2024-04-01", "reported_as_of": "2024-10", "equipment": "thermal camera"},
        {"outpost_id": "out-2", "name": "Bravo base", "operated_by": "Turkish Armed Forces", "kind": "base", **_AMEDI,
         **_AT_DISTRICT, "status": "reported", "reported_as_of": "2023", "sites_count": "1"},
        {"outpost_id": "out-3", "name": "Planned posts", "operated_by": "Iraqi Border Guard", "kind": "border_outpost",
         "province": "Erbil", **_AT_PROVINCE, "status": "planned", "first_reported": "2024-06", "sites_count": "27"},
        {"outpost_id": "out-4", "name": "All bases", "operated_by": "Turkish Armed Forces", "kind": "base",
         **_AT_PROVINCE, "is_overlapping": "yes", "reported_as_of": "2018-06", "sites_count": "11"},
    ],
    "affected_places": [
        {"place_id": "place-1", "place": "Alpha", "alt_names": "Alfa;ئەلفا", **_ZAKHO, "status": "evacuated",
         "since": "2022-07", "reported_as_of": "2022-07-30"},
        {"place_id": "place-2", "place": "Bravo", **_AMEDI, **_AT_DISTRICT, "status": "threatened"},
        {"place_id": "place-3", "place": "Golf", "district": "Soran", "province": "Erbil", **_AT_PROVINCE,
         "status": "returned", "since": "2023", "reported_as_of": "2024-01-02"},
    ],
    "displacement": [
        {"record_id": "disp-1", "date": "2022-07", "date_precision": "month", "province": "Duhok", "district": "Amedi",
         "families_displaced": "200", "persons_displaced": "1100"},
        {"record_id": "disp-2", "date": "2023-08-12", "is_cumulative": "yes", "villages_evacuated": "158",
         "villages_threatened": "600", "series_id": "evacuated"},
        {"record_id": "disp-3", "date": "2024-07-01", "is_cumulative": "yes", "villages_evacuated": "162",
         "series_id": "evacuated"},
        {"record_id": "disp-4", "date_precision": "unknown", "province": "Erbil", "notes": "No number, no date."},
    ],
    "published_figures": [
        {"figure_id": "fig-1", "indicator": "civilians_killed", "value": "85", "period_start": "2015-08",
         "period_end": "2020-07-01", "as_of": "2020-07-01", "series_id": "killed", "series_title": "Killed since 2015"},
        {"figure_id": "fig-2", "indicator": "civilians_killed", "value": "147", "period_start": "2015-08",
         "period_end": "2023-08-12", "as_of": "2023-08-12", "series_id": "killed", "series_title": "Killed since 2015"},
        {"figure_id": "fig-3", "indicator": "civilians_killed", "value": "110", "as_of": "2022-08",
         "organisation": "Institute"},
        {"figure_id": "fig-4", "indicator": "civilians_killed", "value_low": "98", "value_high": "123",
         "as_of": "2021"},
        {"figure_id": "fig-5", "indicator": "border_length_km", "value": "380.5", "unit": "km", "is_cumulative": "no"},
        {"figure_id": "fig-6", "indicator": "attacks_bombardments", "value": "42", "unit": "attacks",
         "period_start": "2024-01", "period_end": "2024-06", "is_cumulative": "no", "province": "Duhok"},
        {"figure_id": "fig-7", "indicator": "civilians_killed", "value": "9", "period_start": "2022",
         "period_end": "2022", "as_of": "2023-01", "is_cumulative": "no"},
        {"figure_id": "fig-8", "indicator": "civilians_killed", "value_low": "11", "value_high": "12",
         "period_start": "2022", "is_cumulative": "no", "organisation": "Institute"},
        {"figure_id": "fig-9", "indicator": "civilians_injured", "value": "23", "period_start": "2022",
         "period_end": "2022-12-31", "is_cumulative": "no", "province": "Duhok"},
    ],
    "milestones": [
        {"milestone_id": "mile-1", "date": "2022-04-18", "title": "Operation begins", "category": "operation",
         "is_key": "yes"},
        {"milestone_id": "mile-2", "date": "2024-08", "title": "Memorandum signed", "category": "agreement",
         "is_key": "yes"},
        {"milestone_id": "mile-3", "date": "2019", "title": "A law", "category": "law_policy"},
    ],
}  # fmt: skip
