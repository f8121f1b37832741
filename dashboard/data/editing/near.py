"""Which of many names are nearly the same: one letter apart, or only in what is no letter."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from dashboard.data.events import fold

# A letter of a long name may be any; of a short one only a vowel, which romanisations differ in: Bara and Bare may be
# one village, Dargale and Sargale are two.
LONG, SHORT = 8, 4
# Letters of Sorani that Arabic and hasty typing write with a plain one; what `fold` does with kaf and yeh is done.
_ARABIC = str.maketrans({"ە": "ه", "ة": "ه", "ۆ": "و", "ۇ": "و", "ێ": "ی", "ڕ": "ر", "ڵ": "ل", "ھ": "ه", "ٱ": "ا"})
_VOWELS = re.compile(r"[aeiouyهویا]")


def letters(name: str) -> str:
    """Letters and digits of a name, folded: Nerwa–Rekan and nerwa rekan are the same."""
    return "".join(one for one in fold(name).translate(_ARABIC) if one.isalnum())


def near_pairs(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of different names that are nearly the same, each once, in the order of the names.

    Names one letter apart share what is left of both without one letter, so that only those are compared.
    """
    known = {name: letters(name) for name in dict.fromkeys(names)}
    order = {name: at for at, name in enumerate(known)}
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for name, text in known.items():
        shorter = {text[:at] + text[at + 1 :] for at in range(len(text))} if len(text) >= SHORT else set()
        for key in {text, *shorter} - {""}:
            groups[key].append(name)
    pairs = {pair for group in groups.values() for pair in combinations(group, 2)}
    for first, second in sorted(pairs, key=lambda pair: (order[pair[0]], order[pair[1]])):
        if is_near(known[first], known[second]):
            yield first, second


def is_near(one: str, other: str) -> bool:
    """Whether two texts as `letters` gives them are the same or one slip apart, numbers being the same."""
    if one == other:
        return True
    shortest = min(len(one), len(other))
    if shortest < SHORT or re.findall(r"\d+", one) != re.findall(r"\d+", other) or not _is_one_slip(one, other):
        return False
    return shortest >= LONG or _VOWELS.sub("", one) == _VOWELS.sub("", other)


def _is_one_slip(one: str, other: str) -> bool:
    """Whether a letter was left out, put in or taken for another, or two neighbours changed places (Damerau)."""
    if len(one) > len(other):
        one, other = other, one
    at = next((n for n, (x, y) in enumerate(zip(one, other, strict=False)) if x != y), len(one))
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    is_turned = one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
    return one[at + 1 :] == other[at + 1 :] or is_turned
