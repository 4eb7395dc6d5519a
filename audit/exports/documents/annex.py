"""The annex of the report: how this audit counts and rates."""

from collections.abc import Iterator

from audit.exports.leaving.contents import Contents
from audit.exports.leaving.profiles import Profile
from audit.method.framework import Framework
from audit.method.kinds import on_few_cases
from audit.results.pages.figures import RANGES
from cases.documents.blocks import Block, Bullets, Heading, Paragraph, Table
from cases.listed import listed

PERCENT = "The percentage of a question is its sufficient cases out of those that it applies to."
RATED = (
    "Each key question has a band. A standard takes the band of its lowest key question. Standards without cases take "
    "the judgement of people on their evidence. The scores of the standards add up to the overall score."
)
PROFILES = {
    Profile.OUTSIDE: "This report is for readers outside the PDU. It holds figures only: no case, no comment, no name.",
    Profile.TEAM: "This report shows figures as a person sees them who may see some of the cases.",
    Profile.INSIDE: "This report is for people who may see every case. Keep it inside the quality team.",
}


def annex(contents: Contents) -> Iterator[Block]:
    """Yield how figures and ratings come about, and where they come from."""
    framework = contents.report.framework
    yield Heading(f"Annex: how this audit counts{' and rates' if framework.rated else ''}")
    yield Paragraph(PROFILES[Profile(contents.leaving.profile)])
    rounded = (
        "It is rounded half up to a whole per cent"
        if framework.rounds or not framework.rated
        else "It is not rounded before it is banded"
    )
    yield Bullets([f"{PERCENT} {rounded}.", *([RATED] if framework.rated else []), *_on_few(framework), RANGES])
    if framework.rated:
        yield _bands(framework)
    yield Bullets([*framework.notes, framework.attribution])


def _on_few(framework: Framework) -> Iterator[str]:
    if framework.rated and (few := on_few_cases(framework)):
        yield f"A key question that applies to fewer than {listed(few, 'or')} is not rated."


def _bands(framework: Framework) -> Table:
    up_to = {band.rating: band.up_to for band in framework.score_bands}
    rows = [
        (band.rating, f"{band.from_percent}%", str(band.score), str(up_to[band.rating]))
        for band in framework.rating_bands
    ]
    headings = ("Rating", "Key question from", "Score of a standard", "Overall score up to")
    return Table("Bands", headings, rows, (5, 4, 4, 4))
