"""The database itself refuses what no record may say, whoever writes it and by whatever way."""

import datetime

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from audit.models import (
    Answer,
    Audit,
    AuditReviewer,
    EarlierVersion,
    EvidenceEntry,
    Indicator,
    Notice,
    NoticeEmail,
    PublishedResult,
    QuestionNote,
    Reading,
    ReadingAnswer,
    Recommendation,
    ReserveCase,
    Review,
    Sample,
    SampledCase,
    SendBack,
    SharedCase,
    StandardJudgement,
    StandardText,
    Survey,
)
from cases.models import Case, DeliveryUnit, Event, KnownAddress, Membership, Region, Team, User
from tests.audit.an_audit import YES, add_case, an_audit

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]

MONDAY, TUESDAY = datetime.date(2023, 7, 3), datetime.date(2023, 7, 4)
REPLACED = {"replaced_at": timezone.now(), "replaced_note": "Moved."}
JUDGEMENT = {"standard": "1.1", "rating": "Good", "rationale": "Seen.", "decided_by": "Panel"}


@pytest.fixture
def audit():
    """An audit with one case that has a start, one without, and one judgement; a team and a user beside them."""
    audit = an_audit()
    for start in (MONDAY, None):
        add_case(audit, {"2.1.1": YES}, start_date=start)
    StandardJudgement.objects.create(audit=audit, decided_at=timezone.now(), **JUDGEMENT)
    Team.objects.create(unit=audit.unit, name="Ipswich")
    User.objects.create(username="asha")
    Event.objects.create(kind=Event.Kind.SIGNED_IN)
    AuditReviewer.objects.create(audit=audit, user=User.objects.get())
    for position, case in enumerate(Case.objects.all(), start=1):
        ReserveCase.objects.create(audit=audit, case=case, stratum="Men", position=position)
    case = Case.objects.first()
    shared = SharedCase.objects.create(
        audit=audit, case=case, number=1, stratum="Men", position=9, facts_as_of=timezone.now()
    )
    reading = Reading.objects.create(shared_case=shared, reviewer=User.objects.get())
    ReadingAnswer.objects.create(reading=reading, question="2.1.1", value=YES)
    QuestionNote.objects.create(audit=audit, question="2.1.1", text="Agreed.")
    Sample.objects.create(audit=audit)
    PublishedResult.objects.create(inspection="Suffolk PDU", programme="PDU", source="Report", score=4, max_score=21)
    told = {"user": User.objects.get(), "audit": audit, "review": Review.objects.first()}
    Notice.objects.create(kind=Notice.Kind.OVERDUE, **told)
    NoticeEmail.objects.create(user=User.objects.get(), day=MONDAY)
    KnownAddress.objects.create(user=User.objects.get(), digest="a digest")
    StandardText.objects.create(audit=audit, standard="1.1", written_at=timezone.now())
    EvidenceEntry.objects.create(audit=audit, standard="1.1", kind="note", title="Minutes", written_at=timezone.now())
    _evidence(audit)
    Recommendation.objects.create(audit=audit, text="Plan.", about=["2.2"], written_at=timezone.now())
    EarlierVersion.objects.create(
        audit=audit,
        number=1,
        signed_off_at=timezone.now(),
        taken_back_at=timezone.now(),
        reason="A slip.",
        figures_open=True,
    )
    return audit


def _evidence(audit):
    answered = {"columns": [], "figures": {}, "respondents": 5}
    Survey.objects.create(audit=audit, kind="staff", title="Staff", held="2024", written_at=timezone.now(), **answered)
    said = {"name": "Vacancies", "value": 102, "unit": "posts", "measured": "2024", "source": "Report"}
    Indicator.objects.create(audit=audit, written_at=timezone.now(), **said)


def copies(model, **changes):
    """A change of each record of a model into a new one like it, apart from `changes`."""

    def insert():
        record = model.objects.order_by("pk").first()
        values = {field.attname: getattr(record, field.attname) for field in model._meta.fields} | changes
        model.objects.bulk_create([model(**values | {"pk": None, "id": None})])

    return insert


def updates(model, **changes):
    """A change of the first record of a model."""
    return lambda: model.objects.filter(pk=model.objects.order_by("pk").first().pk).update(**changes)


def membership(*places, role="spo"):
    """A membership in all of these places at once."""

    def insert():
        found = {"region": Region, "unit": DeliveryUnit, "team": Team}
        held = {name: found[name].objects.first() for name in places}
        Membership.objects.bulk_create([Membership(user=User.objects.get(), role=role, **held)])

    return insert


def second_without_start():
    case = Case.objects.get(start_date=None)
    Case.objects.bulk_create([Case(unit=case.unit, reference=case.reference)])


def sent_back_without_note():
    SendBack.objects.bulk_create([SendBack(review=Review.objects.first(), note="", sent_at=timezone.now())])


REFUSED = [
    ("recommendation_has_a_text", updates(Recommendation, text="")),
    ("recommendation_is_about_something", updates(Recommendation, about=[])),
    ("one_text_per_standard", copies(StandardText, narrative="Another.")),
    ("evidence_kind_is_known", updates(EvidenceEntry, kind="gossip")),
    ("evidence_supports_what_is_known", updates(EvidenceEntry, supports="")),
    ("evidence_has_a_title_or_a_figure", updates(EvidenceEntry, title="")),
    ("evidence_has_a_title_or_a_figure", updates(EvidenceEntry, kind="live")),
    ("evidence_has_a_title_or_a_figure", updates(EvidenceEntry, cites="live:2.1.3")),
    ("survey_kind_is_known", updates(Survey, kind="gossip")),
    ("survey_has_five_respondents", updates(Survey, respondents=4)),
    ("indicator_is_not_negative", updates(Indicator, value=-1)),
    ("indicator_is_not_negative", updates(Indicator, before=-1)),
    ("indicator_is_of_something", updates(Indicator, of=0)),
    *(("indicator_says_what_and_whence", updates(Indicator, **{name: ""})) for name in ("name", "unit", "source")),
    ("judgement_confirmed_by_a_person", updates(StandardJudgement, confirmed_at=timezone.now())),
    ("one_unit_of_a_name_per_region", copies(DeliveryUnit)),
    ("one_team_of_a_name_per_unit", copies(Team)),
    ("membership_role_is_known", membership(role="chief")),
    ("membership_is_in_one_place", membership("region", "unit")),
    ("membership_is_in_one_place", membership("region", "team")),
    ("membership_is_in_one_place", membership("unit", "team")),
    ("membership_is_in_one_place", membership("region", "unit", "team")),
    ("one_case_per_start", copies(Case)),
    ("one_case_without_start", second_without_start),
    ("a_letter_once_per_audit", copies(SharedCase)),
    ("a_case_read_once_by_each", copies(Reading)),
    ("one_answer_per_reading_and_question", copies(ReadingAnswer)),
    ("one_note_per_audit_and_question", copies(QuestionNote)),
    ("address_is_known_once", copies(KnownAddress)),
    ("a_version_once_per_audit", copies(EarlierVersion)),
    ("case_sex_is_known", updates(Case, sex="F")),
    ("case_ethnic_group_is_known", updates(Case, ethnic_group="White")),
    ("case_sentence_type_is_known", updates(Case, sentence_type="prison")),
    ("case_rosh_level_is_known", updates(Case, rosh_level="RHRH")),
    ("case_ended_early_by_is_known", updates(Case, ended_early_by="Ada Wren")),
    ("case_mappa_category_is_1_to_4", updates(Case, mappa_category=0)),
    ("case_mappa_category_is_1_to_4", updates(Case, mappa_category=5)),
    ("case_mappa_level_is_1_to_3", updates(Case, mappa_level=4)),
    ("audit_purpose_is_known", updates(Audit, purpose="")),
    ("sign_off_stores_a_snapshot", updates(Audit, signed_off_at=timezone.now())),
    ("sign_off_stores_a_snapshot", updates(Audit, keep_until=MONDAY)),
    ("only_a_sign_off_is_confirmed", updates(Audit, confirmed_at=timezone.now())),
    ("only_what_is_signed_off_is_removed", updates(Audit, removed_at=timezone.now())),
    ("reviewing_ends_after_it_begins", updates(Audit, review_from=TUESDAY, review_until=MONDAY)),
    ("a_drawn_sample_says_when_and_what", updates(Sample, drawn_at=timezone.now())),
    ("a_drawn_sample_says_when_and_what", updates(Sample, drawn={})),
    ("a_reviewer_once_per_audit", copies(AuditReviewer)),
    ("one_sample_of_a_kind", copies(Sample)),
    ("a_reserve_once_per_audit", copies(ReserveCase, position=9)),
    ("one_reserve_at_a_position", updates(ReserveCase, position=2)),
    ("replacement_reason_is_known", updates(SampledCase, replaced_reason="bored", **REPLACED)),
    ("a_replacement_has_a_reason", updates(SampledCase, replaced_at=timezone.now())),
    ("a_replacement_has_a_reason", updates(SampledCase, replaced_reason="other", **REPLACED | {"replaced_note": ""})),
    ("a_replacement_has_a_reason", updates(SampledCase, replaced_reason="other")),
    ("event_kind_is_known", copies(Event, kind="fell asleep")),
    ("a_case_once_per_audit", copies(SampledCase, number=99)),
    ("a_number_once_per_audit", updates(SampledCase, number=2)),
    ("one_review_of_each_part", copies(Review)),
    ("review_part_is_known", copies(Review, part="third")),
    ("sent_back_with_a_note", sent_back_without_note),
    ("one_answer_per_review_and_question", copies(Answer, value=2)),
    ("answer_value_is_known", updates(Answer, value=0)),
    ("answer_value_is_known", updates(Answer, value=12)),
    ("notice_kind_is_known", copies(Notice, kind="gossip")),
    ("told_once_of_a_due_date", copies(Notice)),
    ("one_email_of_notices_a_day", copies(NoticeEmail)),
    ("one_judgement_per_standard", copies(StandardJudgement, rating="Outstanding")),
    ("judgement_has_a_rationale", updates(StandardJudgement, rationale="")),
    ("one_published_result_per_source", copies(PublishedResult, overall="Good")),
    ("a_published_score_has_a_maximum", updates(PublishedResult, score=22)),
    ("a_published_score_has_a_maximum", updates(PublishedResult, max_score=None)),
    ("judgement_names_who_decided", updates(StandardJudgement, decided_by="")),
]


@pytest.mark.parametrize(("constraint", "write"), REFUSED, ids=[name for name, _ in REFUSED])
def test_the_database_refuses(audit, constraint, write):
    with pytest.raises(IntegrityError, match=f"{constraint}|UNIQUE constraint failed"), transaction.atomic():
        write()


ALLOWED = [
    copies(DeliveryUnit, name="Norfolk PDU"),
    copies(Case, start_date=datetime.date(2024, 1, 8)),
    updates(Case, sex="", ethnic_group="", sentence_type="", rosh_level="", mappa_category=None, mappa_level=None),
    updates(Case, sex="other", ethnic_group="mixed", rosh_level="very_high", mappa_category=4, mappa_level=3),
    membership(),
    membership("team"),
    copies(Answer, question="2.1.2"),
    copies(Review, part="second"),
    updates(Answer, value=None),
    updates(Answer, value=4),
    updates(StandardJudgement, rating=""),
    updates(Audit, signed_off_at=timezone.now(), snapshot={}, keep_until=MONDAY, removed_at=timezone.now()),
    copies(StandardJudgement, standard="1.2"),
    copies(StandardText, standard="1.2"),
    copies(EvidenceEntry, kind="live", title="", cites="live:2.1.3"),
    updates(Audit, review_from=MONDAY, review_until=MONDAY),
    updates(SampledCase, replaced_reason="other", **REPLACED),
    updates(Sample, drawn={}, drawn_at=timezone.now()),
    copies(Notice, kind="allocated"),
    copies(NoticeEmail, day=TUESDAY),
]


@pytest.mark.parametrize("write", ALLOWED)
def test_the_database_takes_what_is_right(audit, write):
    write()


def test_every_constraint_of_the_two_wings_is_tried_above():
    models = [model for wing in ("cases", "audit") for model in apps.get_app_config(wing).get_models()]
    from tests.audit.models.exports.test_export_constraints import REFUSED as OF_EXPORTS
    from tests.audit.models.instruments.test_framework_constraints import REFUSED as OF_FRAMEWORKS
    from tests.audit.models.oversight.test_oversight_constraints import REFUSED as OF_OVERSIGHT

    tried = {name for name, _ in (*REFUSED, *OF_OVERSIGHT, *OF_EXPORTS, *OF_FRAMEWORKS)}
    assert {c.name for model in models for c in model._meta.constraints} == tried


@pytest.mark.parametrize("model", [Region, DeliveryUnit])
def test_a_place_that_holds_something_cannot_be_deleted(audit, model):
    with pytest.raises(ProtectedError):
        model.objects.all().delete()


def test_a_case_outlives_the_audits_it_was_sampled_for(audit):
    audit.delete()
    assert not Answer.objects.exists()
    assert Case.objects.count() == 2
