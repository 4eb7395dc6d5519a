"""What a page of groups is asked to show: the question, the facts, and what each group is compared with."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from audit.method.framework import Question
from audit.method.groups.facts import GROUP_FACTS
from audit.method.groups.values import FLAG, FLAGS, Fact
from audit.method.rating.audit import AuditRating
from audit.results.report import Report
from cases.case_values import FLAGS as EVERY_FLAG

PRESET = ("sex", "ethnic_group", "minority_ethnic", "disability", "age_band", "sentence_type", "rosh_level", "grade")
REFERENCE = "with_"  # begins the name under which the address keeps the reference of a fact


@dataclass(frozen=True)
class GroupChoice:
    """What a reader chose, or the preset. `more`: all facts. `crossed`: two facts; () for none.

    `may_cross`: the reader may cross facts. `references`: {fact: value that its other groups are compared with}.
    """

    question: Question
    facts: tuple[Fact, ...]
    more: bool
    crossed: tuple[str, ...]
    may_cross: bool
    references: Mapping[str, str]

    @property
    def every_fact(self) -> tuple[Fact, ...]:
        """Return the facts, and the pair that is crossed."""
        return (*self.facts, self.crossed) if self.crossed else self.facts

    def address_with(self, fact: str, value: str) -> str:
        """Return the address of the same page with another reference of this fact."""
        pairs = {"question": self.question.code, **({"more": "on"} if self.more else {})}
        pairs |= dict(zip(("cross", "by"), self.crossed, strict=False))
        references = {REFERENCE + name: kept for name, kept in self.references.items()}
        return "?" + urlencode(pairs | references | {REFERENCE + fact: value})


def choose_groups(report: Report, sent: Mapping[str, str], *, may_cross: bool) -> GroupChoice:
    """Return the GroupChoice that was `sent` in an address. What is not on offer counts as not chosen."""
    words, questions = report.words, {question.code: question for question in offered_questions(report)}
    question = questions.get(sent.get("question", "")) or questions[preset_question(report.rating)]
    offered = tuple(fact for fact in GROUP_FACTS if fact != "oversight" or words.oversight not in ("", question.code))
    more = bool(sent.get("more"))
    opening = tuple(fact for fact in words.groups or PRESET if fact in offered)
    pair = tuple(sent.get(name, "") for name in ("cross", "by"))
    known = may_cross and len(set(pair)) == 2 and set(pair) <= set(facts_to_cross(offered))
    references = {name.removeprefix(REFERENCE): value for name, value in sent.items() if name.startswith(REFERENCE)}
    return GroupChoice(question, offered if more else opening, more, pair if known else (), may_cross, references)


def facts_to_cross(offered: tuple[str, ...] = GROUP_FACTS) -> tuple[str, ...]:
    """Return the facts that can be crossed: a case has several flags, so each of them is offered by itself."""
    return (*(fact for fact in offered if fact != FLAGS), *(FLAG + flag for flag in EVERY_FLAG))


def offered_questions(report: Report) -> Iterator[Question]:
    """Yield the questions that can be broken down: key questions and items."""
    yield from report.framework.key_questions
    yield from report.framework.items


def preset_question(rating: AuditRating) -> str:
    """Return the code of the limiting question that has most cases to go to its next band.

    Where none has a figure it is the first key question, and in a framework without key questions the first item.
    """
    limiting = [question for standard in rating.standards for question in standard.limiting if question.up]
    if limiting:
        return max(limiting, key=lambda question: question.up.cases if question.up else 0).code
    framework = rating.framework
    return next(question.code for question in (*framework.key_questions, *framework.items))
