"""What was published of Suffolk in 2024 beside figures of cases, and what the demonstration says of it."""

from collections.abc import Iterator

from audit.demonstration.figures import published_rows
from audit.demonstration.seeds import SeedRow
from audit.demonstration.surveys import RESPONDENTS, TITLES, PublishedShare, published_shares
from audit.evidence.indicators.reads import facts_of
from audit.evidence.indicators.sentence import sentence_of
from audit.evidence.surveys.composition import shares_of
from audit.evidence.surveys.reads import figures_of
from audit.method.rating.banding import percent

SAMPLE = {
    "community orders": lambda facts: facts["sentence_type"] == "community_order",
    "releases on licence": lambda facts: facts["sentence_type"] == "licence",
    "female cases": lambda facts: facts["sex"] == "female",
    "minority ethnic cases": lambda facts: facts["ethnic_group"] != "white",
}
# published in the same report, and not in its file of figures: (what, the figure, the sentence that holds it)
ELSEWHERE = (
    ("caseload of the PDU in that of the region", "2,238 of 20,184", "2,238 of 20,184"),
    ("sickness absence", "15.8 to 10.1 days", "from 15.8 to 10.1 days"),
    ("women among respondents, against the caseload", "3% against 12.7%", "3% of respondents (2 of 67), against 12.7%"),
)


def suffolk_rows(audit) -> Iterator[SeedRow]:
    """Yield a row for each published line about the sample, surveys, interviews and indicators."""
    facts = list(audit.sampled_cases.counted().values_list("facts", flat=True))
    for row in published_rows():
        if row["section"] == "sample":
            found = f"{sum(map(SAMPLE[row['measure']], facts))} of {len(facts)}"
            yield _row("sample", row["measure"], f"{row['yes']} of {row['applicable']}", found)
    for section in RESPONDENTS:
        yield from _survey_rows(section, audit.surveys.get(title=TITLES[section][1]))
    said = _sentences(audit)
    for measure, published, wanted in ELSEWHERE:
        held = next((sentence for sentence in said if wanted in sentence), "")
        yield SeedRow("indicator", measure, published, held, "yes" if held else "NO")


def _survey_rows(section: str, survey) -> Iterator[SeedRow]:
    tallies = {column.name: tally for column, tally, _ in figures_of(survey)}
    for share in published_shares(section):
        tally = tallies[share.measure.capitalize()]
        counts = f"{tally.yes} of {tally.applicable}"
        yield _row(section, share.measure, _published(share), f"{percent(tally)}%" if share.yes is None else counts)


def _published(share: PublishedShare) -> str:
    return f"{share.percent}%" if share.yes is None else f"{share.yes} of {share.applicable}"


def _row(section: str, measure: str, published: str, computed: str) -> SeedRow:
    return SeedRow(section, measure, published, computed, "yes" if published == computed else "NO")


def _sentences(audit) -> list[str]:
    """Return what indicators and the comparison of respondents with the caseload say."""
    beside = [line.sentence for survey in audit.surveys.all() for _, lines, _ in shares_of(survey) for line in lines]
    return [sentence_of(facts_of(each)) for each in audit.indicators.all()] + beside
