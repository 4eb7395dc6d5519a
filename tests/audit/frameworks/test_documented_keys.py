"""docs/frameworks.md is enough to write a framework: its example loads, and what it says of each key is so."""

import re
import tomllib
from copy import deepcopy
from io import StringIO

import pytest
from django.core.management import call_command

from audit.frameworks import load_file
from audit.method.loading import toml_table
from audit.method.loading.framework import FrameworkProblem
from audit.method.loading.toml_table import Table
from tests.audit.method.frameworks import FOLDER
from tests.code_tree import ROOT

GUIDE = (ROOT / "docs" / "frameworks.md").read_text(encoding="utf-8")
EXAMPLE = re.search(r"```toml\n(format = 2\n.*?)```", GUIDE, re.DOTALL)[1]
SECTION = re.compile(
    r"^### (?:`\[+([a-z_.]+)(?:\.NAME)?\]+`\*?|Top of the file)\n(.*?)(?=^##)", re.MULTILINE | re.DOTALL
)
ROW = re.compile(r"^\| ((?:`[a-z_]+`\*?(?:, )?)+) \| (yes|no|format 1) \|", re.MULTILINE)
# {(table of the file, key): whether it is needed}; the top of the file is ""
KEYS = {
    (table, key): needed
    for table, text in SECTION.findall(GUIDE)
    for names, needed in ROW.findall(text)
    for key in re.findall(r"`([a-z_]+)`", names)
}
IN_STEP = {("", "format"), ("standards", "kind")}  # others of the example rest on them
NEEDED = [place for place, needed in KEYS.items() if needed == "yes" and place[0] != "answer_sets.answers"]


def tables_of(values, table):
    """The tables of that kind in a file, such as those of "standards.key_questions"."""
    found = [values]
    for name in filter(None, table.split(".")):
        below = [each[name] for each in found if name in each]
        found = [one for each in below for one in (each if isinstance(each, list) else each.values())]
        found = [values[name]] if name == "discretion" else found
    return found


def problems_of(tmp_path, monkeypatch, values):
    path = tmp_path / "first-weeks.toml"
    path.write_text(EXAMPLE, encoding="utf-8")
    monkeypatch.setattr(toml_table, "_parsed", lambda text: values)
    try:
        load_file(path)
    except FrameworkProblem as problem:
        return "\n".join(problem.every)
    return ""


def test_the_whole_example_can_be_used(tmp_path):
    path = tmp_path / "first-weeks.toml"
    path.write_text(EXAMPLE, encoding="utf-8")
    loaded = load_file(path)
    assert (len(loaded.kinds), loaded.max_score, [band.up_to for band in loaded.score_bands]) == (2, 3, [1, 3])


def test_the_check_says_what_the_example_holds(tmp_path):
    path, told = tmp_path / "first-weeks.toml", StringIO()
    path.write_text(EXAMPLE, encoding="utf-8")
    call_command("check_framework", path, stdout=told)
    for line in (
        "Standard 1 Leading the first weeks: judged on evidence, 1 question",
        "Standard 3 Contact with victims (Victim cases): told (0 prompts)",
        "Condition long: sentences of 12 weeks and more",
        "Overall Good: up to 3 of 3",
    ):
        assert line in told.getvalue()


@pytest.mark.parametrize(("table", "key"), NEEDED)
def test_what_is_said_to_be_needed_is_missed(tmp_path, monkeypatch, table, key):
    values = tomllib.loads(EXAMPLE)
    del next(each for each in tables_of(values, table) if key in each)[key]
    assert f'"{key}" is missing' in problems_of(tmp_path, monkeypatch, values)


def test_nothing_else_is_missed(tmp_path, monkeypatch):
    values = deepcopy(tomllib.loads(EXAMPLE))
    for table, key in KEYS:
        if KEYS[table, key] != "yes" and table != "facts" and (table, key) not in IN_STEP:
            for each in tables_of(values, table):
                each.pop(key, None)
    assert "is missing" not in problems_of(tmp_path, monkeypatch, values)


def test_every_key_that_a_file_can_have_is_in_the_guide(monkeypatch, tmp_path):
    known = set()
    made_by = Table.made_by

    def recorded(table, make):
        made = made_by(table, make)
        known.update(() if table.place.startswith("[conditions") else table._read)
        return made

    monkeypatch.setattr(Table, "made_by", recorded)
    for name, text in {"first-weeks": EXAMPLE, "own": (FOLDER / "pdu-2023.toml").read_text(encoding="utf-8")}.items():
        (tmp_path / f"{name}.toml").write_text(text.replace('"pdu-2023"', '"own"'), encoding="utf-8")
        load_file(tmp_path / f"{name}.toml")
    documented = {key for _, key in KEYS} | {"answer_sets", "conditions", "discretion", "facts", "item_groups", "items"}
    documented |= {"key_questions", "kinds", "prompts", "rating_bands", "score_bands", "standards", "sub_questions"}
    assert known - documented == set()
    assert len(known) > 30
