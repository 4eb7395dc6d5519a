"""Each kind of case has its own fewest cases, its own numbers, and a sentence if there are none of it."""

from audit.method.kinds import KindCases, number_before, shown_number
from audit.method.rating.audit import rate
from audit.method.rating.explain import notes_of, overall_standing, standing, why_no_band
from audit.method.rating.standard import Judgement
from audit.method.tally import Tally
from tests.audit.method.frameworks import load_text
from tests.audit.method.loading.test_kinds import two_kinds

EVIDENCE = {code: Judgement("Good") for code in ("1.1", "1.2", "1.3")}


def result_of(supervision, victims, expected_victims=None):
    """Return the AuditRating of this number of cases of each kind, all sufficient."""
    framework = load_text(two_kinds())
    tallies = {q.code: Tally(yes=supervision) for q in framework.key_questions} | {"3.2.1": Tally(yes=victims)}
    kinds = tuple(
        KindCases(kind, cases, expected)
        for kind, cases, expected in zip(
            framework.kinds,
            (supervision, victims),
            (supervision, victims if expected_victims is None else expected_victims),
            strict=True,
        )
    )
    cases, expected = (sum(getattr(each, name) for each in kinds) for name in ("cases", "expected"))
    return rate(framework, tallies, cases=cases, expected=expected, kinds=kinds, judgements=EVIDENCE)


def test_a_kind_with_fewer_cases_than_it_needs_is_not_rated_and_the_others_are():
    victims = result_of(20, 4).standards[-1]
    assert (victims.rating, standing(result_of(20, 4).framework, victims)) == (
        None,
        "Not rated: fewer than 5 victim cases",
    )
    assert why_no_band(result_of(20, 4).framework, victims.key_questions[0]) == "Not rated: fewer than 5 victim cases."
    assert result_of(20, 5).standards[-1].rating == "Outstanding"
    few = result_of(9, 5)
    assert few.standards[3].rating is None
    assert overall_standing(few) == (
        "Not rated: fewer than 10 supervision cases in 2.1.1, 2.1.2, 2.1.3, 2.2.1, 2.2.2, 2.2.3, 2.3.1, 2.3.2, 2.3.3, "
        "2.4.1, 2.4.2 and 2.4.3"
    )


def test_a_kind_without_a_case_has_no_rating_and_says_so_once():
    result = result_of(20, 0)
    assert (result.standards[-1].rating, result.standards[-1].missing) == (None, True)
    about = [note for note in notes_of(result) if "3.2" in note]
    assert about == ["No victim cases are in the sample, so 3.2 Statutory victim work has no rating."]


def test_a_kind_whose_cases_are_not_reviewed_yet_waits_for_them():
    about = [note for note in notes_of(result_of(20, 0, expected_victims=6)) if "3.2" in note]
    assert about == ["3.2 Statutory victim work cannot be rated yet: no case has answered 3.2.1."]
    assert result_of(20, 0, expected_victims=6).provisional


def test_the_number_of_a_case_says_its_kind():
    framework = load_text(two_kinds())
    assert number_before(framework, "victims") == 100_000
    assert [shown_number(framework, number) for number in (3, 100_003)] == ["3", "V3"]
