"""Store what the demonstration's looks found, and what came of it."""

from datetime import date
from typing import Any

from django.utils.timezone import localdate, now

from audit.demonstration.oversight import InventedLook, moment, workday
from audit.method.framework import Framework
from audit.models import Answer, Entry, Finding, Look, Recheck
from audit.oversight.findings.reads import usual_due
from cases.actions.in_bulk import create_in_bulk
from cases.models import User

CHECKS = {"right": True, "not_right": False}
LEAD = "quality-lead"
DONE_WELL = "Done well"  # the wording of a strength about no question in particular


def add_findings(pairs: list[tuple[InventedLook, Look]], framework: Framework, people: dict[str, User]) -> None:
    """Store the gaps and strengths of looks with their threads. Those of a look that is not finished are drafts."""
    reviews = [look.review for _, look in pairs]
    answers = {(answer.review_id, answer.question): answer for answer in Answer.objects.filter(review__in=reviews)}
    found, threads = [], []
    for invented, look in pairs:
        for code, (text, thread) in invented.gaps.items():
            gap = _finding(look, framework, code, text, people["spo"])
            gap.answer, gap.owner = answers[look.review_id, code], look.case.practitioner
            gap.due = _due(invented, thread)
            found.append(gap)
            threads.append((gap, invented, thread))
        if told := invented.strength:
            facts = {"kind": Finding.Kind.STRENGTH, "example": told.get("example", False)}
            found.append(_finding(look, framework, told["question"], told["text"], people["spo"], **facts))
    create_in_bulk(Finding, found, by=people["spo"])
    for finding, invented, thread in threads:
        if invented.finished:
            _add_thread(finding, invented.finished, thread, people)


def _finding(look: Look, framework: Framework, code: str, text: str, by: User, **facts: Any) -> Finding:
    sampled, released = look.review.sampled_case, look.finished_at
    return Finding(
        case=sampled.case,
        sampled_case=sampled,
        practitioner=sampled.case.practitioner,
        team=sampled.case.team,
        framework_code=framework.code,
        framework_version=framework.version,
        question=code,
        wording=framework.questions[code].text if code else DONE_WELL,
        text=text,
        made_by=by,
        made_at=released or now(),
        released_at=released,
        **facts,
    )


def _due(invented: InventedLook, thread: list[dict[str, Any]]) -> date:
    """Return the usual day, or the last that the thread sets."""
    written = invented.finished or localdate()
    later = [workday(written, -step["due"]) for step in thread if "due" in step]
    return later[-1] if later else usual_due(written)


def _add_thread(finding: Finding, released: date, thread: list[dict[str, Any]], people: dict[str, User]) -> None:
    for place, step in enumerate(thread, start=1):
        day = workday(released, -step["after"])
        facts = {"finding": finding, "by": people[step["by"]], "at": moment(day, 10 + place)}
        if step["kind"] in CHECKS:
            independent = step["by"] == LEAD
            put_right, words = CHECKS[step["kind"]], step.get("text", "")
            Recheck.objects.create(put_right=put_right, words=words, independent=independent, **facts)
        else:
            Entry.objects.create(**_entry(step, released, day), **facts)


def _entry(step: dict[str, Any], released: date, day: date) -> dict[str, Any]:
    facts = {name: step[name] for name in ("kind", "text", "reason") if name in step}
    if step["kind"] == Entry.Kind.DONE:
        facts["holds_from"] = day
    if "due" in step:
        facts["due"] = workday(released, -step["due"])
    return facts
