import pytest

from audit.method.rating.audit import rate
from audit.method.rating.explain import how_far_down, how_far_up, notes_of
from audit.method.rating.lowest_score import rate_key_question
from audit.method.rating.standard import Judgement
from audit.method.tally import Tally
from tests.audit.method.frameworks import exact, pdu, rate_as, uncounted, unrated

POOR, WEAK, GOOD, BEST = "Inadequate", "Requires improvement", "Good", "Outstanding"
EVIDENCE = {code: Judgement(GOOD) for code in ("1.1", "1.2", "1.3")}
NINE_OF_TEN = Tally(yes=9, no=1)
CODES = [f"2.{standard}.{question}" for standard in range(1, 5) for question in range(1, 4)]


def question_of(yes, applicable, framework=None):
    framework = framework or pdu()
    return rate_key_question(framework, framework.key_questions[0], {"2.1.1": Tally(yes, applicable - yes)}, 0)


def audit_of(changed, *, framework=None, others=NINE_OF_TEN, **settings):
    """The AuditRating where every key question has the tally `others`, save those in `changed`."""
    tallies = dict.fromkeys(CODES, others) | changed
    return rate(framework or pdu(), tallies, **{"cases": 10, "judgements": EVIDENCE} | settings)


@pytest.mark.parametrize(
    ("how_far", "yes", "applicable", "sentence"),
    [
        (how_far_up, 25, 56, "3 more sufficient cases would make this Requires improvement."),
        (how_far_up, 27, 56, "1 more sufficient case would make this Requires improvement."),
        (how_far_up, 1, 2, "1 more sufficient case would make this Outstanding."),
        (how_far_up, 9, 10, ""),
        (how_far_up, 0, 0, ""),
        (how_far_down, 28, 56, "1 sufficient case fewer would make this Inadequate."),
        (how_far_down, 40, 56, "4 sufficient cases fewer would make this Requires improvement."),
        (how_far_down, 27, 56, ""),
        (how_far_down, 0, 0, ""),
    ],
)
def test_it_says_how_many_cases_away_the_next_band_and_the_one_below_are(how_far, yes, applicable, sentence):
    assert how_far(question_of(yes, applicable)) == sentence


def test_an_unrated_question_has_no_distances():
    assert (how_far_up(question_of(25, 56, unrated())), how_far_down(question_of(25, 56, unrated()))) == ("", "")


def test_nothing_needs_saying_where_everything_is_answered_and_judged():
    assert notes_of(audit_of({})) == ()


def test_a_note_says_which_way_rounding_decides():
    answers = {"2.1.1": Tally(yes=31, no=17)}
    (rounded,) = notes_of(audit_of(answers, cases=10))
    good, weak = "it is Good; unrounded it would be Requires improvement.", "Unrounded it is Requires improvement;"
    assert rounded == f"2.1.1: 31 of 48 is 64.58%. Rounded to 65% {good}"
    (unrounded,) = notes_of(audit_of(answers, framework=exact()))
    assert unrounded == f"2.1.1: 31 of 48 is 64.58%. {weak} rounded to 65% it would be Good."


def test_a_standard_without_judgement_is_noted_with_what_follows():
    notes = notes_of(audit_of({}, judgements={"1.1": Judgement(GOOD), "1.3": Judgement(GOOD)}))
    assert notes == ("1.2 Staffing has no judgement yet, so there is no score and no overall rating.",)


def test_a_note_never_says_that_a_known_score_is_not_known():
    result = rate_as(uncounted(), {code: GOOD for code in uncounted().standard if code != "1.3"})
    (note,) = notes_of(result)
    assert (result.missing, result.score) == (("1.3",), 12)
    assert note.startswith("1.3 Services has no judgement yet")
    assert "no score" not in note


def test_a_question_nobody_answered_is_named():
    (note,) = notes_of(audit_of({"2.1.1": Tally(), "2.1.3": Tally()}))
    assert note == "2.1 Assessment cannot be rated yet: no case has answered 2.1.1 and 2.1.3."


def test_without_any_case_the_standards_are_noted_once_each_and_no_question_is_said_not_to_apply():
    notes = notes_of(rate(pdu(), {}, cases=0, judgements=EVIDENCE))
    assert notes[0] == "2.1 Assessment cannot be rated yet: no case has answered its key questions."
    assert [note[:4] for note in notes] == ["2.1 ", "2.2 ", "2.3 ", "2.4 "]


def test_a_standard_that_cannot_be_rated_is_noted():
    notes = notes_of(rate_as(pdu(), dict.fromkeys(pdu().standard, GOOD) | {"1.2": None, "2.1": None}))
    assert notes[0] == "1.2 Staffing could not be rated and is left out of the score and its maximum."
    assert notes[1] == "2.1 Assessment could not be rated and is left out of the score and its maximum."
    assert notes[2].startswith("2.1.1: no cases (every answer is “not applicable”)")


def test_a_key_question_that_no_case_was_asked_is_noted():
    asked = dict.fromkeys(CODES, 10) | {"2.1.2": 0}
    notes = notes_of(audit_of({"2.1.2": Tally()}, asked=asked))
    assert [note for note in notes if note.startswith("2.1.2: no cases")]


def test_a_decision_is_noted_with_the_rating_that_the_rule_gave():
    notes = notes_of(audit_of({"2.1.1": Tally(46, 54)}, cases=100, judgements=EVIDENCE | {"2.1": Judgement(WEAK)}))
    assert notes[0] == "2.1 Assessment is Inadequate by its lowest key question; a panel decided Requires improvement."


@pytest.mark.parametrize(("decision", "named"), [(GOOD, "for Good"), (None, "not to rate it")])
def test_a_decision_that_does_not_count_is_noted(decision, named):
    judgement = Judgement(decision, computed=WEAK)
    notes = notes_of(audit_of({"2.1.1": Tally(20, 80)}, judgements=EVIDENCE | {"2.1": judgement}))
    assert notes == (
        f"2.1 Assessment: the decision {named} no longer fits the figures (Inadequate) and does not count. "
        "Decide again.",
    )


def test_a_decision_on_what_cannot_be_rated_is_noted():
    never = dict.fromkeys(CODES[:3], Tally(not_applicable=10))
    notes = notes_of(audit_of(never, judgements=EVIDENCE | {"2.1": Judgement(GOOD)}))
    assert [note for note in notes if "decision for Good" in note and "does not count" in note]
    assert not any("None" in note for note in notes)


@pytest.mark.parametrize(
    ("tally", "cases", "sentence"),
    [
        (Tally(2, 6), 9, "2.1.1: 1 of 9 cases unanswered. However they are answered, it stays Inadequate."),
        (Tally(4, 4), 10, "anything from Inadequate to Requires improvement."),
        (
            Tally(0, 0, 3),
            4,
            "2.1.1: 1 of 4 cases unanswered. They could still make it anything from Inadequate to Outst",
        ),
    ],
)
def test_unanswered_cases_are_noted_with_what_they_could_change(tally, cases, sentence):
    notes = notes_of(audit_of({"2.1.1": tally}, others=Tally(yes=cases), cases=cases))
    assert sentence in notes[0]


def test_in_an_unrated_framework_a_question_without_cases_says_nothing_of_a_rating():
    never = Tally(not_applicable=50)
    notes = notes_of(audit_of({"2.1.1": never}, framework=unrated(), others=Tally(yes=50), cases=50))
    assert notes == ("2.1.1: no cases (every answer is “not applicable”).",)


def test_in_an_unrated_framework_unanswered_cases_are_noted_and_nothing_else():
    notes = notes_of(audit_of({"2.1.1": Tally(31, 17)}, framework=unrated(), others=Tally(yes=50), cases=50))
    assert notes == ("2.1.1: 2 of 50 cases unanswered. They are not counted.",)
