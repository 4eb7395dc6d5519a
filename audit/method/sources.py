"""How sure the parts of a framework file are: published, worked out, or to be checked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from audit.method.framework import SOURCES, Framework


@dataclass(frozen=True)
class SourcedPart:
    """A part of a framework, by its name for people, and how sure it is: a key of SOURCES; "" if it does not say."""

    name: str
    source: str


def sourced_parts(framework: Framework) -> Iterator[SourcedPart]:
    """Yield every part that can say how sure it is, in the order of the file."""
    for standard in framework.standards:
        yield SourcedPart(f"Standard {standard.code} {standard.title}", standard.source)
        yield from (SourcedPart(f"{each.code} {each.text}", each.source) for each in standard.sub_questions)
        for question in standard.key_questions:
            for asked in (question, *question.prompts):
                yield SourcedPart(f"{asked.code} {asked.text}", asked.source)
    yield from (SourcedPart(item.text, item.source) for item in framework.items)


def count_sources(framework: Framework) -> Mapping[str, int]:
    """Return {key of SOURCES: number of parts}, without those that no part has."""
    found = [part.source for part in sourced_parts(framework)]
    return {source: found.count(source) for source in SOURCES if source in found}
