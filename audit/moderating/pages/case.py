"""What only a quality lead sees on the page of a case: reviews to send back, and the notes sent so far."""

from dataclasses import dataclass

from audit.method.framework import Question
from audit.models import Review, SendBack
from audit.planning.reads import why_not_corrected


@dataclass(frozen=True)
class NoteLine:
    """A note with which a review was sent back, the review's name, and the questions that the note is about."""

    note: SendBack
    review: str
    about: tuple[Question, ...]


@dataclass(frozen=True)
class CaseModeration:
    """`may_correct` says whether the facts of the case can be corrected; `to_send_back` are its submitted reviews."""

    may_correct: bool
    to_send_back: tuple[Review, ...]
    notes: tuple[NoteLine, ...]


def build_moderation(audit, sampled, reviews):
    """Build the CaseModeration of a SampledCase; the newest note comes first.

    `reviews` are those that the lead may read, fetched with `sent_back`.
    """
    notes = [_note_line(audit.framework, review, note) for review in reviews for note in review.sent_back.all()]
    # agreed answers are settled on the page of the agreement, and never sent back
    submitted = [review for review in reviews if review.submitted_at and review.part != Review.Part.AGREED]
    return CaseModeration(
        not why_not_corrected(sampled),
        tuple(submitted) if audit.signed_off_at is None else (),
        tuple(sorted(notes, key=lambda line: line.note.sent_at, reverse=True)),
    )


def _note_line(framework, review, note):
    questions = tuple(question for code, question in framework.questions.items() if code in note.questions)
    return NoteLine(note, review.get_part_display(), questions)
