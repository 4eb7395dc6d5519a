"""Store the demonstration's rounds, with looks of half a year."""

from datetime import timedelta
from typing import Any

from django.utils.timezone import localdate

from audit.demonstration.actions.findings import add_findings
from audit.demonstration.oversight import InventedCase, InventedLook, Inventor, moment, workday
from audit.method.answers import Value
from audit.models import Answer, Look, Review, Round, SampledCase
from audit.oversight.rounds.actions.begin import FOUND, standing_round
from audit.oversight.rounds.actions.store import store_round
from audit.oversight.rounds.reads import next_number
from cases.actions.in_bulk import create_in_bulk
from cases.case_values import FLAGS
from cases.models import Case, Practitioner, Team, User

KEPT_MONTHS = 12  # so that the first round is there to compare with
SPO = "spo"
OWN_VIEW = 4  # questions of which the practitioner's own view was taken down
DIRECTION, WITH_ENTRY = "manager-direction", (Value.YES, Value.NO)


def add_looks(
    *, team: Team, told: dict[str, Any], inventor: Inventor, holders: dict[str, Practitioner], people: dict[str, User]
) -> list[tuple[InventedLook, Look]]:
    """Store a round, or single looks, as in oversight.toml, with what was found.

    `holders`: {name: Practitioner}; `people`: {user name: User}. Returns the looks that have begun.
    """
    used = _round_of(team, told, inventor, people)
    invented = inventor.looks(told["looks"], used.audit.framework)
    sampled = _add_cases(used, invented, holders, people[SPO])
    pairs = [(look, _review_of(look, case, people[SPO])) for look, case in zip(invented, sampled, strict=True)]
    create_in_bulk(Review, [review for _, review in pairs], by=people[SPO])
    begun = [(look, Look(review=review)) for look, review in pairs if look.begun]
    _store_looks(begun, people[SPO])
    add_findings(begun, used.audit.framework, people)
    return begun


def _round_of(team, told, inventor, people) -> Round:
    days = [workday(inventor.today, look["ago"]) for look in told["looks"] if "ago" in look]
    if "title" not in told:
        return standing_round(team=team, instrument=told["instrument"], day=max(days), by=people[SPO])
    return store_round(
        team=team,
        title=told["title"].format(month=f"{min(days):%B}"),
        instrument=told["instrument"],
        closes_on=inventor.today + timedelta(days=told["closes"]),
        theme=told["theme"],
        keep_months=KEPT_MONTHS,
        by=people[told["planned_by"]],
    )


def _add_cases(used: Round, invented: list[InventedLook], holders, spo: User) -> list[SampledCase]:
    cases = [_case_of(used.team, look.case, holders) for look in invented]
    create_in_bulk(Case, cases, by=spo)
    first, by_hand = next_number(used.audit), bool(used.standing_for)
    sampled = [
        SampledCase(
            audit=used.audit,
            case=case,
            number=number,
            facts_as_of=moment(look.finished or localdate(), 8),
            **(_PICKED if by_hand else _drawn(case)),
        )
        for number, (case, look) in enumerate(zip(cases, invented, strict=True), start=first)
    ]
    create_in_bulk(SampledCase, sampled, by=spo)
    return sampled


def _case_of(team, invented: InventedCase, holders) -> Case:
    return Case(unit=team.unit, team=team, practitioner=holders[invented.practitioner], **invented.facts)


_PICKED = {"hand_picked": True, "picked_because": list(FOUND)}


def _drawn(case):
    """Return the reasons for which a case was drawn, and its chance: cases of high risk had twice that of others."""
    is_high = case.rosh_level == "high"
    reasons = ["high risk of serious harm"] * is_high + [f"{FLAGS[flag].lower()} flag" for flag in case.flags]
    return {"picked_because": [*reasons, "not looked at before"], "chance": 0.6 if is_high else 0.3}


def _review_of(invented: InventedLook, sampled: SampledCase, spo: User) -> Review:
    finished_at = moment(invented.finished) if invented.finished else None
    return Review(sampled_case=sampled, reviewer=spo, submitted_at=finished_at)


def _store_looks(begun: list[tuple[InventedLook, Look]], spo: User) -> None:
    for invented, look in begun:
        _fill(look, invented)
    create_in_bulk(Look, [look for _, look in begun], by=spo)
    views = {id(invented): _own_view(look) for invented, look in begun if invented.together}
    create_in_bulk(Review, list(views.values()), by=spo)
    answers = [answer for invented, look in begun for answer in _answers(invented, look.review, spo)]
    for invented, _ in begun:
        if view := views.get(id(invented)):
            answers += [_answer(view, code, Value.YES, spo) for code in list(invented.answers)[:OWN_VIEW]]
    create_in_bulk(Answer, answers, by=spo)


def _fill(look: Look, invented: InventedLook) -> None:
    look.mode = Look.Mode.TOGETHER if invented.together else Look.Mode.ALONE
    if not invented.finished:
        return
    look.needs_action_today = False
    if invented.answers[DIRECTION] in WITH_ENTRY:
        look.direction_by, look.direction_on = Look.Whose.MINE, invented.finished - timedelta(days=24)


def _own_view(look: Look) -> Review:
    return Review(sampled_case=look.review.sampled_case, part=Review.Part.OWN_VIEW)


def _answers(invented: InventedLook, review: Review, spo: User) -> list[Answer]:
    words = {code: text for code, (text, _) in invented.gaps.items()}
    return [_answer(review, code, value, spo, words.get(code, "")) for code, value in invented.answers.items()]


def _answer(review, code, value, by, comment=""):
    return Answer(review=review, question=code, value=value, comment=comment, answered_by=by)
