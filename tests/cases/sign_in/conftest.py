"""Somebody who signs in, and the codes of their authenticator app."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value

from cases.models import Membership, User
from cases.permissions import Role
from tests.audit.an_audit import an_audit

PASSWORD = "a long pass phrase"
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def asha(db):
    return User.objects.create_user("asha", email="asha@example.org", password=PASSWORD, first_name="Asha")


@pytest.fixture
def with_app(asha):
    """Asha, who has set up her second factor."""
    TOTP.activate(asha, SECRET)
    RecoveryCodes.activate(asha)
    return asha


@pytest.fixture
def sign_in(client):
    """sign_in("asha"): the answer to the form; to="/page/": on the way there."""

    def sign_in(username="asha", password=PASSWORD, to=""):
        return client.post(f"/sign-in/?next={to}", {"username": username, "password": password})

    return sign_in


@pytest.fixture
def send_code(client):
    return lambda code: client.post("/sign-in/code/", {"code": code})


def code_now(secret=SECRET, later=0):
    """What the app shows at this moment, or `later` half minutes after it."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def recovery_codes_of(user):
    return Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()


@pytest.fixture
def page(asha):
    """The address of a form that Asha, and Ben too, may fill in."""
    audit = an_audit()
    ben = User.objects.create_user("ben", password=PASSWORD)
    for person in (asha, ben):
        Membership.objects.create(user=person, role=Role.QUALITY_LEAD, unit=audit.unit)
    return f"/audits/{audit.pk}/standards/1.1/judgement/"


@pytest.fixture
def at_the_form(client, sign_in, page):
    """Asha has opened the form."""
    sign_in()
    client.get(page)
    return client
