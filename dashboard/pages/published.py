"""`/published`: what each organisation published, quantity by quantity, side by side and never added up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial

from markupsafe import Markup, escape

from dashboard.figures.coastline import coastline, length_words, metres_words
from dashboard.figures.published import statement_chart
from dashboard.model.panels import Panel, Part, panels
from dashboard.model.published import Statement, lines, statements
from dashboard.model.readings import Reading, numbers_of, readings_of
from dashboard.pages.asked import Asked
from dashboard.pages.published_dates import dates_panel
from dashboard.pages.published_form import form
from dashboard.pages.published_parts import Chart, PanelView, PartView, ReadingView
from dashboard.pages.published_reports import reports_panel
from dashboard.pages.statement_rows import statement_rows, tell
from dashboard.text import Words

COARSE = (100, 1000)  # metres: the resolutions that the reading of the border length names


def contents(asked: Asked) -> dict[str, object]:
    """`panels` with a figure of the Selection, how many figures these are (`count`), and the values of the filters."""
    words, dataset = asked.words, asked.situation.dataset
    known = {one.figure_id: one for one in statements(dataset.tables["published_figures"])}
    found = panels(asked.situation)
    shown = sum(len(panel.all) for panel in found)
    return {
        "panels": [*(_panel(panel, known, asked) for panel in found), *reports_panel(asked), *dates_panel(asked)],
        "count": words("published-count", shown=words.number(shown), all=words.number(len(known))),
        "is_place_narrowed": bool(asked.situation.selection.province) and shown < len(known),
        "form": form(asked),
    }


def _panel(panel: Panel, known: dict[str, Statement], asked: Asked) -> PanelView:
    words = asked.words
    shown = frozenset(one.figure_id for one in panel.all)
    return PanelView(
        name=panel.name,
        title=words(f"panel-{panel.name}"),
        note=words(f"panel-{panel.name}-note"),
        count=words.plural("n-figures", len(panel.all)),
        parts=[_part(part, panel, asked) for part in panel.parts],
        readings=[_reading(one, known, asked) for one in readings_of(panel.name, known, shown)],
        coastline=_coastline(panel, asked) if panel.name == "length" else None,
    )


def _part(part: Part, panel: Panel, asked: Asked) -> PartView:
    label = asked.situation.dataset.label("published_figures", "indicator", part.indicator)
    unit = Counter(one.unit for one in part.all).most_common(1)[0][0]
    chart = partial(_chart, unit=unit, asked=asked)
    return PartView(
        title=label if len(panel.parts) > 1 else "",
        whole=chart(part.whole, f"{part.indicator}-whole", label),
        provinces=chart(part.provinces, f"{part.indicator}-provinces", asked.words("of-one-province", what=label)),
        undated=statement_rows(part.undated, asked.situation.dataset, asked.words),
    )


def _chart(given: Sequence[Statement], name: str, title: str, *, unit: str, asked: Asked) -> Chart | None:
    if not given:
        return None
    words = asked.words
    joined, refused = lines(given)
    return Chart(
        id=name,
        title=title,
        figure=statement_chart(given, joined, partial(tell, words=words, unit=unit), words),
        rows=statement_rows(given, asked.situation.dataset, words),
        refused=[words("not-joined", figures=error.figures, reason=words(error.reason)) for error in refused],
    )


def _reading(reading: Reading, known: dict[str, Statement], asked: Asked) -> ReadingView:
    words = asked.words
    figures = [known[figure_id] for figure_id in reading.figure_ids]
    link = Markup('<a class="number" href="#{}-{}">{}</a>')
    values: dict[str, object] = {
        name: link.format(reading.name, name.replace("f", "fig-"), value)
        for name, value in _values(figures, words).items()
    }
    values |= {name: words.number(number) for name, number in numbers_of(reading, known).items()}
    if reading.panel == "length":
        values |= _measured(asked)
    rows = statement_rows(figures, asked.situation.dataset, words)
    return ReadingView(
        name=reading.name,
        title=words(f"reading-{reading.name}-title", **_values(figures, words)),
        text=escape(words(f"reading-{reading.name}")).format(**values),
        rows=rows,
        sources=tuple(dict.fromkeys(source for row in rows for source in row.sources)),
    )


def _values(figures: Sequence[Statement], words: Words) -> dict[str, str]:
    """`f036` -> the value of fig-036."""
    return {one.figure_id.replace("fig-", "f"): tell(one, words, one.unit) for one in figures}


def _measured(asked: Asked) -> dict[str, object]:
    """What the reading of the border length says of the line on the map: kilometres at three resolutions."""
    lengths, words = dict(asked.situation.dataset.border_lengths), asked.words
    found: dict[str, object] = {"mapped": words.number(round(lengths[0], 1))}
    for name, tolerance in zip(("fine", "coarse"), COARSE, strict=True):
        found |= {name: words.number(round(lengths[tolerance], 1)), f"{name}_at": metres_words(tolerance, words)}
    return found


def _coastline(panel: Panel, asked: Asked) -> Chart:
    words, published = asked.words, dict[float, dict[str, None]]()
    for one in panel.all:
        if one.value is not None:
            published.setdefault(one.value, {})[one.organisation] = None
    lengths = asked.situation.dataset.border_lengths
    return Chart(
        id="coastline",
        title=words("coastline"),
        figure=coastline(lengths, {km: tuple(who) for km, who in published.items()}, words),
        rows=statement_rows([one for one in panel.all if one.value is not None], asked.situation.dataset, words),
        measured=[
            (
                metres_words(tolerance, words) if tolerance else words("as-mapped"),
                words("n-km", n=words.number(round(km, 1))),
            )
            for tolerance, km in lengths
        ],
        outline=_outline(asked),
    )


def _outline(asked: Asked) -> dict[str, object]:
    """`points` of the border, `steps` as (tolerance in metres, what is then measured, in words), `width`, `height`."""
    dataset, words = asked.situation.dataset, asked.words
    points = dataset.border_outline
    return {
        "points": points,
        "steps": [(tolerance, length_words(tolerance, km, words)) for tolerance, km in dataset.border_lengths],
        "width": max(x for x, _, _ in points),
        "height": max(y for _, y, _ in points),
    }
