"""Read a look: its answers of every kind, the drafts written in it, and what is known about its case."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zlib import crc32

from django.db.models import Case, QuerySet, When
from django.utils.timezone import localdate

from audit.method.answers import Value
from audit.method.applicability import applicable_questions
from audit.method.framework import Question
from audit.models import Answer, Correction, Finding, Look, Review
from audit.oversight.findings.reads import owners_for
from audit.oversight.looks.changes import Direction, More, Strength, Task
from audit.oversight.looks.questions import DIRECTION, MODE, OWN, TODAY, WELL
from audit.oversight.rounds.reads import team_of
from cases.models import User

RELATED = (
    "review__reviewer",
    "review__sampled_case__audit__unit",
    "review__sampled_case__audit__round__team",
    "review__sampled_case__case__practitioner__team",
    "review__sampled_case__case__team",
)
YES_OR_NO = {True: Value.YES, False: Value.NO, None: None}
OF_MODE = {Look.Mode.ALONE: Value.YES, Look.Mode.TOGETHER: Value.NO}
OF_DIRECTION = {Look.Whose.MINE: Value.YES, Look.Whose.ANOTHERS: Value.NO, "": None}


@dataclass(frozen=True)
class LookField:
    """What the look itself holds, under the names that an Answer has. `version` tells one content from another."""

    question: str
    value: int | None
    comment: str = ""
    more: More = None
    answered_by: User | None = None
    answered_at: datetime | None = None

    @property
    def version(self) -> int:
        """0 where nothing is held."""
        return version_of(self.value, self.comment, self.more)


def version_of(value: int | None, comment: str, more: More) -> int:
    """Return a number for the content of a field of a look; 0 where it is empty."""
    is_empty = value is None and not comment and not (isinstance(more, Direction) and more.on)
    return 0 if is_empty else 1 + crc32(repr((value and int(value), comment, more)).encode()) % 2_000_000_000


def looks_for_page(user: User) -> QuerySet[Look]:
    """Return the looks that the user may open, with case, round and people."""
    return Look.objects.visible_to(user).select_related(*RELATED)


def questions_of(look: Look) -> list[Question]:
    """Return the questions of the instrument that apply to the case, in its order."""
    framework = look.sampled_case.audit.framework
    asked = applicable_questions(framework, look.review.facts)
    return [question for question in framework.questions.values() if question.code in asked]


def drafts_of(look: Look) -> dict[tuple[str, str], Finding]:
    """{(kind, question code): Finding} of what was written in the look and is not released. Takes one query."""
    drafts = Finding.objects.filter(sampled_case=look.sampled_case, released_at=None).select_related("made_by")
    return {(draft.kind, "" if draft.kind == Finding.Kind.STRENGTH else draft.question): draft for draft in drafts}


def task_of(draft: Finding) -> Task:
    """Return what has to be done about a gap."""
    return Task(draft.owner_id, draft.due, draft.risk_note)


def own_view(look: Look) -> Review | None:
    """Return the practitioner's own view of the look's questions; None where none was taken down."""
    return Review.objects.filter(sampled_case=look.sampled_case, part=Review.Part.OWN_VIEW).first()


def own_answers(look: Look) -> dict[str, Answer]:
    """{question code: Answer} of the practitioner's own view."""
    view = own_view(look)
    return view.answers_by_code() if view else {}


def fields_of(look: Look, strength: Finding | None) -> dict[str, LookField]:
    """{code: LookField} of what the look holds itself. `strength`: the one thing done well, if it was written down."""
    latest = look.history.select_related("history_user").first()
    last = {"answered_by": latest.history_user, "answered_at": latest.history_date} if latest else {}
    return {
        MODE: LookField(MODE, OF_MODE[look.mode], **last),
        TODAY: LookField(TODAY, YES_OR_NO[look.needs_action_today], **last),
        DIRECTION: LookField(DIRECTION, OF_DIRECTION[look.direction_by], more=Direction(look.direction_on), **last),
        WELL: _strength_field(strength),
    }


def _strength_field(strength):
    if strength is None:
        return LookField(WELL, None, more=Strength("", False))
    more = Strength(strength.question, strength.example)
    return LookField(WELL, None, strength.text, more, strength.made_by, strength.made_at)


def everything_in(look: Look) -> tuple[dict[str, Answer | LookField], dict[str, More]]:
    """({code: what is stored}, {code: More}) of all that the look's form has. Takes five queries."""
    drafts = drafts_of(look)
    fields = fields_of(look, drafts.get((Finding.Kind.STRENGTH, "")))
    views = {f"{OWN}{code}": answer for code, answer in own_answers(look).items()}
    tasks = {code: task_of(draft) for (kind, code), draft in drafts.items() if kind == Finding.Kind.GAP}
    more = tasks | {code: field.more for code, field in fields.items() if field.more is not None}
    return look.review.answers_by_code() | views | fields, more


def earlier_findings(look: Look, user: User) -> QuerySet[Finding]:
    """Return the open gaps that were released before, of every case of the person in the PDU."""
    of_person = {"case__unit": look.case.unit_id, "case__reference": look.case.reference}
    found = Finding.objects.visible_to(user).filter(**of_person, kind=Finding.Kind.GAP)
    return found.not_closed().released().order_by("-made_at")


def looked_at_before(look: Look) -> datetime | None:
    """When the case was last looked at before, in this or another round; None if never."""
    earlier = Look.objects.finished().filter(review__sampled_case__case=look.case).exclude(pk=look.pk)
    return earlier.order_by("-review__submitted_at").values_list("review__submitted_at", flat=True).first()


def is_own_work(look: Look) -> bool:
    """Whether who looks held the case, or wrote the manager's entry that is asked about."""
    held = {each.account_id for each in (look.case.practitioner, look.sampled_case.held_by) if each}
    return look.review.reviewer_id in held - {None} or look.direction_by == Look.Whose.MINE


def counts_of(answers: Mapping[str, Answer], codes: tuple[str, ...]) -> tuple[int, int]:
    """(answered, not looked at) among the questions of these codes."""
    values = [answers[code].value for code in codes if code in answers]
    return sum(value is not None for value in values), sum(value == Value.NOT_LOOKED for value in values)


def has_closed(look: Look) -> bool:
    """Whether the day on which the look's round closes is over."""
    return look.sampled_case.audit.round.closes_on < localdate()


def owners_in(look: Look) -> dict[str, str]:
    """{number: name} of the practitioners who may have to act: those of the team that holds the case."""
    team = team_of(look.case) or look.sampled_case.audit.round.team
    return {str(each.pk): each.name for each in owners_for(team)}


def corrections_of(look: Look) -> list[Correction]:
    """Return what was corrected after the look was finished, the first one first."""
    return list(look.corrections.select_related("by"))


def found_in(look: Look, user: User) -> QuerySet[Finding]:
    """Return what was found in the look and released, as far as the user may read it; strengths first."""
    found = Finding.objects.visible_to(user).filter(sampled_case=look.sampled_case).released()
    return found.select_related("owner").order_by(Case(When(kind=Finding.Kind.STRENGTH, then=0), default=1), "pk")


def gap_on(look: Look, code: str) -> Finding | None:
    """Return the gap that was released on a question of the look; None without one."""
    return Finding.objects.filter(sampled_case=look.sampled_case, question=code).gaps().released().first()
