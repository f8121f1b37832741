"""How the API answers: validators and cache rules, names of files, what can't be used, errors as JSON."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Any

from flask import Response, request
from werkzeug.exceptions import HTTPException

from dashboard import __version__
from dashboard.errors import BadValue, shorten
from dashboard.text import Words

JSON_TYPE = "application/json"
LARGEST_WHOLE = 4_000_000  # letters of an answer that is sent as a whole
Body = str | bytes | Iterator[str]
SHOWN_BAD_VALUES = 20  # a query may hold thousands; an answer is not made longer than the question


def to_json(value: Any) -> str:
    """`value` as JSON; NaN, which is none, raises ValueError."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def conditional(make: Callable[[], Body], content_type: str, *key: str) -> Response:
    """The body that `make` gives, a text, the bytes of a file or its parts, or 304 when the client has it already.

    `key` is everything that the body depends on besides the code. The answer may be kept, but is asked for again.
    """
    tag = hashlib.sha256("\0".join((__version__, *key)).encode("utf-8", "surrogateescape")).hexdigest()[:32]
    response = Response(status=304) if _is_kept(tag) else Response(_sent(make()), content_type=content_type)
    response.set_etag(tag)
    response.headers["Cache-Control"] = "no-cache"
    response.vary.add("Accept-Encoding")
    return response


def _sent(body: Body) -> Body:
    """What is small as a whole: it has a length then, and what goes wrong with it is an answer of its own."""
    if isinstance(body, str | bytes):
        return body
    begun: list[str] = []
    for part in body:
        begun.append(part)
        if sum(map(len, begun)) > LARGEST_WHOLE:
            return chain(begun, body)
    return "".join(begun)


def _is_kept(tag: str) -> bool:
    """Whether the client names `tag`; a compressing server may have marked it weak or added `:gzip`."""
    asked = request.if_none_match
    named = {one.partition(":")[0] for one in asked.as_set(include_weak=True)}
    return bool(asked.star_tag) or tag in named


def refusal(bad_values: Sequence[BadValue], words: Words) -> Response:
    """400, with every value that can't be used and why."""
    shown = [
        words("bad-value", name=bad.name, value=shorten(bad.value), reason=words(bad.reason))
        for bad in bad_values[:SHOWN_BAD_VALUES]
    ]
    if len(bad_values) > len(shown):
        shown.append(words.plural("api-more-bad-values", len(bad_values) - len(shown)))
    return failure(words("api-bad-values", items="; ".join(shown)), 400)


def failure(detail: str, status: int) -> Response:
    """An error as JSON; never kept."""
    response = Response(to_json({"detail": detail}), status, content_type=JSON_TYPE)
    response.headers["Cache-Control"] = "no-store"
    return response


def http_failure(error: HTTPException, words: Words) -> Response:
    """An error of the server, or of the way it was asked, with the headers that belong to it (`Allow`)."""
    known = error.code if error.code in (404, 405) else 500 if (error.code or 500) >= 500 else 400
    response = failure(words(f"api-error-{known}", path=shorten(request.path)), error.code or 500)
    response.headers.extend([pair for pair in error.get_headers() if pair[0] not in ("Content-Type", "Content-Length")])
    return response
