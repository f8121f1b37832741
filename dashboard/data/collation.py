"""Names in the order of their alphabets: the Latin ones of Türkiye and of Kurmanji together, then all others.

The same keys order the table on screen and whatever is sorted by name anywhere else.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

import pandas as pd

# Both alphabets have their letters in these places; â, which Turkish takes for an a, comes after it.
_ALPHABET = "aâbcçdeêfgğhıiîjklmnoöpqrsştuûüvwxyz"
_FIRST = 0x100  # beyond the digits and marks of ASCII, before every other script
_PLACES = {letter: chr(_FIRST + place) for place, letter in enumerate(_ALPHABET)}
_UNHEARD = dict.fromkeys(map(ord, "'’‘ʼʿʾ\"“”()"))


def collation_key(text: str) -> str:
    """What `text` is sorted by: Çukurca between Cizre and Dahuk, Şırnak after Sumel, Arabic letters after Latin.

    Case and quotes do not count; an accent that is in neither alphabet is left out.
    """
    lower = text.replace("İ", "i").lower()
    composed = lower if lower.isascii() else unicodedata.normalize("NFC", lower)
    return composed.translate(_KEYS).strip()


class _Keys(dict[int, str]):
    """The place of each letter that was asked for before: texts are long, letters few."""

    def __missing__(self, letter: int) -> str:
        self[letter] = found = _place(chr(letter))
        return found


_KEYS = _Keys(dict.fromkeys(_UNHEARD, ""))


def _place(letter: str) -> str:
    """Where a letter stands among all; of one that is in neither alphabet, where it does without its accents."""
    if letter in _PLACES:
        return _PLACES[letter]
    base = "".join(part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part))
    return _PLACES.get(base) or (base if ord(letter) < _FIRST or not base else chr(0x200) + base)


def collation_keys(names: pd.Series, labels: Iterable[tuple[str, str]] = ()) -> pd.Series:
    """What each name is sorted by, blank where there is none; `labels` are what is read instead of a name."""
    known = dict(labels)
    keys = {name: collation_key(known.get(name, name)) for name in names.dropna().unique() if name}
    return names.map(keys).astype(object)


def ranks(keys: pd.Series) -> pd.Series:
    """The place of each key among all, from 0, blank where there is none; equal keys have one place."""
    place = {key: number for number, key in enumerate(sorted(keys.dropna().unique()))}
    return keys.map(place).astype("Int32")
