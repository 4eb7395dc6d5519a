"""The part of the report on numbers that do not come from the cases: indicators and figures of surveys."""

from collections.abc import Iterator

from audit.exports.leaving.contents import Contents
from cases.documents.blocks import Block, Bullets, Heading, Paragraph

NOT_DRAWN = "The range in brackets covers chance alone. People who answer a survey are not drawn at random."


def beside_cases_part(contents: Contents) -> Iterator[Block]:
    """Yield indicators and figures of surveys as sentences, if there are any."""
    found = {name: figures for name, figures in contents.beside_cases.items() if figures}
    if found:
        yield Heading("Numbers that do not come from the cases")
    for name, figures in found.items():
        yield Heading(name, 2)
        if name == "Surveys":
            yield Paragraph(NOT_DRAWN)
        yield Bullets([figure.sentence for figure in figures])
