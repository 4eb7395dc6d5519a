"""What it costs to show people only their own: 500 of 50,000 cases in an SQLite database."""

from django.contrib.auth import get_user_model
from django.utils.timezone import now

from audit.models import Audit, SampledCase
from audit.planning.actions.plan import create_audit
from cases.models import Case, DeliveryUnit, Membership, Practitioner, Region, Team
from cases.permissions import Role
from tests.bench.in_database import measured

UNITS, CASES_OF_UNIT, TEAMS = 100, 500, 5


def lines():
    """The Lines about finding one's rows, among those of a hundred units."""
    places = make_places()
    for role, place in ((Role.QUALITY_LEAD, "unit"), (Role.SPO, "team"), (Role.QUALITY_LEAD, "region")):
        user = get_user_model().objects.create_user(f"{role}-{place}")
        Membership.objects.create(user=user, role=role, **{place: places[place]})
        for model in (Case, SampledCase, Audit):
            rows = model.objects.visible_to(user)
            name = f"{role.label} of a {place}: {rows.count():,} {model._meta.verbose_name}s"
            target = "10 ms, 1 query" if (role, place) == (Role.QUALITY_LEAD, "unit") else ""
            yield measured(name, lambda rows=rows: list(rows.all().values_list("pk")), target=target, times=10)


def make_places():
    """A country with an audit of every case; {kind: the place of that kind whose people are measured}."""
    for number in range(UNITS):
        region, _ = Region.objects.get_or_create(name=f"Region {number % 12}")
        unit = DeliveryUnit.objects.create(region=region, name=f"Unit {number}")
        teams = [Team.objects.create(unit=unit, name=f"Team {n}") for n in range(TEAMS)]
        officers = [Practitioner.objects.create(name=f"Officer {n}", team=teams[n % TEAMS]) for n in range(TEAMS * 4)]
        drawn = [
            Case(unit=unit, reference=f"B{n:06}", practitioner=officers[n % len(officers)])
            for n in range(CASES_OF_UNIT)
        ]
        audit = create_audit(unit=unit, title="Bench", framework_code="pdu-2023")
        Audit.objects.filter(pk=audit.pk).update(
            signed_off_at=now(), snapshot={}, keep_until=now()
        )  # so an SPO sees it
        cases = Case.objects.bulk_create(drawn)
        SampledCase.objects.bulk_create(SampledCase(audit=audit, case=case, number=n) for n, case in enumerate(cases))
    return {"region": region, "unit": unit, "team": teams[0]}
