"""The list of frameworks, ready to print."""

from collections.abc import Iterable
from dataclasses import dataclass

from audit.instruments.pages.framework import summary_of
from audit.instruments.reads import Version
from cases.listed import listed


@dataclass(frozen=True)
class FrameworkLine:
    """A framework in the list. `kinds`: the kinds of case in one audit by it; "" if its cases are all alike."""

    code: str
    version: str
    title: str
    holds: str
    kinds: str
    whose: str
    used_for: str


def build_framework_list(versions: Iterable[Version]) -> list[FrameworkLine]:
    """Return a line for each Version."""
    return [_line(version) for version in versions]


def _line(version):
    framework = version.framework
    used_for = "Oversight rounds" if framework.for_oversight else "Audits"
    return FrameworkLine(
        code=framework.code,
        version=framework.version,
        title=framework.title,
        holds=summary_of(framework),
        kinds=listed([kind.title for kind in framework.kinds]) if framework.kinds else "",
        whose=version.whose,
        used_for=f"{used_for} of {version.whose}" if version.own else used_for,
    )
