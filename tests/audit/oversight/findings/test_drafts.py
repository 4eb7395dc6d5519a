"""Findings are drafts first; who writes one, and what is refused."""

import datetime

import pytest

from audit.models import Finding
from audit.oversight.findings.actions.drafts import drop_draft, record_strength
from audit.oversight.findings.actions.release import release_of_look
from audit.oversight.findings.checks import NOT_OF_TEAM
from audit.oversight.findings.reads import usual_due
from audit.oversight.findings.rules import FindingRefused
from tests.audit.oversight.a_team import a_practitioner, a_team
from tests.audit.oversight.findings.a_finding import TEXT, TODAY, a_draft, question_of

YESTERDAY = datetime.timedelta(days=-1)


def test_a_draft_keeps_the_question_as_it_was_asked_and_the_practitioner_and_team_of_the_day(look, spo, team):
    draft = a_draft(look, spo)
    assert draft.wording == look.review.audit.framework.questions[draft.question].text
    assert (draft.practitioner, draft.team, draft.released_at) == (look.case.practitioner, team, None)


def test_writing_again_replaces_the_draft(look, spo):
    a_draft(look, spo)
    a_draft(look, spo, text="Another text", nothing_to_do=True)
    draft = Finding.objects.get()
    assert (draft.text, draft.owner, draft.due) == ("Another text", None, None)


def test_a_draft_of_another_person_is_not_overwritten(look, spo, quality_lead):
    a_draft(look, spo)
    with pytest.raises(FindingRefused, match="Spo wrote a draft"):
        a_draft(look, quality_lead, text="Mine")
    with pytest.raises(FindingRefused, match="Spo wrote a draft"):
        drop_draft(finding=Finding.objects.get(), by=quality_lead)
    assert Finding.objects.get().text == TEXT


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"text": " \n"}, "Say what is missing"),
        ({"due": None}, "Choose the day"),
        ({"due": TODAY() + YESTERDAY}, "in the past"),
    ],
)
def test_a_gap_needs_a_text_and_a_day_that_is_not_over(look, spo, facts, why):
    with pytest.raises(FindingRefused, match=why):
        a_draft(look, spo, **facts)
    assert not Finding.objects.exists()


@pytest.mark.parametrize("left", [True, False])
def test_the_owner_is_a_practitioner_who_is_in_the_team_now(look, spo, team, left):
    other = a_practitioner(team, "Gone", left_on=TODAY()) if left else a_practitioner(a_team("Bury"), "Elsewhere")
    with pytest.raises(FindingRefused, match=NOT_OF_TEAM):
        a_draft(look, spo, owner=other)
    assert a_draft(look, spo, owner=None).owner is None


def test_a_strength_is_offered_as_an_example_only_without_the_person_and_the_place(look, spo):
    place = look.case.unit.name
    said = f"Ipswich saw X120001 with Mr Smith; {place} and Practitioner A helped."
    with pytest.raises(FindingRefused) as refused:
        record_strength(look=look, question="", text=said, example=True, by=spo)
    assert all(name in str(refused.value) for name in ("Ipswich", "X120001", "Smith", place, "Practitioner A"))
    look.case.practitioner.name = "Maya Stannard"
    with pytest.raises(FindingRefused, match="Maya"):
        record_strength(look=look, question="", text="Maya rang the school.", example=True, by=spo)
    assert record_strength(look=look, question="", text="Every voice was heard.", example=True, by=spo).example


def test_releasing_a_look_releases_its_drafts_once_and_tells_the_practitioner(look, spo, officer):
    a_draft(look, spo)
    record_strength(look=look, question=question_of(look), text="Clear about who could be hurt.", by=spo)
    assert len(release_of_look(look=look, by=spo)) == 2
    assert release_of_look(look=look, by=spo) == []
    assert officer.notices.filter(kind="finding").count() == 2
    with pytest.raises(FindingRefused, match="Withdraw it"):
        drop_draft(finding=Finding.objects.first(), by=spo)


def test_a_look_finished_late_gives_the_usual_days_from_then_and_an_owner_who_is_still_there(look, spo):
    draft = a_draft(look, spo)
    Finding.objects.update(due=TODAY() + YESTERDAY)
    holder = draft.owner
    holder.left_on = TODAY()
    holder.save()
    (released,) = release_of_look(look=look, by=spo)
    assert (released.due, released.owner) == (usual_due(TODAY()), None)


def test_a_draft_is_seen_by_its_author_alone(look, spo, quality_lead, officer):
    a_draft(look, quality_lead)
    sees = [person for person in (spo, quality_lead, officer) if Finding.objects.visible_to(person)]
    assert sees == [quality_lead]
