"""The same answers, already in memory: our report of them beside one pass of numpy over an array."""

import statistics
import time

import numpy as np

from audit.method.answers import Value
from audit.results.table_report import report_on_table
from tests.bench.answers import FRAMEWORK


def median_ms(action, times):
    """The median of so many timings of `action`, in milliseconds, after one that is not counted: the best of three
    medians, since on a shared machine a whole series can be disturbed."""
    action()
    return min(statistics.median(timed_ms(action) for _ in range(times)) for _ in range(3))


def timed_ms(action):
    started = time.perf_counter()
    action()
    return 1000 * (time.perf_counter() - started)


def report_in_memory(answers, times):
    """(ms, {code: (yes, applicable)}) of a report with ratings, notes and distances."""
    table = answers.table
    report = report_on_table(FRAMEWORK, table, {}, title="")
    return median_ms(lambda: report_on_table(FRAMEWORK, table, {}, title=""), times), figures_of(report)


def numpy_in_memory(answers, times):
    """(ms, {code: (yes, applicable)}) of counting alone."""
    array = np.array([[value or 0 for value in row] for row in answers.values], dtype=np.int8)
    counted = count(array)
    return median_ms(lambda: count(array), times), dict(zip(FRAMEWORK.questions, counted, strict=True))


def count(array):
    """[(yes, applicable)] of every column."""
    yes = (array == Value.YES).sum(axis=0)
    applicable = ((array != 0) & (array != Value.NOT_APPLICABLE)).sum(axis=0)
    return list(zip(yes.tolist(), applicable.tolist(), strict=True))


def figures_of(report):
    """{code: (yes, applicable)} of a Report."""
    rating = report.rating
    questions = [question for standard in rating.standards for question in standard.key_questions]
    figures = [*questions, *(prompt for question in questions for prompt in question.prompts), *rating.items]
    return {figure.code: (figure.tally.yes, figure.tally.applicable) for figure in figures}
