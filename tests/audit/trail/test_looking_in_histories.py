"""Histories are narrowed by what was done, by whom, when and to which case, and tell no more than the whole history."""

import datetime
import re

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from audit.models import Answer
from audit.results.judgements.actions.judgement import record_judgement
from audit.trail.audit_trail import AuditTrail
from audit.trail.case_trail import CaseTrail
from audit.trail.sought import KINDS, OF_AUDIT, OF_CASE, Sought
from cases.models import Case, Event, User
from tests.audit.an_audit import YES, add_case, an_audit
from tests.audit.reading import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql, pytest.mark.slow]
KIND = Event.Kind
OF_THE_SITE = (
    KIND.SIGNED_IN,
    KIND.SIGN_IN_FAILED,
    KIND.SIGNED_OUT,
    KIND.PASSWORD_CHANGED,
    KIND.SECOND_FACTOR_ADDED,
    KIND.SECOND_FACTOR_REMOVED,
    KIND.MEMBERSHIP_CHANGED,
    KIND.TOKEN_MADE,
    KIND.TOKEN_REVOKED,
    KIND.PURGED,
)
OF_OVERSIGHT = (  # in no history of an audit
    KIND.OVERSIGHT_APPROVED,
    KIND.OVERSIGHT_ENDED,
    KIND.ACCOUNT_LINKED,
    KIND.ACCOUNT_UNLINKED,
    KIND.PRACTITIONER_VIEWED,
    KIND.TEAM_LIST_UPLOADED,
    KIND.ROUND_PLANNED,
    KIND.LOOKED,
    KIND.LOOK_CORRECTED,
    KIND.ALERTED,
    KIND.ALERT_ANSWERED,
)
A_WEEK_AGO = datetime.timedelta(days=7)


@pytest.fixture
def audit():
    """A week ago Asha opened case 1 and saw cases 1 and 3. Today Ben saw 2 and 13, and a command judged a standard."""
    audit = an_audit()
    first, *_ = [add_case(audit, {"2.1.1": YES}) for _ in range(3)]
    asha, ben = (User.objects.create(username=name) for name in ("asha", "ben"))

    def happens(kind, by, ago=datetime.timedelta(), case=None, **details):
        when = timezone.now() - ago
        Event.objects.create(kind=kind, user=by, audit=audit.pk, case=case, happened_at=when, details=details)

    happens(KIND.CASE_VIEWED, asha, A_WEEK_AGO, first.case, what="Case 1")
    happens(KIND.CASES_LISTED, asha, A_WEEK_AGO, what="an old list", cases=[1, 3])
    happens(KIND.CASES_LISTED, ben, what="a new list", cases=[2, 13])
    record_judgement(audit=audit, standard="1.1", rating="Good", rationale="Seen.", decided_by="Panel")
    return audit


OLD, NEW = ["Saw an old list: cases 1, 3", "Opened Case 1"], ["Saw a new list: cases 2, 13"]
JUDGED = ["Judgement of 1.1 added"]


def day(ago=0):
    when = localdate() - datetime.timedelta(days=ago)
    return {"day": when.day, "month": when.month, "year": when.year}


def shown(response):
    """What the entries on the page say."""
    entries = re.findall(r"<time .*?</p>\s*<p>(.*?)</p>", response.content.decode(), re.DOTALL)
    return [entry for entry in entries if not entry.startswith(("Audit", "Planned"))]


@pytest.mark.parametrize(
    ("sent", "found"),
    [
        ({}, JUDGED + NEW + OLD),
        ({"kind": "opened"}, OLD[1:]),
        ({"kind": "judgements"}, JUDGED),
        ({"person": "asha"}, OLD),
        ({"person": "ben", "kind": "listed"}, NEW),
        ({"person": "command"}, JUDGED),
        ({"since": day(6)}, JUDGED + NEW),
        ({"since": day(7), "until": day(7)}, OLD),
        ({"until": day(8)}, []),
        ({"q": "X000001"}, OLD),
        ({"q": "case 3"}, OLD[:1]),
        ({"q": "2", "kind": "listed"}, NEW),
        ({"q": "X0000"}, NEW + OLD),
        ({"q": "13"}, []),
        ({"q": "Z"}, []),
    ],
    ids=str,
)
def test_the_history_of_an_audit_is_searched_and_filtered(audit, sign_in, sent, found):
    typed = {}
    for name, value in sent.items():
        parts = value.items() if isinstance(value, dict) else ()
        typed |= {f"{name}_{part}": each for part, each in parts} or {name: value}
    if sent.get("person") in ("asha", "ben"):
        typed["person"] = User.objects.get(username=sent["person"]).pk
    response = sign_in("lead").get(f"/audits/{audit.pk}/trail/", typed)
    assert shown(response) == found


def test_a_history_says_at_its_field_what_is_wrong_and_then_shows_everything(audit, sign_in):
    sent = {"since_day": "9", "since_month": "3", "since_year": "2026", "until_day": "8", "until_month": "3"}
    response = sign_in("lead").get(f"/audits/{audit.pk}/trail/", sent | {"until_year": "2026", "person": "999"})
    assert "The last day must be the same as or after the first day" in text_of(response)
    assert shown(response) == JUDGED + NEW + OLD


@pytest.mark.parametrize("query", ["q=1", "q=X000001", "q=13"])
def test_who_does_not_moderate_cannot_find_out_which_case_an_entry_is_about(audit, sign_in, query):
    viewer = sign_in("viewer")
    whole, searched = (text_of(viewer.get(f"/audits/{audit.pk}/trail/?{sent}")) for sent in ("", query))
    assert searched == whole
    assert "CRN" not in whole


def test_a_restricted_case_is_not_found_in_the_history(audit, sign_in):
    Case.objects.filter(reference="X000001").update(restricted_digest="restricted")
    for typed in ("X000001", "1"):
        assert shown(sign_in("lead").get(f"/audits/{audit.pk}/trail/", {"q": typed})) == []


def test_only_people_of_the_audit_are_offered(audit, sign_in):
    elsewhere, carol = an_audit("Another one"), User.objects.create(username="carol")
    Event.objects.create(kind=KIND.CASE_VIEWED, user=carol, audit=elsewhere.pk)
    page = sign_in("lead").get(f"/audits/{audit.pk}/trail/").content.decode()
    offered = re.search(r'<select [^>]*name="person".*?</select>', page, re.DOTALL)[0]
    assert re.findall(r">([^<]+)</option>", offered) == ["Anyone", "asha (asha)", "ben (ben)", "A command"]


def test_the_history_of_a_case_is_filtered(audit, sign_in):
    answer = Answer.objects.get(review__sampled_case__number=1)
    answer.review.save()  # which begins its history
    answer._history_user = User.objects.get(username="ben")
    answer.save()
    page, lead = f"/audits/{audit.pk}/cases/1/trail/", sign_in("lead")
    assert shown(lead.get(page, {"kind": "answers"})) == ["Answer to 2.1.1 changed"]
    assert shown(lead.get(page, {"person": answer._history_user.pk})) == ["Answer to 2.1.1 changed"]
    assert shown(lead.get(page, {"person": User.objects.get(username="asha").pk})) == OLD
    assert "1 entry " in text_of(lead.get(page, {"kind": "answers"}))


def test_each_entry_of_a_history_is_of_one_kind(audit):
    first = audit.sampled_cases.get(number=1)
    for model in (first, first.case, first.reviews.get(), Answer.objects.filter(review__sampled_case=first).get()):
        model.save()
    of_audit = [len(AuditTrail(audit, in_full=True, sought=Sought(kind=kind))) for kind in OF_AUDIT]
    assert sum(of_audit) == len(AuditTrail(audit, in_full=True)) == 5
    of_case = [len(CaseTrail(first, Sought(kind=kind))) for kind in OF_CASE]
    assert sum(of_case) == len(CaseTrail(first)) > 5


def test_every_event_of_an_audit_is_of_one_kind():
    assert sorted([*OF_THE_SITE, *OF_OVERSIGHT, *(each for kind in KINDS.values() for each in kind.events)]) == sorted(
        KIND
    )
