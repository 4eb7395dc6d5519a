"""The cases of an extract that can be drawn, and the groups they are in."""

from collections import Counter
from collections.abc import Callable, Container, Hashable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from cases.case_values import NOT_KNOWN, SENTENCE_GROUP_OF, name_of
from cases.extract.rows.person import Person
from cases.extract.values.codes import read_flags
from cases.extract.values.text import UNREADABLE

FACTS = (  # what is kept of a case, in this order
    "sex",
    "ethnicity",
    "disability",
    "sentence_type",
    "rosh_level",
    "mappa_category",
    "mappa_level",
    "unit",
    "team",
    "practitioner",
    "grade",
    "spo",
    "court_report",
    "resettlement",
    "custody",
    "date_of_birth",
    "end_date",
    "contact_suspended_on",
    "allocated_on",
    "ended_early",
    "ended_early_on",
    "ended_early_by",
)
MANY_VALUES = 50
AT = {name: at for at, name in enumerate(FACTS)}
_STORED_AS = {"sentence_group": "sentence_type", "rosh": "rosh_level", "ethnic_group": "ethnicity"}
_NAMED = {"sentence_group": "sentence", "rosh": "risk", "rosh_level": "risk"}


class EligibleCase(NamedTuple):
    """A case that can be drawn. `facts` are in the order of FACTS, None for not known.

    `said`: the cells of ethnicity and flags as they are in the extract. `person`: whose case the row says it is.
    """

    reference: str
    start: date
    facts: tuple[Any, ...]
    said: tuple[Any, ...]
    person: Person

    def fact(self, name: str) -> Any:
        """Return one of the FACTS, None for not known."""
        return self.facts[AT[name]]


def fits_filters(case: EligibleCase, filters: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether the case has one of the wanted values of every fact. Values may be codes or names."""
    return all(
        {value.casefold() for value in wanted} & {value.casefold() for value in _codes_and_names(case, fact)}
        for fact, wanted in filters.items()
    )


def _codes_and_names(case: EligibleCase, fact: str) -> Iterable[str]:
    if fact == "flags":
        flags = read_flags(case.said[1])
        return flags if flags is not UNREADABLE else ()
    value = fact_code(case, fact)
    return (value, name_of(fact, value))


def fact_code(case: EligibleCase, fact: str) -> str:
    """Return the code of a fact by which cases are grouped, or NOT_KNOWN."""
    return _code_of_known(fact, case.fact(_STORED_AS.get(fact, fact)))


def _code_of_known(fact: str, known: Any) -> str:
    if known is None:
        return NOT_KNOWN
    if fact == "sentence_group":
        return SENTENCE_GROUP_OF[known]
    if fact == "rosh":
        return "low" if known == "low" else "not_low"
    return ("yes" if known else "no") if isinstance(known, bool) else str(known)


def count_values(cases: Sequence[EligibleCase], fact: str) -> Counter[str]:
    """Return {code of the fact: cases that have it}."""
    counts: Counter[str] = Counter()
    at = AT[_STORED_AS.get(fact, fact)]
    for known, number in Counter([case.facts[at] for case in cases]).items():
        counts[_code_of_known(fact, known)] += number
    return counts


def with_commonest_spelling(
    cases: Sequence[EligibleCase], fact: str, key_of: Callable[[str], Hashable], longest: int = 100
) -> list[EligibleCase]:
    """Return the cases with one spelling, the commonest, for all values of a fact that have the same key."""
    at = AT[fact]
    spellings: dict[Hashable, Counter[str]] = {}
    for spelling, number in Counter(case.facts[at] for case in cases if case.facts[at]).items():
        spellings.setdefault(key_of(spelling), Counter())[spelling] += number
    chosen = {
        spelling: min(counts, key=lambda each: (-counts[each], each))[:longest]
        for counts in spellings.values()
        for spelling in counts
    }
    return [_with_spelling(case, at, chosen) for case in cases]


def team_key(name: str) -> str:
    """Return what two spellings of one team's name have in common: capitals and spaces do not count."""
    return "".join(name.split()).casefold()


def _with_spelling(case: EligibleCase, at: int, chosen: Mapping[str, str]) -> EligibleCase:
    known = case.facts[at]
    if not known or chosen[known] == known:
        return case
    return case._replace(facts=(*case.facts[:at], chosen[known], *case.facts[at + 1 :]))


def mostly_different(values: int, rows: int) -> bool:
    """Whether nearly every row has a different value, as in a column of people's names."""
    return values > MANY_VALUES and 2 * values > rows


def looks_like_names(fact: str, cases: Sequence[EligibleCase]) -> bool:
    """Whether the values read as this fact are probably people's names."""
    return mostly_different(len(count_values(cases, fact)), len(cases))


def cases_by_person(
    cases: Sequence[EligibleCase], people: Sequence[int], preferred: Container[str] = ()
) -> dict[int, list[EligibleCase]]:
    """Return {person: their cases, the one to keep first}: a `preferred` reference, then the earliest start.

    The order of the cases makes no difference.
    """
    found: dict[int, list[EligibleCase]] = {}
    for person, case in zip(people, cases, strict=True):
        found.setdefault(person, []).append(case)
    for own in found.values():
        if len(own) > 1:
            own.sort(key=lambda case: (case.reference.casefold() not in preferred, *_sort_key(case)))
    return found


def _sort_key(case: EligibleCase) -> tuple[Any, ...]:
    return case.start, case.reference, [str(fact) for fact in (*case.facts, *case.said)]


def stratum_value(case: EligibleCase, fact: str) -> str:
    """Return the group of a case by one of STRATA, in words. Every case has one."""
    if fact != "women_or_sentence_and_rosh":
        value = fact_code(case, fact)
        asked = _NAMED.get(fact, fact.replace("_", " ")).capitalize()
        return f"{asked} {NOT_KNOWN}" if value == NOT_KNOWN else name_of(fact, value)
    sex = case.fact("sex")
    if sex != "male":
        # the Ministry of Justice's sampler drops people of other or unknown sex; here they are a group
        return "Women" if sex == "female" else "Other or unknown sex"
    return f"Men, {stratum_value(case, 'sentence_group').lower()}, {stratum_value(case, 'rosh').lower()}"


def is_resettlement(case: EligibleCase) -> bool | None:
    """Whether work before release belongs to the case: as the extract says, or else for every licence."""
    said: bool | None = case.fact("resettlement")
    sentence: str | None = case.fact("sentence_type")
    return said if said is not None or sentence is None else sentence == "licence"
