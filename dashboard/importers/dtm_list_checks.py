"""What a row of a master list says twice, and whether both fit: flagged where not, never repaired.

People are families by six, by five in camps, as IOM counts. People by governorate of origin add up to all of them:
families in lists before round 119, individuals since.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dashboard.importers.dtm_list_header import ListTable, Round

PER_FAMILY, PER_FAMILY_IN_CAMPS = 6, 5
INDIVIDUALS_FROM = 119  # round
COUNTS = ("households", "individuals")


def oddities(
    row: Mapping[str, str], numbers: Mapping[str, str], listed: ListTable, of: Round
) -> Iterator[tuple[str, str, str]]:
    """(what does not fit, column as the file calls it, the numbers); `numbers` are those of COUNTS, blank: unknown."""
    families, people = numbers["households"], numbers["individuals"]
    if families and people:
        factors = (PER_FAMILY, PER_FAMILY_IN_CAMPS) if _is_camp(row) else (PER_FAMILY,)
        if all(int(people) != factor * int(families) for factor in factors):
            what = "individuals are not six a family (five in camps)"
            yield what, listed.called("individuals"), f"{families}: {people}"
    parts = [row[name] for name in listed.origins if row.get(name)]
    units = _units(of)
    sums = [int(numbers[unit]) for unit in units if numbers[unit]]
    by_origin = sum(map(int, parts)) if all(part.isdecimal() for part in parts) else None
    if parts and sums and by_origin is not None and by_origin not in sums:
        what = f"people by origin do not add up to the {' or '.join(units)}"
        yield what, listed.called(units[0]), f"{by_origin}: {', '.join(map(str, sums))}"


def _units(of: Round) -> tuple[str, ...]:
    """What people by origin are counted in: either, in a list whose round is not known."""
    if not of.number.isdecimal():
        return COUNTS
    return ("individuals",) if int(of.number) >= INDIVIDUALS_FROM else ("households",)


def _is_camp(row: Mapping[str, str]) -> bool:
    return row.get("camp", "0") not in ("", "0") or "camp" in row.get("location", "").casefold()
