"""What was typed is compared with what is stored: what would change, and where another person was first."""

from types import SimpleNamespace

from audit.method.answers import AnswerChange, Value
from audit.reviewing.offline.changes import BOTH, MINE, THEIRS, changes_to_store, compare, has_moved
from audit.reviewing.offline.typed import TypedAnswer

YES, NO = Value.YES, Value.NO
ASKED = {"a", "b", "c"}


def stored(value, comment="", version=1):
    return SimpleNamespace(value=value, comment=comment, version=version)


def typed(code, value, comment="", version=0, answer=True, comment_too=True):
    return TypedAnswer(code, value, comment, version, answer, comment_too)


def test_a_new_answer_is_a_change():
    assert compare([typed("a", YES)], {}, ASKED).changes == (AnswerChange("a", YES, "", 0),)


def test_only_what_was_typed_replaces_what_is_stored():
    answers = {"a": stored(YES, "Long\r\nago"), "b": stored(YES, "Old")}
    found = compare(
        [typed("a", NO, "Long\nago", 1, comment_too=False), typed("b", None, "New", 1, answer=False)], answers, ASKED
    )
    assert found.changes == (AnswerChange("a", NO, "Long\r\nago", 1), AnswerChange("b", YES, "New", 1))


def test_what_somebody_else_answered_in_between_is_a_conflict_on_top_of_what_they_said():
    found = compare([typed("a", NO, "Mine", 1)], {"a": stored(YES, "Theirs", 2)}, ASKED)
    assert (found.changes, found.conflicts) == ((), (AnswerChange("a", NO, "Mine", 2),))


def test_who_says_the_same_as_what_is_stored_changes_nothing():
    assert compare([typed("a", NO, "x\ny", 1)], {"a": stored(NO, "x\r\ny ", 5)}, ASKED).conflicts == ()


def test_an_answer_that_is_gone_is_a_conflict_too():
    assert compare([typed("a", NO, "", 3)], {}, ASKED).conflicts == (AnswerChange("a", NO, "", 0),)


def test_what_is_not_asked_any_more_is_told():
    found = compare([typed("z", NO)], {}, ASKED)
    assert [each.code for each in found.not_asked] == ["z"]


def test_stored_are_the_changes_and_the_conflicts_that_one_chose():
    answers = {"b": stored(YES, "", 2), "c": stored(YES, "", 2)}
    found = compare([typed("a", YES), typed("b", NO, "", 1), typed("c", NO, "", 1)], answers, ASKED)
    seen = {"a": 0, "b": 2, "c": 2}
    chosen = {"b": THEIRS, "c": MINE}
    assert [change.code for change in changes_to_store(found, seen, chosen, answers)] == ["a", "c"]
    assert not has_moved(found, seen)


def test_both_texts_are_ones_own_answer_with_the_others_text_above():
    answers = {"b": stored(YES, "Theirs", 2), "c": stored(YES, "Theirs", 2)}
    found = compare(
        [typed("b", NO, "Mine", 1), typed("c", NO, "", 1), typed("d", NO, "Mine", 1)], answers, ASKED | {"d"}
    )
    chosen = dict.fromkeys("bcd", BOTH)
    changes = changes_to_store(found, {"b": 2, "c": 2, "d": 0}, chosen, answers)
    assert [(change.value, change.comment) for change in changes] == [
        (NO, "Theirs\n\nMine"),
        (NO, "Theirs"),
        (NO, "Mine"),
    ]


def test_what_one_was_not_shown_is_on_top_of_no_version():
    found = compare([typed("a", YES)], {}, ASKED)
    assert changes_to_store(found, {}, {}, {})[0].based_on == -1


def test_a_conflict_or_a_question_gone_since_one_was_shown_it_is_noticed():
    conflict = compare([typed("a", NO, "", 1)], {"a": stored(YES, "", 3)}, ASKED)
    assert has_moved(conflict, {"a": 2})
    assert has_moved(compare([typed("a", NO)], {}, ()), {"a": 0})
