"""What tests of the audit wing share: the demonstration audit, invented once and copied in for each test."""

import pytest
from django.db import transaction
from django.test import override_settings

from audit import frameworks
from audit.demonstration.actions.demonstration import TITLE, load_demonstration
from audit.models import Answer, Audit, Review, SampledCase, StandardJudgement
from audit.results.listed_cases import case_sheet_of
from audit.results.report import report_on_audit
from audit.results.sign_off.actions.sign_off import sign_off
from cases.models import Case, DeliveryUnit, Membership, Practitioner, Region, Team, User
from cases.permissions import Role
from tests.audit.a_review import a_reviewer
from tests.audit.an_audit import an_audit
from tests.audit.method.frameworks import WITH_SHADES, edited
from tests.audit.method.loading.test_kinds import two_kinds
from tests.copied_rows import copy_in, rows_in

# In an order in which no row comes before one that it refers to.
COPIED = (
    Region,
    DeliveryUnit,
    Team,
    Practitioner,
    Case,
    Audit,
    SampledCase,
    Review,
    Answer,
    StandardJudgement,
)


@pytest.fixture
def audit(db):
    """An audit without cases."""
    return an_audit()


@pytest.fixture
def few_cases_are_rated(monkeypatch):
    """By the shipped framework; a file may say any number (tests/audit/method/test_few_cases.py)."""
    monkeypatch.setattr("audit.method.loading.framework.FEWEST_CASES", 1)
    _forget_frameworks()
    yield
    _forget_frameworks()


@pytest.fixture
def an_unrated_framework(tmp_path, settings):
    """The code of a framework with the shipped questions that gives no ratings."""
    changes = ('code = "pdu-2023"', 'code = "unrated"'), ("rated = true", "rated = false")
    (tmp_path / "unrated.toml").write_text(edited(*changes), encoding="utf-8")
    settings.FRAMEWORK_DIRS = [*settings.FRAMEWORK_DIRS, tmp_path]
    return "unrated"


@pytest.fixture
def a_shaded_framework(tmp_path, settings):
    """The code of a framework with the shipped questions, where an item has several answers that count the same."""
    text = edited(('code = "pdu-2023"', 'code = "shaded"'), *WITH_SHADES)
    (tmp_path / "shaded.toml").write_text(text, encoding="utf-8")
    settings.FRAMEWORK_DIRS = [*settings.FRAMEWORK_DIRS, tmp_path]
    return "shaded"


def _forget_frameworks():
    frameworks._load.cache_clear()
    frameworks._looked_up.cache_clear()


@pytest.fixture
def asha(audit):
    """A reviewer in its unit."""
    return a_reviewer(audit.unit, "asha")


@pytest.fixture(scope="session")
def suffolk(django_db_setup, django_db_blocker):
    """(its rows as {table: rows}, its Report, its CaseRows, what sign-off stores of it), for the fixtures below: they
    ask for the database."""
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(SIMPLE_HISTORY_ENABLED=False):
        load_demonstration()
        stored = {model._meta.db_table: rows_in(model._meta.db_table) for model in COPIED}
        audit = Audit.objects.for_report().get(title=TITLE)
        report, rows = report_on_audit(audit), case_sheet_of(audit).rows
        len(report.texts)  # reads them while there is a database: a workbook asks for them
        sign_off(audit=audit)
        signed = Audit.objects.values("snapshot", "signed_off_at", "keep_until").get()
        transaction.set_rollback(True)
    return stored, report, rows, signed


@pytest.fixture
def suffolk_audit(db, suffolk):
    """The demonstration audit of 56 cases, fetched for a report. Its rows have no history: `load_demo` writes that."""
    stored, *_ = suffolk
    for table, rows in stored.items():
        copy_in(table, rows)
    return Audit.objects.for_report().get(title=TITLE)


@pytest.fixture
def signed_off_audit(suffolk_audit, suffolk):
    """The demonstration audit, signed off."""
    Audit.objects.filter(pk=suffolk_audit.pk).update(**suffolk[3])
    return Audit.objects.for_report().get(title=TITLE)


@pytest.fixture
def suffolk_result(db, suffolk):
    """(Report, [CaseRow]) of the demonstration audit, with nothing in the database."""
    return suffolk[1:3]


PEOPLE = {
    "lead": (Role.QUALITY_LEAD, DeliveryUnit, "Suffolk PDU"),
    "spo": (Role.SPO, Team, "Ipswich"),
    "viewer": (Role.VIEWER, Region, "East of England"),
    "norfolk": (Role.QUALITY_LEAD, DeliveryUnit, "Norfolk PDU"),
    "reviewer": (Role.REVIEWER, Region, "East of England"),
    "practitioner": (Role.PRACTITIONER, Team, "Ipswich"),
    "stranger": (None, None, None),
}
FIELD = {Region: "region", DeliveryUnit: "unit", Team: "team"}


@pytest.fixture
def sign_in(db, client):
    """sign_in("lead"): a client signed in as that one of PEOPLE, whose place must be there."""

    def sign_in(name):
        role, model, place = PEOPLE[name]
        user, made = User.objects.get_or_create(username=name, first_name=name.title())
        if made and role:
            Membership.objects.create(user=user, role=role, **{FIELD[model]: model.objects.get(name=place)})
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def lead(audit, sign_in):
    """A client signed in as the quality lead of the audit's unit."""
    return sign_in("lead")


@pytest.fixture
def get(suffolk_audit, sign_in):
    """get("questions/2.1.3/"): that page of the demonstration audit, for its quality lead."""
    client = sign_in("lead")
    return lambda page="": client.get(f"/audits/{suffolk_audit.pk}/{page}")


@pytest.fixture
def small(db, sign_in):
    """(an audit without cases, a client signed in as its quality lead)."""
    return an_audit(), sign_in("lead")


@pytest.fixture
def of_two_kinds(db, settings, tmp_path):
    """A new audit by a framework with two kinds of case; the site finds its file in another folder."""
    (tmp_path / "two-kinds.toml").write_text(two_kinds(), encoding="utf-8")
    settings.FRAMEWORK_DIRS = [tmp_path]
    return an_audit(framework_code="two-kinds")
