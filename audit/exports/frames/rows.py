"""The rows of the tidy tables, as plain values in the order of their columns."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.timezone import localtime

from audit.exports.figures.value_ids import answer_id, value_id
from audit.exports.frames.ids import BETWEEN, TRUTH, kind_of, places_of
from audit.exports.leaving.case_details import CaseDetails
from audit.exports.leaving.contents import Contents
from audit.exports.leaving.profiles import Profile, Tick
from audit.method.framework import Framework
from audit.method.groups.values import value_of
from audit.method.kinds import shown_number
from audit.results.report import CaseRow

CASES_AT_A_TIME = 250  # some twenty thousand answers: what is in memory at once
Row = Sequence[Any]
Listed = Sequence[tuple[CaseRow, CaseDetails]]


def listed_cases(contents: Contents) -> Iterator[Listed]:
    """Yield the cases that leave, with their details, a part at a time."""
    rows = contents.cases.rows if contents.cases else ()
    for start in range(0, len(rows), CASES_AT_A_TIME):
        part = rows[start : start + CASES_AT_A_TIME]
        details = contents.details_of([row.number for row in part])
        yield [(row, details[row.number]) for row in part]


def answer_rows(contents: Contents, listed: Listed) -> Iterator[Row]:
    """Yield a row for each answer of these cases."""
    audit, framework = contents.audit.pk, contents.report.framework
    has_comments = contents.leaving.has(Tick.FREE_TEXT)
    places = places_of(framework)
    about = {code: (*places[code], code, kind_of(question)) for code, question in framework.questions.items()}
    for row, case in listed:
        for code, value in row.answers.items():
            comment = row.comments.get(code, "") if has_comments else ""
            part, reviewer = ("agreed", "") if code in case.agreed else ("first", case.reviewer)
            day = case.answered_on.get(code)
            yield (
                audit,
                row.number,
                *about[code],
                answer_id(framework.questions[code], value),
                comment,
                reviewer,
                part,
                day,
            )


def case_rows(contents: Contents, listed: Listed) -> Iterator[Row]:
    """Yield a row of facts for each of these cases."""
    oversight = contents.report.words.oversight
    for row, case in listed:
        facts = case.facts | {"oversight": row.answers.get(oversight)}
        grouped = {fact: value_id(fact, value_of(fact, facts)) for fact in GROUPED}
        yield (
            contents.audit.pk,
            row.number,
            *(facts.get(fact) for fact in ("sex", "ethnic_group")),
            grouped["minority_ethnic"],
            grouped["disability"],
            facts.get("age_at_start"),
            grouped["age_band"],
            *(facts.get(fact) for fact in ("sentence_type", "rosh_level", "mappa_category", "mappa_level")),
            BETWEEN.join(facts.get("flags") or ()),
            *(TRUTH[facts.get(fact)] for fact in ("court_report", "resettlement", "practitioner_interviewed")),
            *(facts.get(fact) for fact in ("grade", "team")),
            grouped["start_month"],
            grouped["oversight"],
            case.practitioner,
            row.kind,
            shown_number(contents.report.framework, row.number),
        )


GROUPED = ("minority_ethnic", "disability", "age_band", "start_month", "oversight")


def question_rows(framework: Framework) -> Iterator[Row]:
    """Yield a row for each question of a framework."""
    places = places_of(framework)
    for code, question in framework.questions.items():
        standard, key_question = places[code]
        title = framework.standard[standard].title if standard else ""
        words = BETWEEN.join(f"{answer_id(question, value)}: {label}" for value, label in question.labels.items())
        counts = BETWEEN.join(f"{answer_id(question, value)}: {value.counts_as}" for value in question.labels)
        condition = framework.conditions.get(question.applies_to or "")
        asked_in = condition.title if condition else ""
        kind, text = kind_of(question), question.text
        asked_of = framework.kind_of[code]
        yield (framework.code, standard, title, key_question, code, kind, text, words, asked_in, counts, asked_of)


def audit_row(contents: Contents) -> Row:
    """Return the one row about the audit itself."""
    audit, report, leaving = contents.audit, contents.report, contents.leaving
    rating, version = report.rating, report.version
    return (
        audit.pk,
        report.title,
        str(audit.unit),
        str(audit.unit.region),
        report.notice,
        rating.framework.code,
        rating.framework.version,
        audit.review_from,
        audit.review_until,
        version.day if version else None,
        version.number if version else None,
        TRUTH[report.provisional],
        rating.cases,
        rating.expected,
        report.draw.population,
        rating.score,
        rating.max_score,
        rating.overall,
        BETWEEN.join(f"{standard.code}={standard.final}" for standard in rating.standards if standard.final),
        audit.follows_id,
        report.about,
        str(leaving.profile),
        f"{localtime(contents.made_at):%Y-%m-%d %H:%M}",
        str(leaving.by or "") if leaving.profile == Profile.INSIDE else "",
        BETWEEN.join(f"{kind.kind.code}={kind.cases}/{kind.expected}" for kind in rating.kinds),
    )
