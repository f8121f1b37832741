"""What a spreadsheet would run as a formula, in every file that may be opened with one."""

from __future__ import annotations

# A cell that begins like this is taken for a formula, the full-width forms too (OWASP, CSV injection).
RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless(cell: str) -> str:
    """The cell with an apostrophe in front where a spreadsheet would run it."""
    return f"'{cell}" if cell.startswith(RUN_BY_SPREADSHEETS) else cell
