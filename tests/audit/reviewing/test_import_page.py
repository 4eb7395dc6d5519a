"""A quality lead imports an answers file on a page: it is checked, shown, and stored once they confirm it."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from audit.models import Answer, Review, SampledCase
from audit.results.sign_off.actions.sign_off import sign_off
from cases.models import Case, Event, Membership, Team
from cases.permissions import Role
from tests.audit.a_review import FIRST, SECOND, a_reviewer
from tests.audit.an_audit import NO, YES, an_audit
from tests.audit.answers_files import complete_rows
from tests.audit.reading import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def audit():
    """An audit of Case 1 to Case 3, without answers."""
    audit = an_audit()
    for number in (1, 2, 3):
        case = Case.objects.create(unit=audit.unit, reference=f"X10000{number}")
        SampledCase.objects.create(audit=audit, case=case, number=number)
    return audit


@pytest.fixture
def lead(audit):
    return a_reviewer(audit.unit, "lena", Role.QUALITY_LEAD)


@pytest.fixture
def page(audit, lead, client):
    """page(rows): what the page says about a file of these rows; page(checked=…): about what is confirmed."""
    client.force_login(lead)
    address = f"/audits/{audit.pk}/answers/import/"

    def sent(rows=None, **confirmed):
        text = "\n".join(",".join(row) for row in rows or ())
        file = {"file": SimpleUploadedFile("answers.csv", text.encode())} if rows else {}
        return client.post(address, file | confirmed, follow=True)

    return sent


def checked_in(response):
    return re.search(r'name="checked" value="([^"]+)"', response.content.decode())[1]


def stored(number=1):
    answers = Answer.objects.filter(review__sampled_case__number=number)
    return {answer.question: (answer.value, answer.comment) for answer in answers}


def answered(audit, number=1, part=FIRST, reviewer=None, **others):
    """An unfinished review of the case, with a no to 2.1.1."""
    sampled = audit.sampled_cases.get(number=number)
    review = Review.objects.create(sampled_case=sampled, part=part, reviewer=reviewer)
    Answer.objects.create(review=review, question="2.1.1", value=NO, comment="Old.", answered_by=reviewer, **others)
    return review


def test_nothing_is_stored_before_it_is_confirmed_and_then_all_of_it(page, lead):
    shown = page([["case", "2.1.1", "2.1.1 comment"], ["1", "yes", "New."], ["X100002", "no", ""]])
    assert "New answers and comments 2" in text_of(shown)
    assert not Answer.objects.exists()
    assert "Answers imported: 2 reviews with 2 answers." in text_of(page(checked=checked_in(shown)))
    assert (stored(1), stored(2)) == ({"2.1.1": (YES, "New.")}, {"2.1.1": (NO, "")})
    assert [*Answer.objects.values_list("answered_by", "review__reviewer").distinct()] == [(lead.pk, None)]
    event = Event.objects.get(kind=Event.Kind.ANSWERS_IMPORTED)
    assert (event.details["what"], event.details["cases"]) == ("2 reviews with 2 answers, from a file", [1, 2])


def test_a_stored_answer_is_replaced_only_where_it_was_shown_and_ticked(page, audit):
    answered(audit, reviewer=a_reviewer(audit.unit, "rita"))
    shown = page([["case", "2.1.1", "2.1.1 comment"], ["1", "yes", "New."]])
    told = "2.1.1, answered by Rita before: No now: Yes 2.1.1, comment by Rita before: Old. now: New."
    assert told in text_of(shown)
    refused = page(checked=checked_in(shown))
    assert "Tick “Replace the stored answers”" in text_of(refused)
    assert stored() == {"2.1.1": (NO, "Old.")}
    page(checked=checked_in(refused), replace="on")
    assert stored() == {"2.1.1": (YES, "New.")}
    assert Answer.history.filter(value=YES, version=2).count() == 1


def test_what_is_left_blank_in_the_file_stays_as_it_is(page, audit):
    answered(audit)
    shown = page([["case", "2.1.1", "2.1.1 comment", "2.1.2"], ["1", "", "Old.", "yes"]])
    assert "comments 1 Stored answers replaced 0 Already stored, unchanged 1" in text_of(shown)
    page(checked=checked_in(shown))
    assert stored() == {"2.1.1": (NO, "Old."), "2.1.2": (YES, "")}


def test_an_answer_that_came_in_between_is_shown_before_anything_is_stored(page, audit):
    shown = page([["case", "2.1.1"], ["1", "yes"], ["2", "yes"]])
    answered(audit)
    again = page(checked=checked_in(shown), replace="on")
    assert "answers have changed since you opened this page" in text_of(again)
    assert (stored(1), stored(2)) == ({"2.1.1": (NO, "Old.")}, {})


def test_a_file_with_one_wrong_cell_stores_nothing_and_names_the_cell_without_options_of_a_command(page):
    shown = page([["case", "2.1.1", "A.9"], ["1", "maybe", "yes"], ["2", "yes", "no"]])
    assert "row 2, column B (2.1.1): “maybe”. Answer with one of: yes, no." in text_of(shown)
    assert "or delete the column." in text_of(shown)
    assert "--" not in text_of(shown)
    assert 'name="checked"' not in shown.content.decode()


def restricted(audit, lead):
    Case.objects.filter(reference="X100001").update(restricted_digest="x")


def of_own_team(audit, lead):
    team = Team.objects.create(unit=audit.unit, name="North")
    Membership.objects.create(user=lead, role=Role.SPO, team=team)
    Case.objects.filter(reference="X100001").update(team=team)


def read_by_the_lead_without_seeing_the_first_review(audit, lead):
    answered(audit)
    answered(audit, part=SECOND, reviewer=lead)


def replaced(audit, lead):
    audit.sampled_cases.filter(number=1).update(replaced_at=timezone.now(), replaced_reason="ended", replaced_note="x")


NOT_OPEN = {
    restricted: "does not have this case. Use its number or reference.",
    of_own_team: "is in your own team",
    read_by_the_lead_without_seeing_the_first_review: "takes no answers from you now",
    replaced: "was replaced",
}


@pytest.mark.parametrize(("hindrance", "told"), NOT_OPEN.items())
def test_a_case_that_the_lead_may_not_answer_is_refused_and_shows_nothing_of_it(page, audit, lead, hindrance, told):
    hindrance(audit, lead)
    shown = text_of(page([["case", "2.1.1"], ["1", "yes"]]))
    assert told in shown
    assert "Old." not in shown


def test_what_another_person_was_shown_or_of_another_audit_cannot_be_confirmed(page, audit, client):
    checked = checked_in(page([["case", "2.1.1"], ["1", "yes"]]))
    other = an_audit(title="Other")
    assert "Choose the file again" in text_of(client.post(f"/audits/{other.pk}/answers/import/", {"checked": checked}))
    client.force_login(a_reviewer(audit.unit, "liam", Role.QUALITY_LEAD))
    assert "Choose the file again" in text_of(client.post(f"/audits/{audit.pk}/answers/import/", {"checked": checked}))
    assert not Answer.objects.exists()


def test_a_signed_off_audit_takes_no_file(page, audit):
    shown = page(complete_rows(**{"1": "yes", "2": "yes", "3": "yes"}))
    page(checked=checked_in(shown))
    assert Review.objects.filter(submitted_at__isnull=False).count() == 3
    sign_off(audit=audit)
    assert "signed off, so it takes no more answers" in text_of(page([["case", "2.1.1"], ["1", "no"]]))


def test_a_comment_that_may_identify_a_person_is_shown_before_it_is_stored(page):
    shown = text_of(page([["case", "2.1.1", "2.1.1 comment"], ["1", "yes", "Ring 07700 900123."]]))
    assert "1 comment may identify someone" in shown
    assert "07700 900123" in shown


def test_answers_of_another_audit_come_with_a_warning_that_numbers_must_mean_the_same_cases(page):
    shown = page([["audit_id", "case", "question", "value", "comment"], ["77", "1", "2.1.1", "yes", "So."]])
    assert "The file holds answers of audit 77. It names cases by number" in text_of(shown)
    page(checked=checked_in(shown))
    assert stored() == {"2.1.1": (YES, "So.")}
