"""The rows of an audit's cases that somebody gets in a file, and what stands there for the others."""

import pytest
from django.utils import timezone

from audit.method.tally import Tally
from audit.models import Audit, Sample, SampledCase
from audit.results.listed_cases import case_list_for, case_sheet_of, unlisted_for
from audit.results.report import report_on_audit
from audit.results.sign_off.actions.sign_off import sign_off
from cases.models import Case, Membership, User
from cases.permissions import Role
from tests.audit.an_audit import NO, YES, add_case, add_cases, an_audit, fetched

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]
COMMENT = "About somebody."


def restrict(audit, *numbers):
    sampled = SampledCase.objects.filter(audit=audit, number__in=numbers)
    Case.objects.filter(pk__in=sampled.values("case")).update(restricted_digest="0123456789ab")


def listed(audit, open_to_reader=None):
    return {row.number for row in case_sheet_of(fetched(audit), open_to_reader).rows}


@pytest.fixture
def audit():
    """Twelve cases, with a comment in each."""
    audit = an_audit()
    for _ in range(12):
        add_case(audit, {"2.1.1": YES, "2.1.2": NO}, comments={"2.1.1": COMMENT})
    return audit


def test_without_a_restricted_case_every_case_has_its_row(audit):
    sheet = case_sheet_of(fetched(audit))
    assert ([row.number for row in sheet.rows], sheet.left_out, sheet.rest) == ([*range(1, 13)], 0, {})


def test_a_restricted_case_is_left_out_with_four_others_and_their_comments(audit):
    restrict(audit, 7)
    sheet = case_sheet_of(fetched(audit))
    assert (len(sheet.rows), sheet.left_out, sheet.cases) == (7, 5, 12)
    assert 7 not in listed(audit)
    assert sheet.rest == {"2.1.1": Tally(yes=5), "2.1.2": Tally(no=5)}
    assert sum(len(row.comments) for row in sheet.rows) == 7


def test_the_seed_that_the_sample_was_drawn_with_chooses_the_others(audit):
    restrict(audit, 7)
    sample = Sample.objects.create(audit=audit, drawn={"seed": 0}, drawn_at=timezone.now())
    chosen = set()
    for sample.drawn["seed"] in range(8):
        sample.save()
        chosen.add(frozenset(listed(audit)))
    assert len(chosen) > 4


def test_of_a_question_that_few_were_asked_no_answer_shows_by_itself(audit):
    """Of seven resettlement cases one is restricted: four more answers are held back with it."""
    for _ in range(7):
        add_case(audit, {"2.1.1": YES, "contact-before-release": YES}, resettlement=True)
    restrict(audit, 19)
    sheet = case_sheet_of(fetched(audit))
    assert sheet.rest["contact-before-release"] == Tally(yes=5)
    assert sum("contact-before-release" in row.answers for row in sheet.rows) == 2
    assert sum("contact-before-release" in row.held_back for row in sheet.rows) == 4


def test_one_more_review_moves_no_row_from_one_download_to_the_next(audit):
    restrict(audit, 7)
    before = listed(audit)
    add_case(audit, {"2.1.1": NO})
    assert listed(audit) == before | {13}


def test_a_further_restricted_case_brings_none_back(audit):
    restrict(audit, 7)
    before = listed(audit)
    restrict(audit, 3)
    assert listed(audit) < before


def test_who_sees_part_of_the_cases_gets_these_and_nothing_that_nobody_gets(audit):
    assert listed(audit, {1, 2, 3, 7}) == {1, 2, 3, 7}
    restrict(audit, 7)
    assert listed(audit, {1, 2, 3}) == listed(audit) & {1, 2, 3}


def test_whose_cases_are_nearly_all_gets_no_row_by_which_the_others_show(audit):
    assert len(listed(audit, {*range(1, 12)})) == 7  # of the 11 that they see: 12 is left out with four of these


def test_below_ten_cases_there_is_no_sheet():
    audit = an_audit()
    add_cases(audit, 9, {})
    assert case_sheet_of(fetched(audit)) is None
    add_cases(audit, 1, {})
    assert len(case_sheet_of(fetched(audit)).rows) == 10


def test_who_sees_no_case_gets_no_sheet_and_no_query_is_made_for_it(audit, django_assert_num_queries):
    audit = fetched(audit)
    with django_assert_num_queries(0):
        assert case_sheet_of(audit, set()) is None


@pytest.mark.parametrize("restricted", [(), (5,), (5, 6, 33)])
@pytest.mark.parametrize("teams", [("Ipswich",), ("Ipswich", "Lowestoft", "Bury St Edmunds"), ("Lowestoft",)])
def test_sheet_subtracted_from_page_leaves_five_cases_or_none_for_every_question(suffolk_audit, restricted, teams):
    restrict(suffolk_audit, *restricted)
    own = SampledCase.objects.filter(audit=suffolk_audit, case__team__name__in=teams, case__restricted_digest="")
    sheet = case_sheet_of(suffolk_audit, set(own.values_list("number", flat=True)))
    for code, tally in tallies_of(report_on_audit(suffolk_audit)).items():
        shown = [row.answers[code] for row in sheet.rows if code in row.answers]
        rest = [tally.of(value) - shown.count(value) for value in (1, 2, 3, 4)]
        assert sum(rest) == 0 or (sum(rest) >= 5 and min(rest) >= 0), (code, rest)
        held = sheet.rest.get(code, Tally())
        assert rest == [held.of(value) for value in (1, 2, 3, 4)], code


def tallies_of(report):
    key_questions = [question for standard in report.rating.standards for question in standard.key_questions]
    prompts = [prompt for question in key_questions for prompt in question.prompts]
    return {each.code: each.tally for each in (*key_questions, *prompts, *report.rating.items)}


def test_after_the_sign_off_the_rows_are_those_of_the_signed_figures(audit):
    restrict(audit, 7)
    before = listed(audit)
    sign_off(audit=audit)
    assert listed(Audit.objects.get(pk=audit.pk)) == before


@pytest.mark.parametrize("hidden", [(), (7,), (3, 7)])
def test_the_arrows_of_a_page_leave_out_the_cases_that_its_list_leaves_out(audit, hidden):
    lead = User.objects.create(username="the lead")
    Membership.objects.create(user=lead, role=Role.QUALITY_LEAD, unit=audit.unit)
    restrict(audit, *hidden)
    assert unlisted_for(lead, fetched(audit)) == case_list_for(lead, fetched(audit)).unlisted
    assert len(unlisted_for(lead, fetched(audit))) == (len(hidden) and len(hidden) + 4)
