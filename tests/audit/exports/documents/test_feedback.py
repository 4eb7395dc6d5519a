"""The feedback sheet of a practitioner: who may take it, and what stands on it."""

from io import BytesIO

import docx
import pytest
from django.utils import timezone

from audit.models import Finding
from cases.models import Event
from cases.permissions import Role
from tests.audit.oversight.a_team import a_case, a_look, a_practitioner, a_round, a_team
from tests.audit.reading import text_of
from tests.cases.documents.word_texts import foot_of, texts_of
from tests.people import a_user, client_of

pytestmark = pytest.mark.django_db
FOR_SUPERVISION = "This is for supervision."


@pytest.fixture
def team():
    return a_team()


@pytest.fixture
def spo(team):
    return a_user("spo", Role.SPO, team)


@pytest.fixture
def own(team):
    """The practitioner whose sheet it is, with an account."""
    return a_practitioner(team, "Asha Fenwick", account=a_user("asha", Role.PRACTITIONER, team))


@pytest.fixture
def found(team, spo, own):
    """found(text, place, **facts): a released finding about one of two cases of theirs in a round."""
    cases = [a_case(own, f"X12000{n}") for n in (1, 2)]
    sampled = a_round(team, cases, spo=spo).audit.sampled_cases.order_by("number")
    a_look(sampled[0], spo)

    def found(text, place=0, **facts):
        released = {"made_at": timezone.now(), "released_at": timezone.now(), "made_by": spo}
        question = {"framework_code": "oversight-short", "framework_version": "1", "question": "own-voice"}
        about = {"case": cases[place], "sampled_case": sampled[place], "practitioner": own, "team": team}
        return Finding.objects.create(wording="Own voice?", text=text, **(released | question | about | facts))

    return found


def sheet(user, own, asked=""):
    return client_of(user).get(f"/practitioners/{own.pk}/feedback/{asked}")


def file_of(user, own, asked=""):
    return client_of(user).get(f"/practitioners/{own.pk}/feedback.docx{asked}")


def test_strengths_come_first_on_the_page_and_in_the_word_file_with_the_sentence_on_supervision(found, own, spo):
    found("The plan is not in their words.")
    found("Good links with the school.", kind="strength")
    page = text_of(sheet(spo, own))
    texts = texts_of(docx.Document(BytesIO(file_of(spo, own).content)))
    for said in (page, " ".join(texts)):
        places = [said.index(text) for text in (FOR_SUPERVISION, "Good links", "not in their words")]
        assert places == sorted(places)


def test_the_word_file_names_its_unit_and_says_that_it_is_no_inspection(found, own, spo):
    found("The plan is not in their words.")
    assert "Not an inspection" in foot_of(docx.Document(BytesIO(file_of(spo, own).content)))


def test_neither_crn_nor_author_nor_the_note_on_risk_leaves(found, own, spo):
    found("The plan is not in their words.", risk_note="He reads her post.")
    for said in (text_of(sheet(spo, own)), " ".join(texts_of(docx.Document(BytesIO(file_of(spo, own).content))))):
        told = said.partition("Feedback sheet: Asha Fenwick")[2]
        assert "Case 1 of “November round”" in told
        assert [each for each in ("X120001", "He reads her post.", "spo") if each in told] == []


def test_drafts_withdrawn_findings_and_those_of_other_people_are_not_on_it(found, own, spo, team):
    found("A draft.", released_at=None)
    found("Withdrawn.").entries.create(kind="withdraw", text="Wrong case.", by=spo, at=timezone.now())
    found("Of a colleague.", practitioner=a_practitioner(team, "Bert Ings"), owner=own)
    said = text_of(sheet(spo, own))
    assert [each for each in ("A draft.", "Withdrawn.", "Of a colleague.") if each in said] == []


def test_a_sheet_can_be_about_one_case(found, own, spo):
    found("Of the first.")
    second = found("Of the second.", 1)
    said = text_of(sheet(spo, own, f"?case={second.sampled_case_id}"))
    assert ("Of the first." in said, "Of the second." in said) == (False, True)


@pytest.mark.parametrize("asked", ["9" * 5000, "-1", "x"])
def test_what_is_no_case_asks_for_the_whole_sheet(found, own, spo, asked):
    found("Her plan names no views.")
    assert "Her plan names no views." in text_of(sheet(spo, own, f"?case={asked}"))


def test_who_reads_the_findings_may_take_it_and_no_one_else(found, own, spo, team):
    found("The plan is not in their words.")
    people = {
        spo: 200,
        own.account: 200,
        a_user("lead", Role.QUALITY_LEAD, team.unit): 200,
        a_user("other", Role.PRACTITIONER, team): 404,
        a_user("stranger", Role.SPO, a_team("Lowestoft")): 404,
        a_user("head", Role.HEAD_OF_SERVICE, team.unit): 403,
    }
    for address in (sheet, file_of):
        assert {user: address(user, own).status_code for user in people} == people


def test_the_practitioner_sees_who_took_it(found, own, spo):
    found("The plan is not in their words.")
    for user in (spo, own.account):
        sheet(user, own)
        file_of(user, own)
    kept = Event.objects.filter(practitioner=own).values_list("user__username", "details__page")
    assert sorted(kept) == [("spo", "feedback sheet"), ("spo", "feedback sheet (.docx)")]


@pytest.mark.parametrize("text", ["As Bert Ings said in supervision.", "Ring her on 07700 900123."])
def test_a_text_that_names_another_person_is_shown_before_the_file_is_sent(found, own, spo, team, text):
    a_practitioner(team, "Bert Ings")
    found(text)
    assert "may name another person" in text_of(file_of(spo, own))
    assert file_of(spo, own, "?as-it-is=1")["Content-Disposition"].endswith('-feedback-asha-fenwick.docx"')


def test_a_sheet_without_findings_says_so(own, spo, found):
    assert "There are no findings to give feedback on." in text_of(sheet(spo, own))
