"""Store the answer to a fact that a review asks for before its questions."""

from typing import Any

from django.db import transaction

from audit.method.asked_facts import facts_to_ask
from audit.models import Review, SampledCase
from audit.planning.actions.facts import FactRefused, store_asked_fact
from audit.planning.locking import lock_open
from audit.reviewing.locking import lock_for_answers
from cases.models import User


@transaction.atomic
def answer_fact(*, review: Review, fact: str, value: Any, by: User | None = None) -> SampledCase:
    """Store the fact in the audit's copy and in the case, for every review of it. Returns the case as stored.

    `value`: None if the case record does not say; a date is a date.
    Raises AuditClosed, ReviewClosed, and FactRefused if the fact is not asked for or the case cannot have this value.
    """
    lock_open(review.audit)
    review = lock_for_answers(review)
    if fact not in (asked.fact for asked in facts_to_ask(review.audit.framework, review.facts)):
        raise FactRefused("This has been answered in the meantime. Check the facts of the case.")
    return store_asked_fact(sampled=review.sampled_case, fact=fact, value=value, by=by)
