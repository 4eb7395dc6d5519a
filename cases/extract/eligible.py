"""Cases of an extract that can be drawn, and the groups that they are in."""

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
)
MANY_VALUES = 50
AT = {name: at for at, name in enumerate(FACTS)}
_STORED_AS = {"sentence_group": "sentence_type", "rosh": "rosh_level", "ethnic_group": "ethnicity"}
_NAMED = {"sentence_group": "sentence", "rosh": "risk", "rosh_level": "risk"}


class EligibleCase(NamedTuple):
    """A row that can be drawn: `facts` in the order of FACTS, None where not known; `said` is what stands in the cell
    of the ethnicity, and of the flags; `person` is what the row says of whose case it is."""

    reference: str
    start: date
    facts: tuple[Any, ...]
    said: tuple[Any, ...]
    person: Person

    def fact(self, name: str) -> Any:
        return self.facts[AT[name]]


def fits_filters(case: EligibleCase, filters: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether the case has, of each fact, one of the values asked for, by code or by name."""
    return all(
        {value.casefold() for value in wanted} & {value.casefold() for value in _values(case, fact)}
        for fact, wanted in filters.items()
    )


def _values(case: EligibleCase, fact: str) -> Iterable[str]:
    if fact == "flags":
        flags = read_flags(case.said[1])
        return flags if flags is not UNREADABLE else ()
    value = value_of(case, fact)
    return (value, name_of(fact, value))


def value_of(case: EligibleCase, fact: str) -> str:
    """The code of a fact by which cases are grouped; NOT_KNOWN where the extract does not tell."""
    return _code(fact, case.fact(_STORED_AS.get(fact, fact)))


def _code(fact: str, known: Any) -> str:
    if known is None:
        return NOT_KNOWN
    if fact == "sentence_group":
        return SENTENCE_GROUP_OF[known]
    if fact == "rosh":
        return "low" if known == "low" else "not_low"
    return ("yes" if known else "no") if isinstance(known, bool) else str(known)


def count_values(cases: Sequence[EligibleCase], fact: str) -> Counter[str]:
    """How many of the cases have each value of a fact, by its code."""
    counts: Counter[str] = Counter()
    at = AT[_STORED_AS.get(fact, fact)]
    for known, number in Counter([case.facts[at] for case in cases]).items():
        counts[_code(fact, known)] += number
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
    return [_with(case, at, chosen) for case in cases]


def team_key(name: str) -> str:
    """What makes two names of a team the same."""
    return "".join(name.split()).casefold()


def _with(case: EligibleCase, at: int, chosen: Mapping[str, str]) -> EligibleCase:
    known = case.facts[at]
    if not known or chosen[known] == known:
        return case
    return case._replace(facts=(*case.facts[:at], chosen[known], *case.facts[at + 1 :]))


def mostly_different(values: int, rows: int) -> bool:
    """Whether a column has another value in nearly every row, so that it may well be one of people's names."""
    return values > MANY_VALUES and 2 * values > rows


def looks_like_names(fact: str, cases: Sequence[EligibleCase]) -> bool:
    """Whether what was read as this fact may well be people's names."""
    return mostly_different(len(count_values(cases, fact)), len(cases))


def cases_by_person(
    cases: Sequence[EligibleCase], people: Sequence[int], preferred: Container[str] = ()
) -> dict[int, list[EligibleCase]]:
    """{person: their cases, first the one that is kept}: of the `preferred` references, if any, the earliest start. In
    whatever order they come, the same ones are kept."""
    found: dict[int, list[EligibleCase]] = {}
    for person, case in zip(people, cases, strict=True):
        found.setdefault(person, []).append(case)
    for own in found.values():
        if len(own) > 1:
            own.sort(key=lambda case: (case.reference.casefold() not in preferred, *_order(case)))
    return found


def _order(case: EligibleCase) -> tuple[Any, ...]:
    return case.start, case.reference, [str(fact) for fact in (*case.facts, *case.said)]


def stratum_value(case: EligibleCase, fact: str) -> str:
    """The group of a case by one of STRATA, in words. Nobody is without a group."""
    if fact != "women_or_sentence_and_rosh":
        value = value_of(case, fact)
        asked = _NAMED.get(fact, fact.replace("_", " ")).capitalize()
        return f"{asked} {NOT_KNOWN}" if value == NOT_KNOWN else name_of(fact, value)
    sex = case.fact("sex")
    if sex != "male":
        # the sampler of the Ministry of Justice drops people of other or unknown sex; here they are a group
        return "Women" if sex == "female" else "Other or unknown sex"
    return f"Men, {stratum_value(case, 'sentence_group').lower()}, {stratum_value(case, 'rosh').lower()}"


def is_resettlement(case: EligibleCase) -> bool | None:
    """Whether work before release belongs to the case: as the extract says, else where it is a licence."""
    said: bool | None = case.fact("resettlement")
    sentence: str | None = case.fact("sentence_type")
    return said if said is not None or sentence is None else sentence == "licence"
