"""The HXL hashtag of every column that can leave the house (HXL 1.1, hxlstandard.org).

Programs of humanitarian information managers find columns by it. `#date` stands on dates only and `#affected` on
numbers only, as HXL's own validator expects; what only says how precise or how sure something is, is `#meta`.
"""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.data.tables_derived import SOURCED

# A column means the same in every table that has it, but for those in _IN_TABLE.
_EVERYWHERE: Mapping[str, str] = {
    "date": "#date+occurred",
    "date_precision": "#meta+date+precision",
    "place": "#loc+name",
    "district": "#adm2+name",
    "province": "#adm1+name",
    "latitude": "#geo+lat",
    "longitude": "#geo+lon",
    "location_precision": "#geo+precision",
    "coordinate_source": "#meta+geo+source",
    "status": "#status",
    "summary": "#description",
    "note": "#description",
    "notes": "#description",
    "is_cumulative": "#meta+cumulative",
    "organisation": "#org+name",
    "series_id": "#meta+id+series",
    "reported_as_of": "#date+latest+reported",
    "source_ids": "#meta+id+list+source",
    "province_reported": "#adm1+name+reported",
    "district_reported": "#adm2+name+reported",
    "country_reported": "#country+name+reported",
    "is_inside_area": "#meta+area+inside",
    "original_id": "#meta+id+original",
    "updated": "#meta+updated",
    "details": "#meta+details",
}
_IN_TABLE: Mapping[str, Mapping[str, str]] = {
    "incidents": {
        "incident_id": "#event+id",
        "event_type": "#event+type",
        "attributed_to": "#group+attributed+name",
        "attribution_status": "#status+attribution",
        "scope": "#event+scope",
        "civilians_killed": "#affected+civilians+killed",
        "civilians_killed_low": "#affected+civilians+killed+min",
        "civilians_killed_high": "#affected+civilians+killed+max",
        "is_toll_contested": "#meta+contested",
        "civilians_injured": "#affected+civilians+injured",
        "combatants_killed": "#affected+combatants+killed",
        "villages_emptied": "#loc+emptied+num+villages",
        "caveat": "#description+caveat",
        "review": "#status+review",
        "date_last": "#date+last+occurred",
        "deaths_low": "#affected+killed+min",
        "deaths_best": "#affected+killed",
        "deaths_high": "#affected+killed+max",
        "original_type": "#event+original+type",
        "actors": "#group+list+name",
        "sources_reported": "#meta+reported+source",
    },
    "outposts": {
        "outpost_id": "#loc+id+site",
        "name": "#loc+name+site",
        "operated_by": "#org+name+operator",
        "kind": "#loc+site+type",
        "first_reported": "#date+first+reported",
        "sites_count": "#loc+num+site",
        "is_overlapping": "#meta+overlapping",
        "equipment": "#item+name",
    },
    "affected_places": {
        "place_id": "#loc+id",
        "alt_names": "#loc+alt+list+name",
        "since": "#date+start",
    },
    "displacement": {
        "record_id": "#meta+id+record",
        "date": "#date+reported",
        "villages_evacuated": "#loc+evacuated+num+villages",
        "villages_threatened": "#loc+num+threatened+villages",
        "families_displaced": "#affected+displaced+hh",
        "persons_displaced": "#affected+displaced+ind",
        "cause": "#cause",
        "level": "#meta+level",
        "round": "#meta+id+round",
    },
    "published_figures": {
        "figure_id": "#meta+figure+id",
        "indicator": "#indicator+name",
        "value": "#indicator+num+value",
        "value_low": "#indicator+min+num",
        "value_high": "#indicator+max+num",
        "unit": "#indicator+unit",
        "period_start": "#date+start",
        "period_end": "#date+end",
        "as_of": "#date+reported",
        "definition": "#description+indicator",
        "series_title": "#meta+name+series",
    },
    "milestones": {
        "milestone_id": "#event+id",
        "title": "#event+name",
        "description": "#description",
        "category": "#event+type",
        "is_key": "#meta+key",
    },
    "casualties": {
        "period": "#date+start",
        "precision": "#meta+date+precision",
        "incidents": "#event+num",
        "civilians_killed_low": "#affected+civilians+killed+min",
        "civilians_killed_best": "#affected+civilians+killed",
        "civilians_killed_high": "#affected+civilians+killed+max",
        "civilians_killed_unknown": "#event+killed+num+unknown",
        "civilians_killed_range_only": "#event+killed+num+range",
        "civilians_injured_best": "#affected+civilians+injured",
        "civilians_injured_unknown": "#event+injured+num+unknown",
        "deaths_low": "#affected+killed+min",
        "deaths_best": "#affected+killed",
        "deaths_high": "#affected+killed+max",
        "deaths_unknown": "#event+deaths+num+unknown",
    },
    "sources": {
        "source_id": "#meta+id+source",
        "publisher_id": "#meta+id+publisher",
        "publisher": "#org+name+publisher",
        "title": "#meta+name+source",
        "published": "#date+published",
        "url": "#meta+source+url",
        "kind": "#org+publisher+type",
        **{f"{table.name}_rows": f"#meta+num+rows+{table.name}" for table in SOURCED},
    },
}


def hashtag(table: str, column: str) -> str:
    """The hashtag of a column of the table of that name; raises KeyError when it has none."""
    own = _IN_TABLE.get(table, {})
    return own[column] if column in own else _EVERYWHERE[column]
