"""The two reviews of a case side by side, ready to print. Differences to settle come first, equal answers last."""

from dataclasses import dataclass

from audit.method.applicability import applicable_questions
from audit.method.framework import Question
from audit.method.reviewers.agreement import differing
from audit.models import Answer, Review
from audit.moderating.forms.agreement import AgreedAnswerForm
from audit.moderating.pages.side import Side, build_side
from audit.moderating.reads import may_replace_agreed_answer

Part = Review.Part


@dataclass(frozen=True)
class AgreementLine:
    """A question with both answers and the agreed one. `form` is None where this person cannot record an answer."""

    question: Question
    sides: tuple[Side, ...]
    agreed: Answer | None
    agreed_in_words: str
    form: AgreedAnswerForm | None


@dataclass(frozen=True)
class AgreementPage:
    """The lines by group. `wrong` repeats those whose forms have errors."""

    to_settle: tuple[AgreementLine, ...]
    settled: tuple[AgreementLine, ...]
    same: tuple[AgreementLine, ...]
    wrong: tuple[AgreementLine, ...]

    @property
    def forms(self):
        """{question code: AgreedAnswerForm} of the answers that this person can record."""
        return {line.question.code: line.form for line in (*self.to_settle, *self.settled) if line.form}


def build_agreement_page(audit, reviews, user, *, sent=None, kept=None, refused=None):
    """Build the AgreementPage of a case for `user`, from its {Part: Review}.

    `sent` holds the fields that could not be recorded, and `refused` says why, {question code: sentence}. `kept` holds
    the unsaved fields that come back after the person signs in again.
    """
    answers = {part: review.answers_by_code() for part, review in reviews.items()}
    asked = applicable_questions(audit.framework, reviews[Part.FIRST].facts)
    reviewers = {part: str(reviews[part].reviewer or _unnamed(part)) for part in (Part.FIRST, Part.SECOND)}
    differ = differing(*({code: answer.value for code, answer in answers[part].items()} for part in reviewers), asked)
    agreed = answers.get(Part.AGREED, {})
    forms = {} if audit.signed_off_at else _Forms(agreed, sent, kept, refused or {})
    locked = _locked_codes(agreed, audit, user)
    questions = [question for code, question in audit.framework.questions.items() if code in asked]
    lines = [
        _agreement_line(question, reviewers, answers, agreed.get(question.code), differ, forms, question.code in locked)
        for question in questions
    ]
    return AgreementPage(
        tuple(line for line in lines if line.question.code in differ and not line.agreed),
        tuple(line for line in lines if line.agreed),
        tuple(line for line in lines if line.question.code not in differ and not line.agreed),
        tuple(line for line in lines if line.form and line.form.errors),
    )


def _locked_codes(agreed, audit, user):
    """The codes of the agreed answers that this person cannot change."""
    # one look at rights for each person who recorded answers, not one for each answer
    recorders = {answer.answered_by_id: answer for answer in agreed.values()}
    refused = {pk for pk, answer in recorders.items() if not may_replace_agreed_answer(answer, audit, user)}
    return {code for code, answer in agreed.items() if answer.answered_by_id in refused}


class _Forms:
    """Make the form of a question, either as it was sent or filled in with the agreed answer."""

    def __init__(self, agreed, sent, kept, refused):
        self.agreed, self.sent, self.kept, self.refused = agreed, sent, kept, refused

    def get(self, question):
        agreed = self.agreed.get(question.code)
        version = agreed.version if agreed else 0
        begin = {"based_on": version} | ({"value": agreed.value, "reason": agreed.comment} if agreed else {})
        form = AgreedAnswerForm(self.sent, question=question, initial=begin, kept=self.kept)
        if question.code in self.refused:
            form.refuse(self.refused[question.code], version)
        return form


def _agreement_line(question, reviewers, answers, agreed, differ, forms, is_locked):
    sides = tuple(
        build_side(question, reviewer, answers[part].get(question.code)) for part, reviewer in reviewers.items()
    )
    may_settle = forms and (agreed is not None or question.code in differ)
    form = forms.get(question) if may_settle else None
    return AgreementLine(
        question,
        sides,
        agreed,
        question.label(agreed.value) if agreed else "",
        # what was sent is shown even where it is locked: it holds what a person wrote
        None if form and is_locked and not form.is_bound else form,
    )


def _unnamed(part):
    return f"{part.label} (no reviewer recorded)"
