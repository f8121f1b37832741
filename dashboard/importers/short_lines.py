"""Lines with fewer cells than the header: a spreadsheet that leaves out empty cells at the end, or a broken line.

Excel looks at some rows together and writes no column that is empty in all of them, so that many lines in a row are
short alike. A line that is short by itself may lack any of its cells: nobody can say which, and it is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from dashboard.importers.text_lines import UNREADABLE

TOGETHER = 16  # lines


@dataclass
class ShortLines:
    """Lines on their way to a table of `width` columns."""

    width: int
    _waiting: list[tuple[int, Sequence[str]]] = field(default_factory=list)
    _alike: int = 0  # cells of the short lines that are let through
    _was_any: bool = False

    def told(self, lines: Iterable[tuple[int, Sequence[str]]]) -> Iterator[tuple[int, Sequence[str], int]]:
        """Each line with its number and how many empty cells were put at its end; broken ones are as they were."""
        for line, row in lines:
            if not 0 < len(row) < self.width or row[0] == UNREADABLE or not any(map(str.strip, row)):
                yield from self._end(is_last=False)
                yield line, row, 0
            elif len(row) == self._alike:
                yield line, *self._filled(row)
            else:
                if self._alike or (self._waiting and len(self._waiting[0][1]) != len(row)):
                    yield from self._end(is_last=False)
                self._waiting.append((line, row))
                if len(self._waiting) == TOGETHER:
                    yield from self._all_filled()
                    self._alike, self._was_any = len(row), True
        yield from self._end(is_last=True)

    def _end(self, *, is_last: bool) -> Iterator[tuple[int, Sequence[str], int]]:
        """Of a stretch of short lines. The last one of a file may be shorter than others that were let through."""
        self._alike = 0
        if self._waiting and is_last and self._was_any:
            yield from self._all_filled()
        waiting, self._waiting = self._waiting, []
        for line, row in waiting:
            yield line, row, 0

    def _all_filled(self) -> Iterator[tuple[int, Sequence[str], int]]:
        waiting, self._waiting = self._waiting, []
        for line, row in waiting:
            yield line, *self._filled(row)

    def _filled(self, row: Sequence[str]) -> tuple[Sequence[str], int]:
        missing = self.width - len(row)
        return [*row, *[""] * missing], missing
