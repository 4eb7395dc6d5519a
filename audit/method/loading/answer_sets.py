"""From the answer sets of a framework file to the answers that its questions offer."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from audit.method.answers import STANDARD_LABELS, VALUE_OF_KEY, Value, normalise
from audit.method.loading.limits import LONGEST_ANSWER
from audit.method.loading.toml_table import Table

USUAL_LACKING = '"answers" must have the keys yes and no. Add [[answer_sets.answers]] with key = "yes".'
ANSWERS_LACKING = (
    '"answers" must have one that counts as yes, and one beside absent that counts as no. '
    'Add [[answer_sets.answers]] with counts = "yes" or counts = "no".'
)
LONGEST_NAME = 40  # characters
LONGEST_DROP_DOWN = 255  # characters, with a comma between answers: a spreadsheet takes no more
MOST = {"yes": 3, "no": 3, "not applicable": 2, "nothing": 2}  # answers of one set that count as this


@dataclass(frozen=True)
class AnswerSet:
    """The answers that a question offers, in the order of the file: {Value: words}, and {Value: key} as it names them.

    See Question.no_wants_words.
    """

    labels: Mapping[Value, str]
    no_wants_words: bool = True
    keys: Mapping[Value, str] = field(default_factory=dict)


@dataclass(frozen=True)
class AnswerSets:
    """{name: AnswerSet} of a file. `free`: answers may have keys of their own, as in files of the second format."""

    named: Mapping[str, AnswerSet]
    free: bool


STANDARD = AnswerSet(STANDARD_LABELS)
_FOR_ITEMS = tuple(key for key, value in VALUE_OF_KEY.items() if value is not Value.NOT_LOOKED)
_COUNTS = tuple(dict.fromkeys(value.counts_as for value in Value))
_KEY = re.compile(r"[A-Za-z0-9_]{1,30}")


def read_answer_sets(top: Table, *, commas: bool, free: bool) -> AnswerSets:
    """Return the AnswerSets of the file. `commas`: words may have commas, since no drop-down lists them."""
    sets: dict[str, AnswerSet] = {}
    for table in top.tables("answer_sets", label="name"):
        name = table.code(LONGEST_NAME, key="name")
        if name in sets:
            table.note(f'the name "{name}" is used twice. Give each answer set a name of its own.')
        sets[name] = table.made_by(partial(_read_answer_set, commas=commas, free=free))
    return AnswerSets(sets, free)


def _read_answer_set(table: Table, *, commas: bool, free: bool) -> AnswerSet:
    table.get("name", str)
    answers = [each for each in table.build("answers", partial(_read_answer, free=free), label="key") if all(each)]
    if len({key.casefold() for key, _, _ in answers}) < len(answers):
        table.note("two answers have the same key. Use each key once.")
    keys = _slots_of(table, {key: counts for key, _, counts in answers})
    words = {key: label for key, label, _ in answers}
    _check_words(table, words, commas=commas)
    if not {Value.YES, Value.NO} <= set(keys):
        table.note(ANSWERS_LACKING if free else USUAL_LACKING)
    wants = table.get("no_wants_words", bool)
    in_order = {key: value for value, key in keys.items()}
    return AnswerSet({in_order[key]: label for key, label in words.items() if key in in_order}, wants, keys)


def _read_answer(table: Table, *, free: bool) -> tuple[str, str, str]:
    """Return (key, words, what it counts as) of an answer. A usual key counts as one thing only."""
    key = table.get("key", str) if free else table.one_of("key", tuple(VALUE_OF_KEY))
    if free and key and not _KEY.fullmatch(key):
        table.note(f'the key "{key[:60]}" may hold up to 30 letters, digits and "_" only. Correct it.')
    value = VALUE_OF_KEY.get(key)
    counts = table.one_of("counts", _COUNTS)
    if value and counts and counts != value.counts_as:
        table.note(f'"counts" is "{counts}", but the key {key} counts as {value.counts_as}. Correct one of them.')
    return key, table.get("label", str), counts


def _slots_of(table: Table, counts: Mapping[str, str]) -> dict[Value, str]:
    """Return {Value: key} for {key: what it counts as}. Usual keys have their own Value, others the next free one."""
    slots = {VALUE_OF_KEY[key]: key for key in counts if key in VALUE_OF_KEY}
    for key, counted in counts.items():
        if key in VALUE_OF_KEY:
            continue
        free = [value for value in Value if value.counts_as == counted and value not in (*slots, Value.ABSENT)]
        if free:
            slots[free[0]] = key
    for counted in _COUNTS:
        having = [key for key, counts_as in counts.items() if counts_as == counted]
        if len(having) > MOST[counted]:
            named = ", ".join(having)
            table.note(f"{len(having)} answers count as {counted}: {named}. Use {MOST[counted]} at most.")
    return slots


def read_answers(table: Table, sets: AnswerSets) -> AnswerSet:
    """Return the answers of a question: those of the set that its key "answers" names, else the standard ones."""
    name = table.get("answers", str, "")
    if name and name not in sets.named:
        known = ", ".join(sets.named) or "none"
        table.note(f'"answers" names "{name[:60]}", which is no answer set. Choose from: {known}.')
    return sets.named.get(name, STANDARD)


def read_no_wants_words(table: Table, answers: AnswerSet, sets: AnswerSets) -> bool:
    """Return whether a no of this question wants a comment: as its set says, unless it says so itself."""
    return table.get("no_wants_words", bool, answers.no_wants_words) if sets.free else answers.no_wants_words


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
    if not commas and len(",".join(words.values())) > LONGEST_DROP_DOWN:
        table.note(f"its answers are too long together. Use {LONGEST_DROP_DOWN} characters at most, as drop-downs do.")
    if len({normalise(label) for label in words.values()}) < len(words):
        table.note(f"two answers read the same: {', '.join(words.values())}. Give no, yes, … words of their own.")


def check_countable(table: Table, text: str, more: str = "") -> None:
    """Note signs that change what a formula means: the workbook counts answers and ratings by their words."""
    if found := sorted(set(text) & set(f'"*?~<>={more}')):
        table.note(f"“{text[:60]}” has {' '.join(found)} in it, which spreadsheets read as commands. Use words only.")
    elif not text.isprintable():
        table.note(f"“{text[:60]!r}” has a line break or an invisible character in it. Use words only.")
