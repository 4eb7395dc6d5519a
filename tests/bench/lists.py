"""The lists beside many rows: the audits of a country of 300 audits, and an audit of 1,000 cases."""

from datetime import timedelta
from itertools import cycle

from django.contrib.auth import get_user_model
from django.utils import timezone

from audit.models import Answer, Audit, Review, SampledCase
from cases.models import Case, DeliveryUnit, Membership, Region
from cases.permissions import Role
from tests.bench.in_database import make_client, measured

AUDITS, CASES, REVIEWED, REVIEWERS, AT_ONCE = 300, 20, 1_000, 20, 200
TARGET = "150 ms, 8 queries"  # beside the 3 of the session, the person and their roles


def lines():
    """The Lines about lists, in a database that has the audit of in_database."""
    make_audits(Audit.objects.order_by("pk").first())
    client = make_client("lists")
    for name, query in (
        ("first page", ""),
        ("100 of a search, sorted", "q=list&sort=title&per_page=100"),
        ("by state", "state=provisional"),
    ):
        yield measured(f"{AUDITS} audits, {name}", lambda query=query: client.get(f"/audits/?{query}"), TARGET, times=5)
    audit = make_reviews(Audit.objects.get(title="List PDU 0"))
    for name, query in (
        ("first page", ""),
        ("100 of a search, sorted", "q=R&sort=-due&per_page=100"),
        ("what is overdue", "state=open&due=overdue"),
    ):
        address = f"/audits/{audit.pk}/reviews/?{query}"
        yield measured(f"{REVIEWED:,} reviews, {name}", lambda address=address: client.get(address), TARGET, times=5)
    yield measured(f"{AT_ONCE} reviews moved to another person", lambda: give(client, audit), "3,000 ms", times=1)


def make_audits(like):
    """Store AUDITS audits by the framework of `like`, each of CASES cases with a submitted review."""
    facts = {name: getattr(like, name) for name in ("framework_code", "framework_version", "framework_checksum")}
    region = Region.objects.create(name="Lists")
    units = DeliveryUnit.objects.bulk_create(DeliveryUnit(region=region, name=f"PDU {n}") for n in range(AUDITS))
    audits = Audit.objects.bulk_create(Audit(unit=unit, title=f"List {unit.name}", **facts) for unit in units)
    pairs = [(audit, number) for audit in audits for number in range(CASES)]
    cases = Case.objects.bulk_create(Case(unit=audit.unit, reference=f"L{number}") for audit, number in pairs)
    sampled = SampledCase.objects.bulk_create(
        SampledCase(audit=audit, number=number, case=case) for (audit, number), case in zip(pairs, cases, strict=True)
    )
    Review.objects.bulk_create(Review(sampled_case=each, submitted_at=each.facts_as_of) for each in sampled)


def make_reviews(audit):
    """Add REVIEWED cases to the audit, each with a reviewer: of four, one has a second review, and two are finished.

    Returns the audit. Every review but each fourth is answered in full.
    """
    people = get_user_model().objects.bulk_create(get_user_model()(username=f"reader-{n}") for n in range(REVIEWERS))
    Membership.objects.bulk_create(Membership(user=person, role=Role.REVIEWER, unit=audit.unit) for person in people)
    cases = Case.objects.bulk_create(Case(unit=audit.unit, reference=f"R{n:06}") for n in range(REVIEWED))
    sampled = SampledCase.objects.bulk_create(
        SampledCase(audit=audit, number=CASES + number, case=case) for number, case in enumerate(cases)
    )
    now, due, reader = timezone.now(), timezone.localdate() - timedelta(days=1), cycle(people)
    first = [
        Review(sampled_case=each, reviewer=next(reader), submitted_at=now if number % 2 else None, due_on=due)
        for number, each in enumerate(sampled)
    ]
    second = [
        Review(sampled_case=each, part=Review.Part.SECOND, reviewer=next(reader), submitted_at=now)
        for each in sampled[1::4]
    ]
    reviews = Review.objects.bulk_create(first + second)
    Answer.objects.bulk_create(
        (
            Answer(review=review, question=question, value=1)
            for number, review in enumerate(reviews)
            for question in audit.framework.questions
            if number % 4
        ),
        batch_size=10_000,
    )
    return audit


def give(client, audit):
    """Give the first AT_ONCE open reviews to the reviewer after the one who has the first of them."""
    reviews = Review.objects.filter(sampled_case__audit=audit, part=Review.Part.FIRST, submitted_at=None)
    reviews = reviews.order_by("sampled_case__number")[:AT_ONCE].select_related("sampled_case")
    numbers = ",".join(str(review.sampled_case.number) for review in reviews)
    people = get_user_model().objects.filter(username__startswith="reader-")
    other = people.exclude(pk=reviews[0].reviewer_id).order_by("?").first()
    sent = {"do": "first", "reviewer": other.pk, "chosen": numbers}
    response = client.post(f"/audits/{audit.pk}/reviews/", sent)
    assert response.status_code == 302, "refused"
