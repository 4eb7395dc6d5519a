"""What a look lacks before it can be finished."""

from collections.abc import Mapping

from audit.method.framework import Question
from audit.models import Answer, Look
from audit.oversight.alerts.reads import has_alert
from audit.oversight.looks.questions import FEWEST_LOOKED_AT, TODAY, counts_as_no, is_looked_at
from audit.oversight.looks.reads import questions_of

NOT_ANSWERED = "Say whether anything has to happen today to keep someone safe"
NO_ALERT = "You answered that something has to happen today. First record who you told, and when"


def what_is_missing(look: Look, answers: Mapping[str, Answer]) -> list[tuple[str, str]]:
    """[(question code, sentence)] of what keeps the look from being finished."""
    questions = questions_of(look)
    missing = [
        (question.code, f"{number}: say what is missing, and what must happen")
        for number, question in enumerate(questions, start=1)
        if _lacks_words(question, answers.get(question.code))
    ]
    missing += [
        (question.code, f"{number}: you wrote what is missing, so answer the question")
        for number, question in enumerate(questions, start=1)
        if _is_text_alone(answers.get(question.code))
    ]
    looked = sum(question.code in answers and is_looked_at(answers[question.code].value) for question in questions)
    if looked < min(FEWEST_LOOKED_AT, len(questions)):
        missing.append((_first_open(questions, answers), _too_few(looked, min(FEWEST_LOOKED_AT, len(questions)))))
    if look.needs_action_today is None:
        missing.append((TODAY, NOT_ANSWERED))
    elif look.needs_action_today and not has_alert(look):
        missing.append((TODAY, NO_ALERT))
    return missing


def _lacks_words(question: Question, answer: Answer | None):
    return question.no_wants_words and answer and counts_as_no(answer.value) and not answer.comment.strip()


def _is_text_alone(answer: Answer | None):
    return answer and answer.comment.strip() and not is_looked_at(answer.value)


def _too_few(looked, fewest):
    return f"Look at {fewest} questions at least: so far you looked at {looked}"


def _first_open(questions, answers):
    is_open = (q.code for q in questions if not (q.code in answers and is_looked_at(answers[q.code].value)))
    return next(is_open, questions[0].code)
