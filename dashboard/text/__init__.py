"""Every word that a reader sees: the catalogue (gettext), and numbers, dates and lists as the language writes them.

Words are asked for by key, so that no sentence stands in layout, figures or callbacks. The English sentences are
in `locale/en/LC_MESSAGES/dashboard.po`. A key that the catalogue lacks raises KeyError: a test asks for them all.
"""

from __future__ import annotations

import datetime as dt
import gettext
import io
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal

import pandas as pd
from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_compact_decimal, format_decimal

LOCALES = Path(__file__).parent / "locale"
DOMAIN = "dashboard"
LONG_NUMBER = 10_000
LANGUAGES = ("en", "ar", "ckb", "ku", "tr")  # what an address may ask for


def is_spoken(language: str) -> bool:
    """Whether there is a catalogue of `language`."""
    return language in LANGUAGES and (LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}.po").is_file()


class Words:
    """The words of one language: `words("map-disclaimer")`, `words.plural("incidents", 3)`."""

    def __init__(self, language: str = "en") -> None:
        """Read the catalogue of `language`; raises FileNotFoundError when there is none."""
        self.language = language
        self.locale = Locale.parse("en_GB" if language == "en" else language)

    @property
    def _catalogue(self) -> gettext.GNUTranslations:
        return _catalogue(self.language)

    def __call__(self, key: str, **values: object) -> str:
        """The sentence of `key`, with `{name}` replaced by `values`."""
        sentence = self._catalogue.gettext(key)
        if sentence == key:
            raise KeyError(key)
        return sentence.format(**values) if values else sentence

    def plural(self, key: str, count: int, **values: object) -> str:
        """The sentence of `key` for `count` things; `{n}` is the count, written as a number."""
        sentence = self._catalogue.ngettext(key, key, count)
        if sentence == key:
            raise KeyError(key)
        return sentence.format(n=self.number(count), **values)

    def has(self, key: str) -> bool:
        """Whether the catalogue knows `key`."""
        return self._catalogue.gettext(key) != key

    def number(self, value: float) -> str:
        """`1234` -> 1,234."""
        return _decimal(value, self.locale)

    def short_number(self, value: int) -> str:
        """`1234` -> 1,234; from ten thousand on as it fits into a circle: 12K, 123K, 1.2M."""
        return self.number(value) if value < LONG_NUMBER else _compact(value, self.locale)

    def percent(self, share: float) -> str:
        """0.364 -> 36 %. What is not nothing is never 0 %, and what is not all never 100 %."""
        rounded = round(100 * share)
        if share > 0 and rounded == 0:
            return self("about-under-1-percent")
        if share < 1 and rounded == 100:
            return self("about-over-99-percent")
        return self("about-percent", n=self.number(rounded))

    def span(self, low: Any, high: Any) -> str:
        """`3, 7` -> 3–7; one number where both are equal; words where one or both are missing."""
        known = [self.number(value) for value in (low, high) if not pd.isna(value)]
        if not known:
            return self("not-known")
        if len(known) == 1:
            return self("at-most" if pd.isna(low) else "at-least", n=known[0])
        return "–".join(dict.fromkeys(known))

    def day(self, day: dt.date) -> str:
        """5 March 2024."""
        return _date(day, "d MMMM y", self.locale)

    def month(self, day: dt.date) -> str:
        """March 2024."""
        return _skeleton("yMMMM", day, self.locale)

    def short_period(self, first: dt.date, grain: str, *, has_year: bool = True) -> str:
        """The day, week (its first day), month, quarter or year that begins on `first`: 5 Mar 2024, Q1 2024, 2024.

        Without `has_year`, where the year is clear: 5 Mar, Mar, Q1.
        """
        skeleton = {"month": "MMM", "quarter": "QQQ", "year": "y"}.get(grain, "MMMd")
        skeleton = f"y{skeleton}" if has_year and grain != "year" else skeleton
        return _skeleton(skeleton, first, self.locale)

    def partial_date(self, text: str | None) -> str:
        """`2024-03-05`, `2024-03`, `2024` or missing, as a reader writes it."""
        if not text:
            return self("date-not-known")
        parts = [int(part) for part in text.split("-")]
        day = dt.date(*[*parts, 1, 1][:3])
        return (str(parts[0]), self.month(day), self.day(day))[len(parts) - 1]

    def days(self, first: dt.date, last: dt.date) -> str:
        """Both days included: January to December 2024; 5 January 2023 to 3 March 2024; 5 March 2024."""
        if first == last:
            return self.day(first)
        if first.day == 1 and (last + dt.timedelta(days=1)).day == 1:
            if (first.year, first.month) == (last.year, last.month):
                return self.month(first)
            same_year = first.year == last.year
            start = _date(first, "MMMM", self.locale) if same_year else self.month(first)
            return self("date-range", first=start, last=self.month(last))
        return self("date-range", first=self.day(first), last=self.day(last))

    def interval(self, first: dt.date, last: dt.date) -> str:
        """Days of one event: 5–8 January 2024; 30 December 2023 – 2 January 2024; 5 March 2024."""
        return self.day(first) if first == last else _interval(first, last, self.locale)

    def listed(self, items: Sequence[str], style: Literal["standard", "or"] = "standard") -> str:
        """a, b and c; with style "or": a, b or c."""
        return str(format_list(list(items), style=style, locale=self.locale)) if items else ""

    def sentence(self, text: str) -> str:
        """`text` with a capital first letter."""
        return text[:1].upper() + text[1:]


# A page writes a few hundred numbers and dates, most of them again and again; Babel takes 20 µs and more for each.
@lru_cache(maxsize=4096)
def _decimal(value: float, locale: Locale) -> str:
    return str(format_decimal(value, locale=locale))


@lru_cache(maxsize=4096)
def _compact(value: int, locale: Locale) -> str:
    leading = int(str(value)[: len(str(value)) % 3 or 3])  # what stands before thousand or million
    return str(format_compact_decimal(value, locale=locale, fraction_digits=1 if leading < 10 else 0))


@lru_cache(maxsize=4096)
def _date(day: dt.date, pattern: str, locale: Locale) -> str:
    return str(format_date(day, pattern, locale=locale))


@lru_cache(maxsize=4096)
def _skeleton(skeleton: str, day: dt.date, locale: Locale) -> str:
    return str(format_skeleton(skeleton, day, locale=locale))


@lru_cache(maxsize=4096)
def _interval(first: dt.date, last: dt.date, locale: Locale) -> str:
    """As the language writes it, but for the month, which is not shortened here either."""
    field = "y" if first.year != last.year else "M" if first.month != last.month else "d"
    patterns = (part.replace("MMM", "MMMM") for part in locale.interval_formats["yMMMd"][field])
    return "".join(_date(day, pattern, locale) for day, pattern in zip((first, last), patterns, strict=True))


@cache
def _catalogue(language: str) -> gettext.GNUTranslations:
    """The catalogue of `language`, read once a process: it is a part of the program, not of the data."""
    with (LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        catalogue = read_po(file, locale=language, domain=DOMAIN)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
