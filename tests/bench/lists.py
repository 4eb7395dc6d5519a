"""The lists beside many rows: the audits of a country of 300 audits."""

from audit.models import Audit, Review, SampledCase
from cases.models import Case, DeliveryUnit, Region
from tests.bench.in_database import make_client, measured

AUDITS, CASES = 300, 20
TARGET = "150 ms, 8 queries"


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
