"""Who reads the database alone learns no key; who keeps the site can change its own, and get over losing it."""

from importlib import import_module

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.apps import apps
from django.core.management import CommandError, call_command
from pytest_django.asserts import assertContains, assertRedirects

from cases.sign_in.checks import check_second_factor_keys
from tests.cases.sign_in.conftest import SECRET, code_now, recovery_codes_of

pytestmark = pytest.mark.on_postgresql

migration = import_module("cases.migrations.0009_second_factors_encrypted")


def stored():
    return {factor.type: factor.data for factor in Authenticator.objects.all()}


def test_neither_the_key_of_an_app_nor_the_seed_of_recovery_codes_lies_open(with_app):
    assert SECRET not in str(stored())
    assert [stored()["totp"]["secret"][:5], stored()["recovery_codes"]["seed"][:5]] == ["gAAAA", "gAAAA"]


def test_after_the_key_of_the_site_was_renewed_the_old_one_is_not_needed(with_app, sign_in, send_code, settings):
    codes, old = recovery_codes_of(with_app), settings.SECOND_FACTOR_KEYS
    settings.SECOND_FACTOR_KEYS = ["a new key", *old]
    assert recovery_codes_of(with_app) == codes
    call_command("renew_second_factors")
    settings.SECOND_FACTOR_KEYS = ["a new key"]
    assert recovery_codes_of(with_app) == codes
    sign_in()
    assertRedirects(send_code(code_now()), "/")


def test_without_the_key_nothing_opens_and_the_person_reads_whom_to_ask(with_app, client, sign_in, send_code, settings):
    settings.SECOND_FACTOR_KEYS = ["another key"]
    sign_in()
    assertContains(send_code(code_now()), "We can no longer read your second factor. Ask the person")
    assert "_auth_user_id" not in client.session


def test_a_lost_key_is_got_over_by_setting_second_factors_up_again(with_app, settings):
    settings.SECOND_FACTOR_KEYS = ["another key"]
    with pytest.raises(CommandError, match="No key opens 2 others"):
        call_command("renew_second_factors")
    assert len(stored()) == 2
    call_command("renew_second_factors", forget_unreadable=True)
    assert stored() == {}


def test_what_lay_open_before_the_upgrade_is_encrypted_and_works_on(asha, sign_in, send_code):
    Authenticator.objects.create(user=asha, type="totp", data={"secret": SECRET})
    Authenticator.objects.create(user=asha, type="recovery_codes", data={"seed": "ab12" * 20, "used_mask": 1})
    migration.encrypt_all(apps, None)
    once = stored()
    migration.encrypt_all(apps, None)
    assert stored() == once
    assert SECRET not in str(once)
    assert len(recovery_codes_of(asha)) == 9
    sign_in()
    assertRedirects(send_code(code_now()), "/")


def test_going_back_leaves_what_was_there(with_app):
    migration.decrypt_all(apps, None)
    assert stored()["totp"] == {"secret": SECRET}
    migration.encrypt_all(apps, None)
    assert isinstance(Authenticator.objects.get(type="recovery_codes").wrap(), RecoveryCodes)


@pytest.mark.parametrize(
    ("keys", "secret", "said"),
    [
        ([], "the key of a site", ["cases.E001"]),
        ([], "", []),  # a command without any settings
        (["short"], "the key of a site", ["cases.E002"]),
        (["x" * 32, "short"], "the key of a site", ["cases.E002"]),
        (["x" * 32], "the key of a site", []),
        (["x" * 32], "x" * 32, ["cases.E003"]),
    ],
)
def test_the_check_refuses_a_site_without_keys_of_its_own(settings, keys, secret, said):
    settings.SECOND_FACTOR_KEYS, settings.SECRET_KEY = keys, secret
    assert [error.id for error in check_second_factor_keys(None)] == said
