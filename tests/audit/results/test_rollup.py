"""From answers in the database to tallies: which count, in which groups, and never more than one query."""

import random
from datetime import date

import pytest

from audit.method.groups.facts import GROUP_FACTS
from audit.method.tally import Tally
from audit.models import SampledCase
from audit.results.questions.reads import cases_by_answer
from audit.results.rollup import EVERY_CASE, counted_cases, roll_up
from cases.models import Case, Practitioner, Team
from tests.audit.an_audit import ABSENT, NO, NOT_APPLICABLE, NOT_LOOKED, YES, add_case, an_audit
from tests.audit.slow_rollup import slow_tallies

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]
REPORT = "court-report-domestic-abuse-sufficient"  # asked only where there is a court report
FACTS = {
    "sex": ["", "female", "male"],
    "sentence_type": ["", "licence", "community_order"],
    "resettlement": [None, True, False],
    "court_report": [None, True, False],
}


def random_source(seed):
    return random.Random(seed)  # noqa: S311 - nothing secret


def add_random_cases(audit, number, dice):
    """Cases of random facts with random answers to a third of the questions; one review in five is not submitted."""
    for _ in range(number):
        questions = [question for question in audit.framework.questions.values() if dice.random() < 1 / 3]
        answers = {question.code: dice.choice(list(question.labels)) for question in questions}
        facts = {fact: dice.choice(values) for fact, values in FACTS.items()}
        add_case(audit, answers, submitted=dice.random() < 0.8, **facts)


def test_what_was_not_looked_at_is_in_no_figure(audit):
    add_case(audit, {"management-oversight": NOT_LOOKED, "2.1.1": YES})
    add_case(audit, {"management-oversight": YES, "2.1.1": NOT_LOOKED})
    rolled = roll_up(audit)
    assert rolled.overall == {"management-oversight": Tally(yes=1), "2.1.1": Tally(yes=1)}
    assert [[*case.answers] for case in counted_cases(audit)] == [["2.1.1"], ["management-oversight"]]


def test_every_answer_of_a_submitted_review_counts_once(audit):
    for value in (YES, YES, NO, NOT_APPLICABLE, ABSENT):
        add_case(audit, {"management-oversight": value, "2.1.1": YES})
    rolled = roll_up(audit)
    assert rolled.cases == 5
    assert rolled.overall["management-oversight"] == Tally(yes=2, no=1, not_applicable=1, absent=1)
    assert rolled.overall["2.1.1"] == Tally(yes=5)
    assert "2.1.2" not in rolled.overall


def test_a_review_that_is_not_submitted_does_not_count(audit):
    add_case(audit, {"2.1.1": YES}, submitted=False)
    rolled = roll_up(audit)
    assert (rolled.cases, rolled.asked, rolled.overall, rolled.set_aside) == (0, {}, {}, 0)


def test_the_answers_of_other_audits_do_not_count(audit):
    add_case(audit, {"2.1.1": YES})
    other = an_audit(title="Another")
    add_case(other, {"2.1.1": NO}, start_date="2024-01-08")
    assert roll_up(audit).overall["2.1.1"] == Tally(yes=1)
    assert roll_up(other).overall["2.1.1"] == Tally(no=1)


@pytest.mark.parametrize(
    ("court_report", "tally", "set_aside"), [(True, Tally(no=1), 0), (None, Tally(no=1), 0), (False, None, 1)]
)
def test_an_answer_to_a_question_that_the_facts_rule_out_is_set_aside(audit, court_report, tally, set_aside):
    add_case(audit, {REPORT: NO, "2.1.1": YES}, court_report=court_report)
    rolled = roll_up(audit)
    assert (rolled.overall.get(REPORT), rolled.set_aside) == (tally, set_aside)
    assert rolled.asked.get(REPORT, 0) == (tally is not None)


def test_an_answer_to_a_code_that_the_framework_does_not_have_does_not_count(audit):
    add_case(audit, {"9.9.9": YES, "2.1.1": YES})
    rolled = roll_up(audit)
    assert list(rolled.overall) == ["2.1.1"]
    assert (rolled.set_aside, rolled.unknown) == (0, 1)


def test_asked_counts_the_cases_that_a_question_applies_to_answered_or_not(audit):
    for court_report in (True, None, False, False):
        add_case(audit, {"2.1.1": YES}, court_report=court_report)
    asked = roll_up(audit).asked
    assert (asked["2.1.1"], asked["2.1.2"], asked[REPORT]) == (4, 4, 2)
    assert set(asked) == set(audit.framework.questions)


def test_a_submitted_review_without_a_single_answer_is_still_a_case_that_was_asked(audit):
    add_case(audit, {"2.1.1": YES})
    add_case(audit, {})
    rolled = roll_up(audit)
    assert (rolled.cases, rolled.asked["2.1.1"]) == (2, 2)


def test_groups_are_the_values_of_a_fact_and_what_is_not_known_is_a_group_too(audit):
    for sex, value in (("female", YES), ("male", NO), ("male", YES), ("", NO)):
        add_case(audit, {"2.1.1": value}, sex=sex)
    assert {group: tallies["2.1.1"] for group, tallies in roll_up(audit, by=("sex",)).tallies.items()} == {
        EVERY_CASE: Tally(yes=2, no=2),
        ("sex", "female"): Tally(yes=1),
        ("sex", "male"): Tally(yes=1, no=1),
        ("sex", ""): Tally(no=1),
    }


def test_a_group_of_yes_or_no_is_called_by_the_same_value_on_every_database(audit):
    for court_report in (True, False, None):
        add_case(audit, {"2.1.1": YES}, court_report=court_report)
    groups = roll_up(audit, by=("court_report",)).tallies
    assert [value for _, value in groups if value is True or value is False or value is None] == [True, False, None]


@pytest.mark.parametrize("seed", range(3))
def test_the_groups_of_a_fact_add_up_to_every_case(audit, seed):
    add_random_cases(audit, 15, random_source(seed))
    rolled = roll_up(audit, by=tuple(FACTS))
    for fact in FACTS:
        groups = [tallies for group, tallies in rolled.tallies.items() if group[0] == fact]
        for code, tally in rolled.overall.items():
            assert sum((tallies.get(code, Tally()) for tallies in groups), Tally()) == tally


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_a_second_implementation_with_pandas_agrees_in_every_group(audit, seed):
    add_random_cases(audit, 25, random_source(f"pandas {seed}"))
    rolled = roll_up(audit, by=tuple(FACTS))
    for fact in FACTS:
        found = {value: tallies for (name, value), tallies in rolled.tallies.items() if name == fact}
        assert (found, rolled.set_aside) == slow_tallies(audit, fact)


def test_groups_by_month_grade_and_oversight_come_from_the_case_its_practitioner_and_its_answers(audit):
    team = Team.objects.create(unit=audit.unit, name="Ipswich")
    officer = Practitioner.objects.create(name="Practitioner A", team=team, grade="PO")
    held = {"team": team, "practitioner": officer, "start_date": date(2023, 6, 26)}
    add_case(audit, {"2.1.1": YES, "management-oversight": YES}, flags=["ADVP"], **held)
    add_case(audit, {"2.1.1": NO, "management-oversight": ABSENT})
    rolled = roll_up(audit, by=("start_month", "grade", "oversight", "flags"))
    groups = [("start_month", "2023-06"), ("grade", "PO"), ("oversight", "effective"), ("flag:ADVP", "yes")]
    assert [rolled.tallies[group]["2.1.1"] for group in groups] == [Tally(yes=1)] * 4
    assert rolled.holders["grade", "PO"]["2.1.1"] == {officer.pk: 1}
    assert rolled.holders["grade", ""]["2.1.1"] == {None: 1}


@pytest.mark.parametrize("by", [(), ("sex",), tuple(Case.FACTS), GROUP_FACTS])
def test_a_roll_up_costs_one_query_whatever_the_grouping(audit, by, django_assert_num_queries):
    add_random_cases(audit, 5, random_source(1))
    _ = audit.framework
    with django_assert_num_queries(1):
        roll_up(audit, by=by)


def test_the_rows_of_cases_are_what_the_figures_are_made_of(audit, django_assert_num_queries):
    add_random_cases(audit, 20, random_source(2))
    with django_assert_num_queries(1):
        cases = counted_cases(audit)
    rolled = roll_up(audit)
    assert [case.number for case in cases] == sorted(case.number for case in cases)
    assert len(cases) == rolled.cases
    for code, tally in rolled.overall.items():
        values = [case.answers[code] for case in cases if code in case.answers]
        assert Tally(*(values.count(value) for value in (YES, NO, NOT_APPLICABLE, ABSENT))) == tally


def test_a_restricted_case_that_counts_still_gives_no_comment(audit):
    add_case(audit, {"2.1.1": YES}, comments={"2.1.1": "About somebody"})
    Case.objects.update(restricted_digest="0123456789ab")
    (case,) = counted_cases(audit)
    assert (case.answers, case.comments) == ({"2.1.1": YES}, {})


def test_comments_go_with_their_case_and_only_where_the_answer_counts(audit):
    add_case(audit, {"2.1.1": NO}, comments={"2.1.1": "Not seen."}, submitted=False)
    add_case(audit, {"2.1.1": NO, REPORT: NO}, comments={"2.1.1": "=1+1", REPORT: "None."}, court_report=False)
    (case,) = counted_cases(audit)
    assert (case.number, case.answers, case.comments) == (2, {"2.1.1": NO}, {"2.1.1": "=1+1"})


def test_the_cases_behind_a_question_come_by_answer_and_number_in_one_query(audit, django_assert_num_queries):
    for value in (YES, NO, YES, ABSENT):
        add_case(audit, {"management-oversight": value})
    with django_assert_num_queries(1):
        found = cases_by_answer(audit, "management-oversight", SampledCase.objects.all())
        numbers = {value: [answer.review.sampled_case.number for answer in found[value]] for value in found}
    assert numbers == {YES: [1, 3], NO: [2], ABSENT: [4]}


def test_the_cases_behind_a_question_are_those_of_the_audit_that_are_handed_in_and_count(audit):
    add_case(audit, {REPORT: YES}, court_report=True)
    add_case(audit, {REPORT: YES}, court_report=True)
    add_case(audit, {REPORT: YES}, court_report=False)
    add_case(audit, {REPORT: YES}, court_report=True, submitted=False)
    add_case(an_audit(title="Another"), {REPORT: YES}, start_date="2024-01-08")
    found = cases_by_answer(audit, REPORT, SampledCase.objects.exclude(audit=audit, number=2))
    assert [answer.review.sampled_case.number for answer in found[YES]] == [1]
