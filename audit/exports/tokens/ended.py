"""What ends a person's tokens: a changed password, a lost link to the work account, a closed account.

A password is often changed because another person knew it, and that person may have made a token.
"""

from allauth.account import signals as account
from django.db.models.signals import post_delete, post_save

from audit.exports.tokens.actions import revoke_all
from cases.models import User

PASSWORD, CLOSED, WORK_ACCOUNT = "the password was changed", "the account was closed", "the work account was unlinked"


def connect() -> None:
    """Connect the signals. The site calls this once, when it starts."""
    for signal in (account.password_changed, account.password_set, account.password_reset):
        signal.connect(_password_changed)
    post_save.connect(_saved, sender=User)
    post_delete.connect(_unlinked, sender="socialaccount.SocialAccount")


def _password_changed(sender, user, **kwargs):
    revoke_all(user=user, why=PASSWORD, by=user)


def _saved(sender, instance, **kwargs):
    if not instance.is_active:
        revoke_all(user=instance, why=CLOSED)


def _unlinked(sender, instance, **kwargs):
    revoke_all(user=instance.user, why=WORK_ACCOUNT)
