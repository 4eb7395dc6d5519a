"""What can stand beside a framework file and decides no figure: a words file and a pack of warnings."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audit.frameworks.facts import problem_with_test
from audit.method.framework import Framework
from audit.method.groups.facts import GROUP_FACTS
from audit.method.loading import warnings, words
from audit.method.words import Words


@dataclass(frozen=True, eq=False)  # by identity, since Words cannot be hashed
class Beside:
    """A kind of such file: how its name ends, how it is loaded, and what holds without one."""

    ending: str
    load: Callable[[Path, Framework], Any]
    empty: Any

    def path_of(self, framework_file: Path) -> Path:
        """Return where it stands beside a framework file."""
        return framework_file.with_name(framework_file.stem + self.ending)


WORDS = Beside(words.ENDING, lambda path, framework: words.load_words(path, framework, GROUP_FACTS), Words())
WARNINGS = Beside(
    warnings.ENDING, lambda path, framework: warnings.load_warnings(path, framework, problem_with_test), ()
)


def stands_beside(path: Path) -> bool:
    """Return whether a file of a framework folder is no framework itself."""
    return any(path.name.endswith(kind.ending) for kind in (WORDS, WARNINGS))
