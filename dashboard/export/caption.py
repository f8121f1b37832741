"""What every image says beside its picture: title, what was selected, unit and definition, sources, date, version.

The words only; `captioned` writes them around a figure. The slides use the same.
"""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.config import Settings
from dashboard.export.asked import AS_USUAL, Asked
from dashboard.export.permalink import permalink
from dashboard.figures.displaced import undated_note
from dashboard.figures.total_words import total_words
from dashboard.figures.views import (
    BREAKDOWN,
    CASUALTIES,
    DISPLACEMENT,
    MAP,
    datasets_in,
    view_definition,
    view_sources,
    view_title,
)
from dashboard.model.annual import harm_totals
from dashboard.model.dataset_words import acknowledgement, displaced_cautions, is_own_cited, short_cautions
from dashboard.model.selection import Selection
from dashboard.model.sentence import describe, parts
from dashboard.model.situation import Situation
from dashboard.model.sources import shortest
from dashboard.text import Words

SOURCES_NAMED = 3
MOST_MILESTONES = 20
MOST_TOTALS = 16


@dataclass(frozen=True, slots=True)
class Caption:
    """Sentences around one image. Blank ones do not apply: `address` without a public one, `disclaimer` and
    `credits` where no map is, `milestones` and `totals` where none is drawn, `caution` and `acknowledgement` without an
    imported dataset. All as written, without any markup."""

    title: str
    sentence: str
    definition: str
    sources: str
    data: str
    milestones: str = ""
    totals: str = ""
    address: str = ""
    disclaimer: str = ""
    credits: str = ""
    caution: str = ""
    acknowledgement: str = ""


def caption(
    view: str,
    situation: Situation,
    words: Words,
    settings: Settings,
    asked: Asked = AS_USUAL,
) -> Caption:
    """The caption of `view` as it was `asked` for: what is counted, which milestones; the address opens it so."""
    is_map, is_timeline, is_displacement = view == MAP, view not in (MAP, BREAKDOWN), view == DISPLACEMENT
    return Caption(
        title=view_title(view, situation, words, by=asked.by),
        sentence=selected(view, situation, words),
        definition=" ".join(
            filter(
                None,
                [
                    view_definition(view, situation, words),
                    undated_note(situation, words) if is_displacement else "",
                ],
            )
        ),
        sources=sources_line(view_sources(view, situation), situation, words),
        data=data_line(situation, words),
        milestones=_milestones(situation, words, asked.all_milestones) if is_timeline else "",
        totals=_totals(situation, words) if view == CASUALTIES else "",
        address=address(situation, words, settings, asked),
        disclaimer=words("disclaimer") if is_map else "",
        credits=words("map-credits") if is_map else "",
        caution=displaced_cautions(situation, words) if is_displacement else short_cautions(situation, words),
        acknowledgement=acknowledgement(datasets_in(view, situation), words),
    )


def sources_line(source_ids: list[str], situation: Situation, words: Words) -> str:
    """“Sources: A, B, C and 24 more”."""
    names, more = shortest(source_ids, situation.dataset, SOURCES_NAMED)
    if not names:
        return words("caption-no-sources")
    if more:
        return words.plural("caption-sources-more", more, names=", ".join(names))
    return words("caption-sources", names=words.listed(names))


def data_line(situation: Situation, words: Words) -> str:
    """How to cite the data of the dashboard itself, to which day it goes, and the version of all that is shown.

    Imported datasets are cited by `acknowledgement`; where they alone are chosen, sites, villages, milestones and
    published figures are still ours.
    """
    about, version = situation.dataset.description, situation.dataset.version
    if not is_own_cited(situation):
        return words("caption-data-beside", citation=about.citation, version=version)
    return words("caption-data", citation=about.citation, day=words.day(about.covers_to), version=version)


def selected(view: str, situation: Situation, words: Words) -> str:
    """What is selected. Displacement reports are no incidents: there, only place, days and datasets."""
    if view != DISPLACEMENT:
        return describe(situation.selection, situation.dataset, words)
    s = situation.selection
    named = s.dataset if datasets_in(view, situation) else ()  # those that count displacement; ours goes without saying
    reaching = Selection(province=s.province, district=s.district, dataset=named)
    narrowed = {part.name: part.text for part in parts(reaching, situation.dataset, words)}
    place, days = narrowed.get("place", words("caption-area")), words.days(situation.span.first, situation.span.last)
    return words.sentence(", ".join(filter(None, [place, days, narrowed.get("dataset", "")])))


def _milestones(situation: Situation, words: Words, everything: bool) -> str:
    """The numbers above the chart, with what they stand for."""
    rows = situation.shown_milestones(everything)
    pairs = zip(rows["date"], rows["title"], strict=True)
    items = [
        words("caption-milestone", number=number, title=title, day=words.partial_date(date))
        for number, (date, title) in enumerate(pairs, start=1)
    ]
    shown = items[:MOST_MILESTONES]
    if len(items) > len(shown):
        shown.append(words.plural("caption-milestones-more", len(items) - len(shown)))
    return words("caption-milestones", items=" · ".join(shown)) if shown else ""


def _totals(situation: Situation, words: Words) -> str:
    """The published totals above the bars, a year after the other, each with who counted and who published."""
    rows = harm_totals(situation)
    items = [
        words(
            "caption-total",
            total=words("total-in-year", year=row["year"], total=total_words(row, words)),
            organisation=row["organisation"],
            names=words.listed(row["publishers"]) or words("not-known"),
        )
        for row in rows
    ]
    shown = items[:MOST_TOTALS]
    if len(items) > len(shown):
        shown.append(words.plural("caption-totals-more", len(items) - len(shown)))
    return words("caption-totals", items=" · ".join(shown)) if shown else ""


def address(situation: Situation, words: Words, settings: Settings, asked: Asked = AS_USUAL) -> str:
    """Where this view can be opened, when the dashboard has a public address."""
    link = permalink(situation, settings, asked.extent, asked.layers)
    return words("caption-address", address=link) if link else ""
