"""The page that shows what an uploaded workbook would change, ready to print."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.forms import BoundField

from audit.frameworks import FrameworkProblem
from audit.method.applicability import applicable_questions
from audit.method.framework import Item
from audit.method.sections import sections_of
from audit.models import Answer, FrameworkChanged, Review
from audit.reviewing.forms.review_upload import SettleForm, ToSettle
from audit.reviewing.identifiers import FreeTextPlace, places_in_comments
from audit.reviewing.offline.changes import UploadComparison, compare
from audit.reviewing.pages.conflict import Conflict, build_conflict
from audit.trail.entries import Change
from cases.counted import counted
from cases.spreadsheets.problems import Problem, Problems

MOST_CONFLICTS = 500  # each has a field of its own, and the server takes only so many in one form
SUBMITTED = "This review is submitted, so its answers can no longer be changed. Remove the sheet from the file."
SIGNED_OFF = "The audit is signed off, so its answers can no longer be changed. Remove the sheet from the file."
OWN_TEAM = (
    "This case is now in your own team, so someone else must review it. Remove the sheet, and ask "
    "the quality lead to give the case to another reviewer."
)
READ_FIRST = (
    "All reviewers read a case together first. Open My reviews, answer that case and submit it. "
    "Then upload this file again."
)
GONE = "This review does not exist or is not yours to answer. Remove the sheet, or ask who sent you the file."
TOO_MUCH = "This is too much for one upload. Remove some of the reviews and upload them separately."


@dataclass
class ConflictLine:
    """A Conflict with the question's text, and the field in which the person chooses what to keep."""

    conflict: Conflict
    text: str
    to_settle: ToSettle
    choice: BoundField | None = None


@dataclass(frozen=True)
class UploadedPart:
    """What an upload would change in one part of a review. `summary`: how many answers and comments."""

    title: str
    summary: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class UploadedReview:
    """What an upload would change in one Review. `answers` is {code: Answer} as stored.

    `places` are the comments that may identify people.
    """

    review: Review
    answers: Mapping[str, Answer]
    comparison: UploadComparison
    parts: tuple[UploadedPart, ...]
    conflicts: tuple[ConflictLine, ...]
    not_asked: tuple[Change, ...]
    places: tuple[FreeTextPlace, ...]

    @property
    def seen(self):
        """{code: version} of what the page shows."""
        compared = (*self.comparison.changes, *self.comparison.conflicts)
        return {change.code: change.based_on for change in compared}


@dataclass
class UploadPage:
    """What an upload would change. `settle` asks about its conflicts; `not_read` names the sheets without a review."""

    reviews: list[UploadedReview]
    problems: Problems
    settle: SettleForm
    not_read: list[str] = field(default_factory=list)

    @property
    def number(self):
        """How many answers would change, without conflicts."""
        return sum(len(each.comparison.changes) for each in self.reviews)

    @property
    def places(self):
        """How many comments may identify a person."""
        return sum(len(each.places) for each in self.reviews)

    @property
    def conflicts(self):
        """How many conflicts there are in all reviews."""
        return sum(len(each.conflicts) for each in self.reviews)


def frameworks_of(reviews):
    """({review number: Framework}, {review number: why it has none}) of these Reviews."""
    found, missing = {}, {}
    for review in reviews:
        try:
            found[review.pk] = review.audit.framework
        except (FrameworkChanged, FrameworkProblem) as problem:
            missing[review.pk] = str(problem)
    return found, missing


def refusals(reviews, of_own_team, waiting):
    """{review number: why it cannot be answered} of Reviews without a framework, of those `of_own_team`, and of those
    `waiting` for a case that all read first."""
    _, without_framework = frameworks_of(reviews)
    refused = dict.fromkeys((review.pk for review in waiting), READ_FIRST)
    return without_framework | refused | {review.pk: OWN_TEAM for review in of_own_team}


def build_upload_page(reviews, typed, *, refused, user, sent=None, chosen=None, problems=None, sheets=None):
    """Build the UploadPage of what was typed, {review number: [TypedAnswer]}.

    `refused` is {review number: why}. `sent` holds the choices about conflicts to check, `chosen` those to show
    unchecked. `problems` were found before; `sheets` is {review number: name of its sheet}.
    """
    problems, by_number = problems or Problems(), {review.pk: review for review in reviews}
    uploaded = []
    for number, of_review in typed.items():
        review = by_number.get(number)
        if why := refused.get(number) or _why_not_stored(review, of_review):
            problems.add(Problem(None, "", f"review {number}", why, (sheets or {}).get(number, "")))
        elif of_review:
            uploaded.append(_uploaded(review, of_review, user))
    page = UploadPage(uploaded, problems, _settle_form(uploaded, sent, chosen))
    if page.conflicts > MOST_CONFLICTS:
        problems.add(Problem(None, "", "", TOO_MUCH))
    return page


def _settle_form(uploaded, sent, chosen):
    """The SettleForm of all conflicts. Each ConflictLine gets its field."""
    lines = [line for each in uploaded for line in each.conflicts]
    form = SettleForm(sent, initial=chosen, conflicts=[line.to_settle for line in lines])
    for line in lines:
        line.choice = form[line.to_settle.field]
    return form


def _why_not_stored(review, typed):
    """Why what was typed cannot be stored in this Review; "" where it can, or nothing was typed."""
    if review is None:
        return GONE
    if not typed:
        return ""
    return SIGNED_OFF if review.audit.signed_off_at else SUBMITTED if review.submitted_at else ""


def _uploaded(review, typed, user):
    framework, answers = review.audit.framework, review.answers_by_code()
    asked = applicable_questions(framework, review.facts)
    comparison = compare(typed, answers, asked)
    return UploadedReview(
        review,
        answers,
        comparison,
        tuple(_parts(framework, asked, comparison.changes, answers)),
        tuple(_conflict_line(review, change, answers, user) for change in comparison.conflicts),
        tuple(_changes(framework.questions, comparison.not_asked, {})),
        tuple(_places_in(review.sampled_case, comparison)),
    )


def _parts(framework, asked, changes, answers):
    """Yield each part of a review in which something would change."""
    by_code = {change.code: change for change in changes}
    for section in sections_of(framework, asked):
        here = [by_code[question.code] for question in section.questions if question.code in by_code]
        of_answers, of_comments = _changes_by_kind(framework.questions, here, answers)
        numbers = ((len(of_answers), "answer"), (len(of_comments), "comment"))
        if here:
            summary = " and ".join(counted(number, what) for number, what in numbers if number)
            yield UploadedPart(section.title, summary, tuple(_changes(framework.questions, here, answers)))


def _changes(questions, changes, answers):
    """Yield each answer and each comment that would change, as a Change in words."""
    for change in changes:
        of_answer, of_comment = _changes_by_kind(questions, [change], answers)
        yield from (*of_answer, *of_comment)


def _changes_by_kind(questions, changes, answers):
    """([Change of an answer], [Change of a comment])."""
    of_answers, of_comments = [], []
    for change in changes:
        question, answer = questions[change.code], answers.get(change.code)
        name = question.text if isinstance(question, Item) else f"{question.code} {question.text}"
        before, after = _answer_and_comment(question, answer), _answer_and_comment(question, change)
        if before[0] != after[0]:
            of_answers.append(Change(name, before[0], after[0]))
        if before[1] != after[1]:
            about = f"“{name}”" if isinstance(question, Item) else question.code
            of_comments.append(Change(f"Comment on {about}", before[1], after[1]))
    return of_answers, of_comments


def _answer_and_comment(question, answer):
    """(answer in words, comment) of an Answer, an AnswerChange or a TypedAnswer."""
    if answer is None:
        return "", ""
    return "" if answer.value is None else question.label(answer.value), answer.comment


def _conflict_line(review, change, answers, user):
    question = review.audit.framework.questions[change.code]
    conflict, stored = _conflict(question, change, answers), answers.get(change.code)
    if stored and stored.answered_by == user:
        conflict = replace(conflict, who="Stored by you")
    theirs = stored.comment if stored else ""
    name = f"{review.sampled_case.with_crn}, {conflict.label}"
    return ConflictLine(conflict, question.text, ToSettle(review.pk, change.code, name, theirs, change.comment))


def _conflict(question, change, answers):
    """The Conflict with the stored answer, or with “not answered” where nothing is stored now."""
    if change.code in answers:
        return build_conflict(question, answers[change.code], change)
    name = question.text if isinstance(question, Item) else question.code
    mine = _answer_and_comment(question, change)
    return Conflict(question.code, name, None, "not answered", "No one", "", mine[0] or "not answered", mine[1])


def _places_in(sampled, comparison):
    sent = (*comparison.changes, *comparison.conflicts)
    return places_in_comments(sampled.number, sent, name=sampled.shown_number)
