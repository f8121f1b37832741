"""Slides of what changed since an earlier version of the data: which incidents are new, changed or gone."""

from __future__ import annotations

from dashboard.config import Settings
from dashboard.export.slides.making import Making
from dashboard.export.slides.page import Page
from dashboard.export.slides.presentation import saved
from dashboard.export.slides.tables import Cells, Column, Row, draw_table, fitted_row, joined, pages_of
from dashboard.model.change_words import columns_told, withheld_changes
from dashboard.model.changes import KINDS, Change, Changes
from dashboard.model.situation import Situation
from dashboard.text import Words

MOST_CHANGES = 60


def changes_pptx(changes: Changes, situation: Situation, words: Words, settings: Settings) -> bytes:
    """The slides as a file, one at least; of a version that is not known there is nothing to say: ValueError."""
    if not changes.is_known:
        raise ValueError(f"version {changes.asked!r} is not known")
    making = Making(situation, words, settings)
    title, told = words("slides-changes"), _told(changes, words)
    more = len(changes.shared) - MOST_CHANGES
    left_out = words.plural("changes-more", more) if more > 0 else ""
    foot = " ".join(filter(None, [left_out, withheld_changes(changes, words)]))
    notes = [title, making.sentence, told, foot, making.address]
    columns = _columns(words)
    rows = [fitted_row(_cells(change, situation, words), columns) for change in changes.shared[:MOST_CHANGES]]

    def draw(page: Page, portion: list[Row]) -> None:
        draw_table(page, title, columns, portion)
        page.speak(notes)

    def start() -> Page:
        return making.plain_page(title, told, foot)

    if rows:
        making.over_pages(start, lambda box: pages_of(rows, box.height), draw)
    else:
        start().speak(notes)
    return saved(making.deck)


def _told(changes: Changes, words: Words) -> str:
    """How many of each kind, since when; and of how many nobody can say."""
    counts = {kind: words.plural(f"changes-{kind}", len(changes.of(kind))) for kind in KINDS}
    if changes.asked == changes.current or changes.recorded_on is None or changes.covers_to is None:
        return words("slides-changes-none", version=changes.current)
    days = {"day": words.day(changes.recorded_on), "covers_to": words.day(changes.covers_to)}
    since = words("slides-changes-since", asked=changes.asked, current=changes.current, **days, **counts)
    undecided = words.plural("changes-undecided", changes.undecided) if changes.undecided else ""
    return " ".join(filter(None, [since, undecided]))


def _columns(words: Words) -> list[Column]:
    widths = {"slides-change": 90.0, "column-date": 110.0, "column-place": 190.0, "column-type": 140.0}
    return [*(Column(words(key), width) for key, width in widths.items()), Column(words("slides-changed-columns"), 382)]


def _cells(change: Change, situation: Situation, words: Words) -> Cells:
    """One incident; of one that is gone, as it was."""
    cells = change.cells
    moved = change.kind == "changed" and change.was_selected != change.is_selected
    what = columns_told(change, words) if change.columns else ""
    entered = words("change-entered" if change.is_selected else "change-left") if moved else ""
    return [
        [words(f"change-{change.kind}"), change.incident_id],
        [words.partial_date(cells["date"])],
        [joined((cells["place"], cells["district"], cells["province"]))],
        [situation.dataset.label("incidents", "event_type", cells["event_type"])],
        [what, entered],
    ]
