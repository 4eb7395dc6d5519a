"""What tests of the audit wing share: the demonstration audit, invented once and copied in for each test."""

import pytest
from django.db import transaction

from audit import frameworks
from audit.actions.demonstration import TITLE, load_demonstration
from audit.actions.sign_off import sign_off
from audit.case_sheets import case_sheet_of
from audit.models import Answer, Audit, Review, SampledCase, StandardJudgement
from audit.reports import report_on_audit
from cases.models import Case, DeliveryUnit, Practitioner, Region, Team
from tests.audit.a_review import a_reviewer
from tests.audit.an_audit import an_audit
from tests.copied_rows import copy_in, rows_in

# In an order in which no row comes before one that it refers to.
COPIED = (
    *(Region, DeliveryUnit, Team, Practitioner, Case),
    *(Audit, SampledCase, Review, Answer, StandardJudgement),
)


@pytest.fixture
def audit(db):
    """An audit without cases."""
    return an_audit()


@pytest.fixture
def few_cases_are_rated(monkeypatch):
    """By the shipped framework; a file may say any number (tests/audit/method/test_few_cases.py)."""
    monkeypatch.setattr("audit.method.framework_loading.FEWEST_CASES", 1)
    frameworks._load.cache_clear()
    yield
    frameworks._load.cache_clear()


@pytest.fixture
def asha(audit):
    """A reviewer in its unit."""
    return a_reviewer(audit.unit, "asha")


@pytest.fixture(scope="session")
def suffolk(django_db_setup, django_db_blocker):
    """(its rows as {table: rows}, its Report, its CaseRows, what sign-off stores of it), for the fixtures below: they
    ask for the database."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_demonstration()
        stored = {model._meta.db_table: rows_in(model._meta.db_table) for model in COPIED}
        audit = Audit.objects.for_report().get(title=TITLE)
        report, rows = report_on_audit(audit), case_sheet_of(audit).rows
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
