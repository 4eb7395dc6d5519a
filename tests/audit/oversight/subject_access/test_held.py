"""Everything held about a person is given, with its history, and nothing of anyone else."""

import pytest
from django.apps import apps

from audit.models import AccessToken, Answer, ListedCase, StandIn
from audit.oversight.subject_access.reads import held_about
from audit.oversight.subject_access.records import MODELS, RECORDS
from audit.oversight.subject_access.subject import person_on_probation, practitioner_named
from cases.extract.actions.removal import mark_restricted
from cases.models import Case, Event, Membership, Practitioner, User

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

# (record, field): why what it points to is not what it is about
NOT_ABOUT = {
    ("Practitioner", "spo"): "who manages another practitioner is said in that one's record",
    ("SampledCase", "replaced_with"): "the case that took its place is another person's",
    ("Finding", "answer"): "it is about the case of the finding, which leads there",
}
OF_PRACTITIONERS = {Practitioner, User, Membership, AccessToken, StandIn}


def kinds(subject, **options):
    return {kind.heading: kind.rows for kind in held_about(subject, **options)}


def texts(subject, **options):
    held = [row for rows in kinds(subject, **options).values() for row in rows]
    return " ".join(str(row.values) + str(row.earlier) for row in held)


def test_every_record_that_points_to_what_is_held_is_covered():
    relations = [
        (model, field)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model in {*MODELS} - {User} and not model.__name__.startswith("Histor")
    ]
    missing = [
        (model.__name__, field.name)
        for model, field in relations
        if (model.__name__, field.name) not in NOT_ABOUT
        and (model not in MODELS or field.name not in MODELS[model].parents)
    ]
    assert len(relations) > 20
    assert missing == []


def test_a_person_on_probation_gets_every_kind_of_record(everything):
    wanted = {record.heading for record in RECORDS if record.model not in OF_PRACTITIONERS}
    assert set(kinds(person_on_probation("x 120002"))) == wanted


def test_a_practitioner_gets_every_kind_filed_under_their_name_and_their_account(everything, practitioners):
    shared = {"Cases in reserve", *(record.heading for record in RECORDS if "eading" in record.heading)}
    held = kinds(practitioner_named(practitioners[0]))
    shared |= {"Cases that reviewers read together"}
    assert set(held) == {record.heading for record in RECORDS} - shared
    assert "Opened their page under the practitioner's name" in [row.values["What"] for row in held["What was done"]]


def test_an_answer_comes_with_its_question_and_its_earlier_wording(everything):
    (answer,) = kinds(person_on_probation("X120002"))["Answers"]
    assert "Does the plan say what keeps others safe" in answer.values["Question"]
    assert (answer.values["Answer"], answer.values["Comment"]) == ("No", "Mr Kestrel was not asked.")
    assert [state.values["Comment"] for state in answer.earlier] == ["First wording.", "Mr Kestrel was not asked."]


def test_what_was_deleted_is_given_as_long_as_its_history_is_kept(everything):
    Answer.objects.all().delete()
    answer = next(row for row in kinds(person_on_probation("X120002"))["Answers"])
    assert (answer.values, answer.earlier[-1].done) == (None, "deleted")


def test_nothing_of_another_person_is_given(everything, cases):
    other = texts(person_on_probation("X120001"))
    assert "X120001" in other
    assert "Kestrel" not in other
    assert "X120003" not in texts(practitioner_named(everything.practitioner))


def test_a_practitioner_is_given_no_facts_of_the_people_whose_cases_they_hold(everything):
    given = texts(practitioner_named(everything.practitioner))
    assert ("X120002" in given, "ADVP" in given, "RoSH" in given, "High" in given) == (True, False, False, False)


def test_a_person_who_is_only_on_a_team_list_is_found(listed):
    ListedCase.objects.update(reference="X999999")
    assert set(kinds(person_on_probation("X999999"))) == {"Lines of team lists"}


def test_a_restricted_case_is_given_only_where_it_is_asked_for(everything, practitioners):
    mark_restricted(case=everything)
    assert not person_on_probation("X120002").is_known
    assert "Findings" in kinds(person_on_probation("X120002", restricted=True), restricted=True)
    person = practitioner_named(practitioners[0])
    assert "X120002" not in texts(person)
    assert "Findings" not in kinds(person)
    assert "Findings" in kinds(person, restricted=True)


def test_the_events_of_a_case_say_who_saw_it(everything):
    seen = [row.values for row in kinds(person_on_probation("X120002"))["What was done"]]
    assert ("Spo", "Opened case 2") in [(each["Who"], each["What"]) for each in seen]
    assert Event.objects.count() > len(seen)
    assert Case.objects.count() > 1
