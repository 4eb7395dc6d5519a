"""The invented facts of the demonstration's cases: their numbers are published, their details made up."""

import datetime
import random
from typing import Any

TEAMS = {
    "Ipswich": [("Asha Fenwick", "PO"), ("Tom Orwell", "PO"), ("Greta Maddox", "PSO"), ("Callum Reyes", "PQiP")],
    "Lowestoft": [("Delia Marsh", "PO"), ("Owen Thackeray", "PSO"), ("Nina Corton", "PO")],
    "Bury St Edmunds": [("Piers Abbott", "PO"), ("Rosa Lark", "PSO"), ("Hugh Sexton", "PQiP")],
}
COHORT_WEEKS = (datetime.date(2023, 6, 26), datetime.date(2023, 8, 7))  # as published

# How many of the 56 cases have a value. Women, sentence types and minority ethnic cases are as published.
NUMBERS = {
    "sex": {"female": 7},
    "ethnic_group": {"black": 2, "mixed": 1, "asian": 1, "other": 1},
    "sentence_type": {"licence": 19},
    "rosh_level": {"low": 9, "high": 16, "very_high": 1},
}
FLAGS = {
    "ADVP": 32,
    "RCPR": 6,
    "RCCO": 13,
    "RCHD": 9,
    "RVAD": 4,
    "RMDO": 14,
    "ALSH": 11,
    "stalking": 2,
    "IOM": 3,
}
COURT_REPORTS, RESETTLEMENT_CASES = 28, 18


def invent_facts(number: int) -> dict[str, Any]:
    """Return the facts of the case with this number, before share_out_facts sets those with published numbers."""
    dice = random.Random(f"facts {number}")  # noqa: S311 - invented data, nothing secret
    start = COHORT_WEEKS[number % 2] + datetime.timedelta(days=dice.randrange(5))
    return {
        "reference": f"DEMO-{number:03}",
        "sex": "male",
        "ethnic_group": "white",
        "date_of_birth": datetime.date(2024, 2, 12) - datetime.timedelta(days=dice.randrange(19 * 365, 66 * 365)),
        "disability": dice.choice(["None", "None", "None", "None", "Mobility", "Dyslexia", "Mental health condition"]),
        "sentence_type": "community_order",
        "start_date": start,
        "end_date": start + datetime.timedelta(days=dice.choice([365, 365, 548, 730])),
        "rosh_level": "medium",
        "mappa_category": None,
        "mappa_level": None,
        "flags": [],
        "court_report": False,
        "resettlement": False,
    }


def share_out_facts(cases):
    """Give each fact of NUMBERS and FLAGS to the number of cases that it names."""
    for fact, numbers in NUMBERS.items():
        waiting = _shuffled(fact, cases)
        for value, number in numbers.items():
            for _ in range(number):
                waiting.pop().facts[fact] = value
    for flag, number in FLAGS.items():
        for case in _shuffled(flag, cases)[:number]:
            case.facts["flags"].append(str(flag))
    licences = [case for case in cases if case.facts["sentence_type"] == "licence"]
    _set_in("court_report", [case for case in cases if case not in licences], COURT_REPORTS)
    _set_in("resettlement", licences, RESETTLEMENT_CASES)
    for case in licences:
        if case.facts["rosh_level"] in ("high", "very_high"):
            case.facts |= {"mappa_category": 2, "mappa_level": 1}


def _set_in(fact, cases, number):
    for case in _shuffled(fact, cases)[:number]:
        case.facts[fact] = True


def share_out_practitioners(cases):
    """Give half of the cases to Ipswich and a quarter to each other team, and there to the practitioners in turn."""
    teams = ["Ipswich", "Lowestoft", "Ipswich", "Bury St Edmunds"]
    for position, case in enumerate(_shuffled("teams", cases)):
        case.team = teams[position % len(teams)]
        practitioners = TEAMS[case.team]
        case.practitioner = practitioners[position // len(teams) % len(practitioners)][0]


def _shuffled(purpose, cases):
    cases = list(cases)
    random.Random(f"share out {purpose}").shuffle(cases)  # noqa: S311 - invented data, nothing secret
    return cases
