"""The addresses from which people sign in, for the limit on wrong passwords."""

from django.db import models
from django.utils import timezone

from .people import User


class KnownAddress(models.Model):
    """A network address from which a person signed in lately, as a keyed digest that only this site can make."""

    # In a table, not in the cache: after a restart a guesser elsewhere could lock people out.
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="known_addresses")
    digest = models.CharField(max_length=64)
    signed_in_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "digest"], name="address_is_known_once")]

    def __str__(self):
        return f"an address of {self.user}"
