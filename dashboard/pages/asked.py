"""What a page is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dashboard.config import Settings
from dashboard.errors import BadValue
from dashboard.model.situation import Situation
from dashboard.text import Words


@dataclass(frozen=True, slots=True)
class Asked:
    """A request for a page: what the Selection of its address leaves, and the values of it that can't be used.

    `args` are all names of the address with their values, those of the Selection too.
    """

    situation: Situation
    bad_values: tuple[BadValue, ...]
    words: Words
    settings: Settings
    args: Mapping[str, list[str]] = field(default_factory=dict)
