"""The shape of the code: which room may lean on which, who writes and who asks."""

import ast
import sys

import pytest

from tests.code_tree import (
    ROOT,
    circles,
    imported_at_once,
    imports,
    imports_from,
    methods_called,
    module_of,
    modules,
    name_of,
    named,
    nodes,
    offenders,
    place_of,
    reaching,
    room_of,
    subject_of,
    tree_of,
    untyped,
)

# A room imports only rooms that stand before it in its wing's line.
ROOMS = {
    "cases": "counted listed spreadsheets documents sampling forms lists identifiers permissions case_values models "
    "actions navigation access sign_in places people extract management",
    "audit": "method frameworks models access case_search trail notices planning reviewing instruments moderating "
    "together results evidence oversight exports retention home demonstration management",
}
# A subject of a room imports only subjects that stand before it in its room's line; the room's other files import none.
SUBJECTS = {
    "audit/models": "instruments planning reviewing results evidence oversight exports notices",
    "audit/results": "recommendations judgements sign_off groups questions what_if published change regions result",
    "audit/evidence": "indicators surveys outcomes workspace",
    "audit/exports": "leaving figures frames data workbook documents as_json tokens making several downloads",
    "audit/retention": "oversight",
    "audit/oversight": "approval team_lists rounds findings alerts looks proofs "
    "practitioners team action_plan subject_access",
}
# What belongs to the site as a whole and to no room.
SITE = {"templatetags", "apps", "admin", "urls", "settings", "installed", "wsgi", "middleware", "logs", "errors"}
NUMBERS = {"numpy", "scipy", "statsmodels"}
IDENTIFIERS = [f"cases.identifiers.{name}" for name in ("in_text", "names", "patterns", "titled_names")]
PURE = modules("audit/method", "cases/sampling", *(f"{name.replace('.', '/')}.py" for name in IDENTIFIERS))
VIEWS, ACTIONS, FORMS = named("views"), named("actions"), named("forms")
# What leaves is put together in one place, and asked for and kept in a few; what writes files is handed it.
ASKING_EXPORTS = {
    *VIEWS,
    *ACTIONS,
    *FORMS,
    *named("reads"),
    *modules("audit/exports/leaving", "audit/exports/frames", "audit/exports/tokens"),
}
EXPORTS = [path for path in modules("audit/exports") if path not in ASKING_EXPORTS]
REQUESTS_AND_FORMS = ("django.http", "django.shortcuts", "django.forms", "django.contrib.messages", "crispy_forms")
SIGNALS = ("django.dispatch", "django.db.models.signals")
RATING = ("audit.method.rating",)
# (what it is called, its files, what they may not import)
BARRED = [
    ("models", modules("audit/models", "cases/models"), [*SIGNALS, *REQUESTS_AND_FORMS]),
    ("roll-up", modules("audit/results/rollup.py"), [*RATING, "audit.results.report", *REQUESTS_AND_FORMS]),
    ("report", modules("audit/results/report.py"), ["django", "audit.models"]),
    ("actions", ACTIONS, REQUESTS_AND_FORMS),
    ("exports", EXPORTS, ["django.db", "audit.models", "audit.results.rollup", "cases.models"]),
    ("forms", FORMS, ["audit.models", "audit.results.rollup"]),
    ("views of audits", [path for path in VIEWS if "audit" in path.parts], ["django.db", "cases.models"]),
    ("management", modules("audit/management"), ["django.http", "django.forms"]),
    (
        "demonstration",
        [path for path in modules("audit/demonstration") if path not in ACTIONS and path.stem != "reads"],
        ["django", "audit.models"],
    ),
]
# (part, the parts of rooms that it may not import)
ABOVE = [("actions", ["forms", "views", "pages"]), ("forms", ["actions", "views", "pages"]), ("pages", ["views"])]
WRITES = {
    "save",
    "create",
    "delete",
    "update",
    "get_or_create",
    "update_or_create",
    "bulk_create",
    "bulk_update",
    "bulk_create_with_history",
    "bulk_update_with_history",
}
WITHOUT_HISTORY = {"update", "bulk_create", "bulk_update", "raw", "_raw_delete"}
MAY_WRITE = [*ACTIONS, ROOT / "cases/admin.py"]
# the methods of querysets that are named for who sees
DOORS = {
    "visible_to",
    "for_person",
    "with_results_visible_to",
    "with_answers_visible_to",
    "own_of",
    "own_to_write_by",
    "to_agree_by",
    "reviewed_twice_for",
    "to_review_by",
    "to_write_by",
    "on_paper_for",
}
ASKS = {"objects", "_default_manager", "_base_manager", "history"}


@pytest.mark.parametrize("wing", ROOMS)
def test_a_room_leans_only_on_rooms_before_it(wing):
    order = ROOMS[wing].split()

    def later(path):
        rooms = [room_of(name) for name in imports(path)]
        before = [*order[: order.index(room_of(path)[1]) + 1], "", "single_sign_on"]
        return [".".join(room) for room in rooms if room[0] == wing and room[1] not in before]

    paths = [path for path in modules(wing) if room_of(path)[1] not in {"", *SITE}]
    assert offenders(paths, later) == {}


def test_every_subject_stands_in_the_line_of_its_room():
    lines = {(*room.split("/"), subject) for room, line in SUBJECTS.items() for subject in line.split()}
    assert {place for path in modules(*ROOMS) if len(place := place_of(module_of(path))) > 2} == lines


def test_a_subject_of_a_room_leans_only_on_subjects_before_it():
    def later(path):
        room, own = room_of(path), subject_of(module_of(path))
        line = SUBJECTS.get("/".join(room), "").split()
        before = ["", *line[: line.index(own) + 1]] if own else [""]
        return [name for name in imports(path) if room_of(name) == room and subject_of(name) not in before]

    joins_them = {ROOT / room / name for room in SUBJECTS for name in ("urls.py", "__init__.py")}
    assert offenders([path for path in modules(*ROOMS) if path not in joins_them], later) == {}


def test_a_record_is_imported_from_where_all_records_are_handed_on():
    records = modules("audit/models")
    handed_on = imports(ROOT / "audit/models/__init__.py") - set(map(module_of, records))
    others = [path for path in modules("audit") if path not in records]
    assert offenders(others, lambda path: sorted(imports(path) & handed_on)) == {}


def test_the_cases_know_no_audit():
    assert offenders(modules("cases"), lambda path: imports_from(path, "audit")) == {}


def test_no_files_import_each_other_in_a_circle():
    assert circles(modules("audit", "cases")) == []


@pytest.mark.parametrize(("part", "paths", "barred"), BARRED, ids=[part for part, *_ in BARRED])
def test_a_part_leans_only_on_what_it_may(part, paths, barred):
    assert offenders(paths, lambda path: imports_from(path, *barred)) == {}


@pytest.mark.parametrize(("part", "above"), ABOVE)
def test_a_part_of_a_room_leans_on_no_part_above_it(part, above):
    def found(path):
        return [name for name in imports(path) if name.startswith(("audit.", "cases.")) and set(above) & parts(name)]

    def parts(name):
        return set(name.split(".")[2:])

    assert offenders(named(part), found) == {}


def test_the_method_is_plain_python():
    allowed = {*sys.stdlib_module_names, *NUMBERS}
    own = ("audit.method", "cases.sampling", "cases.counted", "cases.listed", *IDENTIFIERS)

    def strange(path):
        return [name for name in imports(path) if name.split(".")[0] not in allowed and not name.startswith(own)]

    assert offenders(PURE, strange) == {}


def test_an_extract_is_checked_and_drawn_from_without_django():
    with_django = modules("cases/extract/actions", "cases/extract/places.py", "cases/extract/restricted/known.py")
    paths = [
        path for path in modules("cases/extract") if path not in with_django and path.stem not in ("read", "turns")
    ]
    assert offenders(paths, lambda path: imports_from(path, "django", "cases.models")) == {}


def test_the_method_asks_neither_the_clock_nor_chance():
    def asked(path):
        calls = [call for call in methods_called(path) if call[0] in ("now", "today", "utcnow")]
        return [*imports_from(path, "random", "secrets", "time"), *calls]

    assert offenders(modules("audit/method"), asked) == {}


def test_libraries_that_take_seconds_to_import_wait_inside_the_function_that_needs_them():
    slow = {"pandas", *NUMBERS}
    assert offenders(modules("audit", "cases"), lambda path: sorted(imported_at_once(path) & slow)) == {}


def test_one_door_leads_to_pandas():
    paths = [path for path in modules("audit", "cases") if path not in modules("audit/exports/frames")]
    assert offenders(paths, lambda path: imports_from(path, "pandas")) == {}


def test_views_reach_records_only_as_far_as_the_user_sees():
    def asked(path):
        doors = [node.value for node in nodes(path, ast.Attribute) if node.attr in DOORS]
        return [ast.unparse(node) for node in _asking(path) if node not in doors]

    assert offenders(VIEWS, asked) == {}


def _asking(path):
    return [node for node in nodes(path, ast.Attribute) if node.attr in ASKS]


def test_views_do_not_calculate():
    signs = (ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow)

    def sums(path):
        return [ast.unparse(node) for node in nodes(path, ast.BinOp) if isinstance(node.op, signs)]

    assert offenders(VIEWS, sums) == {}


def test_exports_show_what_they_are_handed_and_ask_nothing():
    assert offenders(EXPORTS, lambda path: [*map(ast.unparse, _asking(path))]) == {}


WORD_FILES = modules("cases/documents")  # saved as files, not as records
WITH_DJANGO = [
    path
    for path in modules("audit", "cases")
    if path not in PURE and "spreadsheets" not in path.parts and path not in WORD_FILES
]


def test_only_actions_and_the_records_own_pages_write():
    paths = [path for path in WITH_DJANGO if path not in MAY_WRITE]
    assert offenders(paths, lambda path: _calls(path, WRITES)) == {}
    assert offenders(paths, lambda path: imports_from(path, "simple_history.utils")) == {}


def _calls(path, names):
    return [call for call in methods_called(path) if call[0] in names]


def test_nothing_is_written_past_the_history():
    # in_bulk writes the history itself, faster than the library does; its own tests hold that it does
    # and neither a team's list nor the numbers that stand for people have one
    without = {
        "cases/actions/in_bulk.py",
        "audit/oversight/team_lists/actions.py",
        "audit/exports/leaving/actions.py",
    }
    paths = [path for path in WITH_DJANGO if name_of(path) not in without]
    assert offenders(paths, lambda path: _calls(path, WITHOUT_HISTORY)) == {}


# for the keeper of the server and for cases that go when their time is up: nobody signed in does it
BY_NO_PERSON = {"renew_encryption", "remove_cases_for_good"}


def test_an_action_is_one_transaction_and_names_its_arguments():
    assert offenders(ACTIONS, lambda path: [node.name for node in _transactions(path) if node.args.args]) == {}
    assert offenders(ACTIONS, lambda path: [node.name for node in _transactions(path) if not _ends_with_by(node)]) == {}


def test_every_public_function_among_the_actions_writes():
    writing = reaching(ACTIONS, WRITES | WITHOUT_HISTORY)

    def only_read(path):
        names = [node.name for node in tree_of(path).body if isinstance(node, ast.FunctionDef)]
        return [name for name in names if not name.startswith("_") and f"{module_of(path)}.{name}" not in writing]

    assert offenders(ACTIONS, only_read) == {}


def _transactions(path):
    return [
        node for node in nodes(path, ast.FunctionDef) if "transaction.atomic" in map(ast.unparse, node.decorator_list)
    ]


def _ends_with_by(node):
    return node.name in BY_NO_PERSON or [argument.arg for argument in node.args.kwonlyargs][-1:] in ([], ["by"])


TYPED = [*ACTIONS, *named("reads"), *named("access"), *modules("audit/method", "cases/sampling", "cases/extract")]


def test_public_functions_that_others_build_on_are_typed():
    assert offenders(TYPED, untyped) == {}
