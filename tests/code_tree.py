"""The project's Python files as syntax trees, for the rules that other tests hold it to."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
# What a room consists of, and a subject of a room likewise: each a file or a folder.
PARTS = {"actions", "reads", "forms", "views", "pages", "urls"}
# Every folder of these is a subject of its own: records, and what writes only what it is handed, have no such parts.
WITHOUT_PARTS = {ROOT / "audit" / "models", ROOT / "audit" / "exports"}


def modules(*places):
    """The files of these folders and modules that exist, such as "audit/method" or "cases/urls.py"; no migrations."""
    found = []
    for place in map(ROOT.joinpath, places):
        found += sorted(place.rglob("*.py")) if place.is_dir() else filter(Path.is_file, [place])
    return [path for path in found if "migrations" not in path.parts]


def name_of(path):
    return str(path.relative_to(ROOT))


@cache
def tree_of(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def nodes(path, *kinds):
    return [node for node in ast.walk(tree_of(path)) if isinstance(node, kinds)]


def imported_at_once(path):
    """The packages, such as "django", that are imported with the file and not first in one of its functions."""
    statements = [node for node in tree_of(path).body if isinstance(node, (ast.Import, ast.ImportFrom))]
    names = [name for node in statements for name in (getattr(node, "module", None), *(a.name for a in node.names))]
    return {name.split(".")[0] for name in names if name}


def imports(path):
    """Every module that a file imports, wherever in it, with relative ones in full; also as "module.name"."""
    found = set()
    for node in nodes(path, ast.Import, ast.ImportFrom):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        else:
            module = ".".join([*_package(path, node.level), *filter(None, [node.module])])
            found |= {module, *(f"{module}.{alias.name}" for alias in node.names)}
    return found


def _package(path, level):
    return path.relative_to(ROOT).parts[:-level] if level else ()


def imports_from(path, *packages):
    """Those imports of a file that are one of the packages or lie in it."""
    return sorted(name for name in imports(path) for package in packages if f"{name}.".startswith(f"{package}."))


def methods_called(path):
    """(name, line) of every call of a method, such as ("save", 14); what a method hands on to super() is no call."""
    calls = [node for node in nodes(path, ast.Call) if isinstance(node.func, ast.Attribute)]
    return [(node.func.attr, node.lineno) for node in calls if ast.unparse(node.func.value) != "super()"]


def functions(path):
    """(name, first argument or "", number of lines) of every function; its decorators are not among the lines."""
    found = nodes(path, ast.FunctionDef, ast.AsyncFunctionDef)
    return [(node.name, *_first_argument(node), node.end_lineno - node.lineno + 1) for node in found]


def _first_argument(node):
    return [argument.arg for argument in node.args.args[:1]] or [""]


def offenders(paths, found_in):
    """{file: what found_in(path) finds there} of the files in which it finds something. There are files to look at."""
    assert paths
    return {name_of(path): found for path in paths if (found := found_in(path))}


def untyped(path):
    """The names of public functions and methods of a file with an argument or a return that has no type."""
    return [node.name for node in _public(tree_of(path).body) if not node.returns or not _is_typed(node.args)]


def _public(body):
    for node in body:
        if isinstance(node, ast.ClassDef):
            yield from _public(node.body)
        elif isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node


def _is_typed(arguments):
    named = [node for node in ast.walk(arguments) if isinstance(node, ast.arg) and node.arg not in ("self", "cls")]
    return all(node.annotation for node in named)


def reaching(paths, methods):
    """{"module.name"} of the functions of these files that call such a method, or call or hand on one that does."""
    used = {
        f"{module_of(path)}.{node.name}": _names_used(path, node)
        for path in paths
        for node in tree_of(path).body
        if isinstance(node, ast.FunctionDef)
    }
    found = {function for function, names in used.items() if names & methods}
    while more := {function for function, names in used.items() if names & found} - found:
        found |= more
    return found


@cache
def _imported_names(path):
    return {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in nodes(path, ast.ImportFrom)
        for alias in node.names
    }


def _names_used(path, function):
    """The names in a function in full, as "module.name", and the bare names of its methods."""
    full = _imported_names(path)
    names = [node.id for node in ast.walk(function) if isinstance(node, ast.Name)]
    dotted = [node for node in ast.walk(function) if isinstance(node, ast.Attribute)]
    return (
        {full.get(name, f"{module_of(path)}.{name}") for name in names}
        | {f"{full.get(ast.unparse(node.value), '')}.{node.attr}" for node in dotted}
        | {node.attr for node in dotted}
        | {name for name in names if name in full}
    )


def module_of(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def lines_of(path):
    return len(path.read_text(encoding="utf-8").splitlines())


def named(part):
    """The files of one part of every room and subject, such as "actions": actions.py or what a folder actions holds."""
    return [path for path in modules("audit", "cases") if part in path.relative_to(ROOT).with_suffix("").parts]


def room_of(module):
    """(wing, room) of a file or a module's name, such as ("audit", "planning"); the room of a wing itself is ""."""
    is_file = isinstance(module, Path)
    parts = module.relative_to(ROOT).with_suffix("").parts if is_file else module.split(".")
    return parts[0], next((part for part in parts[1:2] if part != "__init__"), "")


def subject_of(module):
    """The subject of a room that a module lies in, such as "groups" for audit.results.groups.views; else "".

    A folder of a room is a subject if it has parts of its own, as the room has, or if its room is WITHOUT_PARTS."""
    folder = ROOT.joinpath(*module.split(".")[:3])
    has_parts = any(path.stem in PARTS for path in folder.glob("*"))
    is_subject = folder.is_dir() and folder.stem not in PARTS and (has_parts or folder.parent in WITHOUT_PARTS)
    return folder.name if is_subject and folder.parent.parent.parent == ROOT else ""


def place_of(module):
    """(wing, room) or (wing, room, subject) of a module."""
    return (*room_of(module), *filter(None, [subject_of(module)]))


def circles(paths):
    """[names of files] for each group of files that import each other, also inside functions, directly or not."""
    modules_by_name = {module_of(path): path for path in paths}
    leads_to = {
        path: {modules_by_name[name] for name in imports(path) if name in modules_by_name} - {path} for path in paths
    }
    reached = {path: _reached_from(path, leads_to) for path in paths}
    groups = {frozenset(other for other in reached[path] if path in reached[other]) for path in paths}
    return sorted(sorted(map(name_of, group)) for group in groups if group)


def _reached_from(path, leads_to):
    found, to_follow = set(), [path]
    while to_follow:
        new = leads_to[to_follow.pop()] - found
        found |= new
        to_follow += new
    return found
