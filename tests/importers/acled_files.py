"""Rows of ACLED exports, made from our own incidents."""

from __future__ import annotations

from tests.importers.given import our_incidents

NEWER = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
OLDER = (
    "data_id", "iso", "event_id_cnty", "event_id_no_cnty", "event_date", "year", "time_precision", "event_type",
    "sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "region",
    "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "timestamp", "iso3",
)  # fmt: skip
# What HDX writes under the header; columns that it has no hashtag for are blank.
HASHTAGS = {
    "event_id_cnty": "#event+code", "event_date": "#date+occurred", "year": "#date+year", "event_type": "#event+type",
    "sub_event_type": "#event+type+sub", "actor1": "#group+name+first", "assoc_actor_1": "#group+name+first+assoc",
    "actor2": "#group+name+second", "region": "#region+name", "country": "#country+name", "iso3": "#country+code",
    "admin1": "#adm1+name", "admin2": "#adm2+name", "admin3": "#adm3+name", "location": "#loc+name",
    "latitude": "#geo+lat", "longitude": "#geo+lon", "source": "#meta+source", "notes": "#description",
    "fatalities": "#affected+killed",
}  # fmt: skip
NEWEST = 1_764_072_000  # 2025-11-25
_ADM_1 = {"Duhok": "Dahuk", "Nineveh": "Ninewa", "Şırnak": "Sirnak", "Sulaymaniyah": "Al Sulaymaniyah"}
_TYPES = {
    "airstrike": ("Explosions/Remote violence", "Air/drone strike"),
    "drone_strike": ("Explosions/Remote violence", "Air/drone strike"),
    "shelling": ("Explosions/Remote violence", "Shelling/artillery/missile attack"),
    "armed_clash": ("Battles", "Armed clash"),
    "protest": ("Protests", "Peaceful protest"),
}


def acled_row(incident: dict[str, str], number: int) -> dict[str, str]:
    """An incident as ACLED would have it, in the newer generation."""
    is_turkish = incident["province"] in ("Şırnak", "Hakkari")
    kind, sub_kind = _TYPES.get(incident["event_type"], ("Strategic developments", "Other"))
    year, month, day = incident["date"].split("-")
    return {
        "event_id_cnty": f"{'TUR' if is_turkish else 'IRQ'}{10_000 + number}",
        "event_id_no_cnty": str(10_000 + number),
        "data_id": str(9_000_000 + number),
        "event_date": f"{year}-{month}-{day}",
        "year": year,
        "time_precision": "1",
        "disorder_type": "Political violence",
        "event_type": kind,
        "sub_event_type": sub_kind,
        "actor1": "Military Forces of Turkey (2016-)",
        "inter1": "External/Other forces",
        "actor2": "PKK: Kurdistan Workers Party",
        "assoc_actor_2": "HPG: People's Defense Forces",
        "inter2": "Rebel group",
        "interaction": "Rebel group-External/Other forces",
        "iso": "792" if is_turkish else "368",
        "iso3": "TUR" if is_turkish else "IRQ",
        "region": "Middle East",
        "country": "Turkey" if is_turkish else "Iraq",
        "admin1": _ADM_1.get(incident["province"], incident["province"]),
        "admin2": incident["district"],
        "location": incident["place"],
        "latitude": f"{float(incident['latitude']) + 0.0012:.4f}",
        "longitude": f"{float(incident['longitude']) + 0.0012:.4f}",
        "geo_precision": "1" if incident["location_precision"] == "settlement" else "2",
        "source": "Rudaw; Anadolu Agency",
        "source_scale": "National-International",
        "notes": f'On {day}.{month}.{year}, Turkish forces struck; "{incident["place"]}" was hit.',
        "fatalities": incident["civilians_killed"] or "0",
        "timestamp": str(NEWEST - 3_600 * number),
    }


def acled_rows(most: int = 40) -> list[dict[str, str]]:
    """Our latest incidents as ACLED would have them."""
    return [acled_row(incident, number) for number, incident in enumerate(our_incidents(most))]


def elsewhere(number: int) -> dict[str, str]:
    """An event of another country."""
    return acled_row(our_incidents(1)[0], 500_000 + number) | {
        "event_id_cnty": f"AFG{number}", "iso": "4", "iso3": "AFG", "country": "Afghanistan", "admin1": "Kabul",
        "admin2": "Kabul", "latitude": "34.5200", "longitude": "69.1800", "timestamp": str(NEWEST - number),
    }  # fmt: skip
