"""The page of groups: who fares differently, who may read it, and what it says if there is nothing to show."""

import re
from itertools import combinations

import pytest

from audit.access import tell_access
from audit.method.groups.words import BESIDE_OTHERS
from audit.models import Audit
from audit.results.groups.choice import facts_to_cross
from audit.results.groups.pages.groups import HIDDEN, NO_CASE, ONE_GROUP, RATINGS_ONLY, REMOVED
from audit.results.groups.pages.names import in_order, name_of_value
from audit.results.groups.reads.groups import groups_open_to
from audit.results.reads import report_open_to
from audit.results.sign_off.actions.sign_off import sign_off
from cases.models import Case, Practitioner, Team, User
from tests.audit.an_audit import NO, NOT_APPLICABLE, YES, add_case, an_audit
from tests.audit.reading import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PRESET = (
    "Sex Female",
    "Ethnic group Asian",
    "Minority ethnic",
    "Age at start",
    "Sentence",
    "Risk of serious harm",
    "PO",
)
LATER = ("Team Bury", "Month of start June", "With domestic abuse flag", "Management oversight Effective")


def groups_of(client, audit, **asked):
    found = client.get(f"/audits/{audit.pk}/groups/", asked)
    assert found.status_code == 200
    return text_of(found)


def test_it_opens_on_the_facts_of_the_words_file_and_the_limiting_question_with_most_cases_short(get):
    text = text_of(get("groups/"))
    assert " 2.3.3 Does the implementation" in text
    assert [each for each in PRESET if each not in text] == []
    assert [each for each in LATER if each in text] == []


def test_every_fact_comes_on_request(get):
    text = text_of(get("groups/?more=on"))
    assert [each for each in (*PRESET, *LATER) if each not in text] == []


def test_the_published_finding_on_minority_ethnic_cases_comes_out_with_how_sure_it_is(get):
    text = text_of(get("groups/?question=2.1.1"))
    assert "Minority ethnic 1 of 5 (few) 33 points lower than White" in text
    assert "0.38 times as often (0.06 to 2.22); p 0.35: within chance." in text
    assert "Our calculation, not the inspectorate's." in text


def test_groups_are_compared_with_the_one_that_is_chosen(get):
    text = text_of(get("groups/?question=2.1.3&with_sex=female"))
    assert "Female (the others are compared with this)" in text
    assert "18 points higher than Female" in text


@pytest.mark.parametrize("name", ["lead", "viewer"])
def test_trainees_are_two_people_so_no_one_sees_their_figure(signed_off_audit, sign_in, name):
    text = groups_of(sign_in(name), signed_off_audit, question="2.1.3")
    assert "PQiP and PSO 50% 13 of 26 (32% to 68%)" in text
    assert "PQiP has fewer than 3 practitioners." in text


@pytest.mark.parametrize(("name", "is_crossed"), [("lead", True), ("viewer", False)])
def test_two_facts_are_crossed_for_quality_leads_only(signed_off_audit, sign_in, name, is_crossed):
    text = groups_of(sign_in(name), signed_off_audit, question="2.1.3", cross="sentence_type", by="sex")
    assert ("Community order, Male" in text, "Two facts together" in text) == (is_crossed, is_crossed)


def test_the_pair_that_was_asked_for_stands_first(suffolk_audit, get):
    text = text_of(get("groups/?question=2.1.3&cross=sentence_type&by=sex"))
    assert text.index("Community order, Male") < text.index("Female 2 of 7")


def test_every_pair_of_facts_can_be_crossed_and_names_its_groups_in_words(suffolk_audit, get):
    get()  # makes the lead
    lead, pairs = User.objects.get(username="lead"), list(combinations(facts_to_cross(), 2))
    tell_access(suffolk_audit, lead)
    found = groups_open_to(lead, suffolk_audit, report_open_to(lead, suffolk_audit), pairs, ["2.1.3"])["2.1.3"]
    named = {pair: [name_of_value(pair, each.values[0]) for each in in_order(pair, found[pair])] for pair in pairs}
    assert [pair for pair, names in named.items() if any(re.search(r"\b\w and \w\b", name) for name in names)] == []


def test_what_may_not_be_shown_of_two_facts_says_so(get):
    text = text_of(get("groups/?question=2.1.3&cross=grade&by=team"))
    assert "PO and PQiP and PSO, Bury St Edmunds and Ipswich and Lowestoft not shown" in text


def a_small_audit(women, men, **more):
    audit = an_audit()
    for sex, number in (("female", women), ("male", men)):
        for _ in range(number):
            add_case(audit, {q.code: YES for q in audit.framework.key_questions} | more, sex=sex)
    return audit


def test_a_group_of_few_is_not_shown_to_those_who_see_no_cases_and_does_not_follow_from_the_total(sign_in):
    audit = a_small_audit(women=4, men=20)
    assert "Female 4 of 4 (few)" in groups_of(sign_in("lead"), audit)
    sign_off(audit=audit)
    text = groups_of(sign_in("viewer"), audit)
    assert "Female and Male not shown Not shown: Female has fewer than 5 cases that you cannot see." in text
    assert "20 of 20" not in text


def test_the_answer_of_a_restricted_case_follows_from_no_group_even_for_the_lead(suffolk_audit, sign_in):
    (asian,) = suffolk_audit.sampled_cases.filter(case__ethnic_group="asian").select_related("case")
    client = sign_in("lead")
    assert "Asian 1 of 1" in groups_of(client, suffolk_audit, question="2.1.3", cross="ethnic_group", by="sex")
    Case.objects.filter(pk=asian.case_id).update(restricted_digest="0123456789ab")
    text = groups_of(client, suffolk_audit, question="2.1.3", cross="ethnic_group", by="sex")
    assert [each for each in ("Asian 1 of 1", "Asian, Female", "Asian, Male") if each in text] == []
    assert "Ethnic group Asian and" in text


@pytest.mark.parametrize(
    ("stored", "sentence"), [({"ratings_only": True}, RATINGS_ONLY), ({"hidden": ["2.1.1"]}, HIDDEN)]
)
def test_what_a_corrected_version_hides_has_no_groups(signed_off_audit, sign_in, stored, sentence):
    Audit.objects.update(snapshot=signed_off_audit.snapshot | stored)
    text = groups_of(sign_in("viewer"), signed_off_audit, question="2.1.1")
    assert sentence in text
    assert "Minority ethnic" not in text


def test_groups_go_with_the_cases_and_the_page_says_so(without_cases, sign_in):
    assert REMOVED in groups_of(sign_in("lead"), without_cases)


@pytest.mark.parametrize(
    ("women", "men", "answers", "said"),
    [
        (0, 0, {}, NO_CASE),
        (0, 1, {}, ONE_GROUP),
        (1, 12, {"2.1.1": NOT_APPLICABLE}, "Female no cases Male no cases"),
        (12, 12, {"2.1.1": NO}, "no relative rate, because a count is zero"),
    ],
)
def test_where_nothing_can_be_compared_words_say_so(sign_in, women, men, answers, said):
    audit = a_small_audit(women, men, **answers)
    text = groups_of(sign_in("lead"), audit, question="2.1.1")
    assert said in text
    assert "0%" not in text.replace("100%", "") or answers == {"2.1.1": NO}


@pytest.mark.parametrize(
    "asked",
    [
        {"question": "9.9.9"},
        {"question": "2.1.1", "with_sentence_type": "unknown"},
        {"cross": "sex", "by": "sex"},
        {"cross": "sex", "by": "flags"},
        {"cross": "practitioner", "by": "sex"},
        {"with_sex|grade": "x", "with_": "", "more": "1" * 5000},
    ],
)
def test_what_is_not_on_offer_counts_as_not_chosen(get, asked):
    found = get("groups/?" + "&".join(f"{name}={value}" for name, value in asked.items()))
    assert found.status_code == 200
    assert "Sex Female" in text_of(found)


def test_a_team_that_is_a_grade_but_for_one_practitioner_is_not_shown_beside_it(sign_in):
    audit = an_audit()
    team = {name: Team.objects.create(unit=audit.unit, name=name) for name in ("North", "South")}
    for name, where, grade in zip("abcdefg", ["North"] * 3 + ["South"] * 4, ["PO"] * 4 + ["PSO"] * 3, strict=True):
        officer = Practitioner.objects.create(team=team[where], name=name, grade=grade)
        for _ in range(5):
            add_case(audit, {"2.1.1": YES}, practitioner=officer, team=team[where])
    text = groups_of(sign_in("lead"), audit, question="2.1.1", more="on")
    assert "100% 20 of 20" in text  # PO
    assert f"North and South not shown {BESIDE_OTHERS}" in text


def test_a_senior_officer_cannot_take_her_own_cases_off_a_grade_and_be_left_with_one_practitioner(sign_in):
    audit = an_audit()
    team = {name: Team.objects.create(unit=audit.unit, name=name) for name in ("Ipswich", "Lowestoft")}
    for number, grade in enumerate(["PSO"] * 3 + ["PO"] * 6):
        where = team["Ipswich" if number < 2 else "Lowestoft"]
        officer = Practitioner.objects.create(team=where, name=f"Officer {number}", grade=grade)
        for _ in range(6):
            add_case(audit, {"2.1.1": YES}, practitioner=officer, team=where)
    sign_off(audit=audit)
    assert "PSO 100% 18 of 18" in groups_of(sign_in("viewer"), audit, question="2.1.1")
    text = groups_of(sign_in("spo"), audit, question="2.1.1")
    assert "PSO and PO" not in text
    assert "PO and PSO not shown Not shown: PSO has cases that you cannot see of fewer than 3 practitioners" in text
