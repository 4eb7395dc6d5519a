"""The page of one section of a review, ready to print: its questions with what their fields hold."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace

from audit.method.answers import AnswerChange
from audit.method.framework import Item, KeyQuestion
from audit.method.sections import WHOLE, Section
from audit.models import Answer
from audit.reviewing.forms.review import COMMENT, SectionForm
from audit.reviewing.pages.conflict import Conflict, build_conflict, saved_text
from audit.reviewing.pages.review import RemarkLine, ReviewPage, SectionLine, warnings_in, whole_line
from cases.models import User


@dataclass(frozen=True)
class QuestionLine:
    """One question with what its fields hold.

    `choices` holds (value, label, whether it is chosen). `saved` says when the answer was stored and who gave it.
    `is_unsaved` says that the fields hold something that is not stored. `agreed` is the note that all agreed on.
    """

    code: str
    shown_code: str
    text: str
    look_for: str
    is_judgement: bool
    choices: tuple[tuple[str, str, bool], ...]
    comment: str
    version: str
    saved: str
    is_unsaved: bool
    errors: tuple[str, ...] = ()
    is_sent_back: bool = False
    agreed: str = ""
    conflict: Conflict | None = None


@dataclass(frozen=True)
class BlockLines:
    """A key question with its prompts, of which the rest can be answered not applicable and put back; or some items.

    `part` is the section that starts with it, where the page has several.
    """

    code: str
    title: str
    lines: tuple[QuestionLine, ...]
    has_steps: bool
    may_be_set_aside: bool
    may_be_put_back: bool
    part: Section | None


@dataclass(frozen=True)
class SectionPage:
    """One section and its `warnings`. `troubles` holds (code, sentence) for what could not be stored.

    `unanswered` and `commented` hold the codes of such questions.
    """

    line: SectionLine
    blocks: tuple[BlockLines, ...]
    warnings: tuple[RemarkLine, ...]
    next: SectionLine | None
    troubles: tuple[tuple[str, str], ...]
    unanswered: tuple[str, ...]
    commented: tuple[str, ...]

    @property
    def level(self):
        """Of the headings of its blocks."""
        return 3 if self.line.code == WHOLE else 2


def build_section_page(
    page: ReviewPage,
    form: SectionForm,
    answers: Mapping[str, Answer],
    *,
    user: User,
    stale: Mapping[str, AnswerChange],
    sent_back: Container[str] = (),
    agreed: Mapping[str, str] | None = None,
) -> SectionPage:
    """Build the SectionPage of a form.

    `answers` is {code: Answer} as stored, `stale` {code: AnswerChange} of what was not stored. `sent_back` holds the
    codes of the questions that the quality lead wants to be looked at again, `agreed` {code: what was agreed on}.
    """
    section, agreed = form.section, agreed or {}
    lines = {
        question.code: replace(
            _question_line(question, form, answers, stale, user),
            is_sent_back=question.code in sent_back,
            agreed=agreed.get(question.code, ""),
        )
        for question in section.questions
    }
    codes = [line.code for line in page.sections]
    after = page.sections[codes.index(section.code) + 1 :] if section.code in codes else ()
    line = page.sections[codes.index(section.code)] if section.code in codes else whole_line(page, section)
    # on the page of one section its name is the title of the page
    heads = {part.blocks[0].code: part for part in page.parts} if section.code == WHOLE else {}
    return SectionPage(
        line=line,
        blocks=tuple(_block_lines(block, lines, answers, heads.get(block.code)) for block in section.blocks),
        warnings=warnings_in(page, section),
        next=after[0] if after else None,
        troubles=tuple(_troubles(lines.values())),
        unanswered=tuple(remark.code for remark in line.missing),
        commented=tuple(code for code in lines if code in answers and answers[code].comment),
    )


def _block_lines(block, lines, answers, part):
    # the last question of a block is its judgement, which is never set aside
    prompts = block.questions[:-1] if block.key_question else ()
    set_aside = [p for p in prompts if p.code in answers and answers[p.code].value_before is not None]
    is_open = any(p.code not in answers or answers[p.code].value is None for p in prompts)
    offers = bool(block.key_question and block.key_question.prompts_may_be_set_aside)
    return BlockLines(
        block.code,
        block.title,
        tuple(lines[question.code] for question in block.questions),
        has_steps=offers,
        may_be_set_aside=offers and is_open,
        may_be_put_back=bool(set_aside),
        part=part,
    )


def _question_line(question, form, answers, stale, user):
    code, answer = question.code, answers.get(question.code)
    chosen, comment, version = form.held(code)
    is_unsaved = f"{COMMENT}-{code}" in form.initial
    return QuestionLine(
        code=code,
        shown_code="" if isinstance(question, Item) else code,
        text=question.text,
        look_for=question.look_for,
        is_judgement=isinstance(question, KeyQuestion),
        choices=tuple((str(value), label, str(value) == chosen) for value, label in question.labels.items()),
        comment=comment,
        version=version,
        saved="Not saved" if is_unsaved else saved_text(answer, user),
        errors=tuple(form.extra_errors.get(code, ())),
        is_unsaved=is_unsaved,
        conflict=build_conflict(question, answer, stale[code], user) if code in stale else None,
    )


def _troubles(lines):
    """Yield (code, sentence) for each question that needs another look before it is stored."""
    for line in lines:
        name = line.shown_code or line.text
        if line.conflict:
            yield line.code, f"{name}: another answer was saved while you were writing. Choose which one to keep"
        for error in line.errors:
            yield line.code, f"{name}: {error}"
