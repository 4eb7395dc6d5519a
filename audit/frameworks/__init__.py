"""The framework files of this installation, by code, and the words files and packs of warnings beside them.

A framework file that an audit uses is never edited again; what stands beside it may be, at any time.
"""

import functools
import re
import tempfile
import time
from collections.abc import Set
from pathlib import Path
from typing import Any

from django.conf import settings

from audit.frameworks.beside import WARNINGS, WORDS, Beside, stands_beside
from audit.frameworks.facts import problems_with_facts
from audit.frameworks.published import is_version_of, newest_version, published_version, shelf, version_path
from audit.method.framework import Framework
from audit.method.loading.extends import extended_codes, extended_files
from audit.method.loading.framework import FrameworkProblem, load_framework, raise_all
from audit.method.warnings.coded import PackWarning
from audit.method.words import Words


def framework_paths() -> dict[str, Path]:
    """Return {code: path} of every framework file: the project's own, then those of the folders in FRAMEWORK_DIRS.

    A second file of the same name is left out; `framework_problems` names it.
    """
    return _found()[0]


def framework(code: str, checksum: str = "") -> Framework:
    """Return the Framework of that code. Raises FrameworkProblem if there is none or its file is wrong.

    Files come before what people published. `checksum`: of the version that an audit was made with; if neither the file
    nor a published version has it, the file is returned. Without it, the newest published version.
    """
    of_file = _looked_up(code, tuple(settings.FRAMEWORK_DIRS), int(time.monotonic()))
    if of_file and checksum in ("", of_file.checksum):
        return of_file
    path = published_version(code, checksum) if checksum else newest_version(code)
    if path:
        return _load_version(path, tuple(settings.FRAMEWORK_DIRS), int(time.monotonic()))
    return of_file or _refuse_unknown(code)


@functools.lru_cache(maxsize=32)
def _load_version(path, folders, second):
    """Look at the files that a published version extends at most once a second, as _looked_up does."""
    return load_published(path)


def load_published(path: Path) -> Framework:
    """Return the Framework of a published version. Raises FrameworkProblem if a file that it extends has changed."""
    loaded = load_file(path)
    if not is_version_of(path, loaded.checksum):
        changed = "a framework file that it extends has changed. Put that file back, or publish a new version."
        raise FrameworkProblem(path.name, "extends", changed)
    return loaded


def _refuse_unknown(code):
    choices = ", ".join(each for each, _ in framework_choices())
    raise FrameworkProblem(code, "framework", f"there is no such framework. Choose from: {choices}.")


@functools.lru_cache(maxsize=32)
def _looked_up(code, folders, second):
    """Look at folders and file at most once a second: a page asks for its framework up to ten times."""
    path = framework_paths().get(code)
    return _load_whole(path) if path else None


def _load_whole(path):
    found = load_file(path)
    if found.fragment:
        remedy = "it is a fragment: only other framework files use it. Choose a file that extends it."
        raise FrameworkProblem(path.name, "use", remedy)
    return found


def inspection_framework(named: str) -> Framework:
    """Return the Framework of that code, or of the .toml file at that path, without asking the database.

    Raises FrameworkProblem also if it is an instrument for oversight.
    """
    if named.endswith(".toml"):
        found = _load_whole(Path(named))
    else:
        found = _looked_up(named, tuple(settings.FRAMEWORK_DIRS), int(time.monotonic())) or _refuse_unknown(named)
    if found.for_oversight:
        choices = ", ".join(code for code, _ in framework_choices())
        raise FrameworkProblem(f"{found.code}.toml", "use", f"it is for oversight rounds only. Choose from: {choices}.")
    return found


def words_of(framework: Framework) -> Words:
    """Return what the words file beside the framework's file says; empty Words if there is none or it is wrong.

    A wrong words file stops no audit, since it decides no figure: `framework_problems` names it.
    """
    words: Words = _beside(framework, WORDS)
    return words


def warnings_of(framework: Framework) -> tuple[PackWarning, ...]:
    """Return the warnings of the pack beside the framework's file, likewise; () if there is none or it is wrong."""
    return _looked_up_warnings(framework, int(time.monotonic()))


@functools.lru_cache(maxsize=32)
def _looked_up_warnings(framework: Framework, second: int) -> tuple[PackWarning, ...]:
    """Look for the pack at most once a second: a list of reviews asks for it with every line."""
    pack: tuple[PackWarning, ...] = _beside(framework, WARNINGS)
    return pack


def _beside(framework, kind):
    path = _path_of(framework)
    found = _loaded_beside(path, framework, kind) if path else kind.empty
    return kind.empty if isinstance(found, FrameworkProblem) else found


def _path_of(framework):
    """Return the file that a Framework was loaded from; None if it is gone."""
    published = version_path(framework.code, framework.checksum)
    return published if published.exists() else framework_paths().get(framework.code)


def framework_choices() -> list[tuple[str, str]]:
    """Return [(code, title)] of the frameworks for inspections, the newest programme first.

    One whose file is wrong is left out.
    """
    return sorted(_choices(for_oversight=False), key=lambda choice: _first_year(framework(choice[0])), reverse=True)


def _first_year(framework):
    """Return the first year that its years name, as text; "" without one."""
    year = re.search(r"\d{4}", framework.years)
    return year[0] if year else ""


def file_frameworks() -> list[Framework]:
    """Return the frameworks of all files that can be used: those for inspections, then those for oversight rounds."""
    codes = [code for code, _ in (*framework_choices(), *oversight_choices())]
    return [framework(code) for code in codes]


def titles_of(codes: Set[str]) -> dict[str, str]:
    """Return {code: title} of the frameworks of these codes that can be used; published ones only if need be."""
    titles = dict(framework_choices())
    if not codes <= titles.keys():
        titles = {each.code: each.title for each in shelf().newest()} | titles
    return {code: title for code, title in titles.items() if code in codes}


def oversight_choices() -> list[tuple[str, str]]:
    """Return [(code, title)] of the instruments for looks in oversight rounds, likewise. The longest comes first."""
    return sorted(_choices(for_oversight=True), key=lambda choice: -len(framework(choice[0]).questions))


def _choices(*, for_oversight):
    usable = {code: each for code, each in _loaded().items() if isinstance(each, Framework) and not each.fragment}
    return [(code, each.title) for code, each in usable.items() if each.for_oversight is for_oversight]


def framework_problems() -> list[FrameworkProblem]:
    """Return a FrameworkProblem for each file that cannot be used. They do not affect the other files."""
    loaded = _loaded()
    paths = framework_paths()
    usable = [(paths[code], each) for code, each in loaded.items() if isinstance(each, Framework)]
    beside = [_loaded_beside(path, each, kind) for path, each in usable for kind in (WORDS, WARNINGS)]
    problems = [each for each in (*loaded.values(), *beside) if isinstance(each, FrameworkProblem)]
    return [*_found()[1], *{str(problem): problem for problem in problems}.values()]


def load_file(path: Path) -> Framework:
    """Return the Framework of a file. Raises FrameworkProblem, which has all mistakes in its `every`."""
    files = (path, *_extended_files(path))
    return _load(files, tuple(map(_changed_at, files)))


def load_text(name: str, content: bytes) -> Framework:
    """Return the Framework of a text that is no file here, such as one that was sent. Nothing of it stays.

    `name`: of the file, for messages. Raises FrameworkProblem, which has all mistakes in its `every`.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(content)
        return _load_any((path, *_extended_files(path)))


def _changed_at(path):
    try:
        return path.stat().st_mtime_ns
    except OSError as error:
        raise FrameworkProblem(path.name, "whole file", f"it cannot be read ({error.strerror}).") from error


def _extended_files(path):
    """Return the files that a file extends. Each is read once per change of it."""
    return extended_files(path, framework_paths(), lambda each: _extended_codes(each, _changed_at(each)))


@functools.lru_cache(maxsize=64)
def _extended_codes(path, changed_at):
    return extended_codes(path)


def other_file_of(path: Path) -> Path | None:
    """Return the file that is used in place of this one because it has the same name; None without one."""
    first = framework_paths().get(path.stem)
    return None if first is None or first.resolve() == path.resolve() else first


def _found():
    """Return ({code: path}, a FrameworkProblem for each folder that cannot be read and each second file of a name)."""
    paths, problems = {}, []
    for folder in settings.FRAMEWORK_DIRS:
        try:
            found = (path for path in folder.iterdir() if path.suffix == ".toml" and not stands_beside(path))
            files = sorted(found)
        except OSError as error:
            remedy = f"it cannot be read ({error.strerror}). Correct the setting FRAMEWORK_DIRS."
            problems.append(FrameworkProblem(folder.name, "whole folder", remedy))
            continue
        for path in files:
            first = paths.setdefault(path.stem, path)
            if first is not path:
                remedy = f"the file with this name in the folder {first.parent.name} is used. Choose another code."
                problems.append(FrameworkProblem(f"{folder.name}/{path.name}", "whole file", remedy))
    return paths, problems


def _loaded_beside(path: Path, framework: Framework, kind: Beside) -> Any:
    """Return what stands beside the framework file at `path`, or the FrameworkProblem of a wrong file.

    Without a file of its own, a framework has that of the nearest file that it extends.
    """
    beside = kind.path_of(path)
    try:
        return _load_beside(beside, beside.stat().st_mtime_ns, framework, kind)
    except FileNotFoundError:
        extended = next((each for each in _extended_files(path) if kind.path_of(each).exists()), None)
        return _loaded_beside(extended, load_file(extended), kind) if extended else kind.empty
    except OSError as error:
        return FrameworkProblem(beside.name, "whole file", f"it cannot be read ({error.strerror}).")


@functools.lru_cache(maxsize=64)
def _load_beside(path: Path, changed_at: int, framework: Framework, kind: Beside) -> Any:
    """Load a file beside a framework once per `changed_at`, like a framework file."""
    try:
        return kind.load(path, framework)
    except FrameworkProblem as problem:
        return problem


def _loaded():
    """Return {code: its Framework, or the FrameworkProblem that stops it from loading}."""
    loaded = {}
    for code, path in framework_paths().items():
        try:
            loaded[code] = load_file(path)
        except FrameworkProblem as problem:
            loaded[code] = problem
    return loaded


@functools.cache
def _load(files, changed_at):
    """Load the first of the files once per change of it or of the others, which it extends: an edit is noticed at once,
    since its audits must refuse to open.
    """
    loaded = _load_any(files)
    if loaded.code != files[0].stem and (loaded.code or not loaded.fragment):
        named = f'"code" is "{loaded.code}": name the file {loaded.code}.toml.'
        raise FrameworkProblem(files[0].name, "top level", named)
    return loaded


def _load_any(files):
    """Load the first of the files, whatever its name."""
    path, *extended = files
    loaded = load_framework(path, {each.stem: each for each in extended})
    problems = [FrameworkProblem(path.name, place, problem) for place, problem in problems_with_facts(loaded)]
    raise_all(problems)
    return loaded
