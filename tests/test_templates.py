"""What templates and texts may do: they only print, and what they print is escaped."""

import re

from tests.code_tree import ROOT, imports_from, lines_of, modules, name_of, offenders

TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
LONGEST_TEMPLATE = 150  # lines
CODE = re.compile(r"(?<![\w.])\d\.\d\.\d[a-z]?(?![\w.])")
# what no template does: work something out, call a text safe, change escaping, carry styles or scripts of its own
NOT_IN_TEMPLATES = (
    r"\|\s*(?:safe|safeseq|divisibleby|random|dictsort|add:['\"]?-?\d)"
    r"|{%\s*(?:widthratio|autoescape|debug)"
    r"|(?i:\sstyle=|<style|\son\w+=|javascript:|<script(?![^>]*\ssrc=))"
)


def test_templates_are_short():
    assert {name_of(path): lines_of(path) for path in TEMPLATES if lines_of(path) > LONGEST_TEMPLATE} == {}


def test_templates_only_print():
    assert offenders(TEMPLATES, lambda path: re.findall(NOT_IN_TEMPLATES, path.read_text(encoding="utf-8"))) == {}


def test_a_form_that_saves_by_itself_is_not_filled_by_the_browser():
    # what differs from what the server sent is saved at once: a field that a browser fills after Back would be too
    def filled(path):
        forms = re.findall(r"<form[^>]*\sdata-review=[^>]*>", path.read_text(encoding="utf-8"))
        return [form for form in forms if 'autocomplete="off"' not in form]

    assert offenders(TEMPLATES, filled) == {}


def test_no_code_calls_a_text_safe_by_hand():
    users = {name_of(path) for path in modules("audit", "cases") if imports_from(path, "django.utils.safestring")}
    assert users == set()


def test_question_codes_stand_in_data_and_never_in_code():
    files = [*modules("audit", "cases"), *TEMPLATES, *(ROOT / "templates" / "static").glob("*.js")]
    files = [path for path in files if "demonstration" not in path.parts]
    assert offenders(files, lambda path: CODE.findall(path.read_text(encoding="utf-8"))) == {}


def test_dates_are_written_in_ways_that_every_system_knows():
    def odd(path):
        return re.findall(r"[:\"'\s]%-[a-zA-Z]", path.read_text(encoding="utf-8"))

    assert offenders(modules("audit", "cases"), odd) == {}
