"""The result of an audit of 100 cases and of 5,000: how sure it is, its pages and its files."""

from datetime import date
from io import BytesIO

from audit.exports.as_json.summary import summary_of
from audit.exports.documents.report import write_report
from audit.exports.leaving.profiles import Leaving
from audit.exports.leaving.reads import contents_of
from audit.method.certainty import together
from audit.method.certainty.together import chances_of
from audit.method.groups.facts import GROUP_FACTS
from audit.models import Audit, SampledCase
from audit.results.judgements.actions.judgement import record_judgement
from audit.results.report import report_on_audit
from audit.results.rollup import roll_up
from audit.results.sign_off.actions.sign_off import sign_off
from audit.results.what_if.scratch import ScratchChanges, what_if_address
from cases.models import Case, Practitioner, Team
from tests.audit.an_audit import a_unit, add_answered, an_audit
from tests.bench.answers import draw_answers
from tests.bench.in_database import make_client, measured

# {cases: (what its page may take, how often it is measured)}
PAGES = {100: ("150 ms, 12 queries", 10), 5_000: ("1,000 ms", 3)}

GRADES = ("PO", "PSO", "PQiP")
FACTS = {
    "sex": ("male", "female", "male"),
    "ethnic_group": ("white", "black", "white", "asian", "mixed"),
    "disability": ("", "None", "Mobility"),
    "age_at_start": (19, 28, 37, 46, 60),
    "sentence_type": ("community_order", "licence"),
    "rosh_level": ("low", "medium", "high", "medium"),
    "flags": (["ADVP", "RCCO", "ALSH"], ["RMDO"], [], ["ADVP", "STRG"], ["IOM", "RCPR"]),
}


def lines():
    """The Lines about results; the database is migrated. Nothing that could be remembered of the chances is."""
    client = make_client("results")
    for cases, (target, times) in PAGES.items():
        audit = make_audited(cases)
        report = report_on_audit(audit)
        yield measured(f"certainty of {cases:,} cases", afresh(chances_in, report), "100 ms" * (cases == 100), times)
        page = f"/audits/{audit.pk}/"
        yield measured(f"result page of {cases:,} cases", afresh(client.get, page), target, times)
        yield measured(
            f"JSON of {cases:,} cases", afresh(lambda audit=audit: summary_of(report_on_audit(audit))), times=times
        )
        if cases == 100:
            yield measured("report of 100 cases as a Word file", afresh(written_report, audit), "3,000 ms", times)
        yield measured(
            f"roll-up of {cases:,} cases by {len(GROUP_FACTS)} facts",
            lambda audit=audit: roll_up(audit, by=GROUP_FACTS),
            "2,000 ms, 1 query" * (cases == 5_000),
            times,
        )
        every_fact = f"{page}groups/?more=on"
        yield measured(f"groups of {cases:,} cases by every fact", afresh(client.get, every_fact), times=times)
        sign_off(audit=audit)
        yield measured(f"result page of {cases:,} cases, signed off", afresh(client.get, page), target, times)
        tried = what_if_address(audit, ScratchChanges({"2.1.3": 5}))
        yield measured(f"what would change it, {cases:,} cases", afresh(client.get, tried), times=times)


def make_audited(cases):
    """A running audit with this many answered cases and every judgement, fetched for a report."""
    audit = an_audit(f"Results of {cases}", unit=a_unit(f"Results {cases}"))
    add_answered(audit, [each.answers for each in draw_answers(cases).table.cases.values()])
    for standard in ("1.1", "1.2", "1.3"):
        record_judgement(audit=audit, standard=standard, rating="Good", rationale="Invented.", decided_by="Panel")
    give_facts(audit)
    return Audit.objects.for_report().get(pk=audit.pk)


def give_facts(audit):
    """Facts of every kind, in turn, so that each fact has groups: 6 teams of 10 practitioners, 12 months."""
    teams = [Team.objects.create(unit=audit.unit, name=f"Team {number}") for number in range(6)]
    people = [Practitioner.objects.create(name=f"P{number}", team=teams[number % 6]) for number in range(60)]
    sampled = list(audit.sampled_cases.select_related("case"))
    for place, each in enumerate(sampled):
        officer, case = people[place % 60], each.case
        case.practitioner, case.start_date = officer, date(2024, place % 12 + 1, 1)
        chosen = {fact: values[place // 7 % len(values)] for fact, values in FACTS.items()}
        each.facts |= chosen | {"team": officer.team.name, "grade": GRADES[place % 60 % 3]}
    Case.objects.bulk_update([each.case for each in sampled], ["practitioner", "start_date"], batch_size=500)
    SampledCase.objects.bulk_update(sampled, ["facts"], batch_size=500)


def chances_in(report):
    return chances_of(report.rating, report.key_answers, report.draws)


def written_report(audit):
    write_report([contents_of(audit, Leaving())], BytesIO())


def afresh(action, *arguments):
    """The action, after all draws that were remembered are forgotten."""

    def run():
        together._draw_bands.cache_clear()
        return action(*arguments)

    return run
