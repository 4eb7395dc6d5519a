"""Which facts a review asks for first, and which questions wait for them."""

import pytest

from audit.method.asked_facts import facts_to_ask, waiting_questions
from tests.audit.method.conditions.test_conditions import LICENCE, ORDER, public_protection
from tests.audit.method.frameworks import load_text

BOTH = {"2.1.1a", "2.1.1b"}


@pytest.mark.parametrize(
    ("facts", "asked"),
    [
        ({}, ["sentence_type"]),  # the dates matter only if it is a licence
        (LICENCE, ["end_date"]),
        ({"sentence_type": "licence"}, ["start_date", "end_date"]),
        (LICENCE | {"not_in_record": ["end_date"]}, []),
        ({"not_in_record": ["sentence_type"]}, ["start_date", "end_date"]),  # more than eight weeks would settle it
        (LICENCE | {"end_date": "2026-03-08"}, []),
        (ORDER, []),
        ({"sentence_type": "community_order", "contact_suspended_on": "2026-03-02"}, ["start_date"]),
    ],
)
def test_only_facts_that_can_still_settle_a_condition_are_asked_for(facts, asked):
    framework = load_text(public_protection())
    assert [each.fact for each in facts_to_ask(framework, facts)] == asked
    assert waiting_questions(framework, facts) == (BOTH if asked else set())


def test_a_fact_says_which_questions_hang_on_it_by_other_conditions_too():
    (asked,) = facts_to_ask(load_text(public_protection()), LICENCE)
    assert asked.questions == ("2.1.1a", "2.1.1b")


@pytest.mark.parametrize("unknown", ["ask", "skip"])
def test_a_condition_that_settles_the_unknown_itself_asks_for_nothing(unknown):
    assert facts_to_ask(load_text(public_protection(('"ask_fact"', f'"{unknown}"'))), LICENCE) == ()
