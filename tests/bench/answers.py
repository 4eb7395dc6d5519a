"""Invented answers to every question of the shipped framework, in memory and in files."""

import csv
import random
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

from audit.frameworks import framework
from audit.reviewing.answers_file.table import AnswersRow, AnswersTable

FRAMEWORK = framework("pdu-2023")


@dataclass(frozen=True)
class Answers:
    """`values[case][question]`: a Value, or None where nothing was answered, for the framework's questions in order."""

    values: list[list]

    @property
    def rows(self):
        """The rows of an answers file, as texts; the headings first."""
        questions = FRAMEWORK.questions.values()
        yield ["case", *FRAMEWORK.questions]
        for number, values in enumerate(self.values, start=1):
            pairs = zip(questions, values, strict=True)
            yield [f"X{number:06}", *("" if value is None else question.labels[value] for question, value in pairs)]

    @property
    def table(self):
        """The checked table that the file gives."""
        cases = {}
        for row, values in enumerate(self.values, start=2):
            given = {code: value for code, value in zip(FRAMEWORK.questions, values, strict=True) if value}
            cases[f"x{row - 1:06}"] = AnswersRow(f"X{row - 1:06}", row, given)
        return AnswersTable(cases=cases)


def draw_answers(cases):
    """Always the same Answers for a number of cases. Key questions are all answered, others now and then not."""
    dice = random.Random(f"bench {cases}")  # noqa: S311 - nothing secret
    offers = [list(question.labels) for question in FRAMEWORK.questions.values()]
    optional = [question not in FRAMEWORK.key_questions for question in FRAMEWORK.questions.values()]
    return Answers(
        [
            [None if skips and dice.random() < 0.02 else dice.choice(offer) for offer, skips in choices]
            for choices in [list(zip(offers, optional, strict=True))] * cases
        ]
    )


def write_files(answers, folder: Path):
    """{".csv": path, ".xlsx": path} of an answers file of each kind."""
    name = f"answers-{len(answers.values)}"
    paths = {suffix: folder / f"{name}{suffix}" for suffix in (".csv", ".xlsx")}
    with paths[".csv"].open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(answers.rows)
    with xlsxwriter.Workbook(paths[".xlsx"], {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Answers")
        for line, row in enumerate(answers.rows):
            sheet.write_row(line, 0, row)
    return paths
