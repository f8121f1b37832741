"""Why an import ends before its rows: the file can't be used, or its user has to say something first."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.errors import DashboardError, Problem, Severity


class ImportRefusedError(DashboardError):
    """The file can't be imported as a whole; carries every problem found."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("\n".join(problem.told for problem in problems))


class QuestionError(DashboardError):
    """The user has to say something first. `about` is `format`, `dates`, `columns` or a name of `Choices.read`.

    `choices` are the possible answers, `reason` a sentence that says why it is asked.
    """

    def __init__(self, about: str, reason: str, choices: Iterable[str] = ()) -> None:
        self.about, self.reason, self.choices = about, reason, tuple(choices)
        super().__init__(reason)


def refused(file: str, reason: str, line: int | None = None, value: str = "") -> ImportRefusedError:
    """The refusal of a file as a whole, for one reason."""
    return ImportRefusedError(Problem(Severity.STOPS, file, reason, line, value=value))
