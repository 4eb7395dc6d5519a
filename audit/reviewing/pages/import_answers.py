"""The page that shows what an answers file would change in an audit."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from audit.models import Audit, SampledCase
from audit.reviewing.answers_file.table import AnswersTable
from audit.reviewing.identifiers import FreeTextPlace, places_in_comments
from audit.reviewing.reads.import_plan import AnswerLine, CasePlan
from audit.trail.entries import Change
from cases.counted import counted
from cases.spreadsheets.problems import Problem, Problems

MOST_REPLACED = 500  # more than anyone reads before they confirm
TOO_MUCH = "This is too much for one import. Split the file by cases and import the parts one after the other."
# what a remedy says to who types a command, and what it says on a page
ON_A_PAGE = (
    (re.compile(r", or leave the column out with --ignore .*$"), ", or delete the column."),
    (re.compile(r", or add new cases with --add-cases\."), "."),
    (re.compile(r" If they are the same case, use --same .*$"), " Write it exactly as the audit does."),
)


@dataclass(frozen=True)
class ImportedCase:
    """What the file would do in one case. `changes`: the stored answers that it would replace, as Changes."""

    sampled: SampledCase
    new: int
    replaced: int
    unchanged: int
    missing: str
    changes: tuple[Change, ...]
    places: tuple[FreeTextPlace, ...]

    @property
    def changes_something(self) -> bool:
        return bool(self.new or self.replaced)


@dataclass(frozen=True)
class ImportPage:
    """All that the page shows of a file. `notes`: sentences about it."""

    cases: tuple[ImportedCase, ...]
    notes: tuple[str, ...]

    @property
    def new(self) -> int:
        return sum(case.new for case in self.cases)

    @property
    def replaced(self) -> int:
        return sum(case.replaced for case in self.cases)

    @property
    def unchanged(self) -> int:
        return sum(case.unchanged for case in self.cases)

    @property
    def complete(self) -> int:
        """How many reviews would have every key question answered, and so be submitted."""
        return sum(case.changes_something and not case.missing for case in self.cases)

    @property
    def incomplete(self) -> int:
        return sum(case.changes_something and bool(case.missing) for case in self.cases)

    @property
    def places(self) -> int:
        return sum(len(case.places) for case in self.cases)


def build_import_page(audit: Audit, table: AnswersTable, plans: Sequence[CasePlan]) -> ImportPage:
    """Return the ImportPage of what the table would change."""
    return ImportPage(tuple(_case(audit, plan) for plan in plans), tuple(_notes(audit, table)))


def _case(audit: Audit, plan: CasePlan) -> ImportedCase:
    replaced = [line for line in plan.lines if line.replaces]
    changes = tuple(change for line in replaced for change in _changes(audit, line))
    missing = ", ".join(plan.missing)
    new = len(plan.to_store) - len(replaced)
    unchanged = len(plan.lines) - len(plan.to_store)
    places = tuple(places_in_comments(plan.sampled.number, plan.to_store, name=plan.sampled.shown_number))
    return ImportedCase(plan.sampled, new, len(replaced), unchanged, missing, changes, places)


def _changes(audit: Audit, line: AnswerLine) -> Iterable[Change]:
    stored = line.stored
    question, who = audit.framework.questions[line.code], stored.answered_by or "no one named"
    if line.other_answer:
        yield Change(f"{line.code}, answered by {who}", question.label(stored.value), question.label(line.value))
    if line.other_comment:
        yield Change(f"{line.code}, comment by {who}", stored.comment, line.comment)


def _notes(audit: Audit, table: AnswersTable) -> Iterable[str]:
    if table.from_audit and table.from_audit != str(audit.pk):
        yield (
            f"The file holds answers of audit {table.from_audit}. It names cases by number: check that each number "
            "means the same case here."
        )
    yield from table.passed_over


def too_much(page: ImportPage, length: int, longest: int) -> str:
    """Why the page cannot be confirmed: it carries too much, or replaces more than anyone reads. "" if it can."""
    if page.replaced > MOST_REPLACED:
        return f"{counted(page.replaced, 'stored answer')} would be replaced, more than {MOST_REPLACED}. {TOO_MUCH}"
    return TOO_MUCH if length > longest else ""


def on_a_page(problems: Problems) -> Problems:
    """The same Problems, without options of a command."""
    shown = Problems(map(_for_a_page, problems.first))
    shown.count = problems.count
    return shown


def _for_a_page(problem: Problem) -> Problem:
    remedy = problem.remedy
    for told, instead in ON_A_PAGE:
        remedy = told.sub(instead, remedy)
    return replace(problem, remedy=remedy)
