"""An audit that is planned again from an earlier one."""

import pytest
from pytest_django.asserts import assertContains, assertRedirects

from audit.models import Audit, AuditReviewer, QuestionNote, Sample
from audit.planning.actions.reviewers import set_reviewers
from audit.planning.sample_plan import plan_from_settings
from audit.results.sign_off.actions.sign_off import sign_off
from cases.extract.settings import DrawSettings
from cases.models import Membership
from tests.audit.a_review import a_reviewer
from tests.audit.a_sample import TODAY
from tests.audit.an_audit import an_audit

pytestmark = pytest.mark.django_db
PLANNED = {"title": "Mock inspection, spring", "purpose": "mock_inspection", "framework_code": "pdu-2023"}


@pytest.fixture
def earlier():
    """An audit with a sample plan, reviewed by Asha and by Ben, who reviews there no more."""
    audit = an_audit(about="Two weeks of starts.")
    settings = DrawSettings(TODAY, 7, size=56, cohort=((TODAY, TODAY),), ended_before=TODAY, unit="Suffolk PDU")
    Sample.objects.create(audit=audit, plan=plan_from_settings(settings, months=12))
    asha, ben = a_reviewer(audit.unit, "asha"), a_reviewer(audit.unit, "ben")
    set_reviewers(audit=audit, capacities={asha: 8, ben: None})
    Membership.objects.filter(user=ben).delete()
    for code in ("2.1.1", "of another framework"):
        QuestionNote.objects.create(audit=audit, question=code, text="Look at the first plan.")
    return audit


def page_of(audit):
    return f"/audits/{audit.pk}/again/"


def test_the_plan_of_a_new_audit_is_filled_in_without_dates_and_nothing_is_stored(earlier, sign_in):
    response = sign_in("lead").get(page_of(earlier))
    assertContains(response, "Two weeks of starts.")
    assertContains(response, "the reviewers and 2 agreed notes of")
    filled = response.context["form"].initial
    assert (filled["framework_code"], filled["unit"]) == ("pdu-2023", earlier.unit_id)
    assert not {"review_from", "review_until"} & filled.keys()
    assert Audit.objects.count() == 1


@pytest.mark.slow
def test_once_saved_it_has_the_undated_sample_plan_those_who_still_review_and_the_notes(earlier, sign_in):
    sent = PLANNED | {"unit": earlier.unit_id, "keep_months": "12"}
    response = sign_in("lead").post(page_of(earlier), sent, follow=True)
    audit = Audit.objects.get(title=PLANNED["title"])
    assertContains(response, "1 agreed note is copied: see Read together.")
    assertRedirects(response, f"/audits/{audit.pk}/sample/plan/")
    plan, before = audit.sample_of().plan, earlier.sample_of().plan
    assert (plan["size"], plan["months"], plan["unit"]) == (56, 12, "Suffolk PDU")
    assert (plan["cohort"], plan["ended_before"]) == ([], None)
    assert plan["seed"] != before["seed"]
    assert [*AuditReviewer.objects.filter(audit=audit).values_list("user__username", "capacity")] == [("asha", 8)]
    assert [*audit.question_notes.values_list("question", "text")] == [("2.1.1", "Look at the first plan.")]


@pytest.mark.slow
def test_extra_cases_of_a_group_can_be_asked_for_on_the_way(earlier, sign_in):
    lead, asked = sign_in("lead"), "?extra=minority_ethnic%3Dyes"
    assertContains(lead.get(page_of(earlier) + asked), "preset with 10 extra cases of this group: minority ethnic.")
    response = lead.post(page_of(earlier) + asked, PLANNED | {"unit": earlier.unit_id, "keep_months": "12"})
    address = f"/audits/{Audit.objects.get(title=PLANNED['title']).pk}/sample/plan/{asked}"
    assertRedirects(response, address)
    filled = lead.get(address).context["form"]
    assert (filled["extra_group_0"].value(), filled["extra_number_0"].value()) == ("minority_ethnic=yes", 10)


@pytest.mark.slow
def test_the_task_list_and_the_result_of_a_signed_off_audit_lead_there(earlier, sign_in):
    lead = sign_in("lead")
    assertContains(lead.get(f"/audits/{earlier.pk}/tasks/"), page_of(earlier))
    sign_off(audit=earlier, without_result=True)
    assertContains(lead.get(f"/audits/{earlier.pk}/"), page_of(earlier))
