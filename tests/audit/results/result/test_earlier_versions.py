"""A result that was taken back and signed again: both versions stay readable, to the same people."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.exports.as_json.summary import summary_of
from audit.exports.text import text_of as as_text
from audit.models import Answer, Audit, EarlierVersion
from audit.results.judgements.actions.judgement import record_judgement
from audit.results.recommendations.actions import add_recommendation
from audit.results.report import report_on_audit
from audit.results.sign_off.actions.sign_off import sign_off, take_back_sign_off
from audit.retention.actions import remove_cases
from cases.models import Team
from cases.permissions import Role
from tests.audit.a_review import a_reviewer
from tests.audit.an_audit import NO, add_cases, fetched
from tests.audit.reading import text_of
from tests.people import a_user

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]
FIRST, SECOND = "The panel read the cases.", "The panel read them again."


@pytest.fixture
def lead(audit):
    return a_reviewer(audit.unit, "asha", Role.QUALITY_LEAD)


@pytest.fixture
def viewer(audit):
    return a_reviewer(audit.unit, "vera", Role.VIEWER)


def judge(audit, rationale, rating="Good"):
    record_judgement(audit=audit, standard="1.1", rating=rating, rationale=rationale, decided_by="Panel")


@pytest.fixture
def signed(audit, lead):
    """Twenty cases, all sufficient, with a judgement and a recommendation; signed off once."""
    add_cases(audit, 20, {})
    judge(audit, FIRST)
    add_recommendation(audit=audit, text="The first recommendation.", about=["2.2"])
    return sign_off(audit=audit, by=lead)


def correct(audit, by, *, cases=6, reason="Read again."):
    take_back_sign_off(audit=audit, reason=reason, by=by)
    changed = Answer.objects.filter(review__sampled_case__audit=audit, review__sampled_case__number__lte=cases)
    changed.filter(question="2.1.3").update(value=NO)
    judge(audit, SECOND, "Outstanding")
    audit.recommendations.update(text="The second recommendation.")
    return sign_off(audit=audit, by=by)


def version_page(client, user, audit, number=1):
    client.force_login(user)
    return client.get(reverse("audit_version", args=[audit.pk, number]))


@pytest.mark.parametrize("who", ["lead", "viewer"])
def test_the_first_version_stays_as_it_was_signed_and_says_what_replaced_it(signed, lead, who, request, client):
    correct(signed, lead)
    text = text_of(version_page(client, request.getfixturevalue(who), signed))
    assert "Replaced by version 2 on" in text
    assert ": Read again." in text
    assert f"Version 1, {timezone.localdate().day} {timezone.localdate():%B %Y}, by {lead}" in text
    assert "100% 20 of 20" in text
    assert FIRST in text
    assert "The first recommendation." in text
    assert "70%" not in text
    assert SECOND not in text
    assert "The second recommendation." not in text


def test_the_result_shows_the_second_version_and_leads_to_the_first(signed, lead, client):
    correct(signed, lead)
    client.force_login(lead)
    response = client.get(reverse("audit_result", args=[signed.pk]))
    assert f"Version 2, {timezone.localdate().day} {timezone.localdate():%B %Y}, by {lead}" in response.content.decode()
    assert "14 of 20" in text_of(response)
    assert reverse("audit_version", args=[signed.pk, 1]) in response.content.decode()
    second = version_page(client, lead, signed, 2)
    assert (second.status_code, second["Location"]) == (302, reverse("audit_result", args=[signed.pk]))


def test_a_version_that_showed_ratings_only_still_does(signed, lead, viewer, client):
    correct(signed, lead, cases=3)
    correct(signed, lead, cases=9)
    text = text_of(version_page(client, viewer, signed, 2))
    assert "Ratings only" in text
    assert "17 of 20" not in text
    assert "17 of 20" in text_of(version_page(client, lead, signed, 2))


def test_an_spo_of_all_but_a_few_cases_cannot_work_those_out_from_an_earlier_version(signed, lead, client):
    team = Team.objects.create(unit=signed.unit, name="Ipswich")
    for sampled in signed.sampled_cases.filter(number__gt=3):
        sampled.case.team = team
        sampled.case.save()
    correct(signed, lead)
    text = text_of(version_page(client, a_user("spo", Role.SPO, team), signed))
    assert "not shown: it would reveal fewer than 5 cases" in text
    assert "20 of 20" not in text.replace("Cases reviewed 20 of 20", "")


def test_while_nothing_is_signed_only_those_who_moderate_read_an_earlier_version(signed, lead, viewer, client):
    take_back_sign_off(audit=signed, reason="Read again.", by=lead)
    assert version_page(client, viewer, signed).status_code == 403
    assert "and not replaced yet: Read again." in text_of(version_page(client, lead, signed))


def test_a_version_of_before_they_were_kept_says_so(signed, lead, client):
    correct(signed, lead)
    EarlierVersion.objects.update(snapshot=None)
    assert "The figures of this version were not kept" in text_of(version_page(client, lead, signed))
    assert version_page(client, lead, signed, 3).status_code == 404


def test_when_the_cases_go_the_figures_of_every_version_stay_and_its_reasons_go(signed, lead, client):
    correct(signed, lead)
    Audit.objects.update(keep_until=timezone.localdate() - datetime.timedelta(days=1))
    remove_cases(audit=fetched(signed))
    text = text_of(version_page(client, lead, signed))
    assert "100% 20 of 20" in text
    assert FIRST not in text


def test_every_file_names_version_day_and_person(signed, lead):
    report = report_on_audit(fetched(signed))
    today = timezone.localdate()
    assert summary_of(report)["version"] == {
        "number": 1,
        "signed_off_on": today.isoformat(),
        "signed_off_by": str(lead),
    }
    assert f"Version 1, {today.day} {today:%B %Y}, by {lead}" in as_text(report)


def test_before_the_sign_off_there_is_no_version(audit):
    add_cases(audit, 20, {})
    assert summary_of(report_on_audit(fetched(audit)))["version"] is None
