"""Writing the second audit of the demonstration: cases that are still to be reviewed, to try the review pages with."""

from django.db import transaction

from audit.actions.allocation import allocate, mark_for_second_review
from audit.actions.demonstration import REVIEWER, find_demonstration
from audit.actions.plan import create_audit
from audit.models import Audit, SampledCase
from cases.models import User

TITLE = "Suffolk PDU, practice round"
ABOUT = "Six invented cases of the demonstration, to be reviewed anew by whoever tries the review pages."
SECOND_REVIEWER = "reviewer-2"
# number of the case in the demonstration: who reviews it first
FIRST_REVIEWS = {3: REVIEWER, 5: REVIEWER, 12: REVIEWER, 20: REVIEWER, 28: SECOND_REVIEWER, 40: SECOND_REVIEWER}
BOTH_REVIEW = (12, 28)


@transaction.atomic
def load_practice_round():
    """Load the practice round once, for the reviewers of the demonstration. Returns whether it did."""
    try:
        demonstration = find_demonstration()
    except Audit.DoesNotExist:  # somebody deleted it
        return False
    if Audit.objects.filter(unit=demonstration.unit, title=TITLE).exists():
        return False
    audit = create_audit(unit=demonstration.unit, title=TITLE, framework_code="pdu-2023", about=ABOUT)
    reviewers = {name: User.objects.get(username=name) for name in (REVIEWER, SECOND_REVIEWER)}
    drawn = demonstration.sampled_cases.filter(number__in=FIRST_REVIEWS).order_by("number")
    for number, original in enumerate(drawn, start=1):
        sampled = SampledCase.objects.create(audit=audit, case=original.case, number=number)
        first = FIRST_REVIEWS[original.number]
        allocate(sampled=sampled, reviewer=reviewers[first])
        if original.number in BOTH_REVIEW:
            mark_for_second_review(sampled=sampled)
            (other,) = set(reviewers) - {first}
            allocate(sampled=sampled, reviewer=reviewers[other], part="second")
    return True
