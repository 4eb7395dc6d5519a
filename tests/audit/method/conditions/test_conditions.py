"""Which conditions a case meets, when facts that decide them are unknown, and whether exclusive sets stay exclusive."""

import random
from dataclasses import replace

import pytest

from audit.method.applicability import applicable_questions, known_conditions, questions_by_facts
from audit.method.conditions.decide import COMPARISONS
from audit.method.conditions.rules import UNKNOWN, AllOf, AnyOf, Compared, Condition, Decided, Listed, Not
from audit.method.facts.derived import DerivedFact
from tests.audit.method.conditions.slow_conditions import met_by
from tests.audit.method.frameworks import edited, load_text, shipped

PUBLIC_PROTECTION = """
[facts.licence_weeks]
title = "length of the licence in weeks"
weeks_between = ["start_date", "end_date"]

[facts.suspended]
title = "contact was suspended"
has_date = "contact_suspended_on"

[facts.weeks_to_suspension]
title = "weeks until contact was suspended"
weeks_between = ["start_date", "contact_suspended_on"]

[conditions.adjusted]
title = "contact suspended early"
unknown = "ask_fact"
any = [
    { sentence_type = ["post_sentence_supervision"] },
    { all = [ { sentence_type = ["licence"] }, { licence_weeks = { at_most = 8 } } ] },
    { all = [ { suspended = [true] }, { weeks_to_suspension = { at_most = 8 } } ] },
]

[conditions.core]
title = "not adjusted"
not = { condition = "adjusted" }

[conditions.court_report]"""
LICENCE = {"sentence_type": "licence", "start_date": "2026-01-05"}
ORDER = {"sentence_type": "community_order", "start_date": "2026-01-05"}


def public_protection(*changes):
    """The shipped file with core and adjusted questions, and the first place of every (old, new) changed."""
    text = edited(("[conditions.court_report]", PUBLIC_PROTECTION), ('code = "pdu', 'format = 2\ncode = "pdu'))
    text = text.replace('code = "2.1.1a"', 'code = "2.1.1a"\napplies_to = "core"')
    text = text.replace('code = "2.1.1b"', 'code = "2.1.1b"\napplies_to = "adjusted"')
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


@pytest.mark.parametrize(
    ("facts", "asked"),
    [
        ({"sentence_type": "post_sentence_supervision"}, "2.1.1b"),
        (LICENCE | {"end_date": "2026-03-08"}, "2.1.1b"),  # eight weeks and six days: eight weeks completed
        (LICENCE | {"end_date": "2026-03-09"}, "2.1.1a"),
        (ORDER, "2.1.1a"),
        (ORDER | {"contact_suspended_on": "2026-03-02"}, "2.1.1b"),
        (ORDER | {"contact_suspended_on": "2026-04-01"}, "2.1.1a"),
        (LICENCE, "2.1.1b"),  # its length is unknown
        (LICENCE | {"end_date": "2025-12-01"}, "2.1.1b"),  # before the start: nothing is known of its length
        ({}, "2.1.1b"),
    ],
)
def test_a_case_is_asked_the_core_or_the_adjusted_questions_by_its_facts_and_never_both(facts, asked):
    framework = load_text(public_protection())
    assert applicable_questions(framework, facts) & {"2.1.1a", "2.1.1b"} == {asked}


@pytest.mark.parametrize(("unknown", "asked"), [("ask", "2.1.1b"), ("skip", "2.1.1a"), ("ask_fact", "2.1.1b")])
def test_a_condition_says_what_an_unknown_fact_does(unknown, asked):
    framework = load_text(public_protection(('"ask_fact"', f'"{unknown}"')))
    assert applicable_questions(framework, LICENCE) & {"2.1.1a", "2.1.1b"} == {asked}
    assert known_conditions(framework, LICENCE)["core"] is None


def test_a_case_has_a_flag_or_not_and_no_flag_at_all_is_known():
    flagged = Condition("domestic abuse", Listed("flags", ("ADVP", "RCPR")))
    framework = replace(shipped(), conditions={"licence": flagged, "resettlement": flagged, "court_report": flagged})
    met = [known_conditions(framework, {"flags": flags})["licence"] for flags in (["IOM", "ADVP"], ["IOM"], [], None)]
    assert met == [True, False, False, None]


FACTS = {
    "sex": ("female", "male", "", None),
    "flags": (["ADVP"], ["ADVP", "IOM"], [], None),
    "mappa_level": (1, 2, 3, None),
    "resettlement": (True, False, None),
    "start_date": ("2026-01-05", "2026-02-28", None),
    "end_date": ("2025-01-01", "2026-02-02", "2026-04-30", None),
}
DERIVED = {
    "weeks": DerivedFact("weeks", "weeks_between", ("start_date", "end_date")),
    "ended": DerivedFact("ended", "has_date", ("end_date",)),
}
TESTS = [
    Listed("sex", ("female",)),
    Listed("flags", ("IOM", "STRG")),
    Listed("resettlement", (False,)),
    Listed("ended", (True,)),
    *(Compared("mappa_level", by, 2) for by in COMPARISONS),
    *(Compared("weeks", by, 4) for by in COMPARISONS),
]


def random_rule(draw, before, depth=0):
    kind = draw.choice(["test", "decided", "all", "any", "not"] if depth < 3 else ["test"])
    if kind == "decided" and before:
        return Decided(draw.choice(before))
    if kind in ("all", "any"):
        parts = tuple(random_rule(draw, before, depth + 1) for _ in range(draw.randint(1, 3)))
        return (AllOf if kind == "all" else AnyOf)(parts)
    return Not(random_rule(draw, before, depth + 1)) if kind == "not" else draw.choice(TESTS)


@pytest.mark.parametrize("seed", range(50))
def test_random_conditions_are_decided_as_by_trying_every_way_and_exclusive_sets_stay_exclusive(seed):
    draw, conditions = random.Random(seed), {}  # noqa: S311 - invented conditions
    for name in ("licence", "resettlement", "third"):
        rule = random_rule(draw, list(conditions))
        conditions[name] = Condition(name, rule, draw.choice(UNKNOWN))
    conditions["court_report"] = Condition("neither of them", Not(Decided("licence")), draw.choice(UNKNOWN))
    framework = replace(shipped(), conditions=conditions, facts=DERIVED)
    asked_of = questions_by_facts(framework)
    for _ in range(40):
        facts = {fact: draw.choice(values) for fact, values in FACTS.items()}
        met = met_by(conditions, facts, DERIVED)
        expected = {
            code for code, each in framework.questions.items() if each.applies_to is None or met[each.applies_to]
        }
        assert asked_of(facts) == expected
        assert met["licence"] is not met["court_report"]
