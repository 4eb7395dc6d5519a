"""What was published of an inspection beside what its audit in the demonstration says. docs/seeds.md shows it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from audit.demonstration.inspections import PublishedInspection
from audit.evidence.indicators.reads import facts_of
from audit.evidence.indicators.sentence import sentence_of
from audit.method.rating.explain import share_text
from audit.results.report import Report, report_on_audit

NOT_PUBLISHED, IN_WORDS = "not published", "in words"


@dataclass(frozen=True)
class SeedRow:
    """One line: what was published, what the audit says of it, and whether they agree ("in words" for a sentence)."""

    section: str
    measure: str
    published: str
    computed: str
    agrees: str

    def as_markdown(self) -> str:
        return f"| {self.section} | {self.measure} | {self.published} | {self.computed} | {self.agrees} |"


def seed_rows(inspection: PublishedInspection, audit) -> list[SeedRow]:
    """Return a row for each published line, then one for each rating and percentage that was not published.

    `audit`: fetched for a report.
    """
    report = report_on_audit(audit)
    rows = [_row(inspection, row, audit, report) for row in inspection.published_rows]
    return [*rows, *_not_published(inspection, report)]


def as_markdown(rows: Iterable[SeedRow]) -> str:
    heading = "| section | measure | published | in the audit | agree |\n|---|---|---|---|---|"
    return "\n".join([heading, *(row.as_markdown() for row in rows)])


def _row(inspection: PublishedInspection, row: dict[str, str], audit, report: Report) -> SeedRow:
    held, _, which = inspection.holds[f"{row['section']}: {row['measure']}"].partition(" ")
    computed, agrees = HOLDS[held](which, row, audit, report)
    return SeedRow(row["section"], row["measure"], _published(row), computed, agrees)


def _published(row: dict[str, str]) -> str:
    amount = f"{row['value']} of {row['n']}" if row["n"] else f"{row['value']} {_unit(row)}".strip()
    against = f"{row['comparator']} {row['comparator_value']}" if row["comparator"] else ""
    return ", ".join(filter(None, (amount, against)))


def _unit(row: dict[str, str]) -> str:
    return "" if row["unit"] in ("words", "text") else row["unit"]


def _yes(agrees: bool) -> str:
    return "yes" if agrees else "NO"


def _about(_which, row, audit, _report):
    days = row["value"]
    return audit.about.partition(". ")[0], _yes(days in audit.about)


def _rating(which, row, _audit, report):
    rating = report.rating
    if which == "score":
        return f"{rating.score} of {rating.max_score}", _yes(f"{rating.score}" == row["value"])
    found = rating.overall if which == "overall" else next(s.final for s in rating.standards if s.code == which)
    return found or "none", _yes(found == row["value"])


def _number_rated(which, row, _audit, report):
    number = sum(standard.final == which for standard in report.rating.standards)
    return f"{number} of {len(report.rating.standards)}", _yes(str(number) == row["value"])


def _no_rating(_which, _row, _audit, report):
    return "no ratings", _yes(not report.framework.rated and report.rating.overall is None)


def _indicator(which, row, audit, _report):
    facts = facts_of(list(audit.indicators.all())[int(which) - 1])
    told = [facts.value, facts.of, *(each.value for each in facts.comparators)]
    wanted = [_number(row[key]) for key in ("value", "n", "comparator_value")]
    return sentence_of(facts), _yes(all(number in told for number in wanted if number is not None))


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _text(which, _row, _audit, report):
    code, _, only = which.partition(" ")
    written = report.texts[code]
    points = getattr(written, only) if only else (*written.strengths, *written.improvements)
    return f"{code}: {' '.join(points) if only or not written.narrative else written.narrative}", IN_WORDS


def _recommendation(which, _row, audit, _report):
    return list(audit.recommendations.order_by("pk"))[int(which) - 1].text, IN_WORDS


HOLDS: dict[str, Callable] = {
    "about": _about,
    "rating": _rating,
    "rated": _number_rated,
    "no": _no_rating,
    "indicator": _indicator,
    "text": _text,
    "recommendation": _recommendation,
}


def _not_published(inspection: PublishedInspection, report: Report) -> Iterator[SeedRow]:
    published = {held.partition(" ")[2] for held in inspection.holds.values() if held.startswith("rating")}
    for standard in report.rating.standards:
        if report.framework.rated and standard.code not in published:
            name = f"{standard.code} {standard.standard.title}"
            yield SeedRow("rating", name, NOT_PUBLISHED, f"{standard.final} (our choice)", "")
        for question in standard.key_questions:
            yield SeedRow("key_question", question.code, NOT_PUBLISHED, f"{share_text(question)} (invented)", "")
