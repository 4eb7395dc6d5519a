"""Small audits to test with: made by the code's own action, filled quickly and without history."""

from django.utils import timezone

from audit.method.answers import Value
from audit.method.kinds import number_before
from audit.models import Answer, Audit, Review, SampledCase
from audit.planning.actions.plan import create_audit
from cases.models import Case, DeliveryUnit, Region
from tests.copied_rows import insert

YES, NO, NOT_APPLICABLE, ABSENT, NOT_LOOKED, *_ = Value


def a_unit(name="Suffolk PDU", region="East of England"):
    region, _ = Region.objects.get_or_create(name=region)
    unit, _ = DeliveryUnit.objects.get_or_create(region=region, name=name)
    return unit


def an_audit(title="Mock inspection", unit=None, framework_code="pdu-2023", **facts):
    """A new audit, of a_unit() by the shipped framework unless told otherwise."""
    return create_audit(unit=unit or a_unit(), title=title, framework_code=framework_code, **facts)


def fetched(audit):
    """The audit as a page gets it."""
    return Audit.objects.for_report().get(pk=audit.pk)


def add_case(audit, answers, *, submitted=True, comments=(), kind="", **facts):
    """A SampledCase with a review of {question code: Value}; `comments` maps codes to texts, `facts` are the Case's."""
    return _store(audit, [answers], submitted, dict(comments), facts, kind)[0]


def add_cases(audit, number, yes):
    """So many submitted reviews of every key question: sufficient in the first yes[code] of them (default: in all)."""
    codes = [question.code for question in audit.framework.key_questions]
    reviews = [{code: YES if place < yes.get(code, number) else NO for code in codes} for place in range(number)]
    return _store(audit, reviews, True, {}, {})


def add_answered(audit, answers_of_each, *, kind="", submitted=True):
    """A review of each {question code: Value}, submitted unless told otherwise; of cases of this kind."""
    return _store(audit, answers_of_each, submitted, {}, {}, kind)


def note_facts(sampled, **facts):
    """As if the SampledCase had come into the audit with these facts."""
    sampled.facts |= facts
    sampled.save()


def _store(audit, answers_of_each, submitted, comments, facts, kind=""):
    before = number_before(audit.framework, kind) + audit.sampled_cases.filter(kind=kind).count()
    numbers = range(before + 1, before + 1 + len(answers_of_each))
    cases = Case.objects.bulk_create(Case(unit=audit.unit, reference=f"X{n:06}", **facts) for n in numbers)
    of_kind = {"kind": kind, "prefix": audit.framework.kind[kind].prefix if kind else ""}
    sampled = [SampledCase(audit=audit, case=case, number=n, **of_kind) for n, case in zip(numbers, cases, strict=True)]
    SampledCase.objects.bulk_create(sampled)
    submitted_at = timezone.now() if submitted else None
    reviews = Review.objects.bulk_create(Review(sampled_case=case, submitted_at=submitted_at) for case in sampled)
    insert(
        Answer,
        [
            {"review_id": review.pk, "question": code, "value": value, "comment": comments.get(code, "")}
            for review, answers in zip(reviews, answers_of_each, strict=True)
            for code, value in answers.items()
        ],
    )
    return sampled
