"""Which groups leave the unit: nothing that is hidden in a file follows from all that stands in it."""

import random
from dataclasses import replace

import pytest

from audit.method.answers import COUNTED
from audit.method.certainty.interval import Draw
from audit.method.disclosure.possible_numbers import FEWEST_NUMBERS
from audit.method.groups import outside
from audit.method.groups.facts import GROUP_FACTS, PRACTICE_FACTS
from audit.method.groups.of_question import groups_of_question
from audit.method.groups.outside import are_unions, groups_that_leave
from audit.method.groups.shown import FEWEST, FEWEST_OF_PRACTICE, GroupCount, Rule, shown_groups
from audit.method.groups.tallies import GroupedCase, cells_of, tally_groups
from audit.method.tally import Tally
from tests.audit.method.groups.reader import Reader

QUESTIONS = ("2.1.1", "2.1.2", "oversight")
FACTS = {
    "sex": ["female", "male", ""],
    "ethnic_group": ["asian", "black", "mixed", "other", "white", ""],
    "disability": ["yes", "no", ""],
    "age_at_start": [17, 20, 30, 40, 50, 60],
    "sentence_type": ["community_order", "licence", "suspended_sentence_order"],
    "rosh_level": ["low", "medium", "high", ""],
    "flags": [[], ["ADVP"], ["ADVP", "RCPR"], ["STRG"]],
    "team": ["Ipswich", "Lowestoft", "Bury"],
    "grade": ["PO", "PSO", "PQiP"],
    "start_date": ["2023-06-26", "2023-08-07"],
}


def some_cases(chance):
    """10 to 80 invented cases. How common each value and each answer is differs from one audit to the next, up to
    questions that apply to few cases and are sufficient in hardly any or nearly all of them."""
    weights = {fact: [chance.random() ** 3 for _ in values] for fact, values in FACTS.items()}
    answers = {code: [chance.random() ** 4 for _ in range(4)] for code in QUESTIONS}
    return [_a_case(chance, weights, answers) for _ in range(chance.randint(10, 80))]


def _a_case(chance, weights, answers):
    facts = {fact: chance.choices(values, weights[fact])[0] for fact, values in FACTS.items()}
    given = {code: chance.choices(COUNTED[:4], each)[0] for code, each in answers.items()}
    facts["oversight"] = given["oversight"]
    return GroupedCase(facts, given, chance.randrange(8))


def published_of(cases, code):
    """(the question's Tally in every case, {fact: [(values, Tally)]}) of what leaves of these cases."""
    found = tally_groups(cases, GROUP_FACTS)._replace(cells=cells_of(cases, PRACTICE_FACTS))
    values = [case.answers[code] for case in cases]
    every_case = Tally(*map(values.count, COUNTED[:4]))
    on_pages = groups_of_question(found, code, Draw(len(cases)), sees_cases=False)
    groups = groups_that_leave(on_pages, code, every_case, Draw(len(cases)), oversight="oversight")
    assert all(are_unions(each, on_pages[fact]) for fact, each in groups.items())
    return every_case, {fact: [(group.values, group.tally) for group in each] for fact, each in groups.items()}


def read_files(seeds):
    """({what a hidden count is about: how many numbers it could be}, what was published) of random audits."""
    reader, files = Reader(), []
    for seed in seeds:
        every_case, published = published_of(some_cases(random.Random(seed)), QUESTIONS[seed % 3])  # noqa: S311 - invented cases
        reader.read(str(seed), every_case, published)
        files.append(published)
    return reader.numbers_left(), files


@pytest.fixture(scope="module")
def read():
    return read_files(range(200))


@pytest.mark.slow
def test_each_hidden_count_of_200_random_audits_could_be_three_numbers(read):
    left, _ = read
    assert len(left) > 3_000
    assert {about: number for about, number in left.items() if number < FEWEST_NUMBERS} == {}


@pytest.mark.slow
def test_no_group_is_below_five_cases_and_none_of_practice_below_ten(read):
    cases = [(fact, tally.applicable) for each in read[1] for fact, groups in each.items() for _, tally in groups]
    assert min(number for _, number in cases) == FEWEST
    assert min(number for fact, number in cases if fact in PRACTICE_FACTS) == FEWEST_OF_PRACTICE


@pytest.mark.slow
def test_the_programme_finds_what_a_weaker_rule_gives_away(monkeypatch):
    monkeypatch.setattr(outside, "are_hidden", lambda *args: True)
    left, _ = read_files(range(20))
    assert [about for about, number in left.items() if number < FEWEST_NUMBERS]


def of(value, yes, no):
    return GroupCount(value, Tally(yes=yes, no=no))


def leaving(counts):
    """{fact: the groups that leave} of {fact: GroupCounts}."""
    draw, every_case = Draw(60), sum((count.tally for count in next(iter(counts.values()))), Tally())
    on_pages = {
        fact: shown_groups(each, rule=Rule.PEOPLE, sees_cases=False, draw=draw, within=WITHIN.get(fact))
        for fact, each in counts.items()
    }
    return groups_that_leave(on_pages, "2.1.1", every_case, draw, oversight="oversight")


WITHIN = {"ethnic_group": {"white": "no", "asian": "yes", "black": "yes"}}


@pytest.mark.parametrize(
    ("counts", "published"),
    [
        ([of("a", 20, 20), of("b", 3, 3)], [("a",), ("b",)]),
        ([of("a", 20, 20), of("b", 2, 2)], []),  # one group would be left
        ([of("a", 20, 20), of("b", 2, 2), of("c", 1, 3)], [("a",), ("b", "c")]),
        ([of("a", 20, 20), of("b", 2, 2), of("c", 4, 4)], [("a",), ("b", "c")]),  # the next smallest too
        ([of("a", 20, 20), of("b", 0, 4), of("c", 1, 7), of("d", 9, 9)], [("a",), ("b", "c", "d")]),  # b has 0 or 1
        ([of("a", 0, 20), of("b", 0, 4), of("c", 0, 4)], [("a",), ("b", "c")]),  # no case is sufficient anyway
    ],
)
def test_small_groups_are_joined_until_nothing_follows_or_the_fact_is_left_out(counts, published):
    assert [group.values for group in leaving({"sex": counts}).get("sex", ())] == published


def test_a_group_of_a_coarser_fact_gives_way_with_what_it_is_made_of():
    """One of six minority ethnic cases is sufficient: of two groups in it each would have 0 or 1."""
    fine = [of("white", 20, 20), of("asian", 1, 2), of("black", 0, 3)]
    coarse = [of("no", 20, 20), of("yes", 1, 5)]
    assert leaving({"ethnic_group": fine, "minority_ethnic": coarse}) == {}


def test_a_reader_who_could_subtract_cases_gets_only_sums_of_their_own_groups():
    a, b, c = (of(value, 10, 10) for value in "abc")
    own = shown_groups([a, b, c], rule=Rule.PEOPLE, sees_cases=True, draw=Draw(60))
    joined = (replace(own[0], values=("a", "b")), own[2])
    assert are_unions(joined, own)
    assert not are_unions(own, joined)
    assert not are_unions(own, (replace(own[0], tally=None),))
