"""The sections of a review: one for each standard that is judged on cases, then one for the unrated items."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from audit.method.framework import Framework, ItemGroup, KeyQuestion, Question, Standard

ITEMS = "items"  # the code of the last section; the others have the code of their standard
WHOLE = "all"  # the code of all sections as one


@dataclass(frozen=True)
class Block:
    """Questions that belong together: a key question with its prompts, or a group of items without a key question."""

    code: str
    title: str
    questions: tuple[Question, ...]
    key_question: KeyQuestion | None = None


@dataclass(frozen=True)
class Section:
    code: str
    title: str
    blocks: tuple[Block, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """Return its questions in the order of a review: prompts before the judgement that they inform."""
        return tuple(question for block in self.blocks for question in block.questions)


@functools.lru_cache(maxsize=200)  # a save asks twice, and cases differ in few facts
def sections_of(framework: Framework, asked: frozenset[str]) -> tuple[Section, ...]:
    """Return the Sections of a review to which only the questions of these codes apply. None of them is empty."""
    judged = [_standard_section(standard, asked) for standard in framework.standards if standard.from_cases]
    items = tuple(_item_block(group, asked) for group in framework.item_groups)
    sections = [*judged, Section(ITEMS, "Information and outcomes", tuple(block for block in items if block.questions))]
    return tuple(section for section in sections if section.blocks)


def whole_of(sections: Sequence[Section]) -> Section:
    """Return the Section that has the blocks of all of these."""
    return Section(WHOLE, "The whole review", tuple(block for section in sections for block in section.blocks))


def _standard_section(standard: Standard, asked: frozenset[str]) -> Section:
    blocks = [_key_question_block(question, asked) for question in standard.key_questions if question.code in asked]
    return Section(standard.code, standard.title, tuple(blocks))


def _key_question_block(question: KeyQuestion, asked: frozenset[str]) -> Block:
    prompts = tuple(prompt for prompt in question.prompts if prompt.code in asked)
    return Block(question.code, question.text, (*prompts, question), question)


def _item_block(group: ItemGroup, asked: frozenset[str]) -> Block:
    return Block(group.code, group.title, tuple(item for item in group.items if item.code in asked))
