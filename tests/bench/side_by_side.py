"""The same figures by `rate`, by a plain pandas script, by one numpy pass and by a COUNTIFS workbook."""

import json

from tests.audit.exports.libreoffice import PROGRAM
from tests.bench import countifs
from tests.bench.answers import draw_answers, write_files
from tests.bench.in_memory import numpy_in_memory, report_in_memory
from tests.bench.lines import Line, ratio
from tests.bench.shell import measure

TARGETS = {100: "3 s, 300 MB", 10_000: "20 s, 1,000 MB"}


def lines(cases, folder, times):
    """The Lines about an answers file of so many cases; ratios are to `rate` of the .csv, then to numpy."""
    answers = draw_answers(cases)
    found, first = {}, None
    for suffix, path in write_files(answers, folder).items():
        rated = measure(folder, "manage.py", "rate", path, "--format", "json", times=times)
        plain = measure(folder, "tests/bench/with_pandas.py", path, times=times)
        first = first or rated.seconds
        found[f"rate {suffix}"] = figures_of_json(rated.output)
        found[f"pandas {suffix}"] = {code: tuple(pair) for code, pair in json.loads(plain.output).items()}
        yield Line(f"rate, {suffix}", told(rated), TARGETS.get(cases, ""), ratio(rated.seconds, first))
        yield Line(f"pandas script, {suffix}", told(plain), "", ratio(plain.seconds, first))
    if PROGRAM:
        seconds, found["COUNTIFS"] = countifs.recalculate(answers, folder / f"countifs-{cases}")
        yield Line("COUNTIFS workbook in LibreOffice", f"{seconds:.2f} s", "", ratio(seconds, first))
    else:
        yield Line("COUNTIFS workbook in LibreOffice", "LibreOffice is not installed")
    ms, found["numpy"] = numpy_in_memory(answers, 20)
    yield Line("counts by numpy, in memory", f"{ms:.2f} ms", "", "1 x")
    own, found["report"] = report_in_memory(answers, 5)
    yield Line("our counts, ratings and notes, in memory", f"{own:.1f} ms", "", ratio(own, ms))
    yield Line("the same figures in all of them", agreement(found))


def told(run):
    return f"{run.seconds:.2f} s, {run.peak:.0f} MB, child {run.child_peak:.0f} MB"


def figures_of_json(text):
    """{code: (yes, applicable)} of the JSON of `rate`."""
    summary = json.loads(text)
    questions = [question for standard in summary["standards"] for question in standard["key_questions"]]
    figures = [*questions, *(prompt for question in questions for prompt in question["prompts"]), *summary["items"]]
    return {figure["code"]: (figure["yes"], figure["applicable"]) for figure in figures}


def agreement(found):
    """ "yes", with how many were compared, or the names of those that differ from the first."""
    names = list(found)
    different = [name for name in names[1:] if found[name] != found[names[0]]]
    return f"NO: {', '.join(different)}" if different else f"yes: {len(names)} ways, {len(found[names[0]])} questions"
