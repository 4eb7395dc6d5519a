"""Read what the two proofs rest on: a team's findings, and the answers of its looks."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q
from django.utils.timezone import localdate

from audit.frameworks import FrameworkProblem, framework, words_of
from audit.method.answers import APPLICABLE
from audit.method.framework import Framework, Question
from audit.method.groups.shown import FEWEST_OF_PRACTICE, FEWEST_PRACTITIONERS
from audit.method.oversight.practice import LookedAt
from audit.method.oversight.put_right import PutRight, count_put_right
from audit.method.oversight.states import FindingFacts
from audit.models import Answer, Finding, Look, Round
from audit.oversight.findings.facts import facts_from, threads_of
from audit.oversight.looks.questions import ABOUT_DIRECTION
from cases.counted import counted
from cases.models import Practitioner, Team, User
from cases.permissions import Permission, reach_of

ONE_PRACTITIONER = "This team has one practitioner, so a figure of the team would be theirs. Read the findings instead."
READERS = (Permission.OVERSEE, Permission.RESPOND)


@dataclass(frozen=True)
class QuestionGaps:
    """What came of a team's gaps about one question. `code`: "" if people do not know the question by it.

    `title`: the question in a few words; its wording without them.
    """

    code: str
    title: str
    wording: str
    put_right: PutRight


@dataclass(frozen=True)
class TeamGaps:
    """What a team's gaps are about, the most frequent first; no person is in it.

    `why_none`: why there are no counts, as a sentence; then `rows` is empty and `strengths` 0.
    """

    rows: tuple[QuestionGaps, ...] = ()
    strengths: int = 0
    why_none: str = ""


@dataclass(frozen=True)
class TeamAnswers:
    """The answers of a team's finished looks at drawn cases: {question code: looks in which it applies}.

    `questions`: {code: Question} in the order of the instruments, the longest first. `hand_picked`: finished looks at
    cases that were picked by hand, which say nothing about the others and are left out.
    """

    questions: Mapping[str, Question]
    looks: Mapping[str, list[LookedAt]]
    hand_picked: int


def gaps_of_team(team: Team, user: User) -> TeamGaps:
    """Return the TeamGaps of a team for those who oversee it and for the head of service; four queries.

    Counts start at 10 finished looks at cases of 3 practitioners. What was found in replaced cases is left out.
    """
    if not any(_reaches(user, permission, team) for permission in READERS):
        return TeamGaps(why_none="The figures of this team are not open to you.")
    if why := why_no_figures(team):
        return TeamGaps(why_none=why)
    return count_gaps(_findings_of(team))


def count_gaps(findings: Iterable[tuple[tuple[str, str, str], FindingFacts]]) -> TeamGaps:
    """Return the TeamGaps of ((framework's code, question's code, wording), facts) of each finding that counts."""
    by_question: dict[tuple[str, str], list[FindingFacts]] = defaultdict(list)
    names: dict[tuple[str, str], tuple[str, str]] = {}
    strengths = 0
    for (used, question, wording), facts in findings:
        strengths += facts.is_strength and facts.released_on is not None
        by_question[question, wording].append(facts)
        names[question, wording] = _code_and_title(used, question, wording)
    counts = {key: count_put_right(facts, localdate()) for key, facts in by_question.items()}
    rows = [QuestionGaps(*names[key], key[1], found) for key, found in counts.items() if found.gaps]
    return TeamGaps(tuple(sorted(rows, key=lambda row: (-row.put_right.gaps, row.wording))), strengths)


def why_no_figures(team: Team) -> str:
    """Say why a team has no figures yet, so that none is about one or two practitioners; "" if it has."""
    practitioners = Practitioner.objects.filter(team=team, left_on=None).count()
    held_by = "review__sampled_case__held_by"
    found = Look.objects.counted().filter(review__sampled_case__audit__round__team=team)
    numbers = found.aggregate(looks=Count("pk"), people=Count(held_by, distinct=True))
    return why_too_few(practitioners, numbers["looks"], numbers["people"])


def why_too_few(practitioners: int, looks: int, people: int) -> str:
    """Say why a team has no figures yet; "" if it has. `looks`: finished ones. `people`: whose cases they are."""
    if practitioners == 1:
        return ONE_PRACTITIONER
    if looks >= FEWEST_OF_PRACTICE and people >= FEWEST_PRACTITIONERS:
        return ""
    so_far = f"{counted(looks, 'finished look')} at cases of {counted(people, 'practitioner')}"
    fewest = f"{FEWEST_OF_PRACTICE} finished looks at cases of {FEWEST_PRACTITIONERS} practitioners"
    return f"Counts start at {fewest}. So far: {so_far}."


def _reaches(user: User, permission: Permission, team: Team) -> bool:
    reach = reach_of(user, permission)
    return reach.everywhere or team.unit_id in reach.units or team.pk in reach.teams


def _findings_of(team: Team) -> Iterable[tuple[tuple[str, str, str], FindingFacts]]:
    """Yield ((framework's code, question's code, wording), facts) of each finding about a case that still counts."""
    of_team = Q(team=team) & Q(sampled_case__replaced_at=None)
    read = ("kind", "released_at", "practitioner__account", "pk", "framework_code", "question", "wording")
    findings = list(Finding.objects.filter(of_team).values_list(*read))
    said = threads_of([pk for _, _, _, pk, *_ in findings])
    for kind, released_at, account, pk, *question in findings:
        yield tuple(question), facts_from(kind, released_at, account, said[pk])


def _code_and_title(used: str, question: str, wording: str) -> tuple[str, str]:
    known = _framework_of(used)
    asked = known.questions.get(question) if known else None
    return (asked.shown_code, words_of(known).short_titles.get(question, wording)) if known and asked else ("", wording)


def _framework_of(code: str) -> Framework | None:
    """Return a framework; None if its file is gone or wrong."""
    try:
        return framework(code)
    except FrameworkProblem:
        return None


def answers_of_team(team: Team) -> TeamAnswers:
    """Return the TeamAnswers of a team; one query. Looks at cases that were replaced are left out, and so is whether a
    manager gave direction: facts, which who gave it does not judge."""
    case = "review__sampled_case__"
    read = ("question", "value", "review__submitted_at", f"{case}case", f"{case}held_by")
    looks = Look.objects.counted().filter(review__sampled_case__audit__round__team=team)
    answers = Answer.objects.filter(review__look__in=looks, value__in=APPLICABLE)
    rows = answers.exclude(question=ABOUT_DIRECTION).values_list(
        "review", f"{case}hand_picked", f"{case}audit__framework_code", *read
    )
    by_question, used, by_hand = defaultdict(list), set(), set()
    for review, hand_picked, framework_code, question, value, finished_at, case_number, held_by in rows:
        used.add(framework_code)
        if hand_picked:
            by_hand.add(review)
        else:
            by_question[question].append(LookedAt(case_number, held_by, localdate(finished_at), value))
    questions: dict[str, Question] = {}
    known = [each.questions for code in sorted(used) if (each := _framework_of(code))]
    for asked in sorted(known, key=len, reverse=True):
        questions |= {code: question for code, question in asked.items() if code not in questions}
    return TeamAnswers(questions, by_question, len(by_hand))


def round_starts(team: Team) -> list[tuple[str, date]]:
    """Return (title, day of the first finished look) of each planned round of a team, the earliest first."""
    reviews = "audit__sampled_cases__reviews__"
    first = Min(f"{reviews}submitted_at", filter=Q((f"{reviews}look__isnull", False)))
    rounds = Round.objects.planned().filter(team=team).annotate(first=first).exclude(first=None).order_by("first")
    return [(title, localdate(begun_at)) for title, begun_at in rounds.values_list("audit__title", "first")]
