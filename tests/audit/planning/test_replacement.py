"""Replacing a drawn case by the next reserve, and closing a restricted case in every audit."""

import datetime

import pytest

from audit.models import Audit, Replacement, ReserveCase, Review, SampledCase
from audit.planning.actions.replacement import NotReplaced, replace_case
from audit.planning.actions.sample import SampleRefused
from audit.results.sign_off.actions.sign_off import sign_off
from audit.retention.actions import remove_cases
from cases.extract.restricted.known import known_restricted
from cases.models import Case, Event, Practitioner
from cases.permissions import Role
from tests.audit.a_sample import a_drawn_sample, picked, store_drawn
from tests.audit.an_audit import YES, an_audit, fetched
from tests.audit.tables import everything_stored
from tests.people import a_user

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]


@pytest.fixture
def lead(audit):
    return a_user("lead", Role.QUALITY_LEAD, audit.unit)


def replace(audit, number, reason="transferred", note="Moved to Norfolk.", by=None):
    return replace_case(sampled=audit.sampled_cases.get(number=number), reason=reason, note=note, by=by)


def test_a_replaced_case_makes_room_for_the_next_reserve_of_its_stratum(audit, lead):
    store_drawn(audit)
    instead = replace(audit, 2, by=lead)
    assert (instead.number, instead.case.reference, instead.stratum) == (4, "X000004", "Men")
    gone = audit.sampled_cases.get(number=2)
    assert (gone.replaced_with, gone.replaced_by, gone.replaced_note) == (instead, lead, "Moved to Norfolk.")
    assert [sampled.number for sampled in audit.sampled_cases.counted()] == [1, 3, 4]
    assert not audit.reserves.exists()


def test_where_the_stratum_has_no_reserve_left_the_case_goes_and_none_comes(audit):
    store_drawn(audit)
    assert replace(audit, 3) is None
    assert fetched(audit).sampled == 2
    assert "no reserve left" in Event.objects.get(kind=Event.Kind.REPLACED).details["instead"]


def test_a_reserve_can_be_replaced_in_its_turn(audit):
    picks = [picked(1), picked(2, reserve=True, position=1), picked(3, reserve=True, position=2)]
    store_drawn(audit, a_drawn_sample(picks))
    assert replace(audit, 1).case.reference == "X000002"
    assert replace(audit, 2).case.reference == "X000003"


SIAN, ASH = ({"practitioner": name} for name in ("O'Brien, Siân", "Nia Ash"))
OTHER = {"practitioner": "SIAN O’BRIEN", "team": "Lowestoft"}


def test_a_reserve_moves_up_only_while_its_practitioner_is_under_the_limit_of_the_draw(audit):
    picks = [picked(1, **ASH), picked(2, **SIAN), picked(3, **OTHER)]
    picks += [picked(4, reserve=True, position=1, **SIAN), picked(5, reserve=True, position=2, **ASH)]
    store_drawn(audit, a_drawn_sample(picks), cap=2)
    assert replace(audit, 1).case.reference == "X000005"
    assert replace(audit, 4) is None
    assert "at the limit" in Event.objects.filter(kind=Event.Kind.REPLACED).latest("pk").details["instead"]
    assert replace(audit, 3).case.reference == "X000004"


def test_two_practitioners_of_one_name_in_several_spellings_are_one_when_a_reserve_moves_up(audit):
    store_drawn(
        audit, a_drawn_sample([picked(1, **ASH), picked(2, **SIAN), picked(3, reserve=True, position=1)]), cap=1
    )
    team = audit.sampled_cases.first().case.team
    namesake = Practitioner.objects.create(name="Sian OBrien", team=team)
    Case.objects.filter(reference="X000003").update(practitioner=namesake)
    assert replace(audit, 1) is None


def test_nothing_is_replaced_without_words_twice_or_once_its_review_is_submitted(audit):
    store_drawn(audit)
    with pytest.raises(NotReplaced, match="Say why"):
        replace(audit, 1, note="  ")
    Review.objects.create(
        sampled_case=audit.sampled_cases.get(number=2), submitted_at=datetime.datetime.now(datetime.UTC)
    )
    with pytest.raises(NotReplaced, match="Send the review back first"):
        replace(audit, 2)
    replace(audit, 1)
    with pytest.raises(NotReplaced, match="already been replaced"):
        replace(audit, 1)
    with pytest.raises(ValueError, match="bored"):
        replace(audit, 3, reason="bored")


def test_the_trail_tells_the_replacement_with_its_reason_and_not_the_text(audit, lead):
    store_drawn(audit)
    replace(audit, 1, by=lead)
    event = Event.objects.get(kind=Event.Kind.REPLACED)
    assert (event.case.reference, event.details) == (
        "X000001",
        {"what": "Case 1", "instead": "Case 4", "reason": "transferred out"},
    )


# --- one that is restricted, in two audits ---


@pytest.fixture
def other(audit):
    """Another audit with one woman fewer: the first man of `audit` is in reserve there, the second is drawn."""
    store_drawn(audit)
    other = an_audit(title="Another")
    store_drawn(other, a_drawn_sample([picked(2), picked(1, reserve=True, position=1), picked(8, reserve=True)]))
    return other


def close(audit, number):
    return replace(audit, number, "restricted", "Since yesterday.")


def test_it_leaves_every_reserve_so_that_it_never_comes_back(audit, other):
    close(audit, 1)
    assert [reserve.case.reference for reserve in other.reserves.all()] == ["X000008"]
    assert replace(other, 1).case.reference == "X000008"
    assert "X000001" not in everything_stored()


def test_its_own_further_sentence_in_reserve_does_not_take_its_place(audit):
    picks = [picked(1), picked(1, reserve=True, position=1, start_date="2026-07-07"), picked(5, reserve=True)]
    store_drawn(audit, a_drawn_sample(picks))
    assert close(audit, 1).case.reference == "X000005"


def test_it_is_replaced_in_the_other_open_audit_too(audit, other, lead):
    close(audit, 2)
    gone = other.sampled_cases.get(number=1)
    assert (gone.replaced_reason, gone.replaced_with.case.reference) == (Replacement.RESTRICTED, "X000001")
    assert {event.audit for event in Event.objects.filter(kind=Event.Kind.REPLACED)} == {audit.pk, other.pk}
    assert "X000002" not in everything_stored()


def test_where_its_review_is_submitted_or_signed_off_it_counts_still_and_nobody_opens_it(audit, other, lead):
    sampled = other.sampled_cases.get(number=1)
    Review.objects.create(
        sampled_case=sampled, reviewer=lead, part="first", submitted_at=datetime.datetime.now(datetime.UTC)
    )
    close(audit, 2)
    assert other.sampled_cases.counted().get() == sampled
    assert sampled not in SampledCase.objects.visible_to(lead)
    assert not Review.objects.visible_to(lead).exists()
    assert not Case.objects.visible_to(lead).filter(reference="X000002").exists()


def test_its_facts_go_when_the_audit_that_counted_it_is_removed(audit, other):
    sampled = other.sampled_cases.get(number=1)
    sampled.reviews.create(part="first", submitted_at=datetime.datetime.now(datetime.UTC))
    sign_off(audit=other)
    close(audit, 2)
    assert "X000002" in everything_stored()
    Audit.objects.filter(pk=other.pk).update(keep_until=datetime.date(2026, 1, 1))
    remove_cases(audit=other)
    assert "X000002" not in everything_stored()
    assert audit.sampled_cases.get(number=2).replaced_reason == Replacement.RESTRICTED


def test_an_extract_does_not_draw_it_again_and_what_was_proposed_with_it_is_not_stored(audit, other):
    close(audit, 1)
    known = known_restricted(audit.unit)
    assert [known.has(reference) for reference in ("x000001", "X000002")] == [True, False]
    with pytest.raises(SampleRefused, match="one of these cases has since been restricted"):
        store_drawn(an_audit(title="Third"))


def test_what_was_written_of_it_where_it_was_replaced_before_goes_too(audit, other):
    sampled = other.sampled_cases.get(number=1)
    sampled.reviews.create().answers.create(question="2.1.1", value=YES, comment="About somebody")
    replace(other, 1)
    close(audit, 2)
    assert "About somebody" not in everything_stored()
    assert not ReserveCase.objects.filter(case__restricted_digest__gt="").exists()
