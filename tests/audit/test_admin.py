"""The records' own pages for administrators: what they may add and change, and that every change is remembered."""

import pytest
from django.apps import apps
from pytest_django.asserts import assertContains, assertNotContains

from audit.actions.judgement import record_judgement
from audit.models import Answer, Audit, Review
from cases.models import Membership, User
from cases.permissions import Role
from tests.audit.an_audit import YES, a_unit, add_case, an_audit
from tests.audit.method.frameworks import edited

pytestmark = pytest.mark.django_db
NEW_AUDIT = {
    "title": "Spring round",
    "purpose": "mock_inspection",
    "about": "",
    "framework_code": "pdu-2023",
    "sampled_cases-TOTAL_FORMS": "0",
    "sampled_cases-INITIAL_FORMS": "0",
}


@pytest.fixture
def administrator(client):
    """A client signed in as an administrator of the site."""
    client.force_login(User.objects.create_superuser("root"))
    return client


def add_audit(client, **changes):
    return client.post("/admin/audit/audit/add/", NEW_AUDIT | {"unit": a_unit().pk} | changes)


def test_a_new_audit_is_bound_to_its_framework_and_remembers_who_made_it(administrator):
    assert add_audit(administrator).status_code == 302
    audit, root = Audit.objects.get(), User.objects.get()
    assert audit.framework.code == "pdu-2023"
    assert (audit.created_by, audit.history.get().history_user) == (root, root)


def test_an_audit_keeps_its_framework_for_good(administrator):
    audit = an_audit()
    page = f"/admin/audit/audit/{audit.pk}/change/"
    assertNotContains(administrator.get(page), 'name="framework_code"')
    sent = NEW_AUDIT | {"unit": audit.unit_id, "framework_code": "other", "framework_checksum": "0" * 64}
    assert administrator.post(page, sent).status_code == 302
    changed = Audit.objects.get()
    assert (changed.title, changed.framework_code) == ("Spring round", "pdu-2023")
    assert changed.framework_checksum == audit.framework_checksum


def test_a_framework_with_a_mistake_is_refused_on_the_form(administrator, settings, tmp_path):
    settings.FRAMEWORK_DIRS = [*settings.FRAMEWORK_DIRS, tmp_path]
    (tmp_path / "own.toml").write_text(edited(('code = "pdu-2023"', 'code = "else"')), encoding="utf-8")
    response = add_audit(administrator, framework_code="own")
    assertContains(response, "name the file else.toml")
    assert not Audit.objects.exists()


def test_two_framework_files_of_one_name_are_reported_on_the_form(administrator, settings, tmp_path):
    settings.FRAMEWORK_DIRS = [*settings.FRAMEWORK_DIRS, tmp_path]
    (tmp_path / "pdu-2023.toml").write_text(edited(), encoding="utf-8")
    assertContains(administrator.get("/admin/audit/audit/add/"), "it is there twice")
    assertContains(add_audit(administrator), "it is there twice")
    assert not Audit.objects.exists()


def answers_sent(review, question):
    answer = review.answers.get()
    return {
        "sampled_case": review.sampled_case_id,
        "answers-TOTAL_FORMS": "1",
        "answers-INITIAL_FORMS": "1",
        "answers-0-id": answer.pk,
        "answers-0-review": review.pk,
        "answers-0-question": question,
        "answers-0-value": "1",
    }


def test_an_answer_of_an_audit_whose_framework_has_changed_is_refused_on_the_form(administrator):
    review = add_case(an_audit(), {"2.1.1": YES}).reviews.get()
    Audit.objects.update(framework_checksum="0" * 64)
    response = administrator.post(f"/admin/audit/review/{review.pk}/change/", answers_sent(review, "2.1.2"))
    assertContains(response, "has changed since")
    assert Answer.objects.get().question == "2.1.1"


def test_an_answer_to_a_question_that_the_framework_does_not_have_is_refused(administrator):
    review = add_case(an_audit(), {"2.1.1": YES}).reviews.get()
    sent = answers_sent(review, "2.1.l")
    assert administrator.post(f"/admin/audit/review/{review.pk}/change/", sent).status_code == 200
    assert Answer.objects.get().question == "2.1.1"


def test_a_change_made_here_is_kept_with_who_made_it(administrator):
    review = add_case(an_audit(), {"2.1.1": YES}).reviews.get()
    sent = {"sampled_case": review.sampled_case_id, "answers-TOTAL_FORMS": "0", "answers-INITIAL_FORMS": "0"}
    assert administrator.post(f"/admin/audit/review/{review.pk}/change/", sent).status_code == 302
    assert Review.objects.get().submitted_at is None
    assert review.history.first().history_user.username == "root"


@pytest.mark.parametrize("name", ["audit", "review", "standardjudgement"])
def test_the_history_of_a_record_can_be_opened(administrator, name):
    audit = an_audit()
    add_case(audit, {"2.1.1": YES})
    record_judgement(audit=audit, standard="1.1", rating="Good", rationale="Seen.", decided_by="Panel")
    record = apps.get_model("audit", name).objects.get()
    assert administrator.get(f"/admin/audit/{name}/{record.pk}/history/").status_code == 200


def test_every_list_and_every_form_opens(administrator):
    add_case(an_audit(), {"2.1.1": YES})
    start = administrator.get("/admin/").content.decode()
    lists = {f"/admin/{wing}/{model}/" for wing in ("cases", "audit") for model in apps.get_app_config(wing).models}
    shown = [page for page in sorted(lists) if f'href="{page}"' in start]
    assert len(shown) == 9
    for page in shown:
        assert administrator.get(page).status_code == 200
        # a judgement is recorded on the audit's page, which knows the ratings that are allowed
        assert administrator.get(f"{page}add/").status_code == (403 if "judgement" in page else 200)


@pytest.mark.parametrize("role", Role)
def test_no_role_opens_the_records_pages(client, role):
    user = User.objects.create(username="asha")
    Membership.objects.create(user=user, role=role)
    client.force_login(user)
    assert client.get("/admin/").status_code == 302
