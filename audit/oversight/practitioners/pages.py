"""What the pages about a practitioner show, ready to print: findings in words, strengths first, and no figure of how
good the work is."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localdate

from audit.frameworks import FrameworkProblem, framework
from audit.method.framework import Question
from audit.method.oversight.states import ENDED, State, is_overdue
from audit.models import Entry, Finding, Look, Recheck, SampledCase
from audit.oversight.findings.reads import current_state
from audit.oversight.findings.words import COLOURS
from audit.oversight.looks.pages.words import correction_in_words
from audit.oversight.looks.reads import corrections_of
from audit.oversight.practitioners.reads import (
    alerts_about,
    day_of_closing,
    findings_under,
    looks_at_work_of,
    openings_of,
    own_practitioners,
    picked_from,
    recorded_between,
)
from cases.counted import counted
from cases.models import Event, Practitioner, User

TO_ANSWER = (State.OPEN, State.NO_REPLY, State.OPEN_AGAIN)


@dataclass(frozen=True)
class FindingLine:
    finding: Finding
    state: State
    overdue: bool

    @property
    def crn(self) -> str:
        return self.finding.case.crn if self.finding.case else ""

    @property
    def colour(self) -> str:
        return COLOURS.get(self.state, "")

    @property
    def released_on(self) -> datetime.date:
        return localdate(self.finding.released_at)


Section = tuple[str, tuple[FindingLine, ...]]  # its title, and what stands in it
ENDED_TITLE = "What came of the others"


@dataclass(frozen=True)
class Findings:
    """`strengths` come first, then what is `open`, then what came of the rest (`ended`)."""

    strengths: tuple[FindingLine, ...]
    open: tuple[FindingLine, ...]
    ended: tuple[FindingLine, ...]

    @property
    def none(self) -> bool:
        return not (self.strengths or self.open or self.ended)

    @property
    def sections(self) -> list[Section]:
        """What SPO and quality lead read."""
        return _sections(("Strengths", self.strengths), ("Open", self.open), (ENDED_TITLE, self.ended))

    @property
    def own_sections(self) -> list[Section]:
        """What the practitioner reads: what waits for their answer stands apart."""
        to_answer = tuple(line for line in self.open if line.state in TO_ANSWER)
        answered = tuple(line for line in self.open if line.state not in TO_ANSWER)
        open_ones = ("To answer", to_answer), ("Open, and answered", answered)
        return _sections(("Strengths", self.strengths), *open_ones, (ENDED_TITLE, self.ended))

    @property
    def in_words(self) -> str:
        """How many are open, and what came of the others: counts, never a share."""
        came_of = [(state.words.lower(), sum(line.state is state for line in self.ended)) for state in ENDED]
        parts = [f"{number} {words}" for words, number in came_of if number]
        return ", ".join([counted(len(self.strengths), "strength"), f"{len(self.open)} open", *parts])


class Waiting(NamedTuple):
    """How many findings wait for a practitioner's answer, and how many of their cases are picked for a look."""

    to_answer: int
    picked: int


class Opening(NamedTuple):
    """What a person opened under the practitioner's name on a day, and how many times."""

    who: str
    on: datetime.date
    what: str
    times: int


@dataclass(frozen=True)
class MyCases:
    """What a practitioner reads: everything held under their name, and who opened it."""

    names: list[Practitioner]
    picked: tuple[SampledCase, ...]
    findings: Findings
    looks: tuple[Look, ...]
    alerts: tuple
    openings: tuple[Opening, ...]


@dataclass(frozen=True)
class LookedAt:
    """A question of a look with its answer and the practitioner's own view, in words; "" where none was given.

    `corrections`: what was corrected since, with the reason.
    """

    question: Question
    answer: str
    comment: str
    own: str
    own_comment: str
    corrections: tuple[str, ...]


@dataclass(frozen=True)
class Note:
    """What a supervision note has. `gaps` are those of the period, `earlier` the open ones from before it."""

    first: datetime.date
    last: datetime.date
    strengths: tuple[FindingLine, ...]
    gaps: tuple[FindingLine, ...]
    earlier: tuple[FindingLine, ...]
    done: tuple[Entry | Recheck, ...]

    @property
    def as_text(self) -> str:
        """Plain text to copy, without references and without notes that could put a person at risk."""
        gaps, earlier = (
            [f"{line.finding.text} ({line.state.words})" for line in lines] for lines in (self.gaps, self.earlier)
        )
        parts = [
            (f"Supervision note, {date_format(self.first, 'j F Y')} to {date_format(self.last, 'j F Y')}", []),
            ("What was done well", [line.finding.text for line in self.strengths]),
            ("What was missing, and where it stands", gaps),
            ("Still open from before", earlier),
            ("What was done", [_in_text(entry) for entry in self.done]),
        ]
        return "\n\n".join("\n".join([title, *(f"- {line}" for line in lines)]) for title, lines in parts)


def build_waiting(user: User, today: datetime.date) -> Waiting | None:
    """Count what waits for the practitioners whose account the user has; None where they have none."""
    names = own_practitioners(user)
    if not names:
        return None
    lines = build_findings(findings_under(names, Finding.objects.own_of(user)), today).open
    return Waiting(sum(line.state in TO_ANSWER for line in lines), len(picked_from(names)))


def build_my_cases(user: User, today: datetime.date) -> MyCases:
    """Build the page of the practitioners whose account the user has."""
    names = own_practitioners(user)
    findings = build_findings(findings_under(names, Finding.objects.own_of(user)), today)
    return MyCases(
        names=names,
        picked=tuple(picked_from(names)),
        findings=findings,
        looks=tuple(looks_at_work_of(names).prefetch_related("corrections")),
        alerts=tuple(alerts_about(names)),
        openings=tuple(_openings(openings_of(names))),
    )


def _openings(events: Iterable[Event]) -> Iterator[Opening]:
    for what, times in Counter(_opened(event) for event in events).items():
        yield Opening(*what, times)


def _opened(event):
    page = event.details.get("page") or event.details["what"]
    return str(event.user or "a command"), localdate(event.happened_at), page


def build_findings(findings: Iterable[Finding], today: datetime.date) -> Findings:
    """Sort findings by what came of them."""
    lines = [_line(finding, today) for finding in findings]
    strengths = [line for line in lines if line.finding.kind == Finding.Kind.STRENGTH]
    gaps = [line for line in lines if line.finding.kind == Finding.Kind.GAP]
    ended = [line for line in gaps if line.state in ENDED]
    return Findings(tuple(strengths), tuple(line for line in gaps if line.state not in ENDED), tuple(ended))


def build_look(look: Look) -> list[LookedAt]:
    """Return the questions of a look that were answered. [] where its framework file has changed or is gone."""
    audit = look.sampled_case.audit
    try:
        questions = framework(audit.framework_code).questions
    except FrameworkProblem:
        return []
    given = look.review.answers_by_code()
    view = look.sampled_case.reviews.filter(part="own_view").first()
    own = view.answers_by_code() if view else {}
    answered = (code for code in questions if code in given or code in own)
    since = defaultdict(list)
    for each in corrections_of(look):
        since[each.question].append(correction_in_words(each))
    return [_looked_at(questions[code], given.get(code), own.get(code), since[code]) for code in answered]


def build_note(seen: QuerySet[Finding], first: datetime.date, last: datetime.date, today: datetime.date) -> Note:
    """Build the supervision note for a period from the findings under a practitioner's name that the user may read."""
    found = build_findings(seen, today)
    gaps = (*found.open, *found.ended)
    return Note(
        first,
        last,
        strengths=tuple(line for line in found.strengths if first <= line.released_on <= last),
        gaps=tuple(line for line in gaps if first <= line.released_on <= last),
        earlier=tuple(line for line in found.open if line.released_on < first),
        done=tuple(recorded_between(seen, first, last)),
    )


def examples_by_question(examples: Iterable[Finding]) -> list[tuple[str, list[str]]]:
    """Return (question, texts) of strengths; nothing else of them is shown. Instruments that share a question share its
    place."""
    texts = defaultdict(list)
    for each in examples:
        texts[each.wording].append(each.text)
    return list(texts.items())


def closing_in_words(practitioner: Practitioner) -> str:
    """Say when the page of a practitioner who left closes; "" while they are there."""
    closes = day_of_closing(practitioner)
    if closes is None:
        return ""
    left = date_format(practitioner.left_on, "j F Y")
    return f"Left on {left}: this page closes on {date_format(closes, 'j F Y')}."


def _sections(*sections: Section) -> list[Section]:
    """Return those in which something stands."""
    return [section for section in sections if section[1]]


def _line(finding, today):
    state = current_state(finding, today)
    return FindingLine(finding, state, is_overdue(state, finding.due, today))


def _looked_at(question, answer, own, since):
    def words(given):
        return question.label(given.value) if given and given.value is not None else ""

    comments = (given.comment if given else "" for given in (answer, own))
    comment, own_comment = comments
    return LookedAt(question, words(answer), comment, words(own), own_comment, tuple(since))


def _in_text(each):
    said = each.words if isinstance(each, Recheck) else each.text
    return f"{date_format(each.at, 'j F Y')}, {str(each).lower()}{f': {said}' if said else ''}"
