"""What a reader must be told once: values that can't be used, other data, data that could not be loaded."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.errors import BadValue, EngineError, Problem, number_of
from dashboard.text import Words

SHOWN_PROBLEMS = 5


def notice(*body: Component | str, words: Words, kind: str = "note") -> Component:
    """A line above the page, until the reader closes it (`assets/26-notices.js`); `kind` is note or warning.

    Its key is what it says: one that was closed stays so when it is told again, and no other takes its place.
    """
    told = {"aria-label": words("close"), "data-close": ""}
    close = html.Button("×", type="button", className="notice-close", **told)
    key = str(zlib.crc32(repr(body).encode()))
    return html.Div([html.Div(list(body)), close], key=key, className=f"notice notice-{kind}")


def bad_values(values: Sequence[BadValue], words: Words) -> list[Component]:
    """One notice that names every value of the address that can't be used."""
    if not values:
        return []
    items = [words("bad-value", name=bad.name, value=bad.value, reason=words(bad.reason)) for bad in values]
    return [notice(words("bad-values"), html.Ul([html.Li(item) for item in items]), words=words, kind="warning")]


def not_loaded(problems: Sequence[Problem], words: Words) -> list[Component]:
    """That the files on disk are not used, and why."""
    if not problems:
        return []
    items = [html.Li(problem.told) for problem in problems[:SHOWN_PROBLEMS]]
    more = number_of(problems) - len(items)
    rest = [html.Li(words.plural("more-problems", more))] if more > 0 else []
    return [notice(words("data-not-loaded"), html.Ul([*items, *rest]), words=words, kind="warning")]


def not_answered(error: EngineError, words: Words) -> list[Component]:
    """That the engine did not answer, and what is on screen instead; it goes by itself (`assets/48-engine.js`)."""
    return [html.Div(words("engine-last-answer", problem=str(error)), className="notice notice-warning", role="alert")]


def rows_set_aside(count: int, words: Words) -> list[Component]:
    """That rows of the tables were refused."""
    return [notice(words.plural("rows-set-aside", count), words=words, kind="warning")] if count else []


def updated(version: str, words: Words) -> list[Component]:
    """That the data was replaced while the page was open."""
    return [notice(words("data-updated", version=version), words=words)]
