"""Fewer than ten cases are not rated (docs/method.md): five to nine show a percentage, fewer their counts alone."""

import pytest

from audit.method.loading.framework import FrameworkProblem
from audit.method.rating.audit import rate
from audit.method.rating.explain import notes_of, overall_standing, score_text, standing
from audit.method.rating.signed import as_signed, ratings_to_sign, what_today_gives
from audit.method.rating.standard import Judgement
from audit.method.tally import Tally
from tests.audit.method.frameworks import edited, load_text, pdu, shipped

EVIDENCE = {code: Judgement("Good") for code in ("1.1", "1.2", "1.3")}


def result_of(cases, few=(), framework=None, expected=None):
    """The AuditRating of so many cases, all sufficient; the questions named in `few`, {code: cases}, apply to fewer."""
    used = framework or shipped()
    applies = dict.fromkeys([question.code for question in used.key_questions], cases) | dict(few)
    tallies = {code: Tally(yes=n, not_applicable=cases - n) for code, n in applies.items()}
    return rate(used, tallies, cases=cases, expected=expected, judgements=EVIDENCE)


@pytest.mark.parametrize(
    ("cases", "percent", "band"), [(1, None, None), (4, None, None), (5, 100, None), (9, 100, None), (10, 100, "Outst")]
)
def test_below_ten_there_is_no_band_and_below_five_no_percentage(cases, percent, band):
    for standard in result_of(cases).standards[3:]:
        for question in standard.key_questions:
            assert question.percent == percent
            assert (question.band.rating[:5] if question.band else None) == band
            assert bool(question.up or question.down) == bool(band)


def test_prompts_and_items_keep_to_the_same_limit():
    tallies = {code: Tally(yes=4) for code in ("2.1.1a", "management-oversight")}
    result = rate(shipped(), tallies, cases=4)
    assert result.standards[3].key_questions[0].prompts[0].percent is None
    assert {item.percent for item in result.items} == {None}


def test_a_standard_with_one_question_below_ten_has_no_rating_and_the_audit_no_score():
    result = result_of(56, few={"2.1.3": 9})
    assessment, planning = result.standards[3:5]
    assert (assessment.rating, assessment.score, assessment.limiting, assessment.moves) == (None, None, (), {})
    assert assessment.key_questions[0].band.rating == planning.rating == "Outstanding"
    assert (result.score, result.max_score, result.overall) == (None, 21, None)
    assert (result.too_few, result.missing) == (("2.1.3",), ())


def test_a_question_that_applies_to_no_case_is_passed_over_and_not_few():
    result = result_of(56, few={"2.1.3": 0})
    assert (result.too_few, result.standards[3].rating) == ((), "Outstanding")


def test_whatever_is_not_rated_says_why():
    result = result_of(56, few={"2.1.3": 9})
    assert standing(shipped(), result.standards[3]) == "Not rated: fewer than 10 cases in 2.1.3"
    assert overall_standing(result) == "Not rated: fewer than 10 cases in 2.1.3"
    assert score_text(result) == "No score"
    why = "2.1.3 is based on fewer than 10 cases, so there is no score and no overall rating."
    few = f"2.1 Assessment is not rated: {why}"
    assert few in notes_of(result)
    assert overall_standing(result_of(7)) == standing(shipped(), result_of(7).standards[3])
    assert overall_standing(result_of(7)) == "Not rated: fewer than 10 cases"


def test_a_decision_on_what_is_not_rated_does_not_count_and_a_note_says_so():
    tallies = dict.fromkeys([question.code for question in shipped().key_questions], Tally(yes=7))
    result = rate(shipped(), tallies, cases=7, judgements=EVIDENCE | {"2.1": Judgement("Good")})
    assert (result.standards[3].final, result.standards[3].refused) == (None, True)
    assert any("the decision for Good no longer fits the figures (too few cases)" in note for note in notes_of(result))


def test_what_unanswered_cases_could_change_is_not_told_as_a_rating():
    result = rate(shipped(), {"2.1.1": Tally(yes=2)}, cases=7)
    assert "2.1.1: 5 of 7 cases unanswered. Even with them it is based on fewer than 10 cases." in notes_of(result)


def test_a_framework_file_may_say_another_number():
    used = load_text(edited(("rated = true", "rated = true\nfewest_cases = 3")))
    three, two = result_of(3, framework=used), result_of(2, framework=used)
    assert (three.overall, three.items[0].percent) == ("Outstanding", None)
    assert overall_standing(two) == "Not rated: fewer than 3 cases"


@pytest.mark.parametrize("written", ["0", "-1", '"ten"', "9.5", "true"])
def test_a_number_of_fewest_cases_that_makes_no_sense_is_refused_by_name_and_once(written):
    with pytest.raises(FrameworkProblem, match=r'edited\.toml, top level: "fewest_cases" is') as refused:
        load_text(edited(("rated = true", f"rated = true\nfewest_cases = {written}")))
    assert len(refused.value.every) == 1


def test_a_result_is_provisional_until_all_cases_are_in():
    assert [result_of(12, expected=n).provisional for n in (12, 13)] == [False, True]
    assert not rate(pdu(), {}, cases=2).provisional


def test_what_was_signed_before_a_few_cases_were_too_few_keeps_ratings_and_limiting_question():
    tallies = {question.code: Tally(yes=6, no=1) for question in pdu().key_questions} | {"2.1.3": Tally(yes=3, no=4)}
    before, today = (rate(used, tallies, cases=7, judgements=EVIDENCE) for used in (pdu(), shipped()))
    signed = as_signed(today, ratings_to_sign(before))
    assert (signed.overall, signed.score, signed.too_few) == (before.overall, before.score, ())
    assert [standard.final for standard in signed.standards] == [standard.final for standard in before.standards]
    assert [question.code for question in signed.standards[3].limiting] == ["2.1.3"]
    assert not any("not rated" in note for note in notes_of(signed))
    assert "today's rules would give no overall rating" in what_today_gives(signed, today)
