"""The pages of a review, ready to print: where it stands, and the questions of one section."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime

from audit.method.framework import Item
from audit.method.review_check import Remark, RemarkKind, ReviewCheck
from audit.method.sections import Section, sections_of
from audit.models import Answer
from audit.reviewing.forms.review import COMMENT
from audit.reviewing.reads.review_answers import check_of


@dataclass(frozen=True)
class RemarkLine:
    """A remark with the section and the question that it is about."""

    section: str
    code: str
    name: str
    text: str


@dataclass(frozen=True)
class SectionLine:
    """A part of the review in its menu: so many questions `answered`, a judgement with its reasoning, of those `asked`.

    `missing`: the RemarkLines of the others.
    """

    code: str
    title: str
    asked: int
    answered: int
    missing: tuple[RemarkLine, ...]


@dataclass(frozen=True)
class Conflict:
    """Two answers to one question: the one that somebody stored in between, and the one that was not stored."""

    code: str
    label: str
    theirs: Answer
    their_answer: str
    who: str
    when: str
    my_answer: str
    my_comment: str


@dataclass(frozen=True)
class QuestionLine:
    """One question with what its fields hold; `choices`: (value, label, whether it is chosen). `saved` says when it was
    stored and by whom, `not_saved` that its fields hold what is still to be stored."""

    code: str
    shown_code: str
    text: str
    look_for: str
    is_judgement: bool
    choices: tuple[tuple[str, str, bool], ...]
    comment: str
    version: str
    saved: str
    not_saved: bool
    errors: tuple[str, ...] = ()
    is_sent_back: bool = False
    conflict: Conflict | None = None


@dataclass(frozen=True)
class BlockLines:
    code: str
    title: str
    lines: tuple[QuestionLine, ...]
    may_be_set_aside: bool
    may_be_put_back: bool


@dataclass(frozen=True)
class ReviewPage:
    """What every page of a review shows: the way through it, and what is missing. The `warnings` are `contradictions`
    and answers `without_comment`."""

    parts: tuple[Section, ...]
    sections: tuple[SectionLine, ...]
    missing: tuple[RemarkLine, ...]
    warnings: tuple[RemarkLine, ...]
    contradictions: tuple[RemarkLine, ...]
    without_comment: tuple[RemarkLine, ...]
    asked: int
    answered: int


@dataclass(frozen=True)
class SectionPage:
    """`troubles`: (code, sentence) of what could not be stored; `warnings` are those of this section. `unanswered` and
    `commented`: the codes of such questions."""

    line: SectionLine
    blocks: tuple[BlockLines, ...]
    warnings: tuple[RemarkLine, ...]
    next: SectionLine | None
    troubles: tuple[tuple[str, str], ...]
    unanswered: tuple[str, ...]
    commented: tuple[str, ...]


def build_review_page(framework, check: ReviewCheck):
    sections = sections_of(framework, check.asked)
    section_of = {question.code: section for section in sections for question in section.questions}

    def lines(remarks):
        return tuple(_remark_line(framework, section_of, remark) for remark in remarks)

    missing, warnings = lines(check.missing), lines(check.warnings)
    contradictions = lines(each for each in check.warnings if each.kind is RemarkKind.CONTRADICTION)
    without_comment = lines(each for each in check.warnings if each.kind is not RemarkKind.CONTRADICTION)
    return ReviewPage(
        sections,
        tuple(_section_line(section, missing) for section in sections),
        missing,
        warnings,
        contradictions,
        without_comment,
        len(check.asked),
        check.answered,
    )


def _section_line(section: Section, missing):
    here = tuple(remark for remark in missing if remark.section == section.code)
    open_codes = {remark.code for remark in here}
    answered = sum(question.code not in open_codes for question in section.questions)
    return SectionLine(section.code, section.title, len(section.questions), answered, here)


def _remark_line(framework, section_of, remark: Remark):
    question = framework.questions[remark.code]
    name = question.text if isinstance(question, Item) else remark.code
    return RemarkLine(section_of[remark.code].code, remark.code, name, remark.text)


def build_section_page(page: ReviewPage, form, answers, *, user, stale=(), sent_back=()):
    """Of a SectionForm. `answers`: {code: Answer} as stored. `stale`: {code: AnswerChange} of what was not stored.
    `sent_back`: codes of what the quality lead wants to be looked at again."""
    stale, section = dict(stale), form.section
    lines = {
        question.code: _question_line(question, form, answers, stale, user, question.code in sent_back)
        for question in section.questions
    }
    codes = [line.code for line in page.sections]
    after = page.sections[codes.index(section.code) + 1 :]
    line = page.sections[codes.index(section.code)]
    return SectionPage(
        line=line,
        blocks=tuple(_block_lines(block, lines, answers) for block in section.blocks),
        warnings=tuple(remark for remark in page.warnings if remark.section == section.code),
        next=after[0] if after else None,
        troubles=tuple(_troubles(lines.values())),
        unanswered=tuple(remark.code for remark in line.missing),
        commented=tuple(code for code in lines if code in answers and answers[code].comment),
    )


def _block_lines(block, lines, answers):
    prompts = block.questions[:-1] if block.key_question else ()
    set_aside = [p for p in prompts if p.code in answers and answers[p.code].value_before is not None]
    offers = bool(block.key_question and block.key_question.prompts_may_be_set_aside)
    return BlockLines(
        block.code,
        block.title,
        tuple(lines[question.code] for question in block.questions),
        may_be_set_aside=offers and not set_aside,
        may_be_put_back=bool(set_aside),
    )


def _question_line(question, form, answers, stale, user, is_sent_back):
    code, answer = question.code, answers.get(question.code)
    chosen, comment, version = form.held(code)
    not_saved = f"{COMMENT}-{code}" in form.initial
    return QuestionLine(
        code=code,
        shown_code="" if isinstance(question, Item) else code,
        text=question.text,
        look_for=question.look_for,
        is_judgement=bool(getattr(question, "prompts", ())),
        choices=tuple((str(value), label, str(value) == chosen) for value, label in question.labels.items()),
        comment=comment,
        version=version,
        saved="Not saved" if not_saved else saved_text(answer, user),
        errors=tuple(form.told.get(code, ())),
        not_saved=not_saved,
        is_sent_back=is_sent_back,
        conflict=conflict_of(question, answer, stale[code], user) if code in stale else None,
    )


def conflict_of(question, answer, change, user=None):
    who = "you, in another window" if answer.answered_by == user else str(answer.answered_by or "somebody")

    def label(value):
        return "not answered" if value is None else question.label(value)

    return Conflict(
        question.code,
        question.text if isinstance(question, Item) else question.code,
        answer,
        label(answer.value),
        who,
        _moment(answer.answered_at),
        label(change.value),
        change.comment,
    )


def saved_text(answer, user):
    """“Saved 14:32”, with the day where it was another one and the name where it was somebody else."""
    if answer is None:
        return ""
    who = f" by {answer.answered_by}" if answer.answered_by and answer.answered_by != user else ""
    return f"Saved {_moment(answer.answered_at)}{who}"


def _moment(at):
    at = localtime(at)
    return date_format(at, "H:i") if at.date() == localdate() else date_format(at, "j F Y, H:i")


def _troubles(lines):
    for line in lines:
        name = line.shown_code or line.text
        if line.conflict:
            yield line.code, f"{name}: another answer was saved in between. Choose which one stands"
        for error in line.errors:
            yield line.code, f"{name}: {error}"


def find_questions(page: ReviewPage, words):
    """[(section code, question)] of those asked in which all the words stand, in the text or as the code."""
    wanted = words.casefold().split()
    asked = [(section.code, question) for section in page.parts for question in section.questions]
    if not wanted:
        return []
    return [found for found in asked if all(word in f"{found[1].code} {found[1].text}".casefold() for word in wanted)]


def questions_of_note(page: ReviewPage, note):
    """[(section code, question)] of those that a SendBack is about and that are asked; `note` may be None."""
    codes = note.questions if note else ()
    return [(section.code, asked) for section in page.parts for asked in section.questions if asked.code in codes]


def told_of_save(review, form, saved, *, user):
    """What the script on the page is told: of each question sent, and the warnings as they are now."""
    framework = review.audit.framework
    page = build_review_page(framework, check_of(review, saved.answers))
    warnings = [remark for remark in page.warnings if remark.section == form.section.code]
    stale = {code: (saved.answers[code], change) for code, change in form.stale(saved).items()}
    return {
        "saved": {code: _told_of_answer(saved.answers.get(code), user) for code in form.sent() if code not in stale},
        "stale": {code: _conflict_panel(framework.questions[code], *both, user) for code, both in stale.items()},
        "errors": form.troubles(saved),
        "warnings": render_to_string("audit/reviewing/_warnings.html", {"warnings": warnings}) if warnings else "",
        "answered": {section.code: section.answered for section in page.sections},
    }


def _conflict_panel(question, answer, change, user):
    return render_to_string("audit/reviewing/_conflict.html", {"conflict": conflict_of(question, answer, change, user)})


def _told_of_answer(answer, user):
    if answer is None:
        return {"version": 0, "value": "", "comment": "", "text": ""}
    value = "" if answer.value is None else str(answer.value)
    return {
        "version": answer.version,
        "value": value,
        "comment": answer.comment,
        "text": saved_text(answer, user),
    }
