"""E-mails with notices: one a day at most, with numbers and a link, only to those who want them."""

import datetime

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from audit.models import Audit, Notice, NoticeEmail
from audit.planning.actions.allocation import allocate
from cases.models import Membership, User
from tests.audit.a_review import read_once

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]


@pytest.fixture
def given(audit, asha):
    """Two reviews are given to Asha, who has an e-mail address."""
    User.objects.filter(pk=asha.pk).update(email="asha@example.org", last_name="Okonkwo")
    return [allocate(sampled=read_once(audit, None, submitted=False), reviewer=asha) for _ in range(2)]


def send():
    """Run the command. Returns the texts of the e-mails that it sent."""
    mail.outbox = []
    call_command("send_notices")
    return [message.body for message in mail.outbox]


def a_day_passes():
    for sent in NoticeEmail.objects.all():
        NoticeEmail.objects.filter(pk=sent.pk).update(day=sent.day - datetime.timedelta(days=1))


def test_an_email_has_numbers_and_one_link_and_nothing_of_people_or_cases(given, audit):
    Audit.objects.update(review_until=timezone.localdate() - datetime.timedelta(days=1))
    (text,) = send()
    assert "* 2 reviews are overdue\n* 2 reviews were allocated to you" in text
    assert [word for word in text.split() if "://" in word] == ["https://localhost/"]
    names = ("Asha", "asha", "Okonkwo", "X00000", audit.title, str(audit.unit))
    assert [name for name in names if name in text + mail.outbox[0].subject] == []


def test_a_second_run_sends_nothing_and_the_next_day_only_what_is_new(given, audit, asha):
    assert (len(send()), send()) == (1, [])
    allocate(sampled=read_once(audit, None, submitted=False), reviewer=asha)
    assert send() == []
    a_day_passes()
    (text,) = send()
    assert "* 1 review was allocated to you" in text
    assert NoticeEmail.objects.count() == 1


@pytest.mark.parametrize("change", [{"email_notices": False}, {"is_active": False}, {"email": ""}])
def test_nothing_is_sent_to_those_who_turned_it_off_left_or_have_no_address(given, asha, change):
    User.objects.filter(pk=asha.pk).update(**change)
    assert send() == []


def test_nothing_is_sent_of_what_no_longer_holds(given, asha):
    Notice.objects.filter(review=given[0]).update(seen_at=timezone.now())
    Membership.objects.filter(user=asha).update(ended_at=timezone.now())
    assert send() == []


def test_what_could_not_be_sent_is_sent_by_the_next_run(given, asha, monkeypatch):
    def refuse(*args):
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", refuse)
        with pytest.raises(CommandError, match=f"person {asha.pk}: ConnectionRefused"):
            send()
    assert len(send()) == 1


def test_each_person_turns_their_emails_off_and_on_again(given, asha):
    client = Client(SERVER_NAME="localhost")
    client.force_login(asha)
    for wanted, button in (("no", "Turn on"), ("yes", "Turn off")):
        response = client.post("/account/e-mail/", {"wanted": wanted, "person": asha.pk}, follow=True)
        assert button in response.content.decode()
        assert User.objects.get(pk=asha.pk).email_notices == (wanted == "yes")
