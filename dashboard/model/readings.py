"""Readings: why published figures differ, as we understand it. Which figures each rests on; the words stand in the
catalogue as `reading-{name}`, where `{f036}` is the figure fig-036 and `{m015}` the date of the milestone mile-015, so
that no number of a reading can differ from the tables.

`compared` are numbers of ours, set beside a published one to show that they are close. They are no totals, and no
chart or file has them: what they set side by side can't be added (`dashboard.model.published.added`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from dashboard.model.published import Statement

# name -> (figures that count for it, figures that count against it)
Compared = Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Reading:
    """`figures` are numbers of `fig-…`, the ones that the text is about first; `panel` is where it stands. `milestones`
    are numbers of `mile-…`: a reading of dates rests on these, and on no figure."""

    name: str
    panel: str
    figures: tuple[str, ...]
    compared: Compared = field(default_factory=dict)
    milestones: tuple[str, ...] = ()

    @property
    def figure_ids(self) -> tuple[str, ...]:
        """Ids of the figures in the table."""
        return tuple(f"fig-{number}" for number in self.figures)

    @property
    def milestone_ids(self) -> tuple[str, ...]:
        """Ids of the milestones in the table."""
        return tuple(f"mile-{number}" for number in self.milestones)

    @property
    def compared_ids(self) -> frozenset[str]:
        """Ids of the figures that are set off against each other."""
        return frozenset(f"fig-{number}" for sides in self.compared.values() for side in sides for number in side)


def _reading(panel: str, name: str, figures: str, **compared: str) -> Reading:
    """`figures` are numbers parted by blanks; a comparison is written `139 + 094 - 140`."""
    return Reading(
        f"{panel}-{name}", panel, tuple(figures.split()), {key: _signs(text) for key, text in compared.items()}
    )


def _signs(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    plus: list[str] = []
    minus: list[str] = []
    sign = "+"
    for part in text.split():
        if part in "+-":
            sign = part
        else:
            (plus if sign == "+" else minus).append(part)
    return tuple(plus), tuple(minus)


READINGS = (
    _reading("killed", "721", "041 036 063 073 005 044 042 067", more="041 - 073"),
    _reading("killed", "slips", "033 075 038 065 029 028 058"),
    _reading("killed", "since-when", "034 036 038 022 008 011 013 014 018 024 023"),
    _reading("killed", "2023", "025 055 027 057 028 058 030 031 032 059 060 061"),
    _reading("killed", "others", "021 026 005 039 002 003 004"),
    _reading("killed", "cpt", "008"),
    _reading("injured", "since-when", "062 063 065 052 046 048 054 045 008 070", sum="045 + 008"),
    _reading("injured", "others", "051 056 026 071 044 066"),
    _reading("injured", "parkhe", "050 020"),
    _reading("casualties", "702", "073 036 063 074 037 064 075 041", more="041 - 073"),
    _reading("emptied", "1190", "142 139 094 140 089 134 135 137", sum="139 + 094 + 140"),
    _reading("emptied", "counters", "139 127 120 098 114 115 126 125 096 128"),
    _reading("emptied", "districts", "122 124 129 133 105 117 121 110 108"),
    _reading("emptied", "one-off", "141 040 119"),
    _reading("threatened", "same-group", "089 090 094 091 088 127 095"),
    _reading("displaced", "not-one-thing", "151 156 150 155 148 154"),
    _reading("attacks", "1548", "157 172 169 170 171 195"),
    _reading("attacks", "parts", "169 170 176 177 179 178 173 174 175",
             provinces="176 + 177 + 179 + 178", weapons="173 + 174 + 175", gap="170 - 176 - 177 - 179 - 178"),
    _reading("attacks", "2024", "181 182 183 185 184 189 190 191 193 192 186 187", early="181 + 187"),
    _reading("attacks", "2025", "210 202 208 217 213 214 215 211 212 216 158 203 204 205", parts="202 + 208 + 217",
             less="210 - 202 - 208 - 217", rest="210 - 211 - 212", since="158 + 203 + 208 + 217"),
    _reading("attacks", "left", "202 158 203 224 221 225", first="202 - 158 - 203", august="224 - 221 - 225"),
    _reading("attacks", "not-comparable", "200 203 163 164 166 167 168"),
    _reading("bases", "words", "229 233 231 241 238 243 247 227 246 249 239"),
    _reading("bases", "136", "230 246"),
    _reading("length", "who-explains", "268 263 267 269 270 271 273 272"),
    _reading("posts", "plans", "258 257 250 251 254 253"),
    _reading("posts", "cameras", "261 262"),
    _reading("posts", "wall", "275 276 274 277"),
    _reading("burned", "dunam", "280 281 278 279"),
    Reading("dates-operations", "dates", (), milestones=("015", "022")),
    Reading("dates-dissolution", "dates", (), milestones=("049", "050")),
    Reading("dates-mandate", "dates", (), milestones=("055",)),
)  # fmt: skip


def readings_of(panel: str, known: Mapping[str, Statement], shown: frozenset[str]) -> list[Reading]:
    """The readings of a panel that speak of a figure in `shown`, and all of whose figures are in `known`.

    `known` are the figures of the dataset by id: other data than ours has other figures, and no readings. One that
    compares figures needs the value of each: what is only a range can't be set off against another.
    """
    mine = [reading for reading in READINGS if reading.panel == panel and reading.figures]
    found = [one for one in mine if set(one.figure_ids) <= known.keys() and shown & set(one.figure_ids)]
    return [one for one in found if all(known[figure].value is not None for figure in one.compared_ids)]


def numbers_of(reading: Reading, known: Mapping[str, Statement]) -> dict[str, float]:
    """The numbers that a reading of `readings_of` compares, by name: every figure in them has a value."""

    def total(numbers: tuple[str, ...]) -> float:
        values = (known[f"fig-{number}"].value for number in numbers)
        return sum(value for value in values if value is not None)

    return {name: total(plus) - total(minus) for name, (plus, minus) in reading.compared.items()}


def readings_of_dates(known: Collection[str], shown: Collection[str]) -> list[Reading]:
    """The readings of dates that speak of a milestone in `shown`, and all of whose milestones are in `known`."""
    mine = [reading for reading in READINGS if reading.milestones]
    return [one for one in mine if set(one.milestone_ids) <= set(known) and set(one.milestone_ids) & set(shown)]
