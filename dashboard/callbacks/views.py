"""The Selection -> every view of the page, one after the other on one answer, each as soon as it is there.

No callbacks of Dash: for each of these its renderer goes through all components of the page some thirty times, which
takes longer than the views themselves (`docs/decisions.md`). `assets/45-views.js` asks and paints.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from dash import ClientsideFunction, Dash, Input, Output
from dash.development.base_component import Component
from flask import Response, request

from dashboard.callbacks.packing import packed
from dashboard.callbacks.painted import GROUPS, Asked, Part, incidents
from dashboard.callbacks.service import Service
from dashboard.callbacks.together import counts_together, lines_begun
from dashboard.errors import EngineError
from dashboard.layout import ids
from dashboard.layout.map import START_ZOOM
from dashboard.layout.notices import not_answered
from dashboard.layout.timelines import BREAKDOWNS
from dashboard.model.situation import Situation
from dashboard.model.squares import parse_blocks
from dashboard.text import Words

HIGHEST_ZOOM = 20
ASKED_AT_ONCE = 8  # questions, of all readers of this process
KEPT_LINES = 1024  # of about 5 kB; a page has twenty
Lines = Callable[[Part], tuple[str, bytes]]
PAINTED_AT_ONCE = ("numbers", "map")  # in one frame; the table and each chart as soon as they are there


@dataclass(frozen=True)
class Question:
    """What a page asks for: groups of views, and what it shows already (component id -> key)."""

    asked: Asked
    groups: tuple[str, ...] = tuple(GROUPS)
    have: Mapping[str, str] = field(default_factory=dict)


def register(app: Dash, service: Service) -> None:
    """Answer what the page asks; ask again when something changes that is no filter."""
    kept = lru_cache(maxsize=KEPT_LINES)(line_of)
    pool = ThreadPoolExecutor(ASKED_AT_ONCE, "questions")

    @app.server.get("/views")
    def views() -> Response:
        situation = service.situation(request.query_string.decode(errors="replace"))
        lines = answer(question(request.args), situation, service.words, kept, pool)
        headers = {"Cache-Control": "no-store", "Vary": "Accept-Encoding", "X-Accel-Buffering": "no"}
        content, encoding = packed(lines, request.accept_encodings)
        if encoding:
            headers["Content-Encoding"] = encoding
        return Response(content, mimetype="application/x-ndjson", headers=headers)

    @app.server.get("/views/squares")
    def squares() -> Response:
        situation = service.situation(request.query_string.decode(errors="replace"))
        _, line = kept(incidents(situation, service.words, question(request.args).asked))
        return Response(line, mimetype="application/json", headers={"Cache-Control": "no-store"})

    app.clientside_callback(
        ClientsideFunction("views", "again"),
        Input(ids.DATA_VERSION, "data"),
        Input(ids.MAP, "zoom"),
        Input(ids.MILESTONES_ALL, "checked"),
        Input(ids.BREAKDOWN_BY, "value"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("controls", "showSpellings"),
        Output(ids.FILTER_PROVINCE_SEARCH, "error"),
        Input(ids.FILTER_PROVINCE_SEARCH, "value"),
    )


def question(given: Mapping[str, str]) -> Question:
    """What the query says besides the Selection; what can't be used is as if it were not there."""
    groups = tuple(name for name in GROUPS if name in given.get("groups", ",".join(GROUPS)).split(","))
    by = given.get("breakdown", "")
    asked = Asked(
        zoom=_zoom(given.get("zoom", "")),
        blocks=parse_blocks(given.get("blocks", "")),
        all_milestones=given.get("milestones") == "all",
        by=by if by in BREAKDOWNS else BREAKDOWNS[0],
        sort=given.get("sort", ""),
    )
    pairs = (part.partition(":") for part in given.get("have", "").split(","))
    return Question(asked, groups, {name: key for name, _, key in pairs})


def _zoom(text: str) -> float:
    try:
        zoom = float(text)
    except ValueError:
        return START_ZOOM
    return zoom if 0 <= zoom <= HIGHEST_ZOOM else START_ZOOM


def answer(
    asked: Question, situation: Situation, words: Words, lines: Lines, pool: Executor | None = None
) -> Iterator[bytes]:
    """A line for every view that the page does not show already: how it is painted, where, its key, its content.
    Where the engine does not answer, a notice takes the place of those that are left.

    A blank line follows what is to be painted at once: numbers with the map, then the table, then chart by chart, so
    that the browser draws one while the next is made. With a `pool`, what many events are asked is asked together.
    """
    begun: dict[str, Future[tuple[str, bytes]]] = {}
    try:
        if pool and situation.dataset.events.is_large:
            if "numbers" in asked.groups:
                counts_together(situation, pool)
            parts = (part for group in asked.groups for part in GROUPS[group](situation, words, asked.asked))
            begun = lines_begun(parts, lines, pool)
        for group in asked.groups:
            for part in GROUPS[group](situation, words, asked.asked):
                key, line = begun[part.place].result() if part.place in begun else lines(part)
                if asked.have.get(part.place) != key:
                    yield line if group in PAINTED_AT_ONCE else line + b"\n"
            if group == PAINTED_AT_ONCE[-1]:
                yield b"\n"
    except EngineError as error:
        told = not_answered(error, words)
    else:
        told = []
    yield from _notice(told, asked, situation, lines)


def _notice(told: list[Component], asked: Question, situation: Situation, lines: Lines) -> Iterator[bytes]:
    """That the engine did not answer, or nothing in its place when the page still says so."""
    part = Part("html", ids.NOTICE_ENGINE, situation.dataset.version, (repr(told),), lambda: told)
    key, line = lines(part)
    if told or asked.have.get(ids.NOTICE_ENGINE, key) != key:
        yield line + b"\n"


def line_of(part: Part) -> tuple[str, bytes]:
    """The key of what is painted, and the line that tells it."""
    text = json.dumps(part.make(), default=_described, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    key = blake2b(text.encode(), digest_size=6).hexdigest()
    return key, f'["{part.paint}","{part.place}","{key}",{text}]\n'.encode()


def _described(part: object) -> Any:
    """A component as its type and properties; nothing else is expected besides plain values."""
    if isinstance(part, Component):
        return part.to_plotly_json()
    raise TypeError(f"{type(part).__name__} is no part of a view")
