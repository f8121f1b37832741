"""Fifty readers at once, each with a page of their own and time to think, from a process that does nothing else.

`python -m tests.benchmarks.readers URL SECONDS` reads a line of JSON for each reader, the queries that they
will ask, and writes what became of them. All readers together ask for no Selection twice.
"""

from __future__ import annotations

import itertools
import json
import random
import subprocess
import sys
import threading
import time
from collections.abc import Sequence

from dashboard.config import PROJECT_DIR
from dashboard.data.dataset import Dataset
from dashboard.layout.page import LIVE_SECONDS
from tests.benchmarks.asking import Answer, Asking
from tests.benchmarks.selections import Drawer

READERS = 50
SECONDS = 90.0
THINKING = (5.0, 15.0)  # seconds from an answer to the next change
SEED = 721


def many(url: str, dataset: Dataset, seconds: float = SECONDS) -> dict[str, list[Answer]]:
    """`openings`, `changes` and `news` (questions for them) of as many readers in as many seconds."""
    each = int(seconds / THINKING[0]) + 2
    drawn = Drawer(dataset, SEED).queries()
    lines = "\n".join(json.dumps(list(itertools.islice(drawn, each))) for _ in range(READERS))
    command = [sys.executable, "-m", "tests.benchmarks.readers", url, str(seconds)]
    done = subprocess.run(command, cwd=PROJECT_DIR, input=lines, check=True, stdout=subprocess.PIPE, text=True)
    return {kind: [Answer(*one) for one in answers] for kind, answers in json.loads(done.stdout).items()}


class Reader(threading.Thread):
    """Opens the page at some moment, then thinks and changes filters until the time is over."""

    def __init__(self, url: str, number: int, queries: list[str], until: float) -> None:
        super().__init__()
        self.page, self.queries, self.until = Asking(url), queries, until
        self.random = random.Random(SEED + number)
        self.opened: list[Answer] = []
        self.changed: list[Answer] = []
        self.followed: list[Answer] = []

    def run(self) -> None:
        time.sleep(self.random.uniform(0, THINKING[1]))
        self.opened.append(self.page.open(""))
        for query in self.queries:
            if not self._think():
                return
            self.changed.append(self.page.change(query))

    def _think(self) -> bool:
        """Whether there is time for another change; meanwhile the page asks for news of the data."""
        rest = self.random.uniform(*THINKING)
        if time.monotonic() + rest > self.until:
            return False
        for _ in range(int(rest // LIVE_SECONDS)):
            time.sleep(LIVE_SECONDS)
            self.followed.append(self.page.follow())
        time.sleep(rest % LIVE_SECONDS)
        return True


def main(arguments: Sequence[str]) -> None:
    """As many readers as there are lines; see above."""
    url, seconds = arguments
    until = time.monotonic() + float(seconds)
    readers = [Reader(url, number, json.loads(line), until) for number, line in enumerate(sys.stdin)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    kinds = {"openings": "opened", "changes": "changed", "news": "followed"}
    print(json.dumps({name: [one for reader in readers for one in getattr(reader, of)] for name, of in kinds.items()}))


if __name__ == "__main__":
    main(sys.argv[1:])
