"""Signed-off results without cases, as they stand once the cases are deleted: quick to make, for many units."""

import datetime

from django.utils import timezone

from audit.method.rating.audit import rate
from audit.method.rating.signed import ratings_to_sign
from audit.method.tally import Tally
from audit.models import Audit
from audit.results.rollup import EVERY_CASE, RollUp
from tests.audit.an_audit import a_unit, an_audit


def a_signed_result(unit_name, yes, of, *, region="East of England", signed_on=None, snapshot=(), **plan):
    """A signed-off audit of a unit: `yes` of `of` cases are sufficient on every key question."""
    audit = an_audit(f"{unit_name}, round {Audit.objects.count()}", a_unit(unit_name, region), **plan)
    tallies = {question.code: Tally(yes=yes, no=of - yes) for question in audit.framework.key_questions}
    rolled = RollUp(of, dict.fromkeys(tallies, of), {EVERY_CASE: tallies}, 0, 0)
    stored = {"reviewed": [of, of], "rolled_up": rolled.as_json()}
    stored["ratings"] = ratings_to_sign(rate(audit.framework, tallies, cases=of))
    audit.snapshot = stored | dict(snapshot)
    audit.signed_off_at = signed_on or timezone.now()
    audit.keep_until = datetime.date(2030, 1, 1)
    audit.save()
    return audit
