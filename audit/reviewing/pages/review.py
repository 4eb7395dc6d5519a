"""What every page of a review shows, ready to print: how far it is, and what is missing."""

from collections.abc import Collection
from dataclasses import dataclass

from audit.method.framework import Framework, Item, Question
from audit.method.review_check import Remark, RemarkKind, ReviewCheck
from audit.method.sections import Section, sections_of
from audit.models import SendBack


@dataclass(frozen=True)
class RemarkLine:
    """A remark, with the section and the question that it is about. `warning`: the code of the warning; else ""."""

    section: str
    code: str
    name: str
    text: str
    warning: str


@dataclass(frozen=True)
class SectionLine:
    """A section in the menu of a review, with numbers of questions. A judgement needs its reasoning to be `answered`.

    `missing` holds the remarks on the others.
    """

    code: str
    title: str
    asked: int
    answered: int
    missing: tuple[RemarkLine, ...]


@dataclass(frozen=True)
class ReviewPage:
    """The way through a review, and what is missing. `warnings` are `contradictions` and answers `without_comment`."""

    parts: tuple[Section, ...]
    sections: tuple[SectionLine, ...]
    missing: tuple[RemarkLine, ...]
    warnings: tuple[RemarkLine, ...]
    contradictions: tuple[RemarkLine, ...]
    without_comment: tuple[RemarkLine, ...]
    asked: int
    answered: int


def build_review_page(framework: Framework, check: ReviewCheck, waiting: Collection[str] = ()) -> ReviewPage:
    """Build the ReviewPage from what check_review found. `waiting`: codes of questions that wait for a fact: they are
    not missing yet.
    """
    sections = sections_of(framework, check.asked)
    section_of = {question.code: section for section in sections for question in section.questions}

    def lines(remarks):
        return tuple(_remark_line(framework, section_of, remark) for remark in remarks)

    open_codes = {remark.code for remark in check.missing}
    missing = lines(remark for remark in check.missing if remark.code not in waiting)
    warnings = lines(check.warnings)
    contradictions = lines(each for each in check.warnings if each.kind is RemarkKind.CONTRADICTION)
    without_comment = lines(each for each in check.warnings if each.kind is not RemarkKind.CONTRADICTION)
    return ReviewPage(
        sections,
        tuple(_section_line(section, missing, open_codes) for section in sections),
        missing,
        warnings,
        contradictions,
        without_comment,
        len(check.asked),
        check.answered,
    )


def warnings_in(page: ReviewPage, section: Section) -> tuple[RemarkLine, ...]:
    """The warnings on questions of this section."""
    here = {question.code for question in section.questions}
    return tuple(remark for remark in page.warnings if remark.code in here)


def whole_line(page: ReviewPage, section: Section) -> SectionLine:
    """The SectionLine of all sections as one."""
    return SectionLine(section.code, section.title, page.asked, page.answered, page.missing)


def _section_line(section: Section, missing, open_codes):
    here = tuple(remark for remark in missing if remark.section == section.code)
    answered = sum(question.code not in open_codes for question in section.questions)
    return SectionLine(section.code, section.title, len(section.questions), answered, here)


def _remark_line(framework, section_of, remark: Remark):
    question = framework.questions[remark.code]
    name = question.text if isinstance(question, Item) else remark.code
    return RemarkLine(section_of[remark.code].code, remark.code, name, remark.text, remark.warning)


def find_questions(page: ReviewPage, words: str) -> list[tuple[str, Question]]:
    """[(section code, question)] of the questions with all these words in their text or code; none without words."""
    wanted = words.casefold().split()
    asked = [(section.code, question) for section in page.parts for question in section.questions]
    if not wanted:
        return []
    return [found for found in asked if all(word in f"{found[1].code} {found[1].text}".casefold() for word in wanted)]


def questions_of_note(page: ReviewPage, note: SendBack | None) -> list[tuple[str, Question]]:
    """[(section code, question)] of the questions that a note is about, as far as they still apply to the case."""
    codes = note.questions if note else ()
    return [(section.code, asked) for section in page.parts for asked in section.questions if asked.code in codes]
