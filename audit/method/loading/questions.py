"""From the tables of a framework file to its standards, key questions, prompts and items."""

from audit.method.answers import STANDARD_LABELS, VALUE_OF_KEY, Value, normalise
from audit.method.framework import Item, ItemGroup, KeyQuestion, Prompt, Standard
from audit.method.loading.limits import (
    LONGEST_ANSWER,
    LONGEST_QUESTION_CODE,
    LONGEST_STANDARD_CODE,
    NOT_FOR_QUESTIONS,
    NOT_FOR_STANDARDS,
)
from audit.method.loading.toml_table import Table


def read_standard(table: Table) -> Standard:
    return Standard(
        code=table.code(LONGEST_STANDARD_CODE, NOT_FOR_STANDARDS),
        title=table.get("title", str),
        from_cases=table.one_of("judged_on", ("evidence", "cases")) == "cases",
        counted=table.get("counted", bool),
        key_questions=table.build("key_questions", _read_key_question),
    )


def _read_key_question(table: Table) -> KeyQuestion:
    labels = dict(STANDARD_LABELS)
    if not table.get("may_be_not_applicable", bool):
        del labels[Value.NOT_APPLICABLE]
    return KeyQuestion(
        code=table.code(LONGEST_QUESTION_CODE, NOT_FOR_QUESTIONS),
        text=table.get("title", str),
        applies_to=table.get("applies_to", str, "") or None,
        labels=labels,
        prompts=table.build("prompts", _read_prompt),
    )


def _read_prompt(table: Table) -> Prompt:
    return Prompt(
        code=table.code(LONGEST_QUESTION_CODE, NOT_FOR_QUESTIONS),
        text=table.get("text", str),
        look_for=table.get("look_for", str),
        applies_to=table.get("applies_to", str, "") or None,
    )


def read_item_group(table: Table) -> ItemGroup:
    return ItemGroup(
        code=table.code(LONGEST_QUESTION_CODE), title=table.get("title", str), items=table.build("items", _read_item)
    )


def _read_item(table: Table) -> Item:
    return Item(
        code=table.code(LONGEST_QUESTION_CODE, NOT_FOR_QUESTIONS),
        text=table.get("text", str),
        look_for=table.get("look_for", str),
        applies_to=table.get("applies_to", str, "") or None,
        labels=_read_labels(table) or STANDARD_LABELS,
    )


def _read_labels(table: Table) -> dict[Value, str]:
    answers = table.get("answers", dict, {})
    if set(answers) - set(VALUE_OF_KEY) or (answers and not {"yes", "no"} <= set(answers)):
        table.note(f'"answers" must have yes and no, and can have only: {", ".join(VALUE_OF_KEY)}.')
    words = {key: label for key, label in answers.items() if isinstance(label, str) and label.strip()}
    for key in answers.keys() - words.keys():
        table.note(f'the answer "{key}" is {answers[key]!r}. Give it words, as in {key} = "Effective".')
    for label in words.values():
        check_countable(table, label, more=",")  # a drop-down's list has commas between its answers
        if len(label) > LONGEST_ANSWER:
            table.note(f"the answer “{label[:60]}” has {len(label)} characters. Use {LONGEST_ANSWER} at most.")
    if len({normalise(label) for label in words.values()}) < len(words):
        table.note(f"two answers read the same: {', '.join(words.values())}. Give no, yes, … words of their own.")
    return {VALUE_OF_KEY[key]: label for key, label in words.items() if key in VALUE_OF_KEY}


def check_countable(table: Table, text: str, more: str = "") -> None:
    """Note signs that change what a formula means: the workbook counts answers and ratings by their words."""
    if found := sorted(set(text) & set(f'"*?~<>={more}')):
        table.note(f"“{text[:60]}” has {' '.join(found)} in it, which spreadsheets read as commands. Use words only.")
    elif not text.isprintable():
        table.note(f"“{text[:60]!r}” has a line break or an invisible character in it. Use words only.")
