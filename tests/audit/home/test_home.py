"""The home page: for each role what there is to do now, by what is due."""

import datetime

import pytest
from django.utils import timezone

from audit.models import Audit, Review
from audit.moderating.actions.send_back import send_back
from audit.planning.actions.plan import create_audit
from audit.results.judgements.actions.judgement import record_judgement
from cases.permissions import Permission, Role, roles_with
from tests.audit.a_review import a_reviewer, read_once, read_twice
from tests.audit.an_audit import a_unit, add_case, an_audit
from tests.audit.reading import text_of
from tests.people import a_user, client_of

pytestmark = pytest.mark.django_db
TODAY = datetime.timedelta()


@pytest.fixture
def home_of(audit, client):
    """home_of(Role.REVIEWER): the text of the home page of a person with this role in the audit's unit."""

    def home_of(role, username="asha"):
        client.force_login(a_reviewer(audit.unit, username, role))
        response = client.get("/")
        assert response.status_code == 200
        return text_of(response)

    return home_of


def due_in(audit, days):
    Audit.objects.filter(pk=audit.pk).update(review_until=timezone.localdate() + datetime.timedelta(days=days))


def to_review(audit, reviewer, answers=None, **facts):
    sampled = add_case(audit, answers or {}, submitted=False, **facts)
    sampled.reviews.update(reviewer=reviewer)
    return sampled


def test_a_reviewer_begins_with_the_case_that_is_due_first(audit, asha, client, home_of):
    later = create_audit(unit=audit.unit, title="Later", framework_code="pdu-2023")
    first, other = to_review(audit, asha), to_review(later, asha, start_date=timezone.localdate())
    due_in(audit, 9)
    due_in(later, 30)
    text = home_of(Role.REVIEWER)
    assert "2 cases to review. The next is due by" in text
    assert f": 9 days left . Start {first.with_crn}" in text
    assert text.index(first.with_crn) < text.index(f"{other.with_crn} of Later")


@pytest.mark.parametrize(("days", "words"), [(1, "1 day left"), (0, "due today"), (-3, "3 days overdue")])
def test_a_reviewer_reads_how_many_days_are_left(audit, asha, home_of, days, words):
    to_review(audit, asha)
    due_in(audit, days)
    assert f": {words} ." in home_of(Role.REVIEWER)


def test_of_reviews_due_on_one_day_the_one_sent_back_comes_first(audit, asha, home_of):
    to_review(audit, asha)
    returned = read_once(audit, asha)
    send_back(review=returned.reviews.get(), note="Look at 2.1.3 again.", by=a_reviewer(audit.unit, "lead"))
    text = home_of(Role.REVIEWER)
    assert f"2 cases to review, 1 sent back to you. Go on with {returned.with_crn}" in text


def test_what_was_sent_back_without_a_date_comes_before_all_that_is_due(audit, asha, home_of):
    returned = read_once(audit, asha)
    send_back(review=returned.reviews.get(), note="Look at 2.1.3 again.", by=a_reviewer(audit.unit, "lead"))
    dated = create_audit(unit=audit.unit, title="Dated", framework_code="pdu-2023")
    for number in range(6):
        to_review(dated, asha, start_date=timezone.localdate() - datetime.timedelta(days=number))
    due_in(dated, 3)
    text = home_of(Role.REVIEWER)
    assert "7 cases to review, 1 sent back to you. The next is due by" in text
    assert f": 3 days left . Go on with {returned.with_crn} {returned.with_crn} of" in text


def test_the_button_leads_to_the_first_open_question(audit, asha, client, home_of):
    review = read_once(audit, asha, submitted=False).reviews.get()
    review.answers.filter(question__startswith="2.2").delete()
    home_of(Role.REVIEWER)
    assert f'href="/reviews/{review.pk}/2.2/"' in client.get("/").content.decode()


def test_a_quality_lead_sees_progress_what_came_in_and_what_is_overdue(audit, asha, home_of):
    read_once(audit, asha)
    read_once(audit, asha)
    Review.objects.filter(sampled_case__number=1).update(submitted_at=timezone.now() - datetime.timedelta(days=8))
    to_review(audit, asha)
    due_in(audit, -2)
    text = home_of(Role.QUALITY_LEAD, "lead")
    assert "1 review overdue" in text
    assert "2 of 3 cases reviewed" in text
    assert "1 review submitted" in text
    assert "Asha" not in text.replace("Lead", "")  # reviewers are not compared


def test_a_quality_lead_is_told_of_second_reviews_without_a_reviewer(audit, asha, home_of):
    sampled = read_once(audit, asha)
    assert "second review" not in home_of(Role.QUALITY_LEAD, "lead")
    Review.objects.create(sampled_case=sampled, part=Review.Part.SECOND)
    assert "1 second review without a reviewer" in home_of(Role.QUALITY_LEAD, "lead")


def test_a_quality_lead_is_told_that_all_is_reviewed_and_what_comes_then(audit, asha, home_of):
    read_once(audit, asha)
    assert "All cases reviewed, 3 standards to judge" in home_of(Role.QUALITY_LEAD, "lead")
    for code in ("1.1", "1.2", "1.3"):
        record_judgement(audit=audit, standard=code, rating="Good", rationale="Seen.", decided_by="Panel")
    assert "All cases reviewed, ready to sign off" in home_of(Role.QUALITY_LEAD, "lead")
    read_twice(audit, asha, a_reviewer(audit.unit, "ben"), no=("2.1.3",))
    assert "ready to sign off" not in home_of(Role.QUALITY_LEAD, "lead")


def test_a_replaced_case_counts_nowhere(audit, asha, home_of):
    sampled = to_review(audit, asha)
    due_in(audit, -2)
    replaced = {"replaced_at": timezone.now(), "replaced_reason": "other", "replaced_note": "Closed."}
    audit.sampled_cases.filter(pk=sampled.pk).update(**replaced)
    text = home_of(Role.QUALITY_LEAD, "lead")
    assert "overdue in" not in text
    assert "It has no cases yet. Next: draw its sample" in text


def test_both_who_read_a_case_and_the_lead_find_the_disagreement(audit, asha, home_of):
    ben = a_reviewer(audit.unit, "ben")
    sampled = read_twice(audit, asha, ben, no=("2.1.3",))
    for role, username in ((Role.REVIEWER, "asha"), (Role.REVIEWER, "ben"), (Role.QUALITY_LEAD, "lead")):
        text = home_of(role, username)
        assert f"Disagreements to settle {sampled.with_crn}" in text
        assert "the two reviews differ on 1 question" in text
    assert "Disagreements" not in home_of(Role.REVIEWER, "carol")


EMPTY = {
    Role.ADMINISTRATOR: ("You are the only person here. First invite a quality lead", "/people/invite/"),
    Role.QUALITY_LEAD: ("No audit is in progress. First plan one", "/audits/new/"),
    Role.REVIEWER: ("You have no case to review. A case appears here when", "/reviews/"),
    Role.SPO: ("No result is signed off yet. A result appears here once", None),
    Role.PRACTITIONER: ("Your account does not open anything yet.", None),
    Role.VIEWER: ("No result is signed off yet. A result appears here once", None),
    Role.HEAD_OF_SERVICE: ("No result is signed off yet. A result appears here once", None),
}


@pytest.mark.parametrize("role", Role)
def test_an_empty_home_says_what_comes_first_and_links_to_it(audit, client, home_of, role):
    Audit.objects.all().delete()
    words, link = EMPTY[role]
    assert words in home_of(role)
    assert link is None or f'href="{link}"' in client.get("/").content.decode()


@pytest.mark.parametrize("page", ["/", "/audits/"])
def test_before_there_is_a_pdu_a_lead_reads_who_adds_one_and_is_offered_no_page_that_is_closed(db, page):
    client = client_of(a_user("lead", Role.QUALITY_LEAD))
    text, button = "An administrator first adds a PDU. Then you can plan an audit in it.", 'href="/audits/new/"'
    before, _, after = client.get(page), a_unit(), client.get(page)
    assert (text in text_of(before), button in before.content.decode()) == (True, False)
    assert (text in text_of(after), button in after.content.decode()) == (False, True)


def test_an_empty_home_says_nothing_of_people_who_are_not_there(audit, home_of):
    assert "invitation" not in home_of(Role.ADMINISTRATOR)


def test_a_superuser_without_a_role_is_led_to_the_records_and_told_how_an_administrator_is_made(admin_client):
    assert "The first administrator is invited with manage.py invite" in text_of(admin_client.get("/"))
    assert 'href="/admin/"' in admin_client.get("/").content.decode()


@pytest.mark.parametrize("role", sorted(roles_with(Permission.SEE_RESULTS)))
def test_who_will_see_audits_is_not_sent_to_ask_for_a_role(audit, client, home_of, role):
    Audit.objects.all().delete()
    home_of(role)
    text = text_of(client.get("/audits/"))
    assert "An audit of your PDU or region appears here as soon as it is planned." in text
    assert "An administrator can give" not in text


@pytest.mark.parametrize("role", sorted(roles_with(Permission.SEE_RESULTS)))
def test_a_signed_off_result_stands_on_the_home_of_those_who_see_it(signed_off_audit, client, role):
    client.force_login(a_reviewer(signed_off_audit.unit, "asha", role))
    assert f"Results {signed_off_audit.title} Requires improvement, 4 of 21 Suffolk PDU, signed off" in text_of(
        client.get("/")
    )


def test_an_spo_finds_how_many_cases_of_her_own_team_a_result_holds(signed_off_audit, sign_in):
    text = text_of(sign_in("spo").get("/"))
    number = signed_off_audit.sampled_cases.filter(case__practitioner__team__name="Ipswich").count()
    assert f"Result of {signed_off_audit.title} {number} cases of your team" in text
    assert "My team" not in text_of(sign_in("viewer").get("/"))


def test_until_the_sign_off_a_head_of_service_reads_when_the_result_comes_and_no_figure(suffolk_audit, client):
    client.force_login(a_reviewer(suffolk_audit.unit, "asha", Role.HEAD_OF_SERVICE))
    due_in(suffolk_audit, 9)
    text = text_of(client.get("/"))
    assert "56 of 56 cases reviewed. Result about" in text
    assert "Requires improvement" not in text
    assert "%" not in text


@pytest.mark.parametrize("role", Role)
def test_a_menu_entry_leads_where_it_says(audit, client, home_of, role):
    home_of(role)
    page = client.get("/").content.decode()
    menu = page[page.index('aria-label="Menu"') : page.index("</nav>")]
    links = {link.split('"')[0] for link in menu.split('href="')[1:]}
    assert "/" in links
    assert {client.get(link).status_code for link in links} == {200}
    assert ("/audits/" in links) is (role in roles_with(Permission.SEE_RESULTS))


@pytest.mark.parametrize("role", Role)
def test_a_home_takes_at_most_thirteen_queries(audit, client, home_of, role, django_assert_max_num_queries):
    user = a_reviewer(audit.unit, "asha", role)
    for number in range(6):
        read_twice(audit, a_reviewer(audit.unit, "ben"), user, no=("2.1.3",))
        begun = timezone.localdate() - datetime.timedelta(days=number)
        to_review(an_audit(title=f"Round {number}"), user, start_date=begun)
    home_of(role)  # which puts off the end of the session, for a minute
    with django_assert_max_num_queries(13):
        client.get("/")


def test_a_head_of_service_opens_a_signed_off_result_and_neither_a_case_nor_the_trail(signed_off_audit, client):
    client.force_login(a_reviewer(signed_off_audit.unit, "asha", Role.HEAD_OF_SERVICE))
    pages = {"": 200, "questions/2.1.3/": 200, "cases/1/": 403, "trail/": 403, "cases/1/trail/": 403}
    pages |= {"reviews/": 403, "summary.json": 200}
    assert {page: client.get(f"/audits/{signed_off_audit.pk}/{page}").status_code for page in pages} == pages
    reference = signed_off_audit.sampled_cases.get(number=1).case.reference
    for page in ("", "questions/2.1.3/", "summary.json"):
        assert reference not in client.get(f"/audits/{signed_off_audit.pk}/{page}").content.decode()
