"""The columns of the tables that hold what was reported, in the order of the files."""

from __future__ import annotations

from dashboard.data.columns import DISTRICT, NONE, NOT_GIVEN, PLACE, PROVINCE, SOURCE_IDS, UNKNOWN
from dashboard.data.schema import Column, Kind, Table

INCIDENTS = Table(
    "incidents",
    "One reported event",
    "incident_id",
    (
        Column("incident_id", Kind.ID, "Identifier; never changes, never reused."),
        Column("date", Kind.DATE, "Date as precise as it is known: day, month or year."),
        Column("date_precision", Kind.CHOICE, "What of the date is known."),
        Column("place", Kind.TEXT, "Place as the sources name it."),
        *PLACE,
        Column("event_type", Kind.CHOICE, "What happened."),
        Column("attributed_to", Kind.CHOICE, "Who did it, according to the sources; not our finding."),
        Column("attribution_status", Kind.CHOICE, "How surely the sources say so."),
        Column("scope", Kind.CHOICE, "Part of the border conflict, or regional context."),
        Column("civilians_killed", Kind.COUNT, "Civilians killed, best count, persons.", UNKNOWN),
        Column("civilians_killed_low", Kind.COUNT, "Civilians killed, lowest count in the sources, persons.", UNKNOWN),
        Column(
            "civilians_killed_high", Kind.COUNT, "Civilians killed, highest count in the sources, persons.", UNKNOWN
        ),
        Column("is_toll_contested", Kind.YES_NO, "Whether sources differ on the toll or on who were civilians."),
        Column("civilians_injured", Kind.COUNT, "Civilians injured, persons.", UNKNOWN),
        Column(
            "combatants_killed",
            Kind.COUNT,
            "Combatants killed, all sides, often one side's claim; never added up.",
            UNKNOWN,
        ),
        Column("villages_emptied", Kind.COUNT, "Villages emptied, as the source counts them; never added up.", UNKNOWN),
        Column("summary", Kind.TEXT, "What is reported, in our words."),
        Column("caveat", Kind.TEXT, "A doubt about the row, in a sentence.", NONE),
        Column("review", Kind.CHOICE, "Whether the row was compared with its sources a second time."),
        SOURCE_IDS,
    ),
)

OUTPOSTS = Table(
    "outposts",
    "One site, or one report of several sites",
    "outpost_id",
    (
        Column("outpost_id", Kind.ID, "Identifier; never changes, never reused."),
        Column("name", Kind.TEXT, "Name."),
        Column("operated_by", Kind.CHOICE, "Who operates it, as reported."),
        Column("kind", Kind.CHOICE, "What it is."),
        Column("place", Kind.TEXT, "Place as the sources name it."),
        *PLACE,
        Column("status", Kind.CHOICE, "Status when last reported."),
        Column("first_reported", Kind.DATE, "First report of it.", UNKNOWN),
        Column("reported_as_of", Kind.DATE, "Latest report of it.", UNKNOWN),
        Column("sites_count", Kind.COUNT, "Sites that the row reports; shown, never added up.", UNKNOWN),
        Column(
            "is_overlapping", Kind.YES_NO, "Whether it may repeat other rows (totals, plans); kept out of every count."
        ),
        Column("equipment", Kind.TEXT, "Equipment reported.", "none reported"),
        Column("summary", Kind.TEXT, "What is reported, in our words."),
        SOURCE_IDS,
    ),
)

AFFECTED_PLACES = Table(
    "affected_places",
    "One named village and its latest reported status",
    "place_id",
    (
        Column("place_id", Kind.ID, "Identifier; never changes, never reused."),
        Column("place", Kind.TEXT, "Name."),
        Column("alt_names", Kind.LIST, "Other spellings, separated by semicolons.", NONE),
        *PLACE,
        Column("status", Kind.CHOICE, "Latest reported status."),
        Column("since", Kind.DATE, "Since when, as reported.", UNKNOWN),
        Column("reported_as_of", Kind.DATE, "Date of the latest report.", UNKNOWN),
        Column("note", Kind.TEXT, "What is reported, in our words."),
        SOURCE_IDS,
    ),
)

DISPLACEMENT = Table(
    "displacement",
    "One dated report of displacement",
    "record_id",
    (
        Column("record_id", Kind.ID, "Identifier; never changes, never reused."),
        Column("date", Kind.DATE, "Date of the report or of what it counts.", "the page has no date"),
        Column("date_precision", Kind.CHOICE, "What of the date is known."),
        PROVINCE,
        DISTRICT,
        Column("villages_evacuated", Kind.COUNT, "Villages evacuated or emptied.", NOT_GIVEN),
        Column("villages_threatened", Kind.COUNT, "Villages threatened or affected.", NOT_GIVEN),
        Column("families_displaced", Kind.COUNT, "Families displaced.", NOT_GIVEN),
        Column("persons_displaced", Kind.COUNT, "People displaced.", NOT_GIVEN),
        Column("cause", Kind.TEXT, "Cause, as the organisation words it."),
        Column("is_cumulative", Kind.YES_NO, "Whether it counts everything so far (a stock) or only what is new."),
        Column("organisation", Kind.TEXT, "Who counted."),
        Column("notes", Kind.TEXT, "What the number means.", NONE),
        SOURCE_IDS,
        Column("series_id", Kind.TEXT, "Series; only rows of the same series may be joined by a line.", NONE),
    ),
)

PUBLISHED_FIGURES = Table(
    "published_figures",
    "One statistic as an organisation published it",
    "figure_id",
    (
        Column("figure_id", Kind.ID, "Identifier; never changes, never reused."),
        Column("indicator", Kind.CHOICE, "What is counted."),
        Column("value", Kind.NUMBER, "The figure.", "only a range is given"),
        Column("value_low", Kind.NUMBER, "Lower end.", NOT_GIVEN),
        Column("value_high", Kind.NUMBER, "Upper end.", NOT_GIVEN),
        Column("unit", Kind.TEXT, "Unit of the figure."),
        Column("period_start", Kind.DATE, "First day counted.", NOT_GIVEN),
        Column("period_end", Kind.DATE, "Last day counted.", NOT_GIVEN),
        Column("is_cumulative", Kind.YES_NO, "Whether it counts everything so far or only what is new."),
        Column("as_of", Kind.DATE, "Date at which it was stated.", "the page has no date"),
        Column("province", Kind.PROVINCE, "Province counted.", "the whole area"),
        Column("organisation", Kind.TEXT, "Who counted."),
        Column("definition", Kind.TEXT, "What is counted, in our words."),
        SOURCE_IDS,
        Column("series_id", Kind.TEXT, "Series; only rows of the same series may be joined by a line.", NONE),
        Column("series_title", Kind.TEXT, "Title of the series.", NONE),
    ),
)

MILESTONES = Table(
    "milestones",
    "One dated event to annotate timelines",
    "milestone_id",
    (
        Column("milestone_id", Kind.ID, "Identifier; never changes, never reused."),
        Column("date", Kind.DATE, "Date."),
        Column("title", Kind.TEXT, "Title."),
        Column("description", Kind.TEXT, "What happened, in our words."),
        Column("category", Kind.CHOICE, "Category."),
        SOURCE_IDS,
        Column("is_key", Kind.YES_NO, "Whether it is shown without asking."),
    ),
)
