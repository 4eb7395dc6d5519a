"""The records' own pages for administrators: what they may add and change, and that every change is remembered."""

import pytest
from django.apps import apps
from pytest_django.asserts import assertContains, assertNotContains

from audit.actions.judgement import record_judgement
from audit.actions.sign_off import sign_off
from audit.models import Answer, Audit, Review
from cases.actions.trail import record_event
from cases.models import Event, Membership, Team, User
from cases.permissions import Role
from tests.audit.an_audit import YES, a_unit, add_case, an_audit
from tests.audit.method.frameworks import edited, pdu
from tests.audit.records import CASE_DATA, pages_of

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
    """A client signed in as a superuser who is a quality lead too, and so sees cases."""
    root = User.objects.create_superuser("root")
    Membership.objects.create(user=root, role=Role.QUALITY_LEAD)
    client.force_login(root)
    return client


@pytest.fixture
def superuser(client):
    """A client signed in as a superuser without any role."""
    client.force_login(User.objects.create_superuser("bare"))
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


def test_of_two_framework_files_of_one_name_the_projects_own_is_used(administrator, settings, tmp_path):
    settings.FRAMEWORK_DIRS = [*settings.FRAMEWORK_DIRS, tmp_path]
    (tmp_path / "pdu-2023.toml").write_text(edited(("too few", "some")), encoding="utf-8")
    assert add_audit(administrator).status_code == 302
    assert Audit.objects.get().framework_checksum == pdu().checksum


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
    assert len(shown) == 10
    for page in shown:
        assert administrator.get(page).status_code == 200
        # a judgement is recorded on the audit's page, somebody invited at /people/; an event happens
        closed = page.endswith(("judgement/", "event/", "user/"))
        assert administrator.get(f"{page}add/").status_code == (403 if closed else 200)


@pytest.mark.parametrize("role", Role)
def test_no_role_opens_the_records_pages(client, role):
    user = User.objects.create(username="asha")
    Membership.objects.create(user=user, role=role)
    client.force_login(user)
    assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize("page", CASE_DATA)
def test_a_superuser_without_a_role_opens_nothing_about_cases(superuser, records, page):
    record = records[page]
    record.save()  # so that there is a version of it
    version = record.history.first().pk
    assertNotContains(superuser.get("/admin/"), f"/admin/{page}/")
    for rest in ("", "add/", *pages_of(record.pk, version)):
        assert superuser.get(f"/admin/{page}/{rest}").status_code == 403, rest


@pytest.mark.parametrize("page", CASE_DATA)
def test_a_superuser_with_a_role_elsewhere_opens_nothing_of_here(superuser, records, page):
    Membership.objects.create(
        user=User.objects.get(username="bare"), role=Role.QUALITY_LEAD, unit=a_unit("Norfolk PDU")
    )
    record = records[page]
    record.save()
    version = record.history.first().pk
    assertContains(superuser.get(f"/admin/{page}/"), "0 ")
    for rest in (
        f"{record.pk}/history/",
        f"{record.pk}/history/{version}/",
        f"{record.pk}/change/",
        f"{record.pk}/delete/",
    ):
        assert superuser.get(f"/admin/{page}/{rest}").status_code in (302, 403), rest


def test_the_history_of_a_deleted_record_is_shut(administrator, records):
    review = records["audit/review"]
    number = review.pk
    review.save()
    review.delete()
    assert administrator.get(f"/admin/audit/review/{number}/history/").status_code == 403


def test_an_spo_who_is_a_superuser_is_shown_the_cases_of_the_own_team_in_an_audit(superuser, records):
    team = Team.objects.create(name="Ipswich", unit=a_unit())
    Membership.objects.create(user=User.objects.get(username="bare"), role=Role.SPO, team=team)
    audit = records["audit/audit"]
    add_case(audit, {"2.1.1": YES}, team=team)
    address = f"/admin/audit/audit/{audit.pk}/change/"
    assertNotContains(superuser.get(address), "X000002")  # not before the sign-off
    sign_off(audit=audit)
    page = superuser.get(address)
    assertContains(page, "X000002")
    assertNotContains(page, "X000001")
    assert superuser.get(f"/admin/audit/audit/{audit.pk}/delete/").status_code == 403


def test_a_case_that_is_not_seen_is_not_added_to_an_audit_either(superuser, records):
    root = User.objects.get(username="bare")
    Membership.objects.create(user=root, role=Role.QUALITY_LEAD, unit=a_unit("Norfolk PDU"))
    norfolk = an_audit(unit=a_unit("Norfolk PDU"))
    sent = NEW_AUDIT | {"unit": norfolk.unit_id, "sampled_cases-TOTAL_FORMS": "1", "sampled_cases-0-number": "1"}
    sent |= {"sampled_cases-0-case": records["cases/case"].pk, "sampled_cases-0-audit": norfolk.pk}
    response = superuser.post(f"/admin/audit/audit/{norfolk.pk}/change/", sent)
    assertNotContains(response, "X000001")
    assert not norfolk.sampled_cases.exists()


@pytest.mark.parametrize("page", ["cases/deliveryunit", "cases/user"])
def test_places_and_people_are_not_deleted_since_that_would_list_their_cases(superuser, records, page):
    record = apps.get_model(page.replace("/", ".")).objects.first()
    assert superuser.get(f"/admin/{page}/{record.pk}/delete/").status_code == 403
    assertNotContains(superuser.get(f"/admin/{page}/"), "delete_selected")


def test_roles_are_only_read_here(superuser):
    asha = User.objects.create(username="asha")
    Membership.objects.create(user=asha, role=Role.VIEWER)
    page = superuser.get(f"/admin/cases/user/{asha.pk}/change/")
    assertContains(page, "Viewer")
    assertNotContains(page, 'name="memberships-0-role"')


@pytest.mark.parametrize("page", CASE_DATA)
def test_looking_at_a_record_about_cases_is_in_the_trail(administrator, records, page):
    for rest in ("", f"{records[page].pk}/change/", f"{records[page].pk}/history/"):
        administrator.get(f"/admin/{page}/{rest}")
    assert Event.objects.filter(kind=Event.Kind.CASE_VIEWED).count() == 3


def test_events_are_read_and_nothing_else(superuser, records):
    case = records["cases/case"]
    event = record_event(kind=Event.Kind.CASE_VIEWED, unit=case.unit, case=case, what="Private case 1")
    listed = superuser.get("/admin/cases/event/")
    assertContains(listed, "viewed")
    assertNotContains(listed, "X000001")
    page = superuser.get(f"/admin/cases/event/{event.pk}/change/")
    assertNotContains(page, "X000001")
    assertNotContains(page, "Private")
    assertNotContains(page, 'name="_save"')
    assert superuser.get(f"/admin/cases/event/{event.pk}/delete/").status_code == 403


def test_who_sees_the_case_reads_in_an_event_which_it_was(administrator, records):
    event = record_event(kind=Event.Kind.CASE_VIEWED, case=records["cases/case"], what="Case 1")
    assertContains(administrator.get(f"/admin/cases/event/{event.pk}/change/"), "X000001")
