"""A site after years: 200 audits of 50 PDUs, 13,000 cases and 1.2 million answers, each with its history."""

import datetime
import tempfile
from dataclasses import replace
from pathlib import Path

from django.db import connection
from django.db.models import F
from django.utils import timezone

from audit.method.answers import Value
from audit.models import Answer, Audit, Review, SampledCase
from audit.planning.actions.plan import plan_audit
from audit.planning.actions.reviewers import set_reviewers
from audit.planning.actions.sample import store_sample
from audit.results.judgements.actions.judgement import record_judgement
from audit.results.sign_off.actions.sign_off import sign_off
from audit.reviewing.actions.import_answers import import_answers
from audit.reviewing.answers_file.table import AnswersTable
from cases.actions.in_bulk import create_in_bulk
from cases.extract.invented import invented_rows
from cases.extract.read import read_extract
from cases.extract.settings import DrawSettings
from cases.models import DeliveryUnit, Event, Membership, Region, User
from cases.permissions import Role
from cases.spreadsheets.write import WRITERS
from tests.bench.answers import draw_answers
from tests.bench.large_copies import copy_unit

REGIONS, UNITS, AUDITS, CASES = 12, 50, 4, 65  # audits of a unit, cases of an audit
READ_TWICE, UNFINISHED, EVENTS = 16, 20, 10_000  # every 16th case; of one reviewer; of one audit
RUNNING = 10  # audits that are not signed off: the last of so many units
PEOPLE_OF_UNIT = (Role.QUALITY_LEAD, Role.REVIEWER, Role.REVIEWER, Role.SPO, Role.VIEWER, Role.ADMINISTRATOR)
Part, PLANNED = Review.Part, "Next round"
COMMENT = "Seen in the record of contacts of the first three months."
# who opens the pages, and where they hold their role: with half of all reviews the reviewer has done most of anybody
WHO = {
    "administrator": (Role.ADMINISTRATOR, "nation"),
    "lead of a PDU": (Role.QUALITY_LEAD, "unit"),
    "lead of the nation": (Role.QUALITY_LEAD, "nation"),
    "reviewer": (Role.REVIEWER, "nation"),
    "second reviewer": (Role.REVIEWER, "nation"),
    "SPO of a team": (Role.SPO, "team"),
    "viewer of a PDU": (Role.VIEWER, "unit"),
    "viewer of the nation": (Role.VIEWER, "nation"),
}


def build():
    """Fill the database, which is migrated and empty."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous = OFF")
        cursor.execute("PRAGMA journal_mode = OFF")
    regions = [Region.objects.create(name=f"Region {number}") for number in range(REGIONS)]
    unit = DeliveryUnit.objects.create(region=regions[0], name="PDU")
    people = {name: User.objects.create(username=name, first_name=name.capitalize()) for name in WHO}
    for number in range(AUDITS):
        _make_audit(unit, number, people["reviewer"], people["second reviewer"])
    copy_unit(UNITS - 1, regions=REGIONS)
    plan_audit(unit=unit, title=PLANNED, framework_code="pdu-2023")
    _give_roles(people, unit)
    _reopen(unit, people["reviewer"])
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode = WAL")


def counted():
    """{what: how many} of the models that make the size."""
    models = {"audits": Audit, "cases": SampledCase, "reviews": Review, "answers": Answer, "events": Event}
    return {name: model.objects.count() for name, model in models.items()}


def _make_audit(unit, number, *reviewers):
    """A signed-off audit of a drawn sample, whose first reviews are shared by two reviewers."""
    today, lead = timezone.localdate(), reviewers[0]
    audit = plan_audit(unit=unit, title=f"Round {number + 1}", framework_code="pdu-2023", review_until=today, by=lead)
    settings = DrawSettings(today=today, seed=number, size=CASES, unit=unit.name)
    store_sample(audit=audit, settings=settings, drawn=_drawn(settings), by=lead)
    set_reviewers(audit=audit, capacities=dict.fromkeys(reviewers), by=lead)
    import_answers(audit=audit, table=_table(number), by=lead)
    reviews = Review.objects.filter(sampled_case__audit=audit)
    Answer.objects.filter(review__in=reviews).alias(left=F("pk") % 5).filter(left=0).update(comment=COMMENT)
    reviews.alias(left=F("sampled_case__number") % 2).filter(left=0).update(reviewer=reviewers[1])
    for sampled in audit.sampled_cases.alias(left=F("number") % READ_TWICE).filter(left=0):
        _read_again(sampled, reviewers[0])
    _look_at(audit, reviewers)
    for standard in [each for each in audit.framework.standards if not each.from_cases]:
        told = {"rating": "Good", "rationale": "Seen.", "decided_by": "The panel"}
        record_judgement(audit=audit, standard=standard.code, **told, by=lead)
    sign_off(audit=audit, by=lead)


def _drawn(settings):
    with tempfile.TemporaryDirectory() as folder:
        extract = Path(folder) / "extract.csv"
        WRITERS[".csv"](extract, invented_rows(800, seed=settings.seed, today=settings.today, unit=settings.unit))
        return read_extract(extract, settings)


def _table(number):
    """An AnswersTable of every case of an audit; the cases go by their numbers."""
    rows = list(draw_answers(CASES * AUDITS).table.cases.values())[number * CASES : (number + 1) * CASES]
    return AnswersTable({str(n): replace(row, reference=str(n)) for n, row in enumerate(rows, start=1)})


def _read_again(sampled, reader):
    """A second reading of a SampledCase that differs in two answers, of which one is settled."""
    first = sampled.reviews.get()
    second, agreed = (_review(sampled, part, who) for part, who in ((Part.SECOND, reader), (Part.AGREED, None)))
    values = dict(first.answers.values_list("question", "value"))
    turned = [code for code, value in values.items() if value == Value.YES][:2]
    values |= dict.fromkeys(turned, Value.NO)
    answers = [Answer(review=second, question=code, value=value, answered_by=reader) for code, value in values.items()]
    settled = Answer(review=agreed, question=turned[0], value=Value.NO, answered_by=reader)
    create_in_bulk(Answer, [*answers, settled], by=reader)


def _review(sampled, part, reader):
    submitted = timezone.now() if reader else None
    return Review.objects.create(sampled_case=sampled, part=part, reviewer=reader, submitted_at=submitted)


def _look_at(audit, people):
    """Each case opened twice by each of the people."""
    sampled = list(audit.sampled_cases.all())
    Event.objects.bulk_create(
        Event(
            kind=Event.Kind.CASE_VIEWED, user=who, unit=audit.unit, audit=audit.pk, case=each.case, details=_what(each)
        )
        for each in sampled * 2
        for who in people
    )


def _what(sampled):
    return {"what": f"the first review of {sampled}"}


def _give_roles(people, unit):
    """The people of WHO in the first unit, and some in every other one."""
    team = unit.teams.first()
    places = {"nation": {}, "unit": {"unit": unit}, "team": {"team": team}}
    held = [Membership(user=people[name], role=role, **places[kind]) for name, (role, kind) in WHO.items()]
    for other in DeliveryUnit.objects.exclude(pk=unit.pk):
        users = [User(username=f"{number} of {other}") for number in range(len(PEOPLE_OF_UNIT))]
        pairs = zip(User.objects.bulk_create(users), PEOPLE_OF_UNIT, strict=True)
        held += [Membership(user=user, role=role, unit=other) for user, role in pairs]
    Membership.objects.bulk_create(held)


def _reopen(unit, reviewer):
    """The last audits of some units are running; the first of these has unfinished reviews and a long trail."""
    last = Audit.objects.filter(title__startswith=f"Round {AUDITS}").order_by("pk")[:RUNNING]
    running = Audit.objects.filter(pk__in=[audit.pk for audit in last])
    running.update(signed_off_at=None, signed_off_by=None, snapshot=None, keep_until=None)
    audit = running.get(unit=unit)
    own = Review.objects.filter(sampled_case__audit=audit, part=Part.FIRST, reviewer=reviewer)
    unfinished = list(own.exclude(sampled_case__reviews__part=Part.SECOND)[:UNFINISHED])
    Review.objects.filter(pk__in=[review.pk for review in unfinished]).update(submitted_at=None)
    Answer.objects.filter(review__in=unfinished).alias(left=F("pk") % 3).filter(left=0).delete()
    _add_events(audit)


def _add_events(audit):
    """Days of people who open cases and lists, a minute apart."""
    first, sampled = timezone.now() - datetime.timedelta(days=30), list(audit.sampled_cases.all())
    kinds = (Event.Kind.CASE_VIEWED, Event.Kind.CASES_LISTED, Event.Kind.EXPORTED)
    facts = {"what": "the cases of 2.1.1", "cases": list(range(1, CASES + 1)), "profile": "figures only", "rows": 0}
    Event.objects.bulk_create(
        Event(
            kind=kinds[number % 20 % 3],
            happened_at=first + datetime.timedelta(minutes=number),
            user=audit.created_by,
            unit=audit.unit,
            audit=audit.pk,
            case=sampled[number % CASES].case if number % 20 % 3 == 0 else None,
            details=facts if number % 20 % 3 else _what(sampled[number % CASES]),
        )
        for number in range(EVENTS)
    )
