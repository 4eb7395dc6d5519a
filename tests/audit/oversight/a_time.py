"""Time that passes, and who reads what then."""

import datetime

from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from tests.audit.oversight.findings.a_finding import add
from tests.people import client_of

DAY = datetime.timedelta(days=1)


def page(finding, user):
    return client_of(user).get(reverse("finding", args=[finding.pk]))


def reads(user, record):
    """Whether the user may read a finding or an alert now."""
    return type(record).objects.visible_to(type(user).objects.get(pk=user.pk)).filter(pk=record.pk).exists()


def closed(finding, by, days_ago=0):
    """The finding, closed `days` ago."""
    add(finding, by, "close")
    Entry.objects.filter(finding=finding, kind="close").update(at=timezone.now() - days_ago * DAY)
    return finding
