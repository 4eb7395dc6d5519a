"""Signed-off audits of one unit, one after the other, each with cases of its own."""

from datetime import date, timedelta

from audit.models import Audit
from audit.results.sign_off.actions.sign_off import sign_off
from cases.models import Case
from tests.audit.an_audit import add_cases, an_audit


def running(title, number=20, yes=None, *, follows=None, **facts):
    """An audit that is reviewed and not signed off: `yes` as add_cases takes it."""
    audit = an_audit(title, **facts)
    add_cases(audit, number, yes or {})
    begun = date(2020, 1, 1) + timedelta(days=audit.pk)  # else the next audit could not have the same references
    Case.objects.filter(samples__audit=audit).update(start_date=begun)
    Audit.objects.filter(pk=audit.pk).update(follows=follows)
    return Audit.objects.get(pk=audit.pk)


def signed(title, number=20, yes=None, **more):
    return sign_off(audit=running(title, number, yes, **more))
