"""Answer sets that a framework file names, and what a question relates to."""

import pytest

from audit.method.answers import STANDARD_LABELS, Value, ways_to_write
from audit.method.loading.framework import FrameworkProblem
from audit.method.review_check import check_review
from tests.audit.method.frameworks import SHADED, WITH_SHADES, edited, load_text, pdu

LOOKED = """
[[answer_sets]]
name = "looked"
no_wants_words = false
[[answer_sets.answers]]
key = "yes"
label = "Yes"
counts = "yes"
[[answer_sets.answers]]
key = "no"
label = "No"
counts = "no"
[[answer_sets.answers]]
key = "not_looked"
label = "I did not look"
counts = "nothing"
"""
BANDS = "[[rating_bands]]\n"
FINANCE = 'code = "finance-help"\n'
NAMED = f'{FINANCE}answers = "looked"\n'
FIRST = 'code = "2.1.1"\n'
TITLE = 'title = "Does assessment focus sufficiently on engaging the person on probation?"\n'
WITH_SET = ((BANDS, LOOKED + BANDS), (FINANCE, NAMED))
ABSENT_TOO = (
    'key = "not_looked"\nlabel = "I did not look"\ncounts = "nothing"',
    'key = "absent"\nlabel = "None"\ncounts = "no"',
)
WRONG = {  # what is changed in a file that names a set, and the place and remedy that must be told
    "no such set": (('"looked"\n', '"looks"\n'), "items finance-help", 'names "looked", which is no answer set'),
    "two sets of one name": ((BANDS, LOOKED + BANDS), "answer_sets looked", "a name of its own"),
    "a set without a name": (('name = "looked"\n', ""), "answer_sets number 1", 'Add name = "a text"'),
    "a key nobody knows": (('"not_looked"', '"late"'), "late", "Use one of: yes, no, na, absent, not_looked"),
    "one key twice": (('"not_looked"', '"no"'), "answer_sets looked", "Use each key once"),
    "no answer no": (('"no"\nlabel', '"absent"\nlabel'), "answer_sets looked", "must have the keys yes and no"),
    "what counts otherwise": (('"nothing"', '"no"'), "not_looked", "the key not_looked counts as nothing"),
    "what counts as no such thing": (('"nothing"', '"zero"'), "not_looked", "yes, no, not applicable, nothing"),
    "no word on words": (("no_wants_words = false\n", ""), "answer_sets looked", "Add no_wants_words = true or false"),
    "an answer without words": (('label = "No"\n', ""), "answers no", 'Add label = "a text"'),
    "two answers in the same words": (('"I did not look"', '"no"'), "answer_sets looked", "two answers read the same"),
    "a comma": (('"I did not look"', '"No, not yet"'), "answer_sets looked", "has , in it"),
    "a rated question with two kinds of no": (
        (FIRST, f'{FIRST}answers = "looked"\n'),
        "2.1.1 is rated",
        "Take the others out of its answer set: None",
    ),
    "related to a number": ((NAMED, f"{NAMED}relates_to = [2.1]\n"), "items finance-help", "in quotation marks"),
    "related twice": ((NAMED, f'{NAMED}relates_to = ["a", "a"]\n'), "items finance-help", "Name each once"),
    "related to too much": ((NAMED, f'{NAMED}relates_to = ["{"a" * 81}"]\n'), "items finance-help", "Use 80 at most"),
    "used for nothing known": (("rated = true", 'rated = true\nuse = "x"'), "top level", "inspection, oversight"),
}


@pytest.mark.parametrize(("change", "place", "remedy"), WRONG.values(), ids=WRONG)
def test_a_wrong_answer_set_or_relation_is_refused_with_place_and_remedy(change, place, remedy):
    text, old, new = edited(*WITH_SET), *change
    if "two kinds" in remedy or place.startswith("2.1.1"):
        text = text.replace(*ABSENT_TOO, 1).replace("may_be_not_applicable = false\n", "", 1)
    with pytest.raises(FrameworkProblem) as refused:
        load_text(text.replace(old, new, 1))
    told = "\n".join(refused.value.every)
    assert (place in told, remedy in told) == (True, True), told


def test_a_question_offers_the_answers_of_the_set_that_it_names_and_says_what_it_relates_to():
    framework = load_text(edited(*WITH_SET, (NAMED, f'{NAMED}relates_to = ["2.1.3", "information checks"]\n')))
    named = framework.questions["finance-help"]
    assert [*named.labels.items()] == [(Value.YES, "Yes"), (Value.NO, "No"), (Value.NOT_LOOKED, "I did not look")]
    assert named.relates_to == ("2.1.3", "information checks")
    told = [remark.code for remark in check_review(framework, {}, {"finance-help": Value.NO}, {}).warnings]
    assert (named.no_wants_words, "finance-help" in told) == (False, False)


def with_shades(*changes):
    return load_text(edited(*WITH_SHADES, *changes))


def test_in_the_second_format_answers_have_keys_of_their_own_and_count_as_the_file_says():
    shaded = with_shades().questions["finance-help"]
    assert {shaded.key(value): (int(value), value.counts_as) for value in shaded.labels} == {
        "fully": (1, "yes"),
        "mostly": (6, "yes"),
        "partly": (2, "no"),
        "absent": (4, "no"),
        "not_at_all": (8, "no"),
        "not_due": (3, "not applicable"),
        "too_early": (10, "not applicable"),
        "no_record": (5, "nothing"),
    }
    assert shaded.labels_of(Value.YES) == "Fully or Mostly"


def test_an_answer_is_understood_by_its_words_and_key_but_yes_names_none_of_several():
    shaded = with_shades().questions["finance-help"]
    ways = ways_to_write(shaded.labels, shaded.keys)
    written = ("mostly", "not at all", "not_at_all", "too_early", "none")
    assert [ways[each] for each in written] == [6, 8, 8, 10, 4]
    assert {"yes", "y", "no", "n/a"}.isdisjoint(ways)


def test_an_item_can_say_itself_whether_a_no_wants_a_comment():
    quiet = with_shades((SHADED, f"{SHADED}no_wants_words = false\n"))
    for framework, told in ((with_shades(), True), (quiet, False)):
        remarks = check_review(framework, {}, {"finance-help": Value.NO_2}, {}).warnings
        assert ("finance-help" in [remark.code for remark in remarks]) is told


ONLY_NO = (
    '[[answer_sets]]\nname = "x"\nno_wants_words = true\nanswers = [{ key = "no", label = "No", counts = "no" }]\n'
)
ITEMS = "# Counted and shown"
MAY_BE = f"{TITLE}may_be_not_applicable = false\n"
LONG = '[[answer_sets]]\nname = "long"\nno_wants_words = true\nanswers = [' + "".join(
    f'{{ key = "a{place}", label = "{place}{"x" * 35}", counts = "{counts}" }},'
    for place, counts in enumerate(("yes", "yes", "yes", "no", "no", "no", "nothing", "nothing"))
)
LONG += "]"
WRONG_SHADES = {
    "too many of one kind": ('due", counts = "not applicable"', 'due", counts = "no"', "4 answers count as no"),
    "a key with a space": ('"too_early"', '"too early"', 'key "too early" may hold up to 30 letters, digits'),
    "one key twice": ('key = "mostly"', 'key = "Fully"', "two answers have the same key"),
    "a usual key that counts otherwise": ('"None", counts = "no"', '"None", counts = "yes"', "absent counts as no"),
    "a rated question with shades": (MAY_BE, f'{TITLE}answers = "shades"\n', "one answer can count as yes and one"),
    "answers too long together": ("# Counted and shown", f"{LONG}\n# Counted and shown", "Use 255 characters at most"),
    "no answer that counts as yes": (ITEMS, f"{ONLY_NO}{ITEMS}", "must have one that counts as yes"),
}


@pytest.mark.parametrize(("old", "new", "told"), WRONG_SHADES.values(), ids=WRONG_SHADES)
def test_a_wrong_set_of_the_second_format_is_refused_with_its_remedy(old, new, told):
    with pytest.raises(FrameworkProblem) as refused:
        with_shades((old, new))
    assert told in "\n".join(refused.value.every)


def test_a_question_without_a_set_offers_and_understands_no_answer_that_counts_nowhere():
    offered = [question.labels for question in pdu().questions.values()]
    assert not [labels for labels in offered if Value.NOT_LOOKED in labels]
    assert "i did not look at this" not in {written for labels in offered for written in ways_to_write(labels)}
    assert pdu().questions["finance-help"].labels == STANDARD_LABELS
