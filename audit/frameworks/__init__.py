"""The framework files of this installation, found by code. A file that an audit uses is never edited again."""

import functools

from django.conf import settings

from audit.method.framework_loading import FrameworkProblem, load_framework
from cases.models import Case


def framework_paths():
    """{code: path} of every framework file: the project's own, then those of the folders in FRAMEWORK_DIRS."""
    return {path.stem: path for folder in settings.FRAMEWORK_DIRS for path in sorted(folder.glob("*.toml"))}


def framework(code):
    """The loaded Framework of that code. Raises FrameworkProblem where there is none or its file is wrong."""
    paths = framework_paths()
    if code not in paths:
        raise FrameworkProblem(code, "framework", f"there is no such framework. Choose from: {', '.join(paths)}.")
    return _load(paths[code], paths[code].stat().st_mtime_ns)


@functools.cache
def _load(path, changed_at):
    """`changed_at` lets an edited file be noticed while the site runs: its audits must refuse to open."""
    loaded = load_framework(path)
    if loaded.code != path.stem:
        raise FrameworkProblem(path.name, "top level", f'"code" is "{loaded.code}": name the file {loaded.code}.toml.')
    for name, condition in loaded.conditions.items():
        if unknown := [fact for fact in condition.facts if fact not in Case.FACTS]:
            known = ", ".join(Case.FACTS)
            raise FrameworkProblem(path.name, f"[conditions.{name}]", f'no case has "{unknown[0]}". Facts: {known}.')
    return loaded
