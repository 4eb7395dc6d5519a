"""Someone may be at risk: who to speak to comes first, who was told is recorded, and it waits until it is answered."""

import datetime
from smtplib import SMTPException

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from audit.models import Alert, OversightApproval, Reading, Review, SharedCase
from audit.oversight.alerts.actions import answer_alert, raise_alert
from audit.oversight.alerts.pages import next_working_moment
from audit.oversight.alerts.reads import has_alert
from cases.models import Case, Event, Practitioner, User
from cases.permissions import Role
from tests.audit.a_review import a_reviewer
from tests.audit.an_audit import add_case, an_audit
from tests.audit.reading import text_at, text_of
from tests.cases.sign_in.a_typed_form import end_sessions
from tests.people import a_user, client_of

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql, pytest.mark.slow]
NOW = timezone.now
WHAT = "The police log shows that he has gone back to her address."


@pytest.fixture
def review(team, practitioners):
    """A review of an inspection, of Practitioner A's case X000001, to be answered by Asha."""
    sampled = add_case(an_audit(), {}, submitted=False, practitioner=practitioners[0], team=team)
    sampled.reviews.update(reviewer=a_reviewer(team.unit, "asha"))
    return sampled.reviews.get()


@pytest.fixture
def alert(look, spo):
    return raised_in(look.review, spo)


def raised_in(review, by, ago=datetime.timedelta()):
    """An alert of so long ago."""
    case, at = review.sampled_case.case, timezone.now() - ago
    stored = raise_alert(case=case, review=review, what=WHAT, told="the duty SPO", told_at=at, by=by)
    Alert.objects.filter(pk=stored.pk).update(at=at)
    return stored


def typed(ago=datetime.timedelta(), **changed):
    """What is sent of an alert that was told so long ago."""
    at = timezone.localtime(timezone.now() - ago)
    day = {"told_on_day": at.day, "told_on_month": at.month, "told_on_year": at.year}
    return {"what": WHAT, "told": "the duty SPO", "told_time": f"{at:%H:%M}", **day, **changed}


def page_of(look):
    return reverse("raise_alert", kwargs={"look": look.pk})


def test_the_page_says_who_to_speak_to_before_it_asks_anything(look, spo, practitioners):
    manager = Practitioner.objects.create(name="Manager M", grade="SPO", team=practitioners[0].team)
    Practitioner.objects.filter(pk=practitioners[0].pk).update(spo=manager)
    before, _ = text_at(client_of(spo), page_of(look)).split("What may happen", 1)
    told = ("Speak to someone first", "999", "101", "Manager M", "Practitioner A", "safeguarding route of Suffolk PDU")
    assert [words for words in told if words not in before] == []


@pytest.mark.parametrize(
    ("left_out", "asked_for"),
    [
        ({"what": " "}, "Say what may happen"),
        ({"told": ""}, "Enter who you told"),
        ({"told_time": ""}, "Enter the time"),
        ({"told_on_day": "", "told_on_month": "", "told_on_year": ""}, "Enter the day"),
    ],
)
def test_it_is_not_saved_without_what_may_happen_and_who_was_told_when(look, spo, left_out, asked_for):
    response = client_of(spo).post(page_of(look), typed(**left_out))
    assert asked_for in text_of(response)
    assert not Alert.objects.exists()


def test_what_was_told_in_the_future_is_refused_and_what_was_told_long_ago_is_asked_about(look, spo):
    client, tomorrow = client_of(spo), datetime.timedelta(days=-1)
    assert "This is in the future" in text_of(client.post(page_of(look), typed(tomorrow)))
    long_ago = typed(datetime.timedelta(days=8))
    assert "more than a week ago. Change it, or confirm" in text_of(client.post(page_of(look), long_ago))
    assert not Alert.objects.exists()
    client.post(page_of(look), long_ago | {"sure": "on"})
    assert Alert.objects.get().told_at.date() == (timezone.now() - datetime.timedelta(days=8)).date()


@pytest.mark.parametrize("time", ["0:00", "00.00", "0000", "12:00 am", "12am"])
def test_the_time_is_read_however_it_is_typed(look, spo, time):
    client_of(spo).post(page_of(look), typed(told_time=time))
    assert timezone.localtime(Alert.objects.get().told_at).time() == datetime.time(0)


def test_every_page_of_a_review_leads_to_it_and_it_knows_the_case(review):
    client, address = client_of(review.reviewer), reverse("raise_review_alert", args=[review.pk])
    for page in ("", "2.1/", "paper/"):
        assert address in client.get(f"/reviews/{review.pk}/{page}").content.decode()
    client.post(address, typed())
    stored = Alert.objects.get()
    assert (stored.case, stored.by, stored.team.name) == (review.sampled_case.case, review.reviewer, "Ipswich")
    assert Event.objects.filter(kind=Event.Kind.ALERTED, case=stored.case, user=review.reviewer, audit=None).exists()


def test_without_an_approval_in_force_no_review_leads_to_it(review):
    client, address = client_of(review.reviewer), reverse("raise_review_alert", args=[review.pk])
    OversightApproval.objects.update(ended_at=timezone.now())
    assert address not in client.get(f"/reviews/{review.pk}/").content.decode()
    assert client.get(address).status_code == 404


def test_a_look_knows_whether_an_alert_was_raised_from_it(look, finished_look, spo):
    raised_in(look.review, spo)
    assert (has_alert(look), has_alert(finished_look)) == (True, False)


def test_it_heads_the_lists_of_spo_and_quality_lead_until_what_was_done_is_recorded(alert, spo, quality_lead):
    told = "Someone may be at risk (1) Case X120001 · Practitioner A · you told the duty SPO, today at"
    for page in ("/team/", "/findings/"):
        assert told in text_at(client_of(spo), page)
    assert "Spo told the duty SPO" in text_at(client_of(quality_lead), "/")
    client_of(spo).post(reverse("alert", args=[alert.pk]), {"done": "Police went there at 10:20."})
    for person, page in ((spo, "/team/"), (quality_lead, "/")):
        assert "Someone may be at risk" not in text_at(client_of(person), page)
        assert "What was done Police went there at 10:20. Spo, today at" in text_at(
            client_of(person), reverse("alert", args=[alert.pk])
        )


def test_of_two_who_answer_at_once_the_second_is_told_what_the_first_recorded(alert, spo, quality_lead):
    answer_alert(alert=alert, done="Police went there.", by=quality_lead)
    page = text_of(client_of(spo).post(reverse("alert", args=[alert.pk]), {"done": "She is at her mother's."}))
    assert "Lead recorded what was done before you" in page
    assert [words for words in ("Police went there.", "She is at her mother's.") if words not in page] == []
    assert Alert.objects.get().done == "Police went there."


def test_others_than_its_writer_its_practitioner_and_those_who_oversee_the_case_never_see_it(alert, team, stranger):
    address = reverse("alert", args=[alert.pk])
    others = [a_user(f"a {role}", role, team.unit) for role in (Role.VIEWER, Role.REVIEWER, Role.ADMINISTRATOR)]
    for person, page in ((stranger, "/team/"), *((other, "/") for other in others)):
        assert client_of(person).get(address).status_code == 404
        assert "Someone may be at risk" not in text_at(client_of(person), page)


def test_the_practitioner_of_the_case_reads_it_and_does_not_answer(alert, officer):
    client, address = client_of(officer), reverse("alert", args=[alert.pk])
    assert WHAT in text_at(client, address)
    client.post(address, {"done": "I dealt with it."})
    assert Alert.objects.get().answered_at is None


def test_an_email_without_details_goes_at_once_to_those_who_oversee_the_case(look, spo, quality_lead, stranger):
    User.objects.filter(pk__in=[spo.pk, stranger.pk]).update(email="someone@example.org")
    User.objects.filter(pk=quality_lead.pk).update(email="lead@example.org", email_notices=False)
    page = text_of(client_of(spo).post(page_of(look), typed(), follow=True))
    assert "An e-mail without details went to Lead." in page
    (message,) = mail.outbox
    assert message.to == ["lead@example.org"]
    details = ("X120001", "Practitioner A", "Spo", "duty", "police", "Suffolk", "Ipswich")
    assert [word for word in details if word in message.body + message.subject] == []


def test_where_no_one_oversees_the_pdu_its_region_is_told(review):
    a_user("regional lead", Role.QUALITY_LEAD, review.audit.unit.region, email="region@example.org")
    a_user("national lead", Role.QUALITY_LEAD, None, email="nation@example.org")
    client_of(review.reviewer).post(reverse("raise_review_alert", args=[review.pk]), typed())
    assert [message.to for message in mail.outbox] == [["region@example.org"]]


def test_a_failing_mail_server_never_loses_the_alert_and_the_page_says_so(look, spo, quality_lead, monkeypatch):
    User.objects.filter(pk=quality_lead.pk).update(email="lead@example.org")

    def fail(*args):
        raise SMTPException

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", fail)
    page = text_of(client_of(spo).post(page_of(look), typed(), follow=True))
    assert "No e-mail was sent, so speak to the SPO and the quality lead yourself." in page
    assert Alert.objects.count() == 1


def test_after_a_working_day_the_head_of_service_sees_that_one_is_open_and_no_more(alert, look, spo, head_of_service):
    assert "Someone may be at risk" not in text_at(client_of(head_of_service), "/")
    raised_in(look.review, spo, ago=datetime.timedelta(days=5))
    page = text_at(client_of(head_of_service), "/")
    assert "Ipswich: 1 alert open since" in page
    assert [word for word in ("X120001", "Practitioner A", WHAT) if word in page] == []


@pytest.mark.parametrize(("raised", "told"), [("2026-11-26", "2026-11-27"), ("2026-11-27", "2026-11-30")])
def test_a_working_day_after_friday_is_monday(raised, told):
    at = [timezone.make_aware(datetime.datetime.fromisoformat(f"{day}T10:00")) for day in (raised, told)]
    assert next_working_moment(at[0]) == at[1]


def test_of_a_restricted_case_the_lead_is_told_to_use_the_case_record_and_the_spo_nothing(alert, spo, quality_lead):
    Case.objects.filter(pk=alert.case_id).update(restricted_digest="abc")
    address = reverse("alert", args=[alert.pk])
    assert client_of(spo).get(address).status_code == 404
    for page in ("/", address):
        text = text_at(client_of(quality_lead), page)
        assert [words for words in ("estricted case", "se the case record") if words not in text] == []
        assert [word for word in ("X120001", "Practitioner A", WHAT, "duty SPO") if word in text] == []
    client_of(quality_lead).post(address, {"done": "He is in custody."})
    assert Alert.objects.get().done == "Dealt with in the case record."


def test_an_alert_typed_when_the_session_ended_comes_back_on_the_page_of_its_own_case(look, finished_look, spo):
    client = client_of(spo)
    client.get(page_of(look))
    end_sessions()
    client.post(page_of(look), typed())
    client.force_login(spo)
    assert WHAT not in client.get(page_of(finished_look)).content.decode()
    assert WHAT in client.get(page_of(look)).content.decode()


def test_it_can_be_raised_from_a_submitted_review_and_from_a_case_read_together(review):
    sampled, asha = review.sampled_case, review.reviewer
    shared = SharedCase.objects.create(audit=review.audit, case=sampled.case, number=1, position=1, facts_as_of=NOW())
    reading = Reading.objects.create(shared_case=shared, reviewer=asha)
    client, address = client_of(asha), reverse("raise_reading_alert", args=[reading.pk])
    assert address in client.get(reverse("read_case", args=[reading.pk])).content.decode()
    client.post(address, typed())
    assert (Alert.objects.get().case, Alert.objects.get().review) == (sampled.case, None)
    reading.delete()
    Review.objects.filter(pk=review.pk).update(submitted_at=NOW())
    read_at = reverse("case_answers", args=[review.audit.pk, sampled.number])
    assert reverse("raise_review_alert", args=[review.pk]) in client.get(read_at).content.decode()
