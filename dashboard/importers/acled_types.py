"""What ACLED's codes mean, as numbers of older files or words of newer ones, and which of our event types fit.

Codes and event types: ACLED Codebook. An event type of ours stands only where it means the same; elsewhere a wider
value of `vocabulary.WORDS` does, and `original_type` keeps ACLED's own words.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from dashboard.importers import cells
from dashboard.importers.places import DISTRICT, PROVINCE, SETTLEMENT

DAY, WEEK, MONTH = "day", "week", "month"

_STRATEGIC = "strategic_development"
_AGAINST_CIVILIANS = "violence_against_civilians"
# An airstrike of ours may be by an aircraft that nobody specified, a drone strike may not.
_SUB_TYPES: Mapping[str, str] = {
    "armed clash": "armed_clash",
    "government regains territory": "armed_clash",
    "non-state actor overtakes territory": "armed_clash",
    "air/drone strike": "airstrike",
    "shelling/artillery/missile attack": "shelling",
    "suicide bomb": "bombing",
    "remote explosive/landmine/ied": "explosion",
    "grenade": "explosion",
    "chemical weapon": "remote_violence",
    "attack": _AGAINST_CIVILIANS,
    "sexual violence": _AGAINST_CIVILIANS,
    "abduction/forced disappearance": "abduction",
    "peaceful protest": "protest",
    "protest with intervention": "protest",
    "excessive force against protesters": "protest",
    "excessive force against protestors": "protest",
    "violent demonstration": "riot",
    "mob violence": "riot",
    "arrests": "abduction",
    "headquarters or base established": "military_movement",
    "agreement": _STRATEGIC,
    "change to group/activity": _STRATEGIC,
    "disrupted weapons use": _STRATEGIC,
    "looting/property destruction": _STRATEGIC,
    "non-violent transfer of territory": _STRATEGIC,
}
# Where the sub-event is not told, as in the oldest files, or is “Other”.
_TYPES: Mapping[str, str] = {
    "battles": "armed_clash",
    "battle-no change of territory": "armed_clash",
    "battle-government regains territory": "armed_clash",
    "battle-non-state actor overtakes territory": "armed_clash",
    "explosions/remote violence": "remote_violence",
    "remote violence": "remote_violence",
    "violence against civilians": _AGAINST_CIVILIANS,
    "protests": "protest",
    "riots": "riot",
    "riots/protests": "demonstration",
    "strategic developments": _STRATEGIC,
    "strategic development": _STRATEGIC,
    "non-violent transfer of territory": _STRATEGIC,
    "headquarters or base established": "military_movement",
}
_ACTORS: Mapping[str, str] = {
    "1": "State forces", "2": "Rebel group", "3": "Political militia", "4": "Identity militia", "5": "Rioters",
    "6": "Protesters", "7": "Civilians", "8": "External/Other forces",
}  # fmt: skip
_TIMES: Mapping[str, str] = {"1": DAY, "2": WEEK, "3": MONTH}
_PLACES: Mapping[str, str] = {"1": SETTLEMENT, "2": DISTRICT, "3": PROVINCE}
# Words for the codes; the first that is in a label decides: “near or part of a region” is no region.
_TIMES_IN_WORDS = {"middle": MONTH, "month": MONTH, "week": WEEK, "exact": DAY, "actual": DAY, "day": DAY}
_PLACES_IN_WORDS = {
    "exact": SETTLEMENT, "near": DISTRICT, "part": DISTRICT, "region": PROVINCE, "province": PROVINCE,
    "centroid": PROVINCE, "town": SETTLEMENT,
}  # fmt: skip


@lru_cache(maxsize=4_096)
def event_type(kind: str, sub_kind: str) -> str:
    """A value of our event types for ACLED's event type and sub-event type; blank when neither is known."""
    return _SUB_TYPES.get(_folded(sub_kind), "") or _TYPES.get(_folded(kind), "")


@lru_cache(maxsize=4_096)
def time_precision(code: str) -> str:
    """DAY, WEEK or MONTH for a code or its label; blank for one that is not known."""
    return _decoded(code, _TIMES, _TIMES_IN_WORDS)


@lru_cache(maxsize=4_096)
def geo_precision(code: str) -> str:
    """SETTLEMENT, DISTRICT or PROVINCE for a code or its label; blank for one that is not known."""
    return _decoded(code, _PLACES, _PLACES_IN_WORDS)


@lru_cache(maxsize=4_096)
def actor_kind(code: str) -> str:
    """What kind of actor: the words of a number, other cells as they are; blank for 0, which is none."""
    number = cells.identifier(code)
    return "" if number == "0" else _ACTORS.get(number, code)


@lru_cache(maxsize=4_096)
def interaction(code: str) -> str:
    """What kinds of actors met: the words of a joined pair such as 17, or 10 for one side alone; others as they are."""
    number = cells.identifier(code)
    if len(number) != 2 or number[0] not in _ACTORS or number[1] not in {"0", *_ACTORS}:
        return code
    return f"{_ACTORS[number[0]]}-{_ACTORS[number[1]]}" if number[1] != "0" else f"{_ACTORS[number[0]]} only"


def _decoded(code: str, numbers: Mapping[str, str], words: Mapping[str, str]) -> str:
    number = cells.identifier(code)
    if number in numbers:
        return numbers[number]
    folded = _folded(code)
    return next((meaning for word, meaning in words.items() if word in folded), "")


def _folded(label: str) -> str:
    return " ".join(label.casefold().split())
