"""The task list of an audit that is not signed off: what is done, and what comes next."""

from dataclasses import dataclass
from typing import NamedTuple

from django.urls import reverse

from audit.home.standing import Standing
from audit.method.kinds import KindCases
from audit.models import Audit
from audit.models.sentences import day
from audit.together.reads import ReadingCounts
from cases.counted import counted
from cases.listed import listed
from cases.permissions import Permission


class TaskState(NamedTuple):
    """The state shown beside a task. `colour`: of its tag; None for plain text. `is_next`: it can be worked on now.

    `waits`: it cannot be started yet.
    """

    name: str
    colour: str | None
    is_next: bool = False
    waits: bool = False


DONE = TaskState("Completed", None)
BEGUN = TaskState("In progress", "teal", is_next=True)
TO_DO = TaskState("Not started", "", is_next=True)
ENDED = TaskState("Ended", None)
OPTIONAL = TaskState("Optional", "grey")
LATER = TaskState("Cannot start yet", None, waits=True)
NOT_READY = TaskState("Not ready", "yellow")


@dataclass(frozen=True)
class Task:
    """A line of the list. `address`: "" where the reader cannot go yet, or may not. `step`: what the next step does."""

    name: str
    hint: str
    state: TaskState
    address: str
    step: str


@dataclass(frozen=True)
class TaskList:
    """The tasks in the order of the work, and the one to do next; None if there is none for this reader."""

    tasks: tuple[Task, ...]
    next: Task | None


@dataclass(frozen=True)
class Work:
    """An audit with its Standing. `apart`: number of cases whose two reviews differ in answers not agreed on.

    `readings`: of the cases that all read together. `has_case_to_read`: there is such a case, or one in reserve.
    `judged`: number of the standards judged on evidence that have a judgement, of `on_evidence` in all.
    `moves`: decisions of panels that wait for a second person. `recommendations`: drafts.
    """

    audit: Audit
    standing: Standing
    apart: int
    readings: ReadingCounts
    has_case_to_read: bool
    judged: int
    on_evidence: int
    moves: int
    recommendations: int

    def task(self, permission, name, state, hint, page, step=""):
        """A Task at the page of this name; without its address unless the reader has the permission."""
        opens = permission in self.audit.permissions and not state.waits
        return Task(name, hint, state, reverse(page, args=[self.audit.pk]) if opens else "", step)


def build_task_list(work: Work) -> TaskList:
    """Build the TaskList of a running audit."""
    parts = (_plan, _sample, _share_out, _read_together, _review, _second_reviews, _judge, _recommend, _sign_off)
    tasks = tuple(task for part in parts if (task := part(work)))
    return TaskList(tasks, next((task for task in tasks if task.state.is_next and task.address), None))


def _plan(work):
    due = work.audit.review_until
    hint = f"Reviews due by {day(due)}" if due else "No due date is set for the reviews"
    return work.task(Permission.PLAN, "Plan the audit", DONE, hint, "change_audit")


def _samples_of_kinds(work, name):
    """Return the task of an audit with several kinds of case: it is done once each kind has cases."""
    numbers, kinds = work.audit.reviewed_of_kinds(), work.audit.framework.kinds
    found = [KindCases(kind, *numbers.get(kind.code, (0, 0))) for kind in kinds]
    if none := next((each.none_sampled for each in found if each.none_sampled), ""):
        state = BEGUN if work.standing.cases else TO_DO
        return work.task(Permission.PLAN, name, state, f"{none} yet", "audit_sample", "Choose the cases of each kind")
    cases = listed([counted(each.expected, each.kind.one) for each in found])
    return work.task(Permission.PLAN, name, DONE, f"{cases} in the sample", "audit_sample")


def _sample(work):
    sample, name = work.audit.sample_of(), "Choose the cases"
    if work.audit.framework.kinds:
        return _samples_of_kinds(work, name)
    if work.standing.cases:
        cases = counted(work.standing.cases, "case")
        return work.task(Permission.PLAN, name, DONE, f"{cases} in the sample", "audit_sample")
    if sample and sample.plan:
        hint = "The sample is planned but not drawn yet"
        return work.task(Permission.PLAN, name, BEGUN, hint, "draw_sample", "Draw the cases from an extract")
    return work.task(Permission.PLAN, name, TO_DO, "No sample is planned yet", "plan_sample", "Plan the sample")


def _share_out(work):
    standing = work.standing
    state = _state_of(standing.given, standing.cases)
    hint = f"{standing.given} of {counted(standing.cases, 'case')} given to a reviewer" if standing.cases else ""
    return work.task(Permission.MODERATE, "Share out the cases", state, hint, "audit_reviewers", "Share out the cases")


def _read_together(work):
    notes = work.standing.notes
    if not work.has_case_to_read:
        hint = f"{counted(notes, 'agreed note is', 'agreed notes are')} shown beside the questions"
        return (
            work.task(Permission.MODERATE, "Check the agreed notes", OPTIONAL, hint, "read_together") if notes else None
        )
    state, hint = _state_of_reading(work.readings)
    hint += f", {counted(notes, 'agreed note')}" if notes else ""
    return work.task(Permission.MODERATE, "Read one case together", state, hint, "read_together")


def _state_of_reading(readings):
    if not readings.number:
        return OPTIONAL, "No case is read by all reviewers yet"
    hint = f"{readings.submitted} of {counted(readings.number, 'reading')} submitted"
    if readings.open:
        return BEGUN._replace(is_next=False), hint  # the reviewers' turn, not this reader's
    if readings.submitted == readings.number:
        return DONE, hint
    return ENDED, f"{hint}, {readings.number - readings.submitted} not submitted"


def _review(work):
    standing = work.standing
    state = _state_of(standing.submitted, standing.cases) if standing.given else LATER
    state = BEGUN if state is TO_DO else state  # cases are given out, so reviewing is under way
    submitted = f"{standing.submitted} of {counted(standing.cases, 'review')} submitted"
    hint = submitted + _overdue(standing.overdue) if standing.given else ""
    page = "audit_reviews" if state is DONE else "audit_reviewers"
    return work.task(Permission.MODERATE, "Review the cases", state, hint, page, "See progress by reviewer")


def _overdue(number):
    return f", {number} overdue" if number else ""


def _second_reviews(work):
    standing, name = work.standing, "Second reviews"
    if not standing.second:
        state, hint = (OPTIONAL, "No case gets a second review yet") if standing.cases else (LATER, "")
        return work.task(Permission.MODERATE, name, state, hint, "audit_reviews")
    hint = f"{standing.second_submitted} of {standing.second} submitted{_overdue(standing.second_overdue)}"
    if standing.second_given < standing.second:
        return work.task(Permission.MODERATE, name, BEGUN, hint, "audit_reviewers", "Give out the second reviews")
    if work.apart:
        hint += f", {counted(work.apart, 'case')} with answers still to agree on"
        return work.task(Permission.MODERATE, name, BEGUN, hint, "audit_reviews", "Agree on the answers")
    state = _state_of(standing.second_submitted, standing.second)
    state = BEGUN if state is TO_DO else state
    return work.task(Permission.MODERATE, name, state, hint, "audit_reviews", "See the second reviews")


def _judge(work):
    if not work.on_evidence:
        return None
    hint = f"{work.judged} of {counted(work.on_evidence, 'standard')} judged on evidence"
    state, step = _state_of(work.judged, work.on_evidence), "Record judgements"
    return work.task(Permission.JUDGE, "Judge the standards", state, hint, "audit_standards", step)


def _recommend(work):
    number = work.recommendations
    state = DONE if number else OPTIONAL if work.standing.submitted else LATER
    hint = f"{counted(number, 'draft')}, released with the sign-off" if number else "None is written yet"
    hint = "" if state is LATER else hint
    return work.task(Permission.JUDGE, "Write recommendations", state, hint, "audit_recommendations")


def _sign_off(work):
    missing = list(_missing(work))
    state, hint = (NOT_READY, f"Still missing: {', '.join(missing)}") if missing else (TO_DO, "Nothing is missing")
    return work.task(Permission.SIGN_OFF, "Sign off", state, hint, "sign_off_audit", "Sign off the result")


def _missing(work):
    standing = work.standing
    if not standing.cases:
        yield "cases"
    for number, what in (
        (standing.cases - standing.submitted, "review"),
        (standing.second - standing.second_submitted, "second review"),
        (work.apart, "agreement"),
        (work.on_evidence - work.judged, "judgement"),
        (work.moves, "second person for a panel's decision"),
    ):
        if number:
            yield counted(number, what)


def _state_of(done, of):
    """Return the state of a task from the number of its parts that are done."""
    if not of:
        return LATER
    return DONE if done == of else BEGUN if done else TO_DO
