"""An audit by each instrument, from reviewed cases to its result: every kind of case by its own number of cases."""

from datetime import date

import pytest
from pytest_django.asserts import assertContains

from audit.frameworks import framework
from audit.results.report import report_on_audit
from tests.audit.an_audit import YES, add_case, an_audit, fetched
from tests.audit.answers_files import write_answers
from tests.audit.frameworks.reviewed import answers_file, reviewed
from tests.audit.frameworks.test_instruments import GOOD, IMPROVE, INADEQUATE, INSTRUMENTS, ratings_of
from tests.audit.management.running import json_of

pytestmark = pytest.mark.django_db
POINTS = {  # what the standards were published to get, or invented, and the result
    "pdu-2023": ((2, 1, 1, 0, 0, 0, 0), (4, 21, IMPROVE)),  # Suffolk 2024
    "pdu-2021": ((0, 1, 0, 1, 0, 0, 0, 0, 0), (2, 27, INADEQUATE)),  # Birmingham North, East and Solihull 2022
    "nps-2018": ((2, 1, 1, 1, 2, 2, 1, 2, 1, 2), (15, 30, IMPROVE)),  # South East and Eastern 2019
    "crc-2018": ((1, 1, 2, 2, 0, 0, 0, 0, 3, 1), (10, 30, IMPROVE)),  # invented
    "youth-2018": ((2, 2, 3, 3, 2, 0, 3, 3, 1, 1, 3, 2, 1), (25, 36, GOOD)),  # East Sussex 2024
    "youth-2025": ((1, 2, 2), (4, 6, GOOD)),  # invented
}


@pytest.mark.parametrize(("code", "points", "result"), [(code, *each) for code, each in POINTS.items()], ids=POINTS)
def test_reviewed_cases_of_every_kind_give_the_result_of_the_instrument(code, points, result):
    rating = report_on_audit(fetched(reviewed(code, ratings_of(code, points)))).rating
    assert (rating.score, rating.max_score, rating.overall) == result
    assert [standard.code for standard in rating.standards if standard.too_few] == []


FOUR_UNRATED = (0, 1, 0, 0, 0, 0, 0, 0, None, None, None, None, 0)  # as where there were no out-of-court disposals


@pytest.mark.parametrize(
    ("code", "points", "result"),
    [("nps-2018", *POINTS["nps-2018"]), ("youth-2018", FOUR_UNRATED, (1, 24, INADEQUATE))],
)
def test_an_answers_file_with_several_kinds_gives_the_same_result_without_a_database(tmp_path, code, points, result):
    used, ratings = framework(code), ratings_of(code, points)
    path = write_answers(tmp_path / "answers.csv", answers_file(used, ratings))
    said = [code for code, rating in ratings.items() if rating is None or not used.standard[code].from_cases]
    summary = json_of("rate", path, framework=code, judgements=[f"{each}={ratings[each] or 'none'}" for each in said])
    assert (summary["score"], summary["max_score"], summary["overall"]) == result


@pytest.mark.parametrize("code", sorted(set(INSTRUMENTS) - set(POINTS)))
def test_an_unrated_instrument_gives_percentages_and_no_score(code):
    rating = report_on_audit(fetched(reviewed(code, {}))).rating
    assert (rating.score, rating.max_score, rating.overall) == (None, 0, None)


def test_two_providers_stand_beside_each_other_and_are_never_added_up(sign_in):
    audit = reviewed("quality-2017", {"C1": INADEQUATE, "N1": GOOD})
    standards = {each.code: each for each in report_on_audit(fetched(audit)).rating.standards}
    tallies = [standards[code].key_questions[0].tally for code in ("C1", "N1")]
    assert [(tally.yes, tally.applicable) for tally in tallies] == [(4, 10), (7, 10)]
    assertContains(sign_in("lead").get(f"/audits/{audit.pk}/questions/"), "4 of 10")


CORE = {"sentence_type": "community_order", "start_date": date(2026, 1, 5)}
SHORT = {"sentence_type": "licence", "start_date": date(2026, 1, 5), "end_date": date(2026, 2, 2)}
UNKNOWN = {"sentence_type": "licence", "start_date": date(2026, 1, 5)}  # until when is not known


def test_core_and_adjusted_questions_have_their_own_number_of_cases_and_none_is_asked_both():
    audit = an_audit(framework_code="public-protection-2025")
    answers = {question.code: YES for question in audit.framework.key_questions}
    for number, facts in ((12, CORE), (8, SHORT), (5, UNKNOWN)):
        for _ in range(number):
            add_case(audit, answers, **facts)
    questions = [each for s in report_on_audit(fetched(audit)).rating.standards for each in s.key_questions]
    assert {each.code: each.tally.applicable for each in questions} == dict.fromkeys(
        ("C1", "C2", "C3", "C4"), 17
    ) | dict.fromkeys(("A1", "A2", "A3", "A4"), 8)
