"""Three more published inspections in the demonstration: what was published of them comes out of their audits."""

import re
from dataclasses import replace
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import transaction

from audit.demonstration.actions.demonstration import load_demonstration
from audit.demonstration.actions.inspections import load_inspections
from audit.demonstration.actions.suffolk_evidence import load_evidence
from audit.demonstration.figures import published_rows
from audit.demonstration.inspections import INSPECTIONS
from audit.demonstration.reads import find_demonstration
from audit.demonstration.seeds import NOT_PUBLISHED, as_markdown, seed_rows
from audit.demonstration.suffolk_evidence import suffolk_rows
from audit.models import Answer, Audit, SampledCase
from tests.code_tree import ROOT

pytestmark = pytest.mark.on_postgresql
NPS = next(inspection for inspection in INSPECTIONS if inspection.framework == "nps-2018")
EVIDENCE = "suffolk-evidence"
NAMES = [inspection.name for inspection in INSPECTIONS]


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """{name of an inspection: its table and audit}, loaded once for this module and rolled back afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_inspections()
        load_inspections()
        load_demonstration()
        load_evidence(find_demonstration(), None)
        found = {EVIDENCE: SimpleNamespace(rows=list(suffolk_rows(find_demonstration())))}
        for inspection in INSPECTIONS:
            audit = Audit.objects.for_report().get(title=inspection.title)
            found[inspection.name] = SimpleNamespace(rows=seed_rows(inspection, audit), audit=audit)
        by_mistake = {"rating hint: staffing": "rating 1.1"}  # where another rating stands
        found["mistaken"] = seed_rows(replace(NPS, holds={**NPS.holds, **by_mistake}), found[NPS.name].audit)
        nps = found[NPS.name].audit
        found["rationales"] = dict(nps.judgements.values_list("standard", "rationale"))
        found["history"] = [(each.objects.count(), each.history.count()) for each in (SampledCase, Answer)]
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("name", NAMES)
def test_everything_that_was_published_comes_out_of_the_audit(loaded, name):
    rows = loaded[name].rows
    published = [row for row in rows if row.published != NOT_PUBLISHED]
    assert len(published) == len(next(each for each in INSPECTIONS if each.name == name).published_rows)
    assert [row for row in published if row.agrees not in ("yes", "in words")] == []
    assert {row.agrees for row in rows if row.published == NOT_PUBLISHED} == {""}


def test_a_rating_that_was_not_published_says_on_its_page_that_it_is_ours(loaded):
    ours = {code for code, rationale in loaded["rationales"].items() if rationale.startswith("Not published")}
    assert ours == {"1.3"}


def test_suffolks_surveys_interviews_and_indicators_give_what_was_published(loaded):
    rows = loaded[EVIDENCE].rows
    assert [row for row in rows if row.agrees != "yes"] == []
    beside_cases = ("sample", "staff_survey", "practitioner_interview", "people_survey")
    wanted = [row["measure"] for row in published_rows() if row["section"] in beside_cases]
    assert [row.measure for row in rows][: len(wanted)] == wanted


@pytest.mark.parametrize("name", [EVIDENCE, *NAMES])
def test_the_page_shows_the_table_that_is_computed(loaded, name):
    text = (ROOT / "docs" / "seeds.md").read_text(encoding="utf-8")
    table = re.search(rf"<!-- {name} -->\n(.*?)\n?<!-- /{name} -->", text, re.DOTALL)[1]
    assert table.strip() == as_markdown(loaded[name].rows).strip()


def test_what_is_not_as_published_is_said_so(loaded):
    assert [row.measure for row in loaded["mistaken"] if row.agrees == "NO"] == ["staffing"]


def test_what_is_loaded_has_a_history(loaded):
    assert all(stored == kept for stored, kept in loaded["history"])


@pytest.mark.slow
def test_a_demonstration_of_an_earlier_version_gets_the_inspections_that_it_lacks_once(suffolk_audit):
    call_command("load_demo")
    assert Audit.objects.count() == 1 + len(INSPECTIONS)
    Audit.objects.update(title="Renamed")
    call_command("load_demo")
    assert Audit.objects.count() == 1 + len(INSPECTIONS)
