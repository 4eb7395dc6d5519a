"""How long anything may be, so that each file reads from top to bottom."""

import ast

from tests.code_tree import functions, lines_of, modules, name_of, named, nodes, offenders

OURS = ("audit", "cases", "tests")
VIEWS = named("views")
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_VIEW, LONGEST_COMMAND = 300, 40, 20, 50  # lines


def test_no_file_is_too_long_to_read():
    assert {name_of(path): lines_of(path) for path in modules(*OURS) if lines_of(path) > LONGEST_FILE} == {}


def test_no_function_is_too_long_to_read():
    def long(path):
        return [function for function in functions(path) if function[-1] > LONGEST_FUNCTION]

    assert offenders(modules(*OURS), long) == {}


def test_views_are_short():
    def long(path):
        return [function for function in functions(path) if "request" in function and function[-1] > LONGEST_VIEW]

    assert offenders(VIEWS, long) == {}


def test_commands_are_short_since_they_call_what_the_pages_call():
    commands = modules("audit/management/commands", "cases/management/commands")
    assert {name_of(path): lines_of(path) for path in commands if lines_of(path) > LONGEST_COMMAND} == {}


def test_no_list_is_packed_to_look_shorter_than_it_is():
    def packed(path):
        starred = [node.value for node in nodes(path, ast.Starred)]
        return [value.lineno for value in starred if isinstance(value, (ast.Tuple, ast.List, ast.Set))]

    assert offenders(modules(*OURS), packed) == {}


def test_no_half_of_a_text_stands_by_itself():
    def lost(path):
        texts = [node for node in nodes(path, ast.Expr) if isinstance(node.value, (ast.Constant, ast.JoinedStr))]
        return [node.lineno for node in texts if node.value not in _docstrings(path)]

    assert offenders(modules(*OURS), lost) == {}


def _docstrings(path):
    bodies = [node.body for node in nodes(path, ast.Module, ast.ClassDef, ast.FunctionDef)]
    return [body[0].value for body in bodies if body and isinstance(body[0], ast.Expr)]
