import pytest

from audit.method.answers import STANDARD_LABELS, USUAL_LABELS, VALUE_OF_KEY, Value, normalise, ways_to_write
from tests.audit.method.frameworks import pdu


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Value.YES, "yes Yes YES y Y sufficient Sufficient"),
        (Value.NO, "no No NO n N insufficient INSUFFICIENT"),
        (Value.NOT_APPLICABLE, "na NA Na n/a N/A"),
    ],
)
def test_every_usual_way_to_write_an_answer_is_understood_in_any_case(value, written):
    ways = ways_to_write(STANDARD_LABELS)
    assert {ways[normalise(text)] for text in written.split()} == {value}


@pytest.mark.parametrize(
    "text", ["not applicable", "Not Applicable", "  not \t applicable\n", "not\N{NO-BREAK SPACE}applicable"]
)
def test_spaces_and_case_do_not_matter(text):
    assert ways_to_write(STANDARD_LABELS)[normalise(text)] is Value.NOT_APPLICABLE


@pytest.mark.parametrize("text", ["", " ", "\t\n", "\N{NO-BREAK SPACE}"])
def test_a_blank_cell_is_no_answer(text):
    assert normalise(text) == ""
    assert "" not in ways_to_write(STANDARD_LABELS)


@pytest.mark.parametrize("text", ["maybe", "x", "1", "ye", "yes?", "absent", "effective"])
def test_anything_else_is_not_understood(text):
    assert normalise(text) not in ways_to_write(STANDARD_LABELS)


def test_a_question_that_allows_no_not_applicable_does_not_understand_it():
    ways = ways_to_write({Value.YES: "Yes", Value.NO: "No"})
    assert not {"na", "n/a", "not applicable"} & set(ways)
    assert ways["n"] is Value.NO


def test_a_question_of_its_own_words_is_answered_by_these_and_by_the_usual_ones():
    ways = ways_to_write(pdu().questions["management-oversight"].labels)
    own = {word: ways[normalise(word)] for word in ("Effective", "Insufficient", "Absent", "Not required")}
    assert list(own.values()) == [Value.YES, Value.NO, Value.ABSENT, Value.NOT_APPLICABLE]
    assert (ways["y"], ways["sufficient"], ways["n/a"]) == (Value.YES, Value.YES, Value.NOT_APPLICABLE)


def test_a_label_with_odd_spaces_is_understood_as_it_is_shown():
    ways = ways_to_write({Value.YES: "Fully  met", Value.NO: "Not met "})
    assert ways[normalise("Fully  met")] is Value.YES
    assert ways[normalise("Not met ")] is Value.NO


def test_the_stored_numbers_never_change():
    assert {value.name: int(value) for value in Value} == {
        "YES": 1,
        "NO": 2,
        "NOT_APPLICABLE": 3,
        "ABSENT": 4,
        "NOT_LOOKED": 5,
        "YES_2": 6,
        "YES_3": 7,
        "NO_2": 8,
        "NO_3": 9,
        "NOT_APPLICABLE_2": 10,
        "NOT_LOOKED_2": 11,
    }


def test_every_value_has_a_key_of_its_own_in_framework_files():
    assert list(VALUE_OF_KEY) == ["yes", "no", "na", "absent", "not_looked"]
    assert all(VALUE_OF_KEY[value.usual.key] is value.usual for value in Value)
    assert len({value.key for value in Value}) == len(Value)


def test_an_answer_is_shown_in_the_words_of_its_question_even_where_these_no_longer_offer_it():
    oversight, question = pdu().questions["management-oversight"], pdu().questions["2.1.1"]
    assert [oversight.label(number) for number in (1, 2, 3, 4)] == [
        "Effective",
        "Insufficient",
        "Not required",
        "Absent",
    ]
    usual = [*USUAL_LABELS.values(), "Not looked at"]
    assert [question.label(value) for value in Value][:5] == usual
    assert {question.label(value) for value in Value} == set(usual)
