"""Draw a sample from the checked rows of an extract: groups, size, draw, and how it compares with all cases."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from cases.counted import plural
from cases.extract.compare import FIELDS_OF_FACT, commonest, compare_with_eligible
from cases.extract.drawn import ColumnRead, DrawnSample, PickedCase, StratumLine
from cases.extract.eligible import (
    EligibleCase,
    cases_by_person,
    looks_like_names,
    stratum_value,
    team_key,
    with_commonest_spelling,
)
from cases.extract.extra import draw_extra_cases
from cases.extract.headings.fields import CachedReader
from cases.extract.headings.find import NEEDED_FIELDS, Headings, heading_key
from cases.extract.notes import sample_notes
from cases.extract.rows.checked import CheckedRows
from cases.extract.rows.one_person import MatchedPersons, doubtful_match_notes
from cases.extract.settings import DrawSettings
from cases.extract.stored_facts import LONGEST_FACTS, facts_of, listed_facts_of
from cases.extract.values.references import read_reference
from cases.identifiers.names import person_key
from cases.sampling.draw import Candidate, Draw, Pick, StratumDraw, draw_cases
from cases.sampling.sizes import margin_of, sample_size
from cases.spreadsheets.limits import SpreadsheetProblem

LARGEST_SAMPLE = 10_000  # cases of a sample: no team reviews more, and all of them leave the reading process
SHOWN_HELD = 1_000  # rows held aside
ALL, PICKED_BY_HAND = "All cases", "Picked by hand"


def missing_fields(headings: Headings, settings: DrawSettings) -> tuple[str, ...]:
    """Return the fields that this draw cannot do without and that no column gives."""
    if settings.listed:
        return tuple(name for name in (*NEEDED_FIELDS, "practitioner") if name not in headings.fields)
    groups = () if settings.hand_picked else settings.strata
    extra = () if settings.hand_picked else [fact for group in settings.extras for fact in group.filters]
    facts = (*groups, *settings.filters, *extra)
    asked = [name for fact in facts for name in FIELDS_OF_FACT.get(fact, (fact,))]
    return tuple(name for name in dict.fromkeys((*NEEDED_FIELDS, *asked)) if name not in headings.fields)


def draw_from_checked(
    checked: CheckedRows, headings: Headings, columns: tuple[ColumnRead, ...], settings: DrawSettings
) -> DrawnSample:
    """Draw from the checked rows. Raises SpreadsheetProblem if the groups would be people's names."""
    people = MatchedPersons([case.person for case in checked.cases])
    eligible = _one_of_each_person(checked, people, settings)
    eligible = with_commonest_spelling(eligible, "team", team_key)
    eligible = with_commonest_spelling(eligible, "practitioner", person_key, LONGEST_FACTS["practitioner"])
    _refuse_groups_of_names(eligible, settings)
    draw, missing = _draw_or_pick(eligible, settings)
    of_reference = {case.reference: case for case in eligible}
    picked = [of_reference[pick.reference] for pick in draw.picks if not pick.reserve]
    taken = {pick.reference for pick in draw.picks}
    extra = list(draw_extra_cases(eligible, taken, () if settings.hand_picked else settings.extras, settings.seed))
    margin = None if settings.hand_picked else margin_of(len(picked), len(eligible), confidence=settings.confidence)
    return DrawnSample(
        seed=settings.seed,
        rows=checked.rows,
        eligible=len(eligible),
        excluded=checked.exclusions(),
        strata=tuple(_stratum_line(stratum) for stratum in draw.strata),
        picks=tuple(_picked_case(pick, of_reference[pick.reference]) for pick in draw.picks),
        compared=tuple(compare_with_eligible(eligible, picked, headings)),
        columns=columns,
        needed=(),
        unknown=tuple((*what, rows) for what, rows in commonest(checked.unknown)),
        problems=(*checked.problems, *((None, "picked by hand", each, _NOT_THERE) for each in missing)),
        problem_count=checked.problem_count + len(missing),
        margin=None if margin is None else 100 * margin,
        held_aside=tuple(checked.held_aside[:SHOWN_HELD]),
        extras=tuple(pick for _, picks in extra for pick in picks),
        extra_lines=tuple(line for line, _ in extra),
        notes=(
            *(draw.notes if eligible or settings.hand_picked else ()),
            *doubtful_match_notes(people),
            *sample_notes(checked, headings, settings, eligible, picked),
        ),
    )


def list_from_checked(checked: CheckedRows, columns: tuple[ColumnRead, ...], settings: DrawSettings) -> DrawnSample:
    """Return every case that can be drawn as a pick, for a team's own list. Raises SpreadsheetProblem if it is long."""
    if len(checked.cases) > LARGEST_SAMPLE:
        raise SpreadsheetProblem(f"lists {len(checked.cases):,} cases; the limit is {LARGEST_SAMPLE:,}.")
    return replace(
        sample_without_draw(checked, columns, (), settings.seed),
        eligible=len(checked.cases),
        excluded=checked.exclusions(),
        picks=tuple(
            PickedCase(case.reference, "", case.person.row, False, listed_facts_of(case)) for case in checked.cases
        ),
        unknown=tuple((*what, rows) for what, rows in commonest(checked.unknown)),
        problems=tuple(checked.problems),
        problem_count=checked.problem_count,
        held_aside=tuple(checked.held_aside[:SHOWN_HELD]),
    )


def sample_without_draw(
    checked: CheckedRows, columns: tuple[ColumnRead, ...], needed: tuple[str, ...], seed: int
) -> DrawnSample:
    """Return a sample with nothing drawn, for a user who has to choose columns first."""
    return DrawnSample(
        seed=seed,
        rows=checked.rows,
        eligible=0,
        excluded={},
        strata=(),
        picks=(),
        compared=(),
        columns=columns,
        needed=needed,
        unknown=(),
        problems=(),
        problem_count=0,
        margin=None,
        notes=(),
    )


def _one_of_each_person(checked: CheckedRows, people: MatchedPersons, settings: DrawSettings) -> list[EligibleCase]:
    """Return one case of each person who was not reviewed recently and is in no other sample; count the others."""
    found = cases_by_person(checked.cases, people.person_of, _reference_keys(settings.hand_picked))
    checked.excluded["same_person"] += len(checked.cases) - len(found)
    left = list(found.values())
    for reason, references in (("reviewed_recently", settings.recent), ("in_other_sample", settings.taken)):
        known, before = _reference_keys(references), len(left)
        left = [own for own in left if not any(case.reference.casefold() in known for case in own)]
        checked.excluded[reason] += before - len(left)
    return [own[0] for own in left]


def _reference_keys(references: Iterable[str]) -> set[str]:
    return {read_reference(reference).casefold() for reference in references}


def _refuse_groups_of_names(eligible: Sequence[EligibleCase], settings: DrawSettings) -> None:
    if "team" in settings.strata and not settings.hand_picked and looks_like_names("team", eligible):
        remedy = "Choose the right column, or other groups"
        raise SpreadsheetProblem(f"has a different office or team in nearly every row. {remedy}.")


_NOT_THERE = "The extract has no case with this CRN that can be drawn. Check the CRN and what is left out."


def _draw_or_pick(eligible: Sequence[EligibleCase], settings: DrawSettings) -> tuple[Draw, list[str]]:
    """Return the draw, and the references picked by hand that are not among the eligible cases."""
    if settings.hand_picked:
        return _pick_by_hand(eligible, settings.hand_picked)
    size = settings.size
    if size is None:
        size = sample_size(len(eligible), confidence=settings.confidence, margin=settings.margin / 100)
    if (most := min(size, len(eligible))) > LARGEST_SAMPLE:
        remedy = f"the limit is {LARGEST_SAMPLE:,}. Choose a smaller size or a wider margin."
        raise SpreadsheetProblem(f"would give a sample of {most:,} cases; {remedy}")
    labels: dict[tuple[Any, ...], tuple[str, ...]] = {}
    units = CachedReader(lambda unit: heading_key(unit or settings.unit))
    candidates = [
        Candidate(
            case.reference, _stratum_in_words(case, settings.strata, labels), *_office_and_practitioner(case, units)
        )
        for case in eligible
    ]
    return draw_cases(
        candidates, size, seed=settings.seed, cap=settings.cap, reserve_percent=settings.reserve_percent
    ), []


def _office_and_practitioner(case: EligibleCase, units: Mapping[Any, str]) -> tuple[str, str]:
    """Return the case's office and practitioner, each with its PDU: the same name in another PDU is another one.

    `units`: {PDU as written: what tells it from others}. A case that names none is the wanted PDU's.
    """
    unit, team, name = units[case.fact("unit")], case.fact("team") or "", case.fact("practitioner")
    return f"{unit} · {team}", f"{name.casefold()} · {unit}" if name else ""


def _pick_by_hand(eligible: Sequence[EligibleCase], wanted: Sequence[str]) -> tuple[Draw, list[str]]:
    known = {case.reference.casefold(): case.reference for case in eligible}
    references = list(dict.fromkeys(read_reference(reference).casefold() for reference in wanted))
    found = [known[reference] for reference in references if reference in known]
    stratum = (PICKED_BY_HAND,)
    picks = tuple(Pick(reference, stratum, at, False) for at, reference in enumerate(found, start=1))
    line = StratumDraw(stratum, len(eligible), len(references), len(found))
    notes = ["These cases were picked by hand, so percentages describe these cases only."]
    if missing := [reference.upper() for reference in references if reference not in known]:
        are = plural(len(missing), "is", "are")
        notes.append(f"{len(missing)} of the CRNs picked by hand {are} not among the cases that can be drawn.")
    return Draw(picks, (line,), tuple(notes)), missing


def _stratum_in_words(
    case: EligibleCase, facts: Sequence[str], labels: dict[tuple[Any, ...], tuple[str, ...]]
) -> tuple[str, ...]:
    """Return the stratum of a case in words. Each combination of facts is put into words once, in `labels`."""
    has = (case.fact("sex"), case.fact("sentence_type"), case.fact("rosh_level"), case.fact("ethnicity"))
    key = (*has, case.fact("team"), case.fact("grade"), case.fact("custody"))
    if key not in labels:
        labels[key] = tuple(stratum_value(case, fact) for fact in facts) or (ALL,)
    return labels[key]


def _stratum_line(stratum: StratumDraw) -> StratumLine:
    counts = (stratum.eligible, stratum.wanted, stratum.drawn, stratum.reserve)
    return StratumLine(stratum_label(stratum.stratum), *counts, tuple(stratum.notes))


def stratum_label(stratum: Sequence[str]) -> str:
    """Return the name of a stratum: its groups, with semicolons between them."""
    return "; ".join(stratum)


def _picked_case(pick: Pick, case: EligibleCase) -> PickedCase:
    return PickedCase(case.reference, stratum_label(pick.stratum), pick.position, pick.reserve, facts_of(case))
