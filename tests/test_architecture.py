"""The shape of the code: which part may lean on which, who writes, who asks, and how long anything may be."""

import ast
import re
import sys

import pytest

from tests.code_tree import (
    ROOT,
    functions,
    imported_at_once,
    imports,
    imports_from,
    lines_of,
    methods_called,
    modules,
    name_of,
    nodes,
)

OURS = ("audit", "cases", "tests")
NUMBERS = {"numpy", "scipy", "statsmodels"}
PURE = modules("audit/method", "cases/sampling.py", "cases/capped_draw.py", "cases/identifiers.py", "cases/names.py")
VIEWS = modules("audit/views", "cases/views")
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
REQUESTS_AND_FORMS = ("django.http", "django.shortcuts", "django.forms", "django.contrib.messages", "crispy_forms")
# part: what it may not import
BARRED = {
    "cases": ("audit",),
    "audit/models": (
        *("django.dispatch", "django.db.models.signals", *REQUESTS_AND_FORMS, "audit.rollup", "audit.reports"),
        *("audit.actions", "audit.forms", "audit.views", "audit.exports"),
    ),
    "cases/models": (
        "django.dispatch",
        "django.db.models.signals",
        *REQUESTS_AND_FORMS,
        "cases.forms",
        "cases.actions",
    ),
    "audit/rollup.py": (
        *("audit.method.banding", "audit.method.rating", "audit.method.explain", "audit.method.discretion"),
        *("audit.reports", "audit.actions", "audit.views", "audit.exports", *REQUESTS_AND_FORMS),
    ),
    "audit/reports.py": ("django", "audit.models", "audit.actions", "audit.views", "audit.forms", "audit.exports"),
    "audit/actions": (*REQUESTS_AND_FORMS, "audit.forms", "audit.views", "audit.exports"),
    "audit/exports": ("django.db", "audit.models", "audit.rollup", "audit.actions", "audit.views", "cases.models"),
    "audit/forms": ("audit.models", "audit.actions", "audit.views", "audit.exports", "audit.rollup"),
    "audit/views": ("django.db", "audit.demonstration", "cases.models"),
    "audit/demonstration": ("django", "audit.models", "audit.actions", "audit.views"),
    "audit/management": ("django.http", "django.forms", "audit.views"),
}
WRITES = {
    *("save", "create", "delete", "update", "get_or_create", "update_or_create", "bulk_create", "bulk_update"),
    *("bulk_create_with_history", "bulk_update_with_history"),
}
WITHOUT_HISTORY = {"update", "bulk_create", "bulk_update", "raw", "_raw_delete"}
MAY_WRITE = [*modules("audit/actions", "cases/actions"), ROOT / "cases/admin.py"]
# the methods of querysets that are named for who sees
DOORS = {
    *("visible_to", "with_results_visible_to", "with_answers_visible_to"),
    *("own_of", "own_to_write_by", "to_agree_by", "read_twice_for", "to_review_by", "to_write_by", "on_paper_for"),
}
ASKS = {"objects", "_default_manager", "_base_manager", "history"}
CODE = re.compile(r"(?<![\w.])\d\.\d\.\d[a-z]?(?![\w.])")
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_VIEW, LONGEST_TEMPLATE, LONGEST_COMMAND = 300, 40, 20, 150, 50  # lines
VAGUE = {"utils", "util", "helpers", "helper", "common", "services", "service", "mixins", "misc"}


def named(paths):
    return {"argvalues": paths, "ids": [name_of(path) for path in paths]}


@pytest.mark.parametrize("part", BARRED)
def test_a_part_leans_only_on_what_lies_below_it(part):
    found = {name_of(path): imports_from(path, *BARRED[part]) for path in modules(part)}
    assert {path: names for path, names in found.items() if names} == {}


@pytest.mark.parametrize("path", **named(PURE))
def test_the_method_is_plain_python(path):
    allowed = {*sys.stdlib_module_names, *NUMBERS}
    strange = {name for name in imports(path) if name.split(".")[0] not in allowed}
    assert not {
        name
        for name in strange
        if not name.startswith(("audit.method", "cases.sampling", "cases.capped_draw", "cases.counted"))
    }


def test_an_extract_is_checked_and_drawn_from_without_django():
    parts = (
        "drawing",
        "caseload",
        "eligible_cases",
        "extract_values",
        "extract_fields",
        "extract_columns",
        "extract_sample",
        "extract_notes",
        "restricted_cases",
    )
    paths = modules(*(f"cases/{part}.py" for part in (*parts, "extract_reader")))
    assert {name_of(path): found for path in paths if (found := imports_from(path, "django", "cases.models"))} == {}


@pytest.mark.parametrize("path", **named(modules("audit/method")))
def test_the_method_asks_neither_the_clock_nor_chance(path):
    assert imports_from(path, "random", "secrets", "time") == []
    assert not {name for name, _ in methods_called(path)} & {"now", "today", "utcnow"}


def test_libraries_that_take_seconds_to_import_wait_inside_the_function_that_needs_them():
    slow = {"pandas", *NUMBERS}
    assert {
        name_of(path): names for path in modules("audit", "cases") if (names := imported_at_once(path) & slow)
    } == {}


@pytest.mark.parametrize("path", **named(VIEWS))
def test_views_reach_records_only_as_far_as_the_user_sees(path):
    doors = [node.value for node in nodes(path, ast.Attribute) if node.attr in DOORS]
    asked = [node for node in nodes(path, ast.Attribute) if node.attr in ASKS and node not in doors]
    assert [ast.unparse(node) for node in asked] == []


def test_views_do_not_calculate():
    signs = (ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow)
    sums = [(path, node) for path in VIEWS for node in nodes(path, ast.BinOp) if isinstance(node.op, signs)]
    assert [f"{name_of(path)}: {ast.unparse(node)}" for path, node in sums] == []


@pytest.mark.parametrize("path", **named(modules("audit/exports")))
def test_exports_show_what_they_are_handed_and_ask_nothing(path):
    assert not {node.attr for node in nodes(path, ast.Attribute)} & ASKS


WITH_DJANGO = [path for path in modules("audit", "cases") if path not in PURE and "spreadsheet" not in path.name]


@pytest.mark.parametrize("path", **named([path for path in WITH_DJANGO if path not in MAY_WRITE]))
def test_only_actions_and_the_records_own_pages_write(path):
    assert [call for call in methods_called(path) if call[0] in WRITES] == []
    assert imports_from(path, "simple_history.utils") == []


# in_bulk writes the history itself, faster than the library does; its own tests hold that it does
@pytest.mark.parametrize("path", **named([path for path in WITH_DJANGO if name_of(path) != "cases/actions/in_bulk.py"]))
def test_nothing_is_written_past_the_history(path):
    assert [call for call in methods_called(path) if call[0] in WITHOUT_HISTORY] == []


@pytest.mark.parametrize("path", **named(modules("audit/actions")))
def test_an_action_is_one_transaction_and_names_its_arguments(path):
    for node in nodes(path, ast.FunctionDef):
        decorators = [ast.unparse(decorator) for decorator in node.decorator_list]
        if "transaction.atomic" in decorators:
            assert node.args.args == [], f"{node.name} takes arguments without their names"
            assert [arg.arg for arg in node.args.kwonlyargs][-1:] in ([], ["by"]), f"{node.name}: `by` comes last"


@pytest.mark.parametrize("path", **named(TEMPLATES))
def test_templates_only_print(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\|\s*(safe|safeseq|divisibleby|random|dictsort|add:['\"]?-?\d)", text)
    assert not re.search(r"{%\s*(widthratio|autoescape|debug)", text)
    assert not re.search(r"\sstyle=|<style|\son\w+=|javascript:|<script(?![^>]*\ssrc=)", text, re.IGNORECASE)


def test_no_code_calls_a_text_safe_by_hand():
    users = {name_of(path) for path in modules("audit", "cases") if imports_from(path, "django.utils.safestring")}
    assert users == set()


def test_question_codes_stand_in_data_and_never_in_code():
    files = [*modules("audit", "cases"), *TEMPLATES, *(ROOT / "templates" / "static").glob("*.js")]
    files = [path for path in files if "demonstration" not in path.parts]
    assert {name_of(path): codes for path in files if (codes := CODE.findall(path.read_text(encoding="utf-8")))} == {}


def test_no_module_has_a_name_that_could_hold_anything():
    parts = {part.removesuffix(".py") for path in modules(*OURS) for part in path.relative_to(ROOT).parts}
    assert not parts & VAGUE


def test_no_file_is_too_long_to_read():
    assert {name_of(path): lines_of(path) for path in modules(*OURS) if lines_of(path) > LONGEST_FILE} == {}


def test_no_function_is_too_long_to_read():
    found = [(name_of(path), *function) for path in modules(*OURS) for function in functions(path)]
    assert [function for function in found if function[-1] > LONGEST_FUNCTION] == []


def test_views_are_short():
    found = [(name_of(path), *function) for path in VIEWS for function in functions(path)]
    assert [function for function in found if "request" in function and function[-1] > LONGEST_VIEW] == []


def test_templates_are_short():
    assert {name_of(path): lines_of(path) for path in TEMPLATES if lines_of(path) > LONGEST_TEMPLATE} == {}


def test_commands_are_short_since_they_call_what_the_pages_call():
    commands = modules("audit/management/commands", "cases/management/commands")
    assert {name_of(path): lines_of(path) for path in commands if lines_of(path) > LONGEST_COMMAND} == {}


def test_dates_are_written_in_ways_that_every_system_knows():
    texts = {name_of(path): path.read_text(encoding="utf-8") for path in modules("audit", "cases")}
    assert {name: found for name, text in texts.items() if (found := re.findall(r"[:\"'\s]%-[a-zA-Z]", text))} == {}
