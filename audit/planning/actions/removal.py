"""Remove a sample's records permanently, together with their history."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Model, QuerySet

from audit.models import (
    Answer,
    Look,
    Reading,
    ReadingAnswer,
    ReserveCase,
    Review,
    SampledCase,
    SendBack,
    SharedCase,
)
from audit.planning.reads import past_and_present_ids
from cases.extract.actions.removal import remove_cases_for_good, remove_facts
from cases.models import REMOVED, Case, User


def delete_history(model: type[Model], **filters: Any) -> None:
    """Delete the history of the records that match: what they said before is as personal as what they say now."""
    model.history.filter(**filters).delete()


def blank(history: QuerySet, **values: Any) -> None:
    """Write these values over the history records, which keep who changed something and when."""
    for record in history:
        for field, value in values.items():
            setattr(record, field, value)
        record.save()


def delete_history_of_sample(sampled: Collection[int], reserves: Collection[int] = ()) -> None:
    """Delete the history of deleted sampled cases, their reviews, and deleted reserves. Takes their ids."""
    delete_history_of_reviews(sampled)
    delete_history(SampledCase, id__in=sampled)
    delete_history(ReserveCase, id__in=reserves)


def delete_history_of_reviews(sampled: Collection[int]) -> None:
    """Delete the history of the deleted reviews of the sampled cases with these ids."""
    reviews = past_and_present_ids(Review, sampled_case_id__in=sampled)
    delete_history(Answer, review_id__in=reviews)
    delete_history(SendBack, review_id__in=reviews)
    delete_history(Look, review_id__in=reviews)
    delete_history(Review, id__in=reviews)


def delete_shared_cases(*, shared: QuerySet[SharedCase], past: Collection[int] = ()) -> None:
    """Delete cases that all read together with their answers and all history, also that of the earlier ones `past`."""
    numbers = {*shared.values_list("pk", flat=True), *past}
    readings = past_and_present_ids(Reading, shared_case_id__in=numbers)
    shared.delete()
    delete_history(ReadingAnswer, reading_id__in=readings)
    delete_history(Reading, id__in=readings)
    delete_history(SharedCase, id__in=numbers)


def remove_uncounted_facts(*, cases: Iterable[Case], by: User | None = None) -> None:
    """Remove the facts of those of these restricted cases that count in no sample any more."""
    for case in cases:
        if not case.reference.startswith(REMOVED) and not case.samples.current().exists():
            remove_facts(case=case, by=by)


def remove_copied_facts(*, cases: Iterable[Case], by: User | None = None) -> None:
    """Remove what samples and their histories copied from these restricted cases, except where the cases count."""
    counted = list(SampledCase.objects.current().filter(case__in=cases).values_list("pk", flat=True))
    for sampled in SampledCase.objects.filter(case__in=cases).exclude(pk__in=counted):
        sampled.facts, sampled.held_by, sampled._history_user = {}, None, by
        sampled.save()
    copied = SampledCase.history.filter(case__in=cases).exclude(id__in=counted)
    blank(copied, facts={}, held_by=None, history_change_reason=None)


def remove_undrawn(*, numbers: Collection[int]) -> None:
    """Remove the cases with these ids, which no sample holds any more, and the history of their place in one."""
    sampled, reserves = (past_and_present_ids(model, case_id__in=numbers) for model in (SampledCase, ReserveCase))
    delete_history_of_sample(sampled, reserves)
    shared = past_and_present_ids(SharedCase, case_id__in=numbers)
    delete_shared_cases(shared=SharedCase.objects.filter(pk__in=shared), past=shared)
    remove_cases_for_good(numbers=numbers)
