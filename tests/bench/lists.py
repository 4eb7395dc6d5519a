"""The lists beside many rows: the audits of a country of 300 audits, and an audit of 1,000 cases."""

from datetime import timedelta
from itertools import cycle

from django.contrib.auth import get_user_model
from django.utils import timezone

from audit.models import Answer, Audit, Review, Sample, SampledCase
from audit.planning.account import summarise_draw
from audit.planning.sample_plan import plan_from_settings
from cases.extract.settings import DrawSettings
from cases.models import Case, DeliveryUnit, Event, Membership, Practitioner, Region, Team
from cases.permissions import Role
from tests.audit.a_sample import a_drawn_sample
from tests.bench.in_database import make_client, measured

AUDITS, CASES, REVIEWED, REVIEWERS, AT_ONCE = 300, 20, 1_000, 20, 200
TARGET = "150 ms, 8 queries"  # beside the 3 of the session, the person and their roles


# {list: (its address, {what of it: the query})}; {} is filled in from the audit of 1,000 cases
LISTS = {
    "300 audits": (
        "/audits/",
        {
            "first page": "",
            "100 of a search, sorted": "q=list&sort=title&per_page=100",
            "by state": "state=provisional",
        },
    ),
    "1,000 reviews": (
        "/audits/{audit}/reviews/",
        {
            "first page": "",
            "100 of a search, sorted": "q=R&sort=-due&per_page=100",
            "what is overdue": "state=open&due=overdue",
        },
    ),
    "1,000 sampled cases": (
        "/audits/{audit}/sample/",
        {"first page": "", "100 of a search, sorted": "q=R&sort=-team&per_page=100"},
    ),
    "1,050 reviews of one's own": (
        "/reviews/",
        {"first page": "", "100 of a search, sorted": "q=L&sort=-submitted_at&per_page=100", "to do": "state=open"},
    ),
    "1,000 cases of a question": (
        "/audits/{audit}/questions/2.1.1/",
        {"first page": "", "100 of a search": "q=R&per_page=100"},
    ),
    "history of an audit, 10,000 entries": (
        "/audits/{audit}/trail/",
        {"first page": "", "a late page of 100": "per_page=100&page=90", "of one case": "q=R000007"},
    ),
    "history of a case in it": (
        "/audits/{audit}/cases/29/trail/",
        {"first page": "", "100 of a page": "per_page=100", "who opened it": "kind=opened"},
    ),
    "1,000 people": ("/people/", {"first page": "", "100 of a search, sorted": "q=p&sort=-username&per_page=100"}),
    "1,000 practitioners": ("/places/units/{unit}/", {"first page": "", "100 of a search": "q=o&per_page=100"}),
}


def lines():
    """The Lines about lists, in a database that has the audit of in_database."""
    make_audits(Audit.objects.order_by("pk").first())
    client = make_client("lists")
    audit = make_reviews(Audit.objects.get(title="List PDU 0"))
    make_more(audit, get_user_model().objects.get(username="lists"))
    for what, (address, queries) in LISTS.items():
        page = address.format(audit=audit.pk, unit=audit.unit_id)
        for name, query in queries.items():
            opened = f"{page}?{query}"
            assert client.get(opened).status_code == 200, opened
            yield measured(f"{what}, {name}", lambda opened=opened: client.get(opened), TARGET, times=5)
    yield measured(f"{AT_ONCE} reviews moved to another person", lambda: give(client, audit), "3,000 ms", times=1)


def make_more(audit, user):
    """Give the user every list: a drawn sample, reviews of their own, a long history, people, practitioners."""
    for role in (Role.REVIEWER, Role.ADMINISTRATOR):
        Membership.objects.create(user=user, role=role)
    settings = DrawSettings(timezone.localdate(), 7, size=REVIEWED)
    drawn = {"drawn": summarise_draw(settings, a_drawn_sample()), "drawn_at": timezone.now()}
    Sample.objects.create(audit=audit, plan=plan_from_settings(settings), **drawn)
    SampledCase.objects.filter(audit=audit).update(stratum="Men")
    others = Review.objects.exclude(sampled_case__audit=audit).values("pk")[:REVIEWED]
    own = Review.objects.filter(sampled_case__audit=audit, submitted_at=None).values("pk")[:50]
    for reviews in (others, own):
        Review.objects.filter(pk__in=[each["pk"] for each in reviews]).update(reviewer=user)
    people = get_user_model().objects.bulk_create(get_user_model()(username=f"p-{n}") for n in range(REVIEWED))
    Membership.objects.bulk_create(Membership(user=one, role=Role.VIEWER, unit=audit.unit) for one in people)
    team = Team.objects.create(unit=audit.unit, name="Lists")
    Practitioner.objects.bulk_create(Practitioner(team=team, name=f"Someone {n}") for n in range(REVIEWED))
    make_history(audit, people)


def make_history(audit, people):
    """10,000 events: every second one shows a hundred cases in a list, the others one case."""
    cases, begin = list(audit.sampled_cases.select_related("case")), timezone.now() - timedelta(days=9)
    lists = [[each.number for each in cases[start : start + 100]] for start in range(0, len(cases), 100)]
    Event.objects.bulk_create(
        Event(
            kind=Event.Kind.CASES_LISTED if number % 2 else Event.Kind.CASE_VIEWED,
            happened_at=begin + timedelta(minutes=number),
            user=people[number % REVIEWERS],
            unit=audit.unit,
            audit=audit.pk,
            case=None if number % 2 else cases[number % len(cases)].case,
            details={"what": "a list", "cases": lists[number // 2 % len(lists)]} if number % 2 else {"what": "a case"},
        )
        for number in range(10_000)
    )


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
