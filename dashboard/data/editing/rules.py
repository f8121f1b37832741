"""All rules, in the order in which their findings are told. docs/checks.md lists them; a test holds both together."""

from __future__ import annotations

from dashboard.data.editing import dates, numbers, outliers, places, sources, spelling, twice
from dashboard.data.editing.finding import Level, RowRule, Rule, TableRule

ERROR, WARNING, HINT = Level.ERROR, Level.WARNING, Level.HINT
OURS = False  # how we write, not how others do; where an imported row lies, its importer has found
RULES: tuple[Rule, ...] = (
    RowRule("future-date", ERROR, tuple(dates.PAST), dates.future),
    RowRule("outside-province", ERROR, places.PLACED, places.outside_province),
    RowRule("after-compilation", WARNING, tuple(dates.PAST), dates.after_compilation),
    RowRule("outside-coverage", WARNING, ("incidents",), dates.outside_coverage),
    RowRule("sources-older", WARNING, tuple(dates.TOLD), dates.sources_older),
    RowRule("reports-out-of-order", WARNING, tuple(dates.IN_ORDER), dates.out_of_order),
    RowRule("stated-early", WARNING, ("published_figures",), dates.stated_early),
    RowRule("attribution", WARNING, ("incidents",), numbers.attribution, OURS),
    RowRule("odd-address", WARNING, ("sources",), sources.odd_address),
    TableRule("same-page", WARNING, ("sources",), sources.same_page),
    TableRule("same-statement", WARNING, tuple(twice.STATEMENTS), twice.same_statement),
    TableRule("falling-total", WARNING, ("published_figures",), outliers.falling),
    TableRule("same-event", HINT, ("incidents",), twice.same_event),
    RowRule("outside-district", HINT, places.PLACED, places.outside_district, OURS),
    TableRule("centre-as-settlement", HINT, places.PLACED, places.centre_as_settlement),
    TableRule("far-above", HINT, tuple(outliers.COUNTED), outliers.far_above),
    TableRule("far-in-series", HINT, ("published_figures",), outliers.far_in_series),
    RowRule("low-above-best", HINT, tuple(numbers.LOW_TO_HIGH), numbers.low_above_best),
    RowRule("contested-without-doubt", HINT, ("incidents",), numbers.contested_without_doubt, OURS),
    RowRule("summary-number", HINT, ("incidents",), numbers.summary, OURS),
    RowRule("family-size", HINT, ("displacement",), numbers.families),
    TableRule("spelling-of-places", HINT, places.PLACED, spelling.places),
    TableRule("spelling-of-organisations", HINT, spelling.COUNTING, spelling.organisations),
    TableRule("spelling-of-publishers", HINT, ("publishers", "sources"), spelling.publishers),
    RowRule("no-address", HINT, ("sources",), sources.without_address),
    RowRule("day-in-address", HINT, ("sources",), sources.day_in_address),
    TableRule("uncited", HINT, ("incidents", "sources", "publishers"), sources.uncited),
    TableRule("no-key-milestone", HINT, ("milestones",), twice.without_key),
)
