"""Headers of every answer: scripts are ours alone, nothing is loaded from elsewhere, nobody frames the page."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from dash import Dash
from flask import Response

from dashboard.config import Settings


def protect(app: Dash, settings: Settings) -> None:
    """Add the headers to all answers of `app`'s server."""
    policy = content_security_policy(app, settings)

    @app.server.after_request
    def add_headers(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers.setdefault("Referrer-Policy", "no-referrer")
        response.headers["Permissions-Policy"] = "geolocation=(), camera=(), microphone=()"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        return response


def content_security_policy(app: Dash, settings: Settings) -> str:
    """No inline script but Dash's own, by hash; pictures from elsewhere only when online tiles are switched on."""
    tiles = urlsplit(settings.tiles_url)
    # A wildcard has to be a whole label: mt{s}.example becomes *.example.
    host = f" {tiles.scheme}://{re.sub(r'^[^.]*{s}[^.]*', '*', tiles.netloc)}" if tiles.netloc else ""
    rules = {
        "default-src": "'self'",
        "script-src": " ".join(["'self'", *app.csp_hashes()]),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": f"'self' data: blob:{host}",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "worker-src": "'self' blob:",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())
