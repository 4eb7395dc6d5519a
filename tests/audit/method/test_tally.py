from audit.method.answers import Value
from audit.method.tally import Tally, tally_answers

YES, NO, NA, ABSENT, NOT_LOOKED, *_ = Value


def test_every_answer_is_counted_under_its_value():
    rows = [("q", value, ("all",)) for value in (YES, YES, YES, NO, NO, NA, ABSENT, YES, NA, NA, NA, NA)]
    assert tally_answers(rows) == {"all": {"q": Tally(yes=4, no=2, not_applicable=5, absent=1)}}


def test_not_applicable_leaves_numerator_and_denominator():
    tally = Tally(yes=3, no=4, not_applicable=50)
    assert (tally.yes, tally.applicable, tally.answered) == (3, 7, 57)


def test_oversight_that_was_absent_counts_like_a_no_and_is_told_apart():
    tally = Tally(yes=15, no=20, absent=17, not_applicable=4)
    assert (tally.yes, tally.applicable, tally.answered, tally.absent) == (15, 52, 56, 17)


def test_an_answer_is_counted_in_every_group_of_its_case():
    women, men = ("all", "women"), ("all", "men")
    rows = [("q", YES, women), ("q", NO, men), ("q", YES, men), ("p", NO, men)]
    assert tally_answers(rows) == {
        "all": {"q": Tally(yes=2, no=1), "p": Tally(no=1)},
        "women": {"q": Tally(yes=1)},
        "men": {"q": Tally(yes=1, no=1), "p": Tally(no=1)},
    }


def test_the_stored_integers_count_as_the_values_they_stand_for():
    rows = [("q", number, ("all",)) for number in (1, 2, 3, 4)]
    assert tally_answers(iter(rows)) == {"all": {"q": Tally(1, 1, 1, 1)}}


def test_a_case_in_no_group_and_no_cases_give_no_tallies():
    assert tally_answers([]) == {}
    assert tally_answers([("q", YES, ())]) == {}


def test_tallies_of_units_add_up_to_their_region():
    ipswich, lowestoft = Tally(1, 2, 3, 4), Tally(10, 20, 30, 40)
    assert ipswich + lowestoft == Tally(11, 22, 33, 44)
    assert sum([ipswich, lowestoft], Tally()) == ipswich + lowestoft


def test_shades_of_an_answer_count_in_its_total_and_are_told_apart():
    rows = [("q", value, (1,)) for value in (YES, Value.YES_2, Value.YES_2, NO, Value.NO_3, ABSENT, NA)]
    tally = tally_answers(rows)[1]["q"]
    assert (tally.yes, tally.no, tally.absent, tally.applicable, tally.answered) == (3, 2, 1, 6, 7)
    assert {value: tally.of(value) for value in (YES, Value.YES_2, NO, Value.NO_3, NA)} == {
        1: 1,
        6: 2,
        2: 1,
        9: 1,
        3: 1,
    }
    assert (tally + Tally(1)).of(YES) == 2
    assert (tally + tally).of(Value.YES_2) == 4


def test_every_shade_counts_as_the_answer_that_it_is_a_shade_of():
    for value in Value:
        tally = tally_answers([("q", value, (1,))]).get(1, {}).get("q", Tally())
        assert tally.of(value) == tally.answered == (value.counts_as != "nothing")
        assert (tally.yes, tally.no + tally.absent) == (value.counts_as == "yes", value.counts_as == "no")


def test_a_question_that_was_not_looked_at_is_in_no_tally():
    assert tally_answers([("a", YES, (1,)), ("a", NOT_LOOKED, (1,)), ("b", NOT_LOOKED, (1,))]) == {
        1: {"a": Tally(yes=1)}
    }
