"""Personal data in what people send in: which columns hold it, and numbers and addresses inside free text.

Nothing of it may come into any file that is written, the refused rows included, so it goes before a row is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from dashboard.importers.given_file import GivenFile
from dashboard.importers.interface import Given, Read, Refused

PHONE, MAIL = "[phone number removed]", "[e-mail address removed]"
_CONTACT = re.compile(
    r"contact|data source id|phone|e-?mail|whats ?app|telegram|signal number|telefon|e-?posta|هاتف|ایمیل"
)
# Bounded, so that a long text without an end of a word takes no long time.
_MAIL = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
# Dates and times are looked for first, so that they are not taken for numbers of telephones.
_DAY, _MONTH, _YEAR, _TIME = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d\d", r"\d{1,2}:\d\d"
_DATE = (
    rf"(?<!\d)(?:{_YEAR}[-/.]{_MONTH}[-/.]{_DAY}|{_DAY}[-/.]{_DAY}[-/.]{_YEAR})(?!\d)"
    rf"(?:[ T]+{_TIME}(?::\d\d)?)?"
)
_NUMBER = r"(?:\+|\(\+?)?\d(?:[\s().\-/\u2010-\u2015]{0,3}\d){6,}"
_LIKELY = re.compile(r"[@\d]")
_FOUND = re.compile(rf"(?P<date>{_DATE})|(?P<number>{_NUMBER})")


def is_contact(column: str) -> bool:
    """Whether a column is about who sent a report and how to reach him, by its folded name."""
    return bool(_CONTACT.search(column))


def masked(text: str) -> str:
    """The text without e-mail addresses and numbers of seven digits or more, in any script. Dates stay."""
    if not _LIKELY.search(text):
        return text
    return _FOUND.sub(lambda found: found["date"] or PHONE, _MAIL.sub(MAIL, text))


def taken(row: Read, kept: frozenset[str], file: GivenFile, clean: Callable[[str, str], str] | None = None) -> Read:
    """The row with the columns `kept` alone, their cells made `clean`; what is no row loses the cell it is told by.

    A cell that is told as an example of what is no UTF-8 goes, too: it may be of any column.
    """
    line = row.line if isinstance(row, Given) else row[0]
    if line in file.not_utf8:
        file.not_utf8[line] = ""
    if isinstance(row, Given):
        cells = {name: value for name, value in row.cells.items() if name in kept}
        return Given(line, {name: clean(name, value) for name, value in cells.items()} if clean else cells)
    return (line, Refused("", "", row[1].reason)) if isinstance(row[1], Refused) else row
