"""What is wrong with a framework that someone wants to publish, and what differs from the version before."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from audit.frameworks import FrameworkProblem, framework_paths, load_file, load_text, newest_version
from audit.method.framework import Framework
from audit.method.loading.toml_table import LARGEST_FILE
from audit.method.versions import VersionChanges, compare_versions, parts_of
from audit.models import OwnFramework
from cases.models import Place, User

MOST_PARTS = 600  # standards, questions and measures; a review with more would not be read
MOST_TOLD = 30  # problems told at once
_VERSION = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6})*")


class NotPublished(Exception):
    """A framework that cannot be published. `problems`: why, a sentence each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Checked:
    """A framework that can be published. `before` and `changes`: the version before and what differs from it, if any.

    `place`: whose it will be; the one of the version before, whatever was asked for.
    """

    framework: Framework
    place: Place | None
    before: OwnFramework | None = None
    changes: VersionChanges | None = None

    @property
    def to_confirm(self) -> tuple[str, ...]:
        """Return the codes that mean something else than before; each has to be confirmed."""
        return tuple(each.after.code for each in self.changes.new_meaning) if self.changes else ()


def check_content(name: str, content: bytes, place: Place | None, user: User) -> Checked:
    """Check the text of a framework file that this user wants to publish for this place. Raises NotPublished."""
    if len(content) > LARGEST_FILE:
        raise NotPublished([f"{name} is larger than 1 MB. Check that it is the right file."])
    try:
        framework = load_text(_safe_name(name), content)
    except FrameworkProblem as problem:
        raise NotPublished(_first(problem.every)) from problem
    before = OwnFramework.objects.newest_of(framework.code)
    if problems := [*_problems(framework), *_problems_of_version(framework, before, user)]:
        raise NotPublished(problems)
    if before is None:
        return Checked(framework, place)
    changes = compare_versions(load_file(newest_version(framework.code)), framework)
    if not changes.any:
        raise NotPublished([f"Nothing differs from version {before.version}. Change something, or keep that version."])
    return Checked(framework, before.place, before, changes)


def _safe_name(name: str) -> str:
    """Return a file name for messages that is safe to write, whatever was sent."""
    return f"{re.sub(r'[^A-Za-z0-9._-]', '_', PurePath(name).stem)[:60] or 'file'}.toml"


def _first(every: tuple[str, ...]) -> list[str]:
    more = len(every) - MOST_TOLD
    return [*every[:MOST_TOLD], *([f"There are {more} more problems. Correct these first."] if more > 0 else [])]


def _problems(framework: Framework) -> Iterator[str]:
    code = framework.code
    taken = {each.casefold() for each in framework_paths()}
    if code.casefold() in taken:
        yield f'The code "{code}" belongs to a framework of this site. Choose another one, such as "{code}-own".'
    if framework.fragment:
        yield "It is a fragment, which only other files use. Leave out fragment."
    if framework.for_oversight:
        yield "It is for oversight rounds, which use the instruments of this site. Leave out use."
    if (number := sum(1 for _ in parts_of(framework))) > MOST_PARTS:
        yield f"It has {number:,} standards, questions and measures. Use {MOST_PARTS} at most."
    if not _VERSION.fullmatch(framework.version):
        remedy = 'Use a number, such as "1" or "1.2", so that versions have an order.'
        yield f'The version is "{framework.version[:20]}". {remedy}'


def _problems_of_version(framework: Framework, before: OwnFramework | None, user: User) -> Iterator[str]:
    alike = OwnFramework.objects.filter(code__iexact=framework.code).exclude(code=framework.code)
    if alike.exists() or (before and not before.may_be_renewed_by(user)):
        yield f'The code "{framework.code}" is taken. Choose another one, such as one with the name of your PDU.'
    elif before and not _is_higher(framework.version, before.version):
        yield f'The version is "{framework.version}", and {before.version} is published already. Use a higher number.'


def _is_higher(version: str, before: str) -> bool:
    return _VERSION.fullmatch(version) is not None and _numbers(version) > _numbers(before)


def _numbers(version: str) -> list[int]:
    return [int(number) for number in version.split(".")]
