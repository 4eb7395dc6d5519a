"""From the tables of a framework file to its standards, key questions, prompts and items."""

from functools import partial

from audit.method.answers import Value
from audit.method.framework import SOURCES, Item, ItemGroup, KeyQuestion, Prompt, Standard, SubQuestion
from audit.method.loading.answer_sets import (
    AnswerSet,
    AnswerSets,
    read_answers,
    read_answers_of_item,
    read_no_wants_words,
)
from audit.method.loading.limits import (
    LONGEST_QUESTION_CODE,
    LONGEST_RELATED,
    LONGEST_STANDARD_CODE,
    NOT_FOR_QUESTIONS,
    NOT_FOR_STANDARDS,
)
from audit.method.loading.toml_table import Table


def read_standard(table: Table, sets: AnswerSets) -> Standard:
    return Standard(
        code=table.code(LONGEST_STANDARD_CODE, NOT_FOR_STANDARDS),
        title=table.get("title", str),
        from_cases=table.one_of("judged_on", ("evidence", "cases")) == "cases",
        counted=table.get("counted", bool),
        key_questions=table.build("key_questions", partial(_read_key_question, sets=sets)),
        kind=table.get("kind", str, ""),
        sub_questions=table.build("sub_questions", _read_sub_question),
        source=read_source(table),
    )


def read_source(table: Table) -> str:
    """Return how sure this part of the file is: a key of SOURCES, or "" if it does not say."""
    return table.one_of("source", tuple(SOURCES), "")


def _read_sub_question(table: Table) -> SubQuestion:
    return SubQuestion(
        code=table.code(LONGEST_QUESTION_CODE, NOT_FOR_QUESTIONS),
        text=table.get("text", str),
        look_for=table.get("look_for", str, ""),
        source=read_source(table),
    )


def _read_key_question(table: Table, sets: AnswerSets) -> KeyQuestion:
    answers = _answers_of_key_question(table, sets)
    return KeyQuestion(
        code=table.code(LONGEST_QUESTION_CODE, NOT_FOR_QUESTIONS),
        text=table.get("title", str),
        applies_to=table.get("applies_to", str, "") or None,
        labels=answers.labels,
        no_wants_words=answers.no_wants_words,
        keys=answers.keys,
        relates_to=_read_related(table),
        source=read_source(table),
        prompts=table.build("prompts", partial(_read_prompt, sets=sets)),
    )


def _answers_of_key_question(table: Table, sets: AnswerSets) -> AnswerSet:
    """Return the answers of the set that it names, or else yes, no and, if it may be, not applicable."""
    if table.holds("answers", str):
        return read_answers(table, sets)
    answers = read_answers(table, sets)
    if table.get("may_be_not_applicable", bool):
        return answers
    return AnswerSet({value: label for value, label in answers.labels.items() if value is not Value.NOT_APPLICABLE})


def _read_prompt(table: Table, sets: AnswerSets) -> Prompt:
    answers = read_answers(table, sets)
    return Prompt(
        code=table.code(LONGEST_QUESTION_CODE, NOT_FOR_QUESTIONS),
        text=table.get("text", str),
        look_for=table.get("look_for", str),
        applies_to=table.get("applies_to", str, "") or None,
        labels=answers.labels,
        no_wants_words=read_no_wants_words(table, answers, sets),
        keys=answers.keys,
        relates_to=_read_related(table),
        source=read_source(table),
    )


def read_item_group(table: Table, sets: AnswerSets) -> ItemGroup:
    return ItemGroup(
        code=table.code(LONGEST_QUESTION_CODE),
        title=table.get("title", str),
        items=table.build("items", partial(_read_item, sets=sets)),
        kind=table.get("kind", str, ""),
    )


def _read_item(table: Table, sets: AnswerSets) -> Item:
    answers = read_answers_of_item(table, sets)
    return Item(
        code=table.code(LONGEST_QUESTION_CODE, NOT_FOR_QUESTIONS),
        text=table.get("text", str),
        look_for=table.get("look_for", str),
        applies_to=table.get("applies_to", str, "") or None,
        labels=answers.labels,
        no_wants_words=read_no_wants_words(table, answers, sets),
        keys=answers.keys,
        relates_to=_read_related(table),
        source=read_source(table),
    )


def _read_related(table: Table) -> tuple[str, ...]:
    related = table.texts("relates_to")
    for text in related:
        if len(text) > LONGEST_RELATED:
            table.note(f'an entry of "relates_to" has {len(text)} characters. Use {LONGEST_RELATED} at most.')
    if len(set(related)) < len(related):
        table.note(f'"relates_to" names something twice: {", ".join(related)}. Name each once.')
    return related
