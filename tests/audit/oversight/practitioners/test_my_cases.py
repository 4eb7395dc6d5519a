"""A practitioner reads everything under their name, and who opened it; no one else's."""

import datetime

import pytest
from django.utils import timezone

from audit.models import Alert, Finding
from audit.oversight.practitioners.actions import record_opening
from cases.models import Event, Practitioner
from tests.audit.oversight.a_team import a_look
from tests.audit.reading import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(look, team, spo):
    """found(text, practitioner, **facts): a released finding about the first case."""

    def found(text, practitioner, **facts):
        released = {"made_at": timezone.now(), "released_at": timezone.now(), "made_by": spo, "case": look.case}
        question = {"framework_code": "oversight-short", "framework_version": "1", "question": "own-voice"}
        said = {"wording": "Own voice?", "text": text, "team": team, "practitioner": practitioner}
        return Finding.objects.create(**released | question | said | facts)

    return found


@pytest.fixture
def read(client):
    """read(user, address): the text of the page as the user gets it."""

    def read(user, address="/my-cases/"):
        client.force_login(user)
        return text_of(client.get(address))

    return read


def test_a_practitioner_reads_findings_strengths_first_and_none_of_other_people(found, practitioners, officer, read):
    found("The plan is not in their words.", practitioners[0])
    found("Good links with the school.", practitioners[0], kind="strength")
    found("Of another person.", practitioners[1])
    text = read(officer)
    assert "Of another person." not in text
    assert text.index("Good links with the school.") < text.index("The plan is not in their words.")
    assert "1 strength, 1 open." in text


def test_an_overdue_finding_still_says_how_it_stands(found, practitioners, officer, read):
    late = {"due": timezone.localdate() - datetime.timedelta(days=1)}
    finding = found("The plan is not in their words.", practitioners[0], **late)
    finding.entries.create(kind="agree", by=officer, at=timezone.now())
    text = read(officer)
    assert "Own voice? Agreed Overdue The plan" in text
    assert f"written by Spo · to be done by {late['due']:%-d %B %Y}" in text


def test_a_draft_is_not_shown_before_its_look_is_finished(found, practitioners, officer, read):
    found("A first thought.", practitioners[0], released_at=None)
    assert "A first thought." not in read(officer)


def test_an_account_linked_to_two_records_of_a_person_shows_both(found, practitioners, officer, read):
    Practitioner.objects.filter(pk=practitioners[1].pk).update(account=officer)
    found("Under the first name.", practitioners[0])
    found("Under the second name.", practitioners[1])
    assert "Under the first name." in read(officer)
    assert "Under the second name." in read(officer)


def test_a_link_removed_while_the_page_is_open_is_told_in_words(practitioners, officer, read):
    Practitioner.objects.update(account=None)
    assert "Your account is not linked to a practitioner’s name at the moment" in read(officer)


def test_a_picked_case_says_for_what_and_by_whom(oversight_round, officer, read):
    text = read(officer)
    assert "X120001, in “November round”, picked by Spo" in text
    assert "domestic abuse flag" in text
    assert "X120003" not in text


def test_a_finished_look_opens_with_its_answers_and_one_at_another_persons_case_does_not(
    sampled_cases, spo, officer, read, client
):
    own = a_look(sampled_cases[0], spo, {"risk-current": 2}, finished=True)
    another = a_look(sampled_cases[2], spo, finished=True)
    assert "Does the risk assessment match what is known today?" in read(officer, f"/my-cases/looks/{own.pk}/")
    assert client.get(f"/my-cases/looks/{another.pk}/").status_code == 404


def test_an_alert_about_their_case_is_theirs_to_read(look, practitioners, spo, officer, read):
    now = timezone.now()
    facts = {"unit": look.case.unit, "told_at": now, "at": now, "by": spo, "told": "The police"}
    Alert.objects.create(case=look.case, practitioner=practitioners[0], what="A threat.", **facts)
    assert "Someone may be at risk: case X120001" in read(officer)


def test_each_opening_by_another_person_is_seen_by_the_practitioner(found, practitioners, spo, officer, read):
    found("The plan is not in their words.", practitioners[0])
    assert "No one else has opened it." in read(officer)
    for page in ("findings", "note"):
        assert "The plan is not in their words." in read(spo, f"/practitioners/{practitioners[0].pk}/{page}/")
    text = read(officer)
    assert text.count("Spo,") == Event.objects.filter(kind=Event.Kind.PRACTITIONER_VIEWED).count() == 2


def test_many_openings_by_one_person_hide_none_by_another(found, practitioners, spo, quality_lead, officer, read):
    for person in (quality_lead, *[spo] * 60):
        record_opening(practitioner=practitioners[0], page="findings", by=person)
    text = read(officer)
    assert ": findings, 60 times" in text
    assert "Lead," in text.split("Who opened your page")[1]


def test_the_spo_of_another_team_does_not_open_it(practitioners, stranger, client):
    client.force_login(stranger)
    assert client.get(f"/practitioners/{practitioners[0].pk}/findings/").status_code == 404


@pytest.mark.parametrize(("days", "status"), [(85, 200), (95, 404)])
def test_the_page_of_a_person_who_left_closes_after_three_months(practitioners, spo, client, days, status):
    left = timezone.localdate() - datetime.timedelta(days=days)
    Practitioner.objects.filter(pk=practitioners[0].pk).update(left_on=left)
    client.force_login(spo)
    assert client.get(f"/practitioners/{practitioners[0].pk}/findings/").status_code == status


def test_a_supervision_note_has_what_was_found_and_done_in_the_period_and_no_percentage(
    found, practitioners, spo, read
):
    long_ago = timezone.now() - datetime.timedelta(days=200)
    found("Old and still open.", practitioners[0], released_at=long_ago)
    found("New.", practitioners[0]).entries.create(kind="agree", text="I will.", at=timezone.now())
    text = read(spo, f"/practitioners/{practitioners[0].pk}/note/")
    assert text.index("New.") < text.index("Still open from before") < text.index("Old and still open.")
    assert "agrees. “Own voice?” I will." in text
    assert "%" not in text.split("What was done well")[1]


def test_a_supervision_note_says_what_was_put_right_in_the_period(found, practitioners, spo, read):
    long_ago, now = timezone.now() - datetime.timedelta(days=200), timezone.now()
    old = found("Old.", practitioners[0], released_at=long_ago)
    old.rechecks.create(put_right=True, words="The plan is there.", at=now)
    text = read(spo, f"/practitioners/{practitioners[0].pk}/note/")
    assert "put right. “Own voice?” The plan is there." in text
    assert "put right: The plan is there." in text


def test_a_practitioner_reads_why_an_answer_of_a_look_was_corrected(sampled_cases, spo, officer, read):
    look = a_look(sampled_cases[0], spo, {"risk-current": 2}, finished=True)
    look.corrections.create(question="risk-current", reason="I had read an older version.", by=spo, at=timezone.now())
    assert "by Spo: I had read an older version." in read(officer, f"/my-cases/looks/{look.pk}/")
    assert ", by Spo, corrected since" in read(officer)


def test_examples_show_the_text_alone(found, practitioners, officer, read):
    found("Good links with the school.", practitioners[1], kind="strength", example=True)
    found("Not offered.", practitioners[1], kind="strength")
    text = read(officer, "/examples/")
    assert "Good links with the school." in text
    assert not any(word in text for word in ("Not offered.", "Practitioner B", "Ipswich", "X120001"))
