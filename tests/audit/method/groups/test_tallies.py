"""Many groups counted at once give what counting each of them alone gives."""

from hypothesis import given
from hypothesis import strategies as st

from audit.method.groups.tallies import GroupedCase, tally_groups
from audit.method.tally import Tally, tally_answers

ANSWERS = st.dictionaries(st.sampled_from("abc"), st.sampled_from([1, 2, 3, 4, 5]))
FACTS = st.fixed_dictionaries({"sex": st.sampled_from(["female", "male", ""]), "team": st.sampled_from("xy")})
CASES = st.lists(
    st.builds(GroupedCase, FACTS, ANSWERS, st.sampled_from([None, 1, 2]), extra_for=st.none()), max_size=12
)


@given(CASES)
def test_a_group_has_the_tallies_of_its_cases_counted_one_by_one(cases):
    facts = ("sex", "team", ("sex", "team"))
    found = tally_groups(cases, facts).tallies
    groups = {}
    for facts_of, answers, *_ in cases:
        sex, team = facts_of["sex"], facts_of["team"]
        for group in (("sex", sex), ("team", team), (("sex", "team"), (sex, team))):
            groups.setdefault(group, []).extend((code, value, ("all",)) for code, value in answers.items())
    assert found == {group: tally_answers(rows).get("all", {}) for group, rows in groups.items()}


@given(CASES)
def test_what_practitioners_hold_adds_up_to_the_cases_a_question_applies_to(cases):
    found = tally_groups(cases, ("sex", "team"))
    assert {fact for fact, _ in found.holders} <= {"team"}
    for group, held in found.holders.items():
        for code, numbers in held.items():
            assert sum(numbers.values()) == found.tallies[group].get(code, Tally()).applicable
            assert set(numbers) <= {case.practitioner for case in cases if case.facts["team"] == group[1]}


def test_an_extra_case_counts_for_its_own_group_alone_and_only_while_it_belongs_to_it():
    woman, man = {"sex": "female", "team": "x"}, {"sex": "male", "team": "x"}
    extra = {"practitioner": 1, "seen": True, "extra_for": ("sex", "female")}
    cases = [
        GroupedCase(woman, {"a": 1}, 1),
        GroupedCase(woman, {"a": 2}, **extra),
        GroupedCase(man, {"a": 2}, **extra),
    ]
    found = tally_groups(cases, ("sex", "team"))
    assert found.tallies == {("sex", "female"): {"a": Tally(yes=1)}, ("team", "x"): {"a": Tally(yes=1)}}
    assert found.extra == found.extra_seen == {("sex", "female"): {"a": Tally(no=1)}}
    assert found.holders == {("team", "x"): {"a": {1: 1}}}
