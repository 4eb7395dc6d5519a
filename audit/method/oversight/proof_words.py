"""The sentences about the two proofs."""

from audit.method.certainty.words import interval_text
from audit.method.change.words import change_text
from audit.method.oversight.practice import Practice, Side
from audit.method.oversight.put_right import PutRight
from cases.counted import counted, plural

TOO_FEW = "a percentage needs 10 cases of at least 3 practitioners, none with more than half of them"


def sentence_on_put_right(found: PutRight) -> str:
    """Return for example "Of 5 gaps 3 were put right after a median of 12 days, 1 is open, 1 can no longer be put
    right; 1 was reopened."; "" without a gap.
    """
    if not found.gaps:
        return ""
    days = f" after a median of {counted(found.median_days, 'day')}" if found.median_days is not None else ""
    parts = [f"{_were(found.put_right)} put right{days}", f"{found.open} {plural(found.open, 'is', 'are')} open"]
    if found.no_longer_possible:
        parts.append(f"{found.no_longer_possible} can no longer be put right")
    reopened = f"; {_were(found.reopened)} reopened" if found.reopened else ""
    return f"Of {counted(found.gaps, 'gap')} {', '.join(parts)}{reopened}."


def counts_text(found: PutRight) -> str:
    """Return for example "6 gaps, 4 put right, 2 open", without what no gap is."""
    parts = [(found.put_right, "put right"), (found.open, "open"), (found.no_longer_possible, "no longer possible")]
    told = [f"{number} {what}" for number, what in parts if number]
    return ", ".join([counted(found.gaps, "gap"), *told])


def share_text(side: Side) -> str:
    """Return for example "42%, 5 of 12 (19% to 68%)", "7 cases: too few", or "no case"."""
    if side.tally:
        return f"{side.percent}%, {side.tally.yes} of {side.cases} ({interval_text(side.interval)})"
    return f"{_cases(side)}: too few" if side.cases else "no case"


def change_words(practice: Practice) -> str:
    """Return for example "+40 points (+1 to +66): more than chance"; "not compared" without a figure on a side."""
    return change_text(practice.change) if practice.change else "not compared"


def sentence_on_practice(practice: Practice) -> str:
    """Return for example "Sufficient in 5 of 12 cases (42%, 19% to 68%) before, and in 9 of 11 (82%, 52% to 95%) since:
    +40 points (+1 to +66): more than chance."
    """
    if practice.change is None:
        return f"{_cases(practice.before)} before, {_cases(practice.after)} since: {TOO_FEW}."
    before, after = _share(practice.before), _share(practice.after)
    return f"Sufficient in {before} before, and in {after} since: {change_text(practice.change)}."


def _were(number: int) -> str:
    return f"{number} {plural(number, 'was', 'were')}"


def _cases(side: Side) -> str:
    return counted(side.cases, "case")


def _share(side: Side) -> str:
    yes = side.tally.yes if side.tally else 0
    return f"{yes} of {_cases(side)} ({side.percent}%, {interval_text(side.interval)})"
