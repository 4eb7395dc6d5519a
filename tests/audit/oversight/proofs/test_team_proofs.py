"""What came of a team's gaps, and whether its practice changed: by team and question, never by person."""

import datetime

import pytest
from django.utils import timezone

from audit.method.oversight.proof_words import counts_text
from audit.models import Entry, Finding, Recheck, Review, SampledCase
from audit.oversight.proofs.reads import gaps_of_team
from cases.models import Practitioner
from cases.permissions import Role
from tests.audit.an_audit import ABSENT, NO, NOT_APPLICABLE, NOT_LOOKED, YES
from tests.audit.oversight.a_team import a_case, a_look, a_practitioner, a_round, a_team
from tests.audit.reading import text_of
from tests.people import a_user, client_of

pytestmark = pytest.mark.django_db
QUESTION, WORDING = "who-harmed", "Is it clear who could be hurt?"
SPRING, AUTUMN = datetime.date(2026, 3, 2), datetime.date(2026, 10, 5)


def at(day):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(10)))


def a_round_of_looks(team, spo, day, values, *, title="Spring round"):
    """A round with a finished look on this day for each answer to QUESTION, at cases of the practitioners in turn."""
    people = list(Practitioner.objects.filter(team=team).order_by("pk"))
    cases = [a_case(people[n % len(people)], f"X{day:%m}{n:04}") for n in range(len(values))]
    stored = a_round(team, cases, title=title, instrument="oversight-short", spo=spo)
    for sampled, value in zip(stored.audit.sampled_cases.all(), values, strict=True):
        look = a_look(sampled, spo, {QUESTION: value, "own-voice": NOT_LOOKED}, finished=True)
        Review.objects.filter(look=look).update(submitted_at=at(day))
    return stored


def a_finding(team, *thread, kind="gap", released=SPRING, sampled=None, question=QUESTION, wording=WORDING):
    """A finding with a thread: ("agree", day) or (True, day) for a check."""
    finding = Finding.objects.create(
        kind=kind,
        team=team,
        case=sampled and sampled.case,
        sampled_case=sampled,
        framework_code="oversight-short",
        framework_version="1",
        question=question,
        wording=wording,
        text="What must happen.",
        made_at=at(SPRING),
        released_at=released and at(released),
    )
    for said, day in thread:
        if isinstance(said, bool):
            Recheck.objects.create(finding=finding, put_right=said, at=at(day))
        else:
            reason = "ended" if said == "close" else ""
            Entry.objects.create(finding=finding, kind=said, reason=reason, at=at(day))
    return finding


@pytest.fixture
def two_rounds(team, practitioners, spo):
    """Spring: 5 of 12 sufficient; autumn: 9 of 11, and two to which the question does not apply or no one looked."""
    return [
        a_round_of_looks(team, spo, SPRING, [YES] * 5 + [NO] * 6 + [ABSENT]),
        a_round_of_looks(team, spo, AUTUMN, [YES] * 9 + [NO] * 2 + [NOT_APPLICABLE, NOT_LOOKED], title="Autumn round"),
    ]


def page_of(user, team, since=""):
    return client_of(user).get(f"/teams/{team.pk}/proofs/{since}")


def test_whether_a_manager_gave_direction_is_a_fact_and_no_share_of_sufficient_cases(team, spo, two_rounds):
    for review in Review.objects.filter(look__isnull=False):
        review.answers.create(question="manager-direction", value=YES, version=1, answered_by=spo)
    text = text_of(page_of(spo, team))
    assert "Is it clear who could be hurt" in text
    assert "Is there a manager" not in text


def test_the_page_counts_what_came_of_the_gaps_by_question(team, spo, two_rounds):
    a_finding(team, (True, SPRING + datetime.timedelta(days=12)))
    a_finding(team, (True, SPRING), (False, AUTUMN))
    a_finding(team, ("close", AUTUMN))
    a_finding(team, ("withdraw", AUTUMN))
    a_finding(team, released=None)
    a_finding(team, kind="strength")
    a_finding(team, question="own-voice", wording="Are their own views there?")
    a_finding(a_team("Lowestoft", team.unit))
    told = text_of(page_of(spo, team))
    assert f"{WORDING} 3 1 1 1 12 1" in told
    assert "Are their own views there? 1 0 1 0 – 0" in told
    assert "Strengths noted: 1." in told


def test_what_was_found_in_a_replaced_case_is_counted_nowhere(team, spo, two_rounds):
    sampled = two_rounds[0].audit.sampled_cases.first()
    a_finding(team, sampled=sampled)
    assert gaps_of_team(team, spo).rows[0].put_right.gaps == 1
    SampledCase.objects.filter(pk=sampled.pk).update(
        replaced_at=timezone.now(), replaced_reason="ended", replaced_note="x"
    )
    assert gaps_of_team(team, spo).rows == ()
    assert "4 of 11" in text_of(page_of(spo, team))


def test_practice_is_compared_from_the_latest_round_unless_another_day_is_chosen(team, spo, two_rounds):
    told = text_of(page_of(spo, team))
    assert "42%, 5 of 12 (19% to 68%) 82%, 9 of 11 (52% to 95%) +40 points (+1 to +66): more than chance" in told
    told = text_of(page_of(spo, team, "?since=2026-03-02"))
    assert "no case 61%, 14 of 23 (41% to 78%) not compared" in told
    assert "The first day must be a real date" in text_of(page_of(spo, team, "?since=2026-02-30"))


def test_cases_picked_by_hand_are_left_out_of_practice_and_said(team, spo, two_rounds):
    chosen = two_rounds[1].audit.sampled_cases.filter(number__lte=2)
    chosen.update(hand_picked=True)
    told = text_of(page_of(spo, team))
    assert "9 cases: too few" in told
    assert "Left out: 2 looks at cases that were picked by hand" in told


def test_no_page_names_a_person_or_sets_a_figure_beside_one(team, spo, two_rounds):
    a_finding(team)
    told = text_of(page_of(spo, team))
    assert not [name for name in Practitioner.objects.values_list("name", flat=True) if name in told]


@pytest.mark.parametrize(
    ("leaves", "told"),
    [(2, "This team has one practitioner"), (0, "So far: 9 finished looks at cases of 3 practitioners.")],
)
def test_a_team_of_one_and_a_team_with_few_looks_get_a_sentence(team, practitioners, spo, leaves, told):
    a_round_of_looks(team, spo, SPRING, [YES] * (12 if leaves else 9))
    a_finding(team)
    for person in practitioners[:leaves]:
        Practitioner.objects.filter(pk=person.pk).update(left_on=SPRING)
    assert told in gaps_of_team(team, spo).why_none
    page = text_of(page_of(spo, team))
    assert (told in page, WORDING in page) == (True, False)


def test_looks_of_two_practitioners_give_no_counts(team, spo):
    for letter in "AB":
        a_practitioner(team, f"Practitioner {letter}")
    a_round_of_looks(team, spo, SPRING, [YES] * 12)
    assert "of 2 practitioners" in gaps_of_team(team, spo).why_none


def test_the_head_of_service_has_the_counts_but_not_the_page_and_others_have_neither(
    team, spo, quality_lead, head_of_service, stranger, two_rounds
):
    a_finding(team)
    viewer = a_user("viewer", Role.VIEWER, team.unit)
    people = (spo, quality_lead, head_of_service, stranger, viewer)
    assert [len(gaps_of_team(team, person).rows) for person in people] == [1, 1, 1, 0, 0]
    assert [page_of(person, team).status_code for person in people] == [200, 200, 403, 404, 403]


def test_gaps_take_four_queries_however_many_there_are(team, spo, two_rounds, django_assert_num_queries):
    for _ in range(5):
        a_finding(team, ("agree", SPRING), (True, AUTUMN))
    _ = spo.held_roles
    with django_assert_num_queries(4):
        (row,) = gaps_of_team(team, spo).rows
    assert (row.title, counts_text(row.put_right)) == ("who could be hurt, how and when", "5 gaps, 5 put right")
