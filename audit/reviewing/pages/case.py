"""The page of one case, ready to print: its facts and every answer of its review, to read only."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.timezone import localtime

from audit.method.answers import Value
from audit.method.applicability import applicable_questions
from audit.method.disclosure.case_dates import CaseDates
from audit.method.framework import Item
from audit.models import Review
from cases.counted import counted


@dataclass(frozen=True)
class AnswerLine:
    """A question with the answer in words, or with why there is none. Items show no code."""

    code: str
    shown_code: str
    text: str
    answer: str
    slug: str
    comment: str


@dataclass(frozen=True)
class KeyQuestionBlock:
    """A key question and its prompts."""

    judgement: AnswerLine
    prompts: tuple[AnswerLine, ...]


@dataclass(frozen=True)
class CasePage:
    """A case and its answers. `standards` holds (title, blocks), `item_groups` (title, lines)."""

    number: int
    title: str
    name: str
    status: str
    facts: tuple[tuple[str, str], ...]
    facts_as_of: str
    standards: tuple[tuple[str, tuple[KeyQuestionBlock, ...]], ...]
    item_groups: tuple[tuple[str, tuple[AnswerLine, ...]], ...]


def build_case_page(framework, sampled, reviews):
    """Build the CasePage of a SampledCase from those of its reviews that the user may see, {Part: Review}.

    It shows the first review, with agreed answers in place of its own. The second reviewer sees their own review until
    both are submitted.
    """
    review = reviews.get(Review.Part.FIRST) or reviews.get(Review.Part.SECOND)
    answers = _answers_of(review)
    settled = _answers_of(reviews.get(Review.Part.AGREED))
    asked = applicable_questions(framework, sampled.facts)

    def line(question):
        code = question.code
        return _answer_line(question, settled.get(code) or answers.get(code), code in asked, agreed=code in settled)

    def block(question):
        return KeyQuestionBlock(line(question), tuple(line(prompt) for prompt in question.prompts))

    return CasePage(
        number=sampled.number,
        title=str(sampled),
        name=sampled.with_crn,
        status=_status(sampled, review),
        facts=tuple(facts_in_words(sampled)),
        facts_as_of=_as_of(sampled),
        standards=tuple(
            (f"{standard.code} {standard.title}", tuple(block(question) for question in standard.key_questions))
            for standard in framework.standards
            if standard.from_cases and standard.kind in ("", sampled.kind)
        ),
        item_groups=tuple(
            (group.title, tuple(line(item) for item in group.items))
            for group in framework.item_groups
            if group.kind in ("", sampled.kind)
        ),
    )


def _answers_of(review):
    return {answer.question: answer for answer in review.answers.all()} if review else {}


def _answer_line(question, answer, applies, *, agreed):
    if not applies:
        text, slug = "Does not apply to this case", "aside"
    elif answer is None or answer.value is None:
        text, slug = "Not answered", "unanswered"
    else:
        text = f"{question.label(answer.value)}{' (agreed)' if agreed else ''}"
        slug = Value(answer.value).usual.key
    shown_code = "" if isinstance(question, Item) else question.code
    return AnswerLine(question.code, shown_code, question.text, text, slug, answer.comment if answer else "")


def _status(sampled, review):
    if sampled.replaced_at:
        day, why = date_format(localtime(sampled.replaced_at), "j F Y"), sampled.get_replaced_reason_display()
        return f"Replaced on {day} ({why}): it does not count and is no longer reviewed"
    if review is None:
        return "Not reviewed yet"
    if review.submitted_at is None:
        return f"{review.get_part_display()} not submitted, so it does not count yet"
    return f"{review.get_part_display()} submitted on {date_format(localtime(review.submitted_at), 'j F Y')}"


def _as_of(sampled):
    day = date_format(localtime(sampled.facts_as_of), "j F Y")
    how = "when this site was upgraded" if sampled.facts_from_upgrade else "when the case came into the sample"
    return f"The facts that questions depend on were copied on {day}, {how}."


def facts_in_words(sampled):
    """[(name, value)] of what is known about a SampledCase, in the order in which a reviewer asks for it.

    The age replaces the date of birth, which beside a CRN would identify the person.
    """
    case = sampled.case_then
    facts = [
        ("CRN", case.crn),
        ("Sentence", case.get_sentence_type_display()),
        ("Start", case.start_date and date_format(case.start_date, "j F Y")),
        ("End", case.end_date and date_format(case.end_date, "j F Y")),
        *_dates_in_words(case, localtime(sampled.facts_as_of).date()),
        ("Risk of serious harm", case.get_rosh_level_display()),
        ("MAPPA", case.mappa_category and f"Category {case.mappa_category}, level {case.mappa_level or 'not known'}"),
        ("Flags", ", ".join(case.flag_names)),
        ("Team", case.team and case.team.name),
        ("Practitioner", case.practitioner and f"{case.practitioner.name} ({case.practitioner.grade})"),
        ("Sex", case.get_sex_display()),
        ("Ethnic group", case.get_ethnic_group_display()),
        ("Age", case.age_at_start is not None and f"{case.age_at_start} at start"),
        ("Disability", case.disability),
        ("Other protected characteristics", case.other_characteristics),
        ("Court report", _yes_or_no(case.court_report)),
        ("Resettlement case", _yes_or_no(case.resettlement)),
        ("Contact suspended", case.contact_suspended_on and date_format(case.contact_suspended_on, "j F Y")),
        ("Ended early", _yes_or_no(case.ended_early)),
        ("Ended early on", case.ended_early_on and date_format(case.ended_early_on, "j F Y")),
        ("Early end decided by", case.get_ended_early_by_display()),
    ]
    return [(name, value) for name, value in facts if value]


def _dates_in_words(case, day):
    """What the dates give as of the day on which the case came into the audit, so that every reviewer sees the same.

    Weeks name that day, since it is not today.
    """
    dates = CaseDates(case.start_date, case.end_date, day)
    since, left, period = dates.weeks_since_start, dates.weeks_to_end, dates.under_review
    then = date_format(day, "j F Y")
    left_in_words = left is not None and f"{counted(left, 'week')} on {then}"
    return [
        ("Since start", since is not None and f"{counted(since, 'week')} on {then}"),
        ("To the end", f"Ended on {date_format(dates.end, 'j F Y')}" if dates.has_ended else left_in_words),
        ("Period under review", period and " to ".join(date_format(each, "j F Y") for each in period)),
    ]


def _yes_or_no(fact):
    return "" if fact is None else "Yes" if fact else "No"
