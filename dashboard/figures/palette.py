"""Colours, once: for figures, the map and the style sheet.

Okabe–Ito and Tol (SRON/EPS/TN/09-002), which the colour-blind can tell apart. No flag colours, no red for one side.
"""

from __future__ import annotations

from functools import cache

TEXT = "#1B2430"
SECONDARY = "#5B6673"
LINE = "#E1E5EA"
PAGE = "#F4F5F7"
WHITE = "#FFFFFF"
INK = "#000000"  # on markers, where TEXT does not reach 4.5:1
ACCENT = "#0F5C8C"

LAND = "#F5F2EA"
ABROAD = "#EBE8E1"
WATER = "#BFD4E6"
RIVER = "#9DBEDA"
BORDER = "#1B2430"
BORDERS = "#7C8794"
PROVINCE = "#8C8F87"
DISTRICT = "#C4C0B4"

KILLED = "#D55E00"
INJURED = "#E69F00"
NO_HARM = "#5B6673"
INCIDENTS = "#4A6B8A"
COUNTED_NEW = "#A6611A"  # beside ACCENT: published figures that count what is new in a period

HARM = {"killed": KILLED, "injured": INJURED, "none": NO_HARM, "unknown": WHITE}

OPERATORS = {
    "Iraqi Border Guard": "#009E73",
    "Iraqi Army": "#117733",
    "Turkish Armed Forces": "#8C5A9E",
    "Peshmerga": "#56B4E9",
    "Joint": "#999933",
    "Civilian customs": "#1B2430",
}
OTHER_OPERATOR = "#6B7280"

PLACES = {"evacuated": "#882255", "partially_evacuated": "#CC6677", "threatened": "#DDCC77", "returned": "#44AA99"}

SERIES = ("#332288", "#117733", "#882255", "#999933", "#44AA99", "#CC6677", "#0072B2")

# Colours of charts that do not reach 3:1 on the card of the dark theme -> what the style sheet draws there instead.
DARK_CARD = "#1D252E"
IN_THE_DARK = {
    SERIES[0]: "#A99CF0",
    SERIES[1]: "#2F9E55",
    SERIES[2]: "#D36BA0",
    SERIES[6]: "#3D8FD6",
    INCIDENTS: "#6F93B5",
}


def luminance(colour: str) -> float:
    """Relative luminance of `#RRGGBB`, 0 to 1 (WCAG 2.2)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@cache
def outline(colour: str) -> str:
    """`colour`, darkened as little as makes it seen as a line on land, abroad and water (WCAG 2.2, 1.4.11: 3:1)."""
    darker = (mixed(colour, TEXT, share / 20) for share in range(20))
    return next((one for one in darker if all(contrast(one, ground) >= 3 for ground in (LAND, ABROAD, WATER))), TEXT)


def mixed(one: str, other: str, share: float) -> str:
    """`one` with a share, 0 to 1, of `other` in it."""
    pairs = ((int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def tint(colour: str) -> str:
    """`#RRGGBB`, so transparent that letters are read on it, on a light card and on a dark one."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.22)"


def text_on(colour: str) -> str:
    """Black or white, whichever is read more easily on `colour`."""
    return max((INK, WHITE), key=lambda ink: contrast(ink, colour))
