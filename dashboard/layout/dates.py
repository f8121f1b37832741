"""The days among the filters: two fields and presets."""

from __future__ import annotations

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.data.description import Description
from dashboard.layout import ids
from dashboard.model.periods import years_before
from dashboard.text import Words

TYPING_REST = 300  # milliseconds without a letter, after which what was typed counts
PRESETS = ("1", "3", "10", "all")


def dates(covered: Description, words: Words) -> list[Component]:
    """The two days, both included, and buttons for the last years of the data."""
    inputs = [
        _date(ids.FILTER_FROM, words("filter-from"), words.day(covered.covers_from), covered, words),
        _date(ids.FILTER_TO, words("filter-to"), words.day(covered.covers_to), covered, words),
    ]
    presets = [
        html.Button(words(f"preset-{value}"), type="button", className="chip", **{"data-days": _days(value, covered)})
        for value in PRESETS
    ]
    return [html.Div(inputs, className="filter-dates"), html.Div(presets, className="chips")]


def _date(component: str, label: str, placeholder: str, covered: Description, words: Words) -> Component:
    """A day. Its calendar opens where the data ends: what is asked for is more often recent than 1991."""
    field = dmc.DateInput(
        id=component,
        label=label,
        size="xs",
        valueFormat="D MMM YYYY",
        clearable=True,
        placeholder=placeholder,
        minDate=f"{covered.covers_from.year}-01-01",
        clearButtonProps={"aria-label": words("clear")},
        firstDayOfWeek=1,
        popoverProps={"transitionProps": {"duration": 0}},  # half faded in, it can't be read
        hideOutsideDates=True,
        weekendDays=[],
        ariaLabels={"previousMonth": words("previous"), "nextMonth": words("next")},
        previousLabel=words("previous"),
        nextLabel=words("next"),
    )
    # Mantine's own; the Python class leaves it out, and without it the calendar opens at `minDate`.
    field._prop_names = [*field._prop_names, "defaultDate"]
    field.defaultDate = covered.covers_to.isoformat()
    return field


def _days(preset: str, covered: Description) -> str:
    """From and to, as the address has them; without both, all days."""
    if preset == "all":
        return ","
    return f"{years_before(covered.covers_to, int(preset))},{covered.covers_to}"
