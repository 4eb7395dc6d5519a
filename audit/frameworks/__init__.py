"""The framework files of this installation, found by code. A file that an audit uses is never edited again."""

import functools
from contextlib import suppress

from django.conf import settings

from audit.method.framework_loading import FrameworkProblem, load_framework
from cases.models import Case


def framework_paths():
    """{code: path} of every framework file: the project's own, then those of the folders in FRAMEWORK_DIRS.

    Raises FrameworkProblem where two files have one name: audits could not tell which of them they were made with.
    """
    paths = {}
    for path in (path for folder in settings.FRAMEWORK_DIRS for path in sorted(folder.glob("*.toml"))):
        if path.stem in paths:
            where = f"{paths[path.stem].parent} and {path.parent}"
            raise FrameworkProblem(path.name, "whole file", f"it is there twice, in {where}. Give one another code.")
        paths[path.stem] = path
    return paths


def framework(code):
    """The loaded Framework of that code. Raises FrameworkProblem where there is none or its file is wrong."""
    paths = framework_paths()
    if code not in paths:
        raise FrameworkProblem(code, "framework", f"there is no such framework. Choose from: {', '.join(paths)}.")
    return _load(paths[code], paths[code].stat().st_mtime_ns)


def framework_choices():
    """[(code, title)] of the frameworks that can be used; one whose file is wrong is left out."""
    found = []
    for code in framework_paths():
        with suppress(FrameworkProblem):
            found.append((code, framework(code).title))
    return found


@functools.cache
def _load(path, changed_at):
    """`changed_at` lets an edited file be noticed while the site runs: its audits must refuse to open."""
    loaded = load_framework(path)
    if loaded.code != path.stem:
        raise FrameworkProblem(path.name, "top level", f'"code" is "{loaded.code}": name the file {loaded.code}.toml.')
    for name, condition in loaded.conditions.items():
        for fact, values in condition.facts.items():
            if problem := _problem_with_fact(fact, values):
                raise FrameworkProblem(path.name, f"[conditions.{name}]", problem)
    return loaded


def _problem_with_fact(fact, values):
    """What is wrong with a condition's fact or values: a question that no case can meet would never be asked."""
    if fact not in Case.FACTS:
        return f'no case has "{fact}". Facts: {", ".join(Case.FACTS)}.'
    choices = Case._meta.get_field(fact).choices or []
    known = [True, False] if fact in Case.YES_OR_NO else [value for value, _ in choices]
    unknown = [value for value in values if known and value not in known]
    return f'"{fact}" is never {unknown[0]!r}. Values: {", ".join(map(str, known))}.' if unknown else None
