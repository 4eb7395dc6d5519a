"""The roll-up once more, slowly and plainly, with pandas over one table of every answer there is."""

from audit.method.answers import COUNTED
from audit.method.tally import Tally
from audit.models import Answer

FACTS = ["sex", "sentence_type", "resettlement", "court_report"]


def slow_tallies(audit, fact):
    """{value of the fact: {question code: Tally}}, and how many answers were set aside."""
    frame = answers_of(audit)
    counted = frame[frame.apply(lambda row: is_asked(audit.framework, row), axis=1)]
    tallies = {value: tallies_of(counted[[known == value for known in counted[fact]]]) for value in set(frame[fact])}
    return tallies, len(frame) - len(counted)


def answers_of(audit):
    """One row per answer of a submitted review: review, submitted, question, value, and the facts."""
    import pandas as pd  # takes two seconds, which other tests need not wait for

    facts = [f"review__sampled_case__facts__{fact}" for fact in FACTS]
    rows = Answer.objects.filter(review__sampled_case__audit=audit)
    rows = rows.values_list("review", "review__submitted_at", "question", "value", *facts)
    frame = pd.DataFrame(rows, columns=["review", "submitted", "question", "value", *FACTS], dtype=object)
    return frame[frame["submitted"].notna()]


def is_asked(framework, row):
    """By hand: the three conditions of the shipped framework; where a fact is not known the question is asked."""
    condition = framework.questions[row["question"]].applies_to
    fact, value = ("sentence_type", "licence") if condition == "licence" else (condition, True)
    return condition is None or row[fact] is None or row[fact] in ("", value)


def tallies_of(rows):
    table = rows.pivot_table(index="question", columns="value", values="review", aggfunc="count", fill_value=0)
    table = table.reindex(columns=list(COUNTED), fill_value=0)
    return {question: Tally(*(int(row[value]) for value in COUNTED[:4])) for question, row in table.iterrows()}
