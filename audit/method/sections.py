"""The parts in which a review is answered: one for each standard that is judged on cases, then the unrated items."""

from dataclasses import dataclass

from .framework import Framework, ItemGroup, KeyQuestion, Question, Standard

ITEMS = "items"  # the code of the last part; a standard's code is that of its part


@dataclass(frozen=True)
class Block:
    """What stands together: a key question with its prompts, or a group of items (`key_question` is then None)."""

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
        """In the order in which they are asked: the prompts first, since they inform the judgement."""
        return tuple(question for block in self.blocks for question in block.questions)


def sections_of(framework: Framework, asked: frozenset[str]) -> tuple[Section, ...]:
    """The Sections of a review in which only the questions of these codes are asked; none of them is empty."""
    judged = [_of_standard(standard, asked) for standard in framework.standards if standard.from_cases]
    items = tuple(_of_group(group, asked) for group in framework.item_groups)
    sections = [*judged, Section(ITEMS, "Information and outcomes", tuple(block for block in items if block.questions))]
    return tuple(section for section in sections if section.blocks)


def _of_standard(standard: Standard, asked: frozenset[str]) -> Section:
    blocks = [_of_key_question(question, asked) for question in standard.key_questions if question.code in asked]
    return Section(standard.code, standard.title, tuple(blocks))


def _of_key_question(question: KeyQuestion, asked: frozenset[str]) -> Block:
    prompts = tuple(prompt for prompt in question.prompts if prompt.code in asked)
    return Block(question.code, question.text, (*prompts, question), question)


def _of_group(group: ItemGroup, asked: frozenset[str]) -> Block:
    return Block(group.code, group.title, tuple(item for item in group.items if item.code in asked))
