"""What an administrator finds on the home page: people who cannot sign in safely yet, and how well the site is kept."""

import datetime
import os

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.utils import timezone

from audit.exports.making.actions.workers import leave_place, take_place
from cases.models import Event
from cases.permissions import Role
from tests.audit.an_audit import a_unit
from tests.audit.reading import text_of
from tests.cases.some_places import an_administrator, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(client):
    """home(): the text of the home page of the administrator of a_unit()."""
    client.force_login(an_administrator(a_unit()))
    return lambda: text_of(client.get("/"))


def invited(username, place, **facts):
    person = somebody(username, Role.REVIEWER, place, **facts)
    person.set_unusable_password()
    person.save()
    return person


def test_an_invitation_is_listed_until_it_is_taken_up(home):
    ben = invited("ben", a_unit())
    assert "Invitations not taken up Ben invited on" in home()
    ben.set_password("kettle-orbit-lantern")
    ben.last_login = timezone.now()
    ben.save()
    assert "Everyone whose account you look after has taken up their invitation." in home()


def test_people_elsewhere_and_people_who_left_are_not_listed(home):
    for username, place, is_active in (("ben", a_unit("Norfolk PDU"), True), ("carol", a_unit(), False)):
        invited(username, place, is_active=is_active)
    somebody("dora", Role.REVIEWER, a_unit("Norfolk PDU"), password="set")
    text = home()
    assert not {"Ben", "Carol", "Dora"} & set(text.split())


def test_a_person_who_signs_in_without_an_app_is_listed_though_recovery_codes_are_left(home):
    ben = somebody("ben", Role.REVIEWER, a_unit(), password="set", last_login=timezone.now())
    Authenticator.objects.create(user=ben, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert "Ben last signed in on" in home()
    Authenticator.objects.create(user=ben, type=Authenticator.Type.TOTP, data={})
    assert "Ben" not in home()


def test_that_none_is_without_a_second_factor_is_said_only_of_the_people_looked_at(home):
    somebody("dora", Role.REVIEWER, a_unit(), password="set", last_login=timezone.now(), demonstration=True)
    somebody("ed", Role.REVIEWER, a_unit(), password="set")
    assert "second factor" not in home()
    ben = somebody("ben", Role.REVIEWER, a_unit(), password="set", last_login=timezone.now())
    Authenticator.objects.create(user=ben, type=Authenticator.Type.TOTP, data={})
    assert "None, of 1 person whose account you look after and who signed in with a password." in home()


def test_a_list_that_is_long_is_cut_and_says_how_many_more_there_are(home):
    for number in range(7):
        invited(f"person{number}", a_unit())
    assert "Person4 invited on" in home()
    assert "and 2 more who never signed in" in home()


def test_the_page_says_when_the_purge_last_ran_even_if_it_removed_nothing(home):
    assert "Last purge It has never run." in home()
    call_command("purge", "--dry-run")
    assert "Last purge It has never run." in home()
    call_command("purge")
    assert Event.objects.get(kind=Event.Kind.PURGED).details == {"audits": 0}
    assert "Last purge 0 minutes ago Last backup" in home()


def test_the_page_says_whether_a_worker_prepares_files(home):
    assert "Preparing files It has never run." in home()
    number = take_place()
    assert "Preparing files Running" in home()
    leave_place(number=number)
    assert "Preparing files Not running: last 0 minutes ago. Check this" in home()


@pytest.mark.parametrize(("hours", "words"), [(3, "3 hours ago"), (72, "3 days ago Check this")])
def test_the_page_says_how_old_the_latest_backup_is(home, settings, tmp_path, hours, words):
    settings.BACKUP_STAMP = str(tmp_path / "last")
    assert "None found: the file that BACKUP_STAMP names does not exist. Check this" in home()
    (tmp_path / "last").touch()
    then = (timezone.now() - datetime.timedelta(hours=hours, minutes=1)).timestamp()
    os.utime(tmp_path / "last", (then, then))
    assert home().split("Last backup ")[1].startswith(words)


def test_without_the_setting_the_page_says_so(home, settings):
    settings.BACKUP_STAMP = ""
    assert "Last backup Not known: set BACKUP_STAMP to the path of the file" in home()
