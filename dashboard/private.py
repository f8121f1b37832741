"""Private views of imported data: each is a dashboard of its own under `/private/<token>/`.

The public dashboard knows nothing of them: another dataset, another server, other caches. Every process makes the
dashboard of a view when it is first asked for it, from what lies in STATE_DIR, and keeps a few.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from werkzeug.utils import redirect

from dashboard.application import Application, create_app, make_ready
from dashboard.config import Settings
from dashboard.data.current import CurrentDataset
from dashboard.data.private_views import PrivateView, PrivateViews
from dashboard.errors import DataError
from dashboard.pages.importing.asked import PLACE, TROUBLE, VIEW

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

MOST_KEPT = 3  # in a process; each holds a dataset of its own
# What the public dashboard answers for a view, too: the report, and files that are the same for all.
SHARED = ("/import", "/pages/static/", "/assets/", "/_favicon.ico")
HEADERS = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",  # the address is the key
    "X-Robots-Tag": "noindex",
}
_REPLACED = {name.lower() for name in HEADERS} | {"etag", "last-modified", "expires"}


def mount(application: Application, settings: Settings) -> None:
    """Let the server of `application` answer for private views, too."""
    views = PrivateViews(settings.state_dir, settings.private_views)
    views.clear()
    server, beside = application.server, Beside(application, settings)
    server.wsgi_app = PrivatePart(server.wsgi_app, views, beside, settings.reload_seconds)  # type: ignore[method-assign]


@dataclass(frozen=True)
class Beside:
    """Makes the dashboards of views, beside the `public` one."""

    public: Application
    settings: Settings

    def make(self, view: PrivateView, prefix: str) -> Application:
        """The dashboard of a view; raises DataError when the data folder can't be used now.

        No file of it names its address: that has no public one.
        """
        own = replace(self.settings, public_url="", state_dir=view.state)
        current = CurrentDataset.open(self.settings.data_dir, view.state, also=view.folder)
        self._share_basemap(current)
        application = create_app(current, own, prefix=prefix, view=view, renderer=self.public.renderer)
        make_ready(application)
        return application

    def refresh(self, application: Application) -> None:
        """Load what changed since the last look."""
        with suppress(OSError):  # a file vanished between two reads: the next look sees what is there then
            if application.current.refresh():
                self._share_basemap(application.current)

    def _share_basemap(self, current: CurrentDataset) -> None:
        """Where the boundaries are those of the public dashboard, which they nearly always are: to read and draw them
        is half of the memory of a view, and its names are placed already."""
        mine, theirs = current.dataset.basemap, self.public.current.dataset.basemap
        if (mine.layers, mine.hillshade_bounds) == (theirs.layers, theirs.hillshade_bounds):
            current.dataset = replace(current.dataset, basemap=theirs)


@dataclass
class _Kept:
    """The dashboard of a view, and when its files were last looked at."""

    application: Application
    looked_at: float


class PrivatePart:
    """A WSGI application: `/private/…` here, all else `public`; `beside` makes the dashboards of views.

    The files of a view are looked at when its page is loaded, and `reload_seconds` after the last look; 0: never again.
    """

    def __init__(
        self,
        public: WSGIApplication,
        views: PrivateViews,
        beside: Beside,
        reload_seconds: float,
    ) -> None:
        self._public, self._views, self._beside, self._seconds = public, views, beside, reload_seconds
        self._kept: OrderedDict[tuple[str, str], _Kept] = OrderedDict()
        self._lock = threading.Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer, or have it answered."""
        path = environ.get("PATH_INFO", "")
        if path != PLACE and not path.startswith(f"{PLACE}/"):
            return self._public(environ, start_response)
        self._views.clear()
        token, slash, rest = path.removeprefix(PLACE).removeprefix("/").partition("/")
        view, respond = self._views.find(token), _secretly(start_response)
        self._forget()
        if not view:
            return self._public({**environ, "PATH_INFO": f"{PLACE}/"}, respond)  # no log of ours has the token
        script = environ.get("SCRIPT_NAME", "")
        prefix = f"{script}{PLACE}/{token}"
        if not slash:
            return redirect(f"{quote(prefix)}/", 308)(environ, respond)
        inside = {**environ, "SCRIPT_NAME": prefix, "PATH_INFO": f"/{rest}", VIEW: view}
        if inside["PATH_INFO"].startswith(SHARED):
            return self._public(inside, respond)
        try:
            server = self._found(view, f"{prefix}/", is_page=not rest).server
        except DataError:
            return self._public({**environ, "PATH_INFO": f"{PLACE}/", TROUBLE: True}, respond)
        return server(inside, respond)

    def _found(self, view: PrivateView, prefix: str, *, is_page: bool) -> Application:
        """The dashboard of a view with the data of now; one reader makes it, others wait."""
        with self._lock:
            kept, now = self._kept.pop((view.token, prefix), None), time.monotonic()
            if kept is None:
                kept = _Kept(self._beside.make(view, prefix), now)
            elif self._seconds and (is_page or now - kept.looked_at >= self._seconds):
                kept.looked_at = now
                self._beside.refresh(kept.application)
            self._kept[view.token, prefix] = kept
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return kept.application

    def _forget(self) -> None:
        """Let go of dashboards whose views are gone; while one is being made, the next request will."""
        if not self._lock.acquire(blocking=False):
            return
        try:
            for key in [key for key in self._kept if not self._views.find(key[0])]:
                del self._kept[key]
        finally:
            self._lock.release()


def _secretly(start_response: StartResponse) -> StartResponse:
    """With the headers of what nobody keeps, lists, or passes on."""

    def respond(status: str, headers: list[tuple[str, str]], *error: Any) -> Callable[[bytes], object]:
        others = [(name, value) for name, value in headers if name.lower() not in _REPLACED]
        return start_response(status, [*others, *HEADERS.items()], *error)

    return respond
