"""Load the demonstration: places, people, and one audit of invented cases."""

import datetime

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from simple_history.utils import bulk_create_with_history

from audit.demonstration.action_plan import DEMONSTRATION
from audit.demonstration.actions.suffolk_evidence import load_evidence
from audit.demonstration.facts import TEAMS, invent_facts
from audit.demonstration.figures import published_ratings
from audit.demonstration.reads import find_demonstration
from audit.demonstration.suffolk import InventedCase, invent_cases
from audit.models import Answer, Audit, Review, SampledCase
from audit.planning.actions.plan import create_audit
from audit.results.judgements.actions.judgement import record_judgement
from audit.results.published.actions import import_shipped_results
from audit.results.recommendations.actions import add_recommendation
from audit.results.sign_off.actions.sign_off import sign_off
from cases.models import Case, DeliveryUnit, Membership, Practitioner, Region, Team, User
from cases.permissions import Role

SAMPLED = datetime.datetime(2024, 2, 12, 12, tzinfo=datetime.UTC)  # the day that the cases' ages are invented for
INSPECTED = datetime.datetime(2024, 2, 16, 12, tzinfo=datetime.UTC)
TITLE = "Suffolk PDU, February 2024"
ABOUT = (
    "Suffolk PDU, February 2024: reconstructed from the published report; every case is invented. 56 "
    "cases that began from 26 June to 2 July or from 7 to 13 August 2023: 37 community orders and 19 "
    "licences. Where the report gives words and no figure, we chose figures to fit; figures for "
    "other prompts and items are ours."
)
PASSWORD = "suffolk-2024"  # noqa: S105 - printed for everyone by `make run`, and only made where DEBUG is on

LEAD, SUPERUSER, REVIEWER, VIEWER = "quality-lead", "admin", "reviewer", "viewer"
# user name, name, role, place (see _add_places), and what can be seen with it
SIGN_INS = [
    ("quality-lead", "Quality lead", Role.QUALITY_LEAD, "suffolk", "everything about Suffolk PDU's audits"),
    ("spo", "Ipswich SPO", Role.SPO, "ipswich", "the Ipswich team: what was found, what waits, rounds and results"),
    (VIEWER, "Head of region", Role.VIEWER, "region", "signed-off results of four inspections, but no cases"),
    ("head", "Head of service", Role.HEAD_OF_SERVICE, "suffolk", "signed-off results of Suffolk PDU, but no cases"),
    ("norfolk-lead", "Norfolk quality lead", Role.QUALITY_LEAD, "norfolk", "nothing about Suffolk: it is another PDU"),
    ("reviewer", "Reviewer", Role.REVIEWER, "region", "the cases to review in “Suffolk PDU, practice round”"),
    ("reviewer-2", "Second reviewer", Role.REVIEWER, "region", "the same, with cases of their own"),
    (
        "practitioner",
        "Ipswich practitioner",
        Role.PRACTITIONER,
        "ipswich",
        "what oversight holds under the name of Asha Fenwick",
    ),
    ("admin", "Administrator", Role.ADMINISTRATOR, "region", "people at /people/ and records at /admin/, but no cases"),
]
ALLOCATED = (3, 11, 19, 27, 35)  # the numbers of the cases that the reviewer reviewed


@transaction.atomic
def load_demonstration() -> bool:
    """Load the demonstration unless its cases are there already. Returns whether it did."""
    places = add_places()
    if Case.objects.filter(unit=places["suffolk"], reference=invent_facts(1)["reference"]).exists():
        return False
    audit = create_audit(unit=places["suffolk"], title=TITLE, framework_code="pdu-2023", about=ABOUT)
    add_reviews(add_cases(audit, invent_cases(audit.framework), SAMPLED), INSPECTED)
    for code, rating in published_ratings().items():
        if code in audit.framework.standard and not audit.framework.standard[code].from_cases:
            record_judgement(
                audit=audit,
                standard=code,
                rating=rating,
                rationale=f"As published: {rating}. In an audit of your own, give the evidence here.",
                decided_by="Published inspection report",
                decided_at=INSPECTED,
            )
    return True


def sign_off_demonstration() -> None:
    """Sign its result off today, so that people can try a finished audit, and store the results published elsewhere.

    The demonstration's quality lead signs, if DEBUG is on and so lets there be one.
    """
    if settings.DEBUG:
        add_demonstration_users()
    lead = User.objects.filter(username=LEAD, demonstration=True).first()
    audit = find_demonstration()
    for told in DEMONSTRATION:
        add_recommendation(audit=audit, text=told["text"], about=told["about"], by=lead)
    load_evidence(audit, lead)
    sign_off(audit=audit, by=lead)
    import_shipped_results()


@transaction.atomic
def add_demonstration_users() -> None:
    """Create the people of SIGN_INS, with a password that everyone knows.

    Raises ImproperlyConfigured unless DEBUG is on.
    """
    if not settings.DEBUG:
        raise ImproperlyConfigured("Demonstration users have a known password: they exist only where DEBUG is on.")
    place_field = {Region: "region", DeliveryUnit: "unit", Team: "team"}
    places, password = add_places(), make_password(PASSWORD)
    for username, name, role, place, _ in SIGN_INS:
        rights = {"is_staff": True, "is_superuser": True} if username == SUPERUSER else {}
        user, made = _add_user(username, name, password, **rights)
        if made:
            Membership.objects.create(user=user, role=role, **{place_field[type(places[place])]: places[place]})
        if made and username == REVIEWER:
            _allocate(user)


def add_places() -> dict[str, Region | DeliveryUnit | Team]:
    """Create the demonstration's places if they are not there. Returns {short name: place}, teams in lower case."""
    region, _ = Region.objects.get_or_create(name="East of England")
    suffolk, _ = DeliveryUnit.objects.get_or_create(region=region, name="Suffolk PDU")
    norfolk, _ = DeliveryUnit.objects.get_or_create(region=region, name="Norfolk PDU")
    teams = {name.lower(): Team.objects.get_or_create(unit=suffolk, name=name)[0] for name in TEAMS}
    return {"region": region, "suffolk": suffolk, "norfolk": norfolk, **teams}


def _add_user(username, name, password, **rights):
    first, _, last = f"{name} (demonstration)".partition(" ")
    facts = {"first_name": first, "last_name": last, "password": password, "demonstration": True, **rights}
    return User.objects.get_or_create(username=username, defaults=facts)


def _allocate(reviewer):
    """Give the reviewer some reviews of the demonstration; none if its audit was deleted."""
    demonstration = SampledCase.objects.filter(
        number__in=ALLOCATED, audit__title=TITLE, audit__unit__name="Suffolk PDU"
    )
    for review in Review.objects.filter(sampled_case__in=demonstration, reviewer=None):
        review.reviewer = reviewer
        review.save()


def add_cases(
    audit: Audit, invented: list[InventedCase], sampled_at: datetime.datetime
) -> list[tuple[InventedCase, SampledCase]]:
    """Store invented cases as the audit's sample. Returns each with its SampledCase."""
    places = add_places()
    practitioners = {
        name: Practitioner.objects.get_or_create(name=name, team=places[team.lower()], defaults={"grade": grade})[0]
        for team, people in TEAMS.items()
        for name, grade in people
    }
    cases = [
        Case(unit=audit.unit, team=places[i.team.lower()], practitioner=practitioners[i.practitioner], **i.facts)
        for i in invented
    ]
    bulk_create_with_history(cases, Case)
    sampled = [
        SampledCase(audit=audit, case=case, number=i.number, facts_as_of=sampled_at)
        for i, case in zip(invented, cases, strict=True)
    ]
    bulk_create_with_history(sampled, SampledCase)
    return list(zip(invented, sampled, strict=True))


def add_reviews(pairs: list[tuple[InventedCase, SampledCase]], submitted_at: datetime.datetime) -> None:
    """Store a submitted review with the answers of each invented case."""
    reviews = {invented.number: Review(sampled_case=sampled, submitted_at=submitted_at) for invented, sampled in pairs}
    bulk_create_with_history(list(reviews.values()), Review)
    answers = [
        Answer(review=reviews[i.number], question=code, value=value, comment=i.comments.get(code, ""))
        for i, _ in pairs
        for code, value in i.answers.items()
    ]
    bulk_create_with_history(answers, Answer)
