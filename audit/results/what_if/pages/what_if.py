"""What a result would be if more cases were sufficient, ready to print."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.forms import BoundField

from audit.method.raising.fewest import StandardRaise, raise_to_next_band, raise_to_next_overall
from audit.method.raising.scratch import with_more_sufficient
from audit.method.raising.words import needs_text, sentence_on_scratch
from audit.method.rating.explain import overall_standing, score_text, standing
from audit.models import Audit
from audit.results.pages.figures import rating_slug
from audit.results.report import Report
from audit.results.what_if.forms import MORE, WhatIfForm
from audit.results.what_if.scratch import Scratch, ScratchChanges, questions_to_try, what_if_address
from cases.counted import counted

BY_OTHER_RULES = "Nothing can be tried out: it would be rated by today's rules, not by those of the sign-off."
NOTHING_SHORT = "Nothing can be tried out: no standard whose figures you may see is rated from cases and could rise."


@dataclass(frozen=True)
class WhatIfRow:
    """A standard or the whole, as signed and with the changes. The slugs are those of its ratings."""

    name: str
    now: str
    now_slug: str
    then: str
    then_slug: str

    @property
    def changes(self) -> bool:
        return self.now != self.then


@dataclass(frozen=True)
class TriedQuestion:
    """A question in which more cases could be sufficient. `picked`: "3 cases chosen", or "" and `field` takes a number.

    `pick_at`: where its cases are picked; "" if the reader sees none.
    """

    code: str
    name: str
    field: BoundField | None
    picked: str
    pick_at: str


@dataclass(frozen=True)
class WhatIfPage:
    """What the page shows. `reason`: why nothing can be tried out; else "". `sentence`: what the changes make.

    `tries`: (name, address) of the fewest changes that raise something. `questions`: by standard.
    """

    notice: str
    reason: str
    problem: str = ""
    sentence: str = ""
    rows: tuple[WhatIfRow, ...] = ()
    tries: tuple[tuple[str, str], ...] = ()
    questions: tuple[tuple[str, tuple[TriedQuestion, ...]], ...] = ()


def build_what_if(audit: Audit, report: Report, scratch: Scratch, form: WhatIfForm, *, may_pick: bool) -> WhatIfPage:
    """Return the WhatIfPage of a signed-off audit's Report. `form`: that of its open questions."""
    if not questions_to_try(report):
        return WhatIfPage(report.notice, BY_OTHER_RULES if report.signed_otherwise else NOTHING_SHORT)
    before = report.rating
    after = with_more_sufficient(before, scratch.changes.more)
    return WhatIfPage(
        notice=report.notice,
        reason="",
        problem=scratch.problem,
        sentence=sentence_on_scratch(before, after) if scratch.changes.more else "",
        rows=tuple(_rows(before, after)),
        tries=tuple(_tries(audit, report)),
        questions=tuple(_questions(audit, report, scratch.changes, form, may_pick)),
    )


def _rows(before, after) -> Iterator[WhatIfRow]:
    for now, then in zip(before.standards, after.standards, strict=True):
        texts = [(standing(before.framework, each), rating_slug(each.final)) for each in (now, then)]
        yield WhatIfRow(f"{now.code} {now.standard.title}", *texts[0], *texts[1])
    texts = [(f"{overall_standing(each)}, {score_text(each)}", rating_slug(each.overall)) for each in (before, after)]
    yield WhatIfRow("Overall", *texts[0], *texts[1])


def _tries(audit, report) -> Iterator[tuple[str, str]]:
    framework = report.framework
    for standard in report.rating.standards:
        raised = raise_to_next_band(framework, standard)
        if raised:
            name = f"{standard.code} {standard.standard.title} to {raised.rating}: {needs_text(raised)}"
            yield name, what_if_address(audit, _changes_of([raised]))
    overall = raise_to_next_overall(report.rating)
    if overall and overall.raises:
        more = counted(overall.cases, "more sufficient answer")
        yield f"The overall rating to {overall.rating}: {more}", what_if_address(audit, _changes_of(overall.raises))


def _changes_of(raises: list[StandardRaise] | tuple[StandardRaise, ...]) -> ScratchChanges:
    return ScratchChanges({need.question.code: need.cases for each in raises for need in each.needs})


def _questions(audit, report, changes, form, may_pick):
    """Yield (standard, [TriedQuestion]) of the standards that could rise."""
    found = {}
    for question in questions_to_try(report):
        numbers = changes.picked.get(question.code)
        tried = TriedQuestion(
            code=question.code,
            name=f"{question.code} {report.words.title_of(question.question)}",
            field=None if numbers else form[f"{MORE}{question.code}"],
            picked=f"{counted(len(numbers), 'case')} chosen" if numbers else "",
            pick_at=what_if_address(audit, changes, question.code) if may_pick else "",
        )
        found.setdefault(report.framework.standard_of[question.code].code, []).append(tried)
    for code, questions in found.items():
        yield f"{code} {report.framework.standard[code].title}", tuple(questions)
