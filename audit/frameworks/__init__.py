"""The framework files of this installation, found by code. A file that an audit uses is never edited again."""

import functools
import time

from django.conf import settings

from audit.method.framework_loading import FrameworkProblem, load_framework, raise_all
from cases.models import Case


def framework_paths():
    """{code: path} of every framework file: the project's own, then those of the folders in FRAMEWORK_DIRS.

    A file of a name that was there before is left out, and is among the `framework_problems`.
    """
    return _found()[0]


def framework(code):
    """The loaded Framework of that code. Raises FrameworkProblem where there is none or its file is wrong."""
    return _looked_up(code, tuple(settings.FRAMEWORK_DIRS), int(time.monotonic()))


@functools.lru_cache(maxsize=32)
def _looked_up(code, folders, second):
    """Looks at folders and file once a second: a page asks for its framework up to ten times."""
    paths = framework_paths()
    if code not in paths:
        raise FrameworkProblem(code, "framework", f"there is no such framework. Choose from: {', '.join(paths)}.")
    return load_file(paths[code])


def framework_choices():
    """[(code, title)] of the frameworks that can be used; one whose file is wrong is left out."""
    return [(code, loaded.title) for code, loaded in _loaded().items() if not isinstance(loaded, FrameworkProblem)]


def framework_problems():
    """[FrameworkProblem] of each file that cannot be used; the others can be, whatever is wrong with these."""
    return [*_found()[1], *(loaded for loaded in _loaded().values() if isinstance(loaded, FrameworkProblem))]


def load_file(path):
    """The Framework of a file. Raises FrameworkProblem with `every` mistake in it."""
    try:
        changed_at = path.stat().st_mtime_ns
    except OSError as error:
        raise FrameworkProblem(path.name, "whole file", f"it cannot be read ({error.strerror}).") from error
    return _load(path, changed_at)


def other_file_of(path):
    """The file that is used in place of this one since it has its name; None where there is none."""
    first = framework_paths().get(path.stem)
    return None if first is None or first.resolve() == path.resolve() else first


def _found():
    """({code: path}, [FrameworkProblem] of folders that cannot be read and of files with the name of another one)."""
    paths, problems = {}, []
    for folder in settings.FRAMEWORK_DIRS:
        try:
            files = sorted(path for path in folder.iterdir() if path.suffix == ".toml")
        except OSError as error:
            remedy = f"it cannot be read ({error.strerror}). Correct the setting FRAMEWORK_DIRS."
            problems.append(FrameworkProblem(folder.name, "whole folder", remedy))
            continue
        for path in files:
            first = paths.setdefault(path.stem, path)
            if first is not path:
                remedy = f"the file of this name in the folder {first.parent.name} is used. Give this one another code."
                problems.append(FrameworkProblem(f"{folder.name}/{path.name}", "whole file", remedy))
    return paths, problems


def _loaded():
    """{code: its Framework, or the FrameworkProblem that there is instead}."""
    loaded = {}
    for code, path in framework_paths().items():
        try:
            loaded[code] = load_file(path)
        except FrameworkProblem as problem:
            loaded[code] = problem
    return loaded


@functools.cache
def _load(path, changed_at):
    """`changed_at` lets an edited file be noticed while the site runs: its audits must refuse to open."""
    loaded = load_framework(path)
    problems = [
        FrameworkProblem(path.name, f"[conditions.{name}]", problem)
        for name, condition in loaded.conditions.items()
        for fact, values in condition.facts.items()
        if (problem := _problem_with_fact(fact, values))
    ]
    if loaded.code != path.stem:
        named = f'"code" is "{loaded.code}": name the file {loaded.code}.toml.'
        problems.insert(0, FrameworkProblem(path.name, "top level", named))
    raise_all(problems)
    return loaded


def _problem_with_fact(fact, values):
    """What is wrong with a condition's fact or values: a question that no case can meet would never be asked."""
    if fact not in Case.FACTS:
        return f'no case has "{fact}". Facts: {", ".join(Case.FACTS)}.'
    choices = Case._meta.get_field(fact).choices or []
    known = [True, False] if fact in Case.YES_OR_NO else [value for value, _ in choices]
    unknown = [value for value in values if known and value not in known]
    return f'"{fact}" is never {unknown[0]!r}. Values: {", ".join(map(str, known))}.' if unknown else None
