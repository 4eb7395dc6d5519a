"""From a pack of warnings to checked PackWarnings: a wrong pack is refused with file, place and remedy."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from audit.method.conditions.rules import Compared, Test, conditions_in, tests_in
from audit.method.framework import Framework
from audit.method.loading.conditions import read_rule
from audit.method.loading.framework import raise_all
from audit.method.loading.toml_table import Table, open_file
from audit.method.warnings.coded import ANSWER, BUILT_IN, PackWarning

ENDING = ".warnings.toml"
LONGEST_MESSAGE = 200  # characters: it stands in one line beside the question
_CODE = re.compile(r"W[1-9][0-9]{2}")


def load_warnings(
    path: Path, framework: Framework, problem_with_fact: Callable[[Framework, Test], str]
) -> tuple[PackWarning, ...]:
    """Read and check the pack of warnings of a framework. `problem_with_fact`: what is wrong with a test of a fact.

    Raises FrameworkProblem, which names the file, the place and the remedy.
    """
    top, _ = open_file(path)
    pack = top.made_by(lambda table: table.build("warnings", _read_warning))
    for code in {warning.code for warning in pack if [each.code for each in pack].count(warning.code) > 1}:
        top.note(f'the code "{code}" is used twice. Give each warning a code of its own.')
    for warning in pack:
        for problem in _problems(warning, framework, problem_with_fact):
            top.note(f"{warning.code}: {problem}")
    raise_all(top.problems)
    return pack


def _read_warning(table: Table) -> PackWarning:
    code, message = table.get("code", str), table.get("message", str)
    if code and not _CODE.fullmatch(code):
        built_in = f"{BUILT_IN[0].code} to {BUILT_IN[-1].code}"
        table.note(f'the code is "{code[:20]}". Use W101 to W999; {built_in} are warnings of every framework.')
    if len(message) > LONGEST_MESSAGE:
        table.note(f"the message has {len(message)} characters. Use {LONGEST_MESSAGE} at most.")
    fields = table.texts("fields")
    if not fields:
        table.note('"fields" names no question. Write it as fields = ["CODE OF A QUESTION"].')
    values = table.get("when", dict)
    when = Table(table.file, f"{table.place}, when", _with_answers(values), table.problems).made_by(read_rule)
    return PackWarning(code, message, fields, when)


def _with_answers(values: Any) -> Any:
    """Return the tables with answers = { CODE = […] } turned into one key for each question, at any depth."""
    if isinstance(values, list):
        return [_with_answers(each) for each in values]
    if not isinstance(values, dict):
        return values
    found = {key: _with_answers(value) for key, value in values.items()}
    answers = found.pop("answers") if isinstance(found.get("answers"), dict) else {}
    return found | {f"{ANSWER}{code}": keys for code, keys in answers.items()}


def _problems(
    warning: PackWarning, framework: Framework, problem_with_fact: Callable[[Framework, Test], str]
) -> Iterator[str]:
    for code in warning.fields:
        if code not in framework.questions:
            yield f'"fields" names "{code[:60]}", which is no question of {framework.code}. Correct the code.'
    for name in conditions_in(warning.when):
        if name not in framework.conditions:
            yield f'"when" names the condition "{name[:60]}". Conditions: {", ".join(framework.conditions) or "none"}.'
    for test in tests_in(warning.when):
        code = test.fact.removeprefix(ANSWER)
        problem = problem_with_fact(framework, test) if code == test.fact else _problem_of_answer(framework, code, test)
        if problem:
            yield problem


def _problem_of_answer(framework: Framework, code: str, test: Test) -> str:
    question = framework.questions.get(code)
    if question is None:
        return f'"answers" names "{code[:60]}", which is no question of {framework.code}. Correct the code.'
    if isinstance(test, Compared):
        return f'the answer to {code} is compared with a number. List answers, as in "{code}" = ["no"].'
    offered = [question.key(value) for value in question.labels]
    wrong = [str(key) for key in test.values if key not in offered]
    return f'{code} is never answered "{wrong[0][:40]}". Its answers: {", ".join(offered)}.' if wrong else ""
