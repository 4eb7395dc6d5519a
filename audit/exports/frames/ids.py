"""The ids by which values stand in tidy tables, and the words for them. Later versions only add to them."""

from collections.abc import Mapping

from audit.exports.figures.value_ids import value_id
from audit.method.framework import Framework, KeyQuestion, Prompt, Question
from audit.method.groups.values import AGE_BANDS, OLDEST, OVERSIGHT
from cases.case_values import ETHNIC_GROUPS, FLAGS, GRADES, ROSH_LEVELS, SENTENCE_TYPES, SEXES

TRUTH = {True: "yes", False: "no", None: ""}
KEY_QUESTION, PROMPT, ITEM = KINDS = ("key_question", "prompt", "item")
BETWEEN = "; "  # of several values in one cell


def _by_id(fact: str, values: tuple[str, ...]) -> dict[str, str]:
    return {value_id(fact, value): value for value in values}


# {fact: {id: what it means}}
WORDS: Mapping[str, Mapping[str, str]] = {
    "sex": SEXES,
    "ethnic_group": ETHNIC_GROUPS,
    "sentence_type": SENTENCE_TYPES,
    "rosh_level": ROSH_LEVELS,
    "age_band": _by_id("age_band", (*(band for _, band in AGE_BANDS), OLDEST)),
    "oversight": _by_id("oversight", tuple(dict.fromkeys(OVERSIGHT.values()))),
    "grade": GRADES,
    "flags": FLAGS,
}


def kind_of(question: Question) -> str:
    return KEY_QUESTION if isinstance(question, KeyQuestion) else PROMPT if isinstance(question, Prompt) else ITEM


def places_of(framework: Framework) -> dict[str, tuple[str, str]]:
    """Return {question code: (standard, key question)}; ("", "") of the other measures."""
    places = dict.fromkeys(framework.questions, ("", ""))
    for standard in framework.standards:
        for question in standard.key_questions:
            for each in (question, *question.prompts):
                places[each.code] = (standard.code, question.code)
    return places
