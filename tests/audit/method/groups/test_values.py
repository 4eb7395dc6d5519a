"""In which group a case is, by each fact: what is not known is a group of its own."""

import pytest

from audit.method.answers import Value
from audit.method.groups.facts import GROUP_FACTS
from audit.method.groups.values import each_flag, value_of


@pytest.mark.parametrize(
    ("fact", "case", "value"),
    [
        ("age_band", {"age_at_start": 17}, "under 18"),
        ("age_band", {"age_at_start": 18}, "18 to 25"),
        ("age_band", {"age_at_start": 25}, "18 to 25"),
        ("age_band", {"age_at_start": 26}, "26 to 35"),
        ("age_band", {"age_at_start": 56}, "56 and over"),
        ("minority_ethnic", {"ethnic_group": "white"}, "no"),
        ("minority_ethnic", {"ethnic_group": "mixed"}, "yes"),
        ("disability", {"disability": "Dyslexia"}, "yes"),
        ("disability", {"disability": " No disability "}, "no"),
        ("disability", {"disability": "Prefer not to say"}, ""),
        ("rosh_level", {"rosh_level": "very_high"}, "high"),
        ("rosh_level", {"rosh_level": "medium"}, "medium"),
        ("start_month", {"start_date": "2023-06-26"}, "2023-06"),
        ("oversight", {"oversight": Value.YES}, "effective"),
        ("oversight", {"oversight": Value.ABSENT}, "not effective"),
        ("oversight", {"oversight": Value.NOT_APPLICABLE}, "not required"),
        ("flag:ADVP", {"flags": ["RCPR", "ADVP"]}, "yes"),
        ("flag:ADVP", {"flags": ["RCPR"]}, "no"),
        (("sex", "age_band"), {"sex": "female", "age_at_start": 40}, ("female", "36 to 45")),
    ],
)
def test_a_case_is_in_the_group_that_its_facts_say(fact, case, value):
    assert value_of(fact, case) == value


@pytest.mark.parametrize("fact", [fact for fact in GROUP_FACTS if fact != "flags"])
def test_a_case_without_facts_is_in_the_group_of_those_not_known(fact):
    assert not value_of(fact, {})


def test_each_flag_that_a_case_has_is_a_fact_by_itself():
    cases = [{"flags": ["RCPR", "ADVP"]}, {"flags": []}, {"flags": ["ADVP"]}, {}]
    assert each_flag(("sex", "flags", "team"), cases) == ("sex", "flag:ADVP", "flag:RCPR", "team")
