"""`/about-the-data`: what the dataset holds, how it came about, how far to trust it. Always of the whole dataset.

Of imported datasets a section says what they are; everything else is about ours.
"""

from __future__ import annotations

from dashboard.data.dataset import Dataset
from dashboard.data.snapshots import Snapshots
from dashboard.model.facets import Facets
from dashboard.pages.about import checked, covered, displaced, imported, quality, recording, versions
from dashboard.pages.about.prose import prose
from dashboard.pages.asked import Asked
from dashboard.pages.documents import documents_of
from dashboard.pages.records import more_words
from dashboard.pages.values import number, value_words
from dashboard.text import Words

# What the words of some sections are about: notes on the bundled data, which are not true of another dataset.
NOTED = "iraq-tuerkiye-border"
SECTIONS = (
    "short", "inside", "recording", "coverage", "quality", "displacement", "refused", "statement", "terms", "versions",
    "imported",
)  # fmt: skip


def contents(asked: Asked) -> dict[str, object]:
    """Everything that the template shows, section by section; every number carries the path of its records."""
    dataset, words = asked.situation.dataset, asked.words
    facets = Facets(dataset)
    return {
        "described": dataset.description,
        "is_noted": dataset.description.name == NOTED,
        "covers": words.days(dataset.description.covers_from, dataset.description.covers_to),
        "compiled": words.day(dataset.description.compiled_on),
        "sections": [(name, words(f"about-section-{name}")) for name in sections(dataset)],
        "imported": imported.parts(dataset, words),
        "imported_found": quality.refused(imported.problems(dataset)[: imported.MOST_FOUND], words),
        "imported_more": imported.more_found(dataset, words),
        "documents": [(name, words(f"about-document-{name}")) for name in documents_of(asked.settings.data_dir)],
        **prose(words),
        **_counts(facets, words),
        **_coverage(facets, words),
        **_quality(facets, words),
        **_displacement(facets, words),
        **_versions(asked),
    }


def sections(dataset: Dataset) -> tuple[str, ...]:
    """The sections of the page; that of imported datasets where there are some."""
    return (
        SECTIONS
        if dataset.imported or imported.problems(dataset)
        else tuple(name for name in SECTIONS if name != "imported")
    )


def _counts(facets: Facets, words: Words) -> dict[str, object]:
    """What is in, and how it is recorded."""
    return {
        "tables": recording.tables_in(facets, words),
        "scopes": {name: number(facets.count("incidents", scope=name), words) for name in ("border", "context")},
        "vocabularies": recording.vocabularies(facets, words),
    }


def _coverage(facets: Facets, words: Words) -> dict[str, object]:
    """Our rows beside what was published."""
    compared = covered.compared(facets, words)
    places, years = covered.by_year(facets, words)
    region = words.listed(facets.dataset.description.kurdistan_region)
    return {
        "compared": compared,
        "whole_years": covered.whole_years(compared, words),
        "region": region,
        "places": places,
        "years": years,
    }


def _quality(facets: Facets, words: Words) -> dict[str, object]:
    """How far to trust the rows."""
    dataset = facets.dataset
    caveats, doubted = quality.caveats(facets, words), facets.count("incidents", has_caveat="yes")
    return {
        "voices": quality.voices(facets, words),
        "kinds": [quality.kinds(facets, table, words) for table in ("publishers", "sources")],
        "pages": [quality.spread(facets, "sources", name, words) for name in ("has_published", "has_url")],
        "spreads": quality.spreads(facets, words),
        "reviewed": number(facets.count("incidents", review="re-read"), words),
        "refused": quality.refused(imported.own_problems(dataset), words),
        "checked": checked.groups(dataset, words),
        "checked_left_out": dataset.edited.left_out,
        "caveats": caveats,
        "caveat_count": number(doubted, words),
        "more_caveats": more_words(doubted.n - len(caveats), words),
    }


def _displacement(facets: Facets, words: Words) -> dict[str, object]:
    """Reports of displacement, and villages."""
    return {
        "statuses": displaced.villages(facets, words),
        "levels": [value_words(facets.dataset, "displacement", "level", one, words) for one in displaced.LEVELS],
        "reports": displaced.reports(facets, words),
        "undated": displaced.undated(facets, words),
        "undated_count": number(facets.count("displacement", is_dated="no"), words),
        "refusals": displaced.refusals(facets, words),
    }


def _versions(asked: Asked) -> dict[str, object]:
    """The state of the data that is served, those before it, how to cite it, and to whom to report an error."""
    dataset: Dataset = asked.situation.dataset
    settings, publisher = asked.settings, dataset.description.publisher
    found = Snapshots(asked.settings.state_dir).latest(versions.SHOWN + 1)
    return {
        "data_version": dataset.version,
        "versions": versions.versions(found, dataset.description.name, asked.words),
        "address": f"{settings.public_url}/?v={dataset.version}",
        "contact": settings.contact,
        "contact_path": settings.contact if "://" in settings.contact else f"mailto:{settings.contact}",
        "publisher": publisher or dataset.description.title,
    }
