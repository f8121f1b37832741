"""Many problems: the first are named, all are counted, and what stops the start is never crowded out."""

from __future__ import annotations

import hypothesis.strategies as st
from hypothesis import given

from dashboard.data.findings import Findings
from dashboard.errors import Problem, Severity

SEVERITIES = st.sampled_from(list(Severity))


def problems(found: list[tuple[int, Severity]]) -> list[Problem]:
    return [Problem(severity, "a.csv", "is wrong", line) for line, severity in sorted(found)]


@given(found=st.lists(st.tuples(st.integers(1, 20), SEVERITIES)), most=st.integers(1, 6))
def test_nothing_is_lost_and_no_more_than_the_most_is_named(found: list[tuple[int, Severity]], most: int) -> None:
    findings = Findings("a.csv", most)
    findings.add(problems(found))
    told = findings.told()
    for severity in Severity:
        all_of_it = [line for line, one in sorted(found) if one is severity]
        named = [problem.line for problem in told if problem.severity is severity and problem.line]
        others = [problem for problem in told if problem.severity is severity and not problem.line]
        assert named == all_of_it[:most]
        assert len(others) == (len(all_of_it) > most)
        assert all(f"has {len(all_of_it) - most:,} more problems" in problem.reason for problem in others)
    aside = [problem for problem in told if problem.severity is Severity.ROW_SET_ASIDE]
    counted = len({problem.line for problem in aside if problem.line}) + sum(problem.rows for problem in aside)
    assert counted == len({line for line, severity in found if severity is Severity.ROW_SET_ASIDE})
    assert findings.stops == any(severity is Severity.STOPS for _, severity in found)
