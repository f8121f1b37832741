"""What a browser did behind the reader's back: messages in the console, errors, requests."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

INSIDE = ("data", "blob")  # addresses that leave nobody's machine
LEFT = "net::ERR_ABORTED"  # a request that ended because the reader went on, or saved its answer as a file


class Witness:
    """Sees everything that happens in a context from now on."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.host = urlsplit(url).netloc
        self.requested: list[str] = []
        self.faults: list[str] = []
        context.on("console", self._hear)
        context.on("weberror", self._see_error)
        context.on("request", self._see_request)
        context.on("requestfailed", self._see_failure)
        context.on("response", self._see_answer)

    def assert_nothing_wrong(self) -> None:
        """Since the last look: a silent console, no error, every request to our server alone and answered."""
        elsewhere = [f"request to another host: {url}" for url in self.requested if not self._is_ours(url)]
        found, asked = self.faults + elsewhere, len(self.requested)
        self.faults, self.requested = [], []
        assert not found, "\n".join(found)
        assert asked, "The page asked for nothing: was it opened?"

    def _is_ours(self, url: str) -> bool:
        address = urlsplit(url)
        return address.scheme in INSIDE or (address.scheme == "http" and address.netloc == self.host)

    def _hear(self, message: ConsoleMessage) -> None:
        self.faults.append(f"{message.type} in the console: {message.text}")

    def _see_error(self, error: WebError) -> None:
        self.faults.append(f"error on the page: {error.error}")

    def _see_request(self, request: Request) -> None:
        self.requested.append(request.url)

    def _see_failure(self, request: Request) -> None:
        if request.failure != LEFT:
            self.faults.append(f"failed: {request.url} ({request.failure})")

    def _see_answer(self, response: Response) -> None:
        if response.status >= 400:
            self.faults.append(f"{response.status}: {response.url}")
