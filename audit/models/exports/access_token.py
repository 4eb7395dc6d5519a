"""Tokens with which a program reads the figures that a person may see."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from simple_history.models import HistoricalRecords

from cases.models import DeliveryUnit


class AccessTokenQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(user=user)

    def in_force(self):
        return self.filter(revoked_at=None, expires_at__gt=timezone.now(), user__is_active=True)


class AccessToken(models.Model):
    """A person's token. It opens figures of audits whose result the person may see now; never cases or texts.

    `name`: what it is for. `unit`: the one PDU whose audits it opens; None for all that the person may see.
    `digest`: of the token, which itself is shown once and not kept.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="access_tokens")
    name = models.CharField("what it is for", max_length=120)
    unit = models.ForeignKey(DeliveryUnit, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords(excluded_fields=["digest", "last_used_at"])

    objects = AccessTokenQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return self.name
