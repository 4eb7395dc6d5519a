"""From the answer sets of a framework file to the answers that its questions offer."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from audit.method.answers import STANDARD_LABELS, VALUE_OF_KEY, Value, normalise
from audit.method.loading.limits import LONGEST_ANSWER
from audit.method.loading.toml_table import Table

LONGEST_NAME = 40  # characters


@dataclass(frozen=True)
class AnswerSet:
    """The answers that a question offers, in the order of the file: {Value: words}. See Question.no_wants_words."""

    labels: Mapping[Value, str]
    no_wants_words: bool = True


AnswerSets = Mapping[str, AnswerSet]
STANDARD = AnswerSet(STANDARD_LABELS)
_FOR_ITEMS = tuple(key for key, value in VALUE_OF_KEY.items() if value is not Value.NOT_LOOKED)


def read_answer_sets(top: Table, *, commas: bool) -> AnswerSets:
    """Return {name: AnswerSet} of the file. `commas`: words may have commas, since no drop-down lists them."""
    sets: dict[str, AnswerSet] = {}
    for table in top.tables("answer_sets", label="name"):
        name = table.code(LONGEST_NAME, key="name")
        if name in sets:
            table.note(f'the name "{name}" is used twice. Give each answer set a name of its own.')
        sets[name] = table.made_by(partial(_read_answer_set, commas=commas))
    return sets


def _read_answer_set(table: Table, *, commas: bool) -> AnswerSet:
    table.get("name", str)
    answers = table.build("answers", _read_answer, label="key")
    words = {key: label for key, label in answers if key in VALUE_OF_KEY}
    if len(words) < len(answers):
        table.note("two answers have the same key, or one has a key that is not known. Use each key once.")
    _check_words(table, words, commas=commas)
    if not {"yes", "no"} <= set(words):
        table.note('"answers" must have the keys yes and no. Add [[answer_sets.answers]] with key = "yes".')
    wants = table.get("no_wants_words", bool)
    return AnswerSet({VALUE_OF_KEY[key]: label for key, label in words.items()}, wants)


def _read_answer(table: Table) -> tuple[str, str]:
    """Return (key, words) of an answer; what it counts as is checked, since each key counts as one thing only."""
    key = table.one_of("key", tuple(VALUE_OF_KEY))
    value = VALUE_OF_KEY.get(key)
    counts = table.one_of("counts", tuple(dict.fromkeys(each.counts_as for each in Value)))
    if value and counts and counts != value.counts_as:
        table.note(f'"counts" is "{counts}", but the key {key} counts as {value.counts_as}. Correct one of them.')
    return key, table.get("label", str)


def read_answers(table: Table, sets: AnswerSets) -> AnswerSet:
    """Return the answers of a question: those of the set that its key "answers" names, else the standard ones."""
    name = table.get("answers", str, "")
    if name and name not in sets:
        table.note(f'"answers" names "{name[:60]}", which is no answer set. Choose from: {", ".join(sets) or "none"}.')
    return sets.get(name, STANDARD)


def read_answers_of_item(table: Table, sets: AnswerSets) -> AnswerSet:
    """Return the answers of an item, whose key "answers" can also hold {key: words} of its own."""
    if table.holds("answers", str):
        return read_answers(table, sets)
    answers = table.get("answers", dict, {})
    if set(answers) - set(_FOR_ITEMS) or (answers and not {"yes", "no"} <= set(answers)):
        table.note(f'"answers" must have yes and no, and can have only: {", ".join(_FOR_ITEMS)}.')
    words = {key: label for key, label in answers.items() if isinstance(label, str) and label.strip()}
    for key in answers.keys() - words.keys():
        table.note(f'the answer "{key}" is {answers[key]!r}. Give it words, as in {key} = "Effective".')
    _check_words(table, words)
    return AnswerSet({VALUE_OF_KEY[key]: label for key, label in words.items() if key in _FOR_ITEMS} or STANDARD_LABELS)


def _check_words(table: Table, words: Mapping[str, str], *, commas: bool = False) -> None:
    for label in words.values():
        check_countable(table, label, more="" if commas else ",")  # a drop-down's list has commas between its answers
        if len(label) > LONGEST_ANSWER:
            table.note(f"the answer “{label[:60]}” has {len(label)} characters. Use {LONGEST_ANSWER} at most.")
    if len({normalise(label) for label in words.values()}) < len(words):
        table.note(f"two answers read the same: {', '.join(words.values())}. Give no, yes, … words of their own.")


def check_countable(table: Table, text: str, more: str = "") -> None:
    """Note signs that change what a formula means: the workbook counts answers and ratings by their words."""
    if found := sorted(set(text) & set(f'"*?~<>={more}')):
        table.note(f"“{text[:60]}” has {' '.join(found)} in it, which spreadsheets read as commands. Use words only.")
    elif not text.isprintable():
        table.note(f"“{text[:60]!r}” has a line break or an invisible character in it. Use words only.")
