"""Findings to test with, written and released by the code's own actions."""

import datetime

from django.utils import timezone

from audit.models import Finding
from audit.models.oversight.finding import EntryKind
from audit.oversight.findings.actions.drafts import record_finding
from audit.oversight.findings.actions.release import release_of_look
from audit.oversight.findings.actions.thread import record_entry

TODAY = timezone.localdate
TEXT = "The plan has no contingency. Write one with signs and names."


def question_of(look, place=0):
    """The code of a question of the look's instrument."""
    return list(look.review.audit.framework.questions)[place]


def a_draft(look, by, *, place=0, **facts):
    said = {"text": TEXT, "owner": look.case.practitioner, "due": TODAY() + datetime.timedelta(days=14)}
    return record_finding(look=look, question=question_of(look, place), **(said | facts), by=by)


def a_finding(look, by, *, days_ago=0, **facts):
    """A gap of the look, released `days` ago."""
    a_draft(look, by, **facts)
    (finding,) = release_of_look(look=look, by=by)
    finding.released_at -= datetime.timedelta(days=days_ago)
    finding.save()
    return finding


def add(finding, by, *kinds):
    """Entries of these kinds, one after the other, each with all that its kind needs."""
    for kind in kinds:
        given = {"text": "Said in a few words.", "holds_from": TODAY(), "due": TODAY(), "reason": "ended"}
        record_entry(finding=finding, kind=EntryKind(kind), **given, by=by)


def stored(finding):
    return Finding.objects.for_page().get(pk=finding.pk)
