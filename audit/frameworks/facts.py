"""Whether the facts that a framework's conditions look at are those of a case, with values that a case can have."""

from collections.abc import Iterator

from audit.method.applicability import KIND
from audit.method.conditions.rules import ASK_FACT, Compared, Condition, Listed, Test, tests_in
from audit.method.facts.derived import DerivedFact
from audit.method.framework import Framework
from cases.case_values import FLAGS, GRADES
from cases.models import Case

OTHERS = ("flags", "grade", "team", "age_at_start", KIND)  # of a case in an audit, beside Case.FACTS
NUMBERS = ("mappa_category", "mappa_level", "age_at_start")
NEVER_ASKED = ("grade", "team", "age_at_start", KIND)  # no form asks for them: they follow from the case's record


def problems_with_facts(framework: Framework) -> Iterator[tuple[str, str]]:
    """Yield (place, what is wrong): what no case meets is never asked, and nothing would show it."""
    for name, fact in framework.facts.items():
        if problem := _problem_with_derived(name, fact):
            yield f"[facts.{name}]", problem
    for name, condition in framework.conditions.items():
        for test in tests_in(condition.rule):
            if problem := problem_with_test(framework, test) or _problem_with_asking(condition, test):
                yield f"[conditions.{name}]", problem


def _problem_with_derived(name: str, fact: DerivedFact) -> str:
    if name in (*Case.FACTS, *Case.DATES, *OTHERS):
        return "a case has a fact of this name already. Choose another name."
    wrong = [day for day in fact.dates if day not in Case.DATES]
    if wrong:
        return f'no case has the date "{wrong[0][:40]}". Dates: {", ".join(Case.DATES)}.'
    if len(fact.dates) > 1 and fact.dates[1] in (fact.dates[0], "start_date"):
        return f'"{fact.dates[1]}" never comes after "{fact.dates[0]}". Name the earlier date first, then a later one.'
    return ""


def problem_with_test(framework: Framework, test: Test) -> str:
    """Return what is wrong with the fact that a test looks at, or with its values; "" if nothing is."""
    derived = framework.facts.get(test.fact)
    if derived is None and test.fact not in (*Case.FACTS, *OTHERS):
        known = ", ".join((*Case.FACTS, *OTHERS, *framework.facts))
        remedy = " Work out a fact from it under [facts]." if test.fact in Case.DATES else ""
        return f'no case has "{test.fact[:40]}". Facts: {known}.{remedy}'
    if test.fact == KIND and not framework.kinds:
        return 'no kinds of case are in this file. Add [[kinds]], or leave "kind" out.'
    is_number = derived.is_number if derived else test.fact in NUMBERS
    if isinstance(test, Compared):
        return "" if is_number else f'"{test.fact}" is no number, so it cannot be compared. List its values.'
    return _problem_with_values(test, values_of(framework, test.fact), is_number=is_number)


def values_of(framework: Framework, fact: str) -> list[object]:
    """Return the values that the fact can have; [] for a number or a text."""
    if fact in framework.facts:
        return [] if framework.facts[fact].is_number else [True, False]
    if fact in OTHERS:
        return list({"flags": FLAGS, "grade": GRADES, KIND: framework.kind}.get(fact, ()))
    return [True, False] if fact in Case.YES_OR_NO else [value for value, _ in Case._meta.get_field(fact).choices or []]


def _problem_with_values(test: Listed, known: list[object], *, is_number: bool) -> str:
    wrong = [value for value in test.values if is_number and type(value) is not int]
    wrong += [value for value in test.values if known and value not in known]
    wrong += [value for value in test.values if type(value) is bool and True not in known]
    if not wrong:
        return ""
    words = ", ".join(map(str, known)) or ("whole numbers" if is_number else "texts")
    return f'"{test.fact}" is never {wrong[0]!r}. Values: {words}.'


def _problem_with_asking(condition: Condition, test: Test) -> str:
    if condition.unknown == ASK_FACT and test.fact in NEVER_ASKED:
        return f'no form asks for "{test.fact}". Use unknown = "ask" or "skip" in a condition that looks at it.'
    return ""
