"""What a person chooses about e-mails."""

from django.db import transaction

from cases.models import User


@transaction.atomic
def choose_email_notices(*, wanted: bool, by: User) -> None:
    """Turn the person's e-mails with notices on or off."""
    person = User.objects.select_for_update().get(pk=by.pk)
    if person.email_notices != wanted:
        person.email_notices, person._history_user = wanted, by
        person.save(update_fields=["email_notices"])
