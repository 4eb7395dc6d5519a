"""The page of a framework, ready to print: what it asks, of which cases, how it rates, and what it rests on."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.timezone import localtime

from audit.frameworks import warnings_of
from audit.instruments.conditions import conditions_in_words
from audit.instruments.reads import Version
from audit.method.framework import SOURCES, Framework, Item, Question, Standard
from audit.method.sources import count_sources, sourced_parts
from cases.counted import counted

TO_CHECK = "C"


@dataclass(frozen=True)
class QuestionLine:
    """A question with the answers that it offers, if they are not the usual ones, and the cases that it is asked of."""

    code: str
    text: str
    look_for: str
    answers: str
    asked_of: str
    prompts: tuple["QuestionLine", ...] = ()


@dataclass(frozen=True)
class StandardBlock:
    """A standard or a group of measures, with its questions. `facts`: how it is judged, and whether it counts."""

    title: str
    facts: str
    questions: tuple[QuestionLine, ...]


@dataclass(frozen=True)
class FrameworkPage:
    """A framework for reading. `facts`: (name, value). `warnings`: (code, message, questions).

    `sources`: a sentence for each way of being sure.
    `to_check`: names of the parts that have to be checked against the published document.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    standards: tuple[StandardBlock, ...]
    measures: tuple[StandardBlock, ...]
    kinds: tuple[tuple[str, str], ...]
    conditions: tuple[tuple[str, str], ...]
    rating_bands: tuple[tuple[str, str, str], ...]
    score_bands: tuple[tuple[str, str], ...]
    warnings: tuple[tuple[str, str, str], ...]
    sources: tuple[str, ...]
    to_check: tuple[str, ...]


def build_framework_page(version: Version) -> FrameworkPage:
    """Build the page of a Version."""
    framework = version.framework
    return FrameworkPage(
        title=framework.title,
        facts=tuple((name, value) for name, value in _facts(version) if value),
        notes=framework.notes,
        standards=tuple(_standard(framework, standard) for standard in framework.standards),
        measures=tuple(
            StandardBlock(group.title, _kind_of(framework, group.kind), _lines(framework, group.items))
            for group in framework.item_groups
        ),
        kinds=tuple((kind.title, _kind_in_words(kind)) for kind in framework.kinds),
        conditions=tuple(
            (framework.conditions[name].title, words) for name, words in conditions_in_words(framework).items()
        ),
        rating_bands=tuple(
            (band.rating, f"from {band.from_percent}%", str(band.score)) for band in framework.rating_bands
        ),
        score_bands=tuple(
            (band.rating, f"up to {band.up_to} of {framework.max_score}") for band in framework.score_bands
        ),
        warnings=tuple((each.code, each.message, ", ".join(each.fields)) for each in warnings_of(framework)),
        sources=tuple(
            f"{counted(number, 'part')}: {SOURCES[source]} ({source})"
            for source, number in count_sources(framework).items()
        ),
        to_check=tuple(part.name for part in sourced_parts(framework) if part.source == TO_CHECK),
    )


def summary_of(framework: Framework) -> str:
    """Return in a line what a framework holds: standards, questions, and whether it is rated."""
    standards, questions = len(framework.standards), len(framework.key_questions)
    held = [
        counted(standards, "standard") if standards else "",
        counted(questions, "key question") if questions else "",
        counted(len(framework.items), "other measure") if framework.items else "",
    ]
    return ", ".join([*filter(None, held), "rated" if framework.rated else "percentages only"])


def _facts(version: Version) -> Iterator[tuple[str, str]]:
    framework = version.framework
    yield "Code", framework.code
    yield "Version", framework.version
    yield "Whose it is", version.whose
    if version.own:
        day = date_format(localtime(version.own.published_at), "j F Y")
        yield "Published", f"on {day} by {version.own.published_by}"
    yield "Years", framework.years
    yield "Used for", "oversight rounds" if framework.for_oversight else "audits"
    yield "Holds", summary_of(framework)
    if framework.rated:
        yield "Highest score", str(framework.max_score)
        yield "Band", f"from {counted(framework.fewest_cases, 'case')} on a key question"
        yield "Rounding", "to a whole per cent" if framework.rounds else "none: the fraction itself has its band"
        yield "Discretion", _discretion(framework)
    yield "Source", framework.source
    yield "Attribution", framework.attribution
    yield "Checksum", framework.checksum


def _discretion(framework: Framework) -> str:
    points, cases = counted(framework.discretion.points, "point"), counted(framework.discretion.cases, "case")
    return f"one band, within {points} of a boundary or with {cases} at most"


def _standard(framework: Framework, standard: Standard) -> StandardBlock:
    judged = "Judged on cases" if standard.from_cases else "Judged on evidence"
    counts = "" if standard.counted or not framework.rated else "rated, and not counted in the score"
    facts = ". ".join(filter(None, [judged, _kind_of(framework, standard.kind), counts]))
    asked_on_evidence = tuple(
        QuestionLine(each.code, each.text, each.look_for, "", "") for each in standard.sub_questions
    )
    questions = asked_on_evidence + _lines(framework, standard.key_questions)
    return StandardBlock(f"{standard.code} {standard.title}", facts, questions)


def _kind_of(framework: Framework, code: str) -> str:
    return framework.kind[code].title if code else ""


def _kind_in_words(kind) -> str:
    number = f"numbered {kind.prefix}1, {kind.prefix}2 …" if kind.prefix else "numbered 1, 2 …"
    return f"{number}; a band from {counted(kind.fewest_cases, 'case')}"


def _lines(framework: Framework, questions: tuple[Question, ...]) -> tuple[QuestionLine, ...]:
    return tuple(_line(framework, question) for question in questions)


def _line(framework: Framework, question: Question) -> QuestionLine:
    condition = framework.conditions.get(question.applies_to or "")
    return QuestionLine(
        code="" if isinstance(question, Item) else question.code,
        text=question.text,
        look_for=question.look_for,
        answers=", ".join(question.labels.values()),
        asked_of=condition.title if condition else "",
        prompts=_lines(framework, getattr(question, "prompts", ())),
    )
