"""The page of a finding: one for everyone who may read it, with what is theirs to record."""

import datetime

import pytest
from django.urls import reverse

from audit.method.oversight.states import State
from audit.models import Notice
from audit.notices.actions.notices import tell
from audit.notices.emails import email_of
from audit.notices.pages import notices_of
from audit.oversight.findings.actions.thread import record_recheck
from audit.oversight.findings.reads import current_state
from tests.audit.oversight.a_team import a_look
from tests.audit.oversight.findings.a_finding import TEXT, TODAY, a_draft, a_finding, add, stored
from tests.people import client_of


@pytest.fixture
def finding(look, spo):
    return a_finding(look, spo, risk_note="His brother reads the letters.")


def page_of(finding, person):
    return client_of(person).get(reverse("finding", args=[finding.pk]))


def send(finding, person, follow=True, **fields):
    return client_of(person).post(reverse("finding", args=[finding.pk]), fields, follow=follow)


def offered(finding, person):
    form = page_of(finding, person).context["form"]
    return [kind for kind, _ in form.fields["kind"].choices] if form else []


@pytest.mark.parametrize(
    ("person", "thread", "kinds"),
    [
        ("officer", "", "agree differ done"),
        ("officer", "done", "differ"),
        ("spo", "", "right not_right told owner due correction close withdraw"),
        ("spo", "differ", "answer right not_right told owner due correction close withdraw"),
        ("quality_lead", "differ", "right not_right told owner due close"),
        ("quality_lead", "differ answer differ", "settle right not_right told owner due close"),
    ],
)
def test_each_person_is_offered_what_is_theirs_to_record_now(finding, request, spo, officer, person, thread, kinds):
    for kind in thread.split():
        add(finding, spo if kind == "answer" else officer, kind)
    assert offered(finding, request.getfixturevalue(person)) == kinds.split()


def test_the_page_says_everything_that_is_filed_also_what_could_put_someone_at_risk(finding, officer, spo):
    page_of(finding, spo)
    html = page_of(finding, officer).content.decode()
    said = [finding.wording, TEXT, "X120001", "Practitioner A", "Spo", "Opened by", "His brother reads the letters."]
    assert [words for words in said if words not in html] == []
    assert "can be disclosed to the person on probation" in html
    assert "nothing here is for capability, pay or discipline" in html


def test_the_practitioner_sees_who_opened_it_and_their_own_opening_is_no_event(finding, officer, quality_lead):
    for person in (officer, quality_lead):
        page_of(finding, person)
    rows = dict(page_of(finding, officer).context["page"].rows)
    assert rows["Opened by"].startswith("Lead (")
    assert finding.practitioner.events.count() == 1


def test_done_holds_from_a_day_and_stands_first_in_the_thread(finding, officer):
    day = {"holds_from_day": TODAY().day, "holds_from_month": TODAY().month, "holds_from_year": TODAY().year}
    response = send(finding, officer, kind="done", text="It is in the plan.", based_on=0, **day)
    first, *_ = response.context["page"].timeline
    assert (first.title, first.text) == ("Reports it done", "It is in the plan.")
    assert response.context["page"].state is State.REPORTED_DONE


@pytest.mark.parametrize(
    ("fields", "field", "why"),
    [
        ({"kind": "done"}, "holds_from", "from which it holds"),
        ({"kind": "differ"}, "text", "Say what you see differently"),
        ({"kind": "agree", "holds_from": "2026-01-01"}, "holds_from", "but chose “I agree”"),
        ({}, "kind", "Choose what you want to record"),
    ],
)
def test_what_is_missing_is_said_at_its_field(finding, officer, fields, field, why):
    form = send(finding, officer, **fields).context["form"]
    assert why in form.errors[field][0]


def test_the_second_of_two_reads_what_the_first_recorded_and_keeps_their_words(finding, spo, quality_lead, officer):
    add(finding, officer, "done")
    record_recheck(finding=finding, put_right=True, by=quality_lead)
    response = send(finding, spo, kind="close", reason="ended", text="The order ended.", based_on=1)
    html = response.content.decode()
    assert "Lead recorded “Put right”" in html
    assert "The order ended." in html
    assert current_state(stored(finding)) is State.PUT_RIGHT


def test_a_person_who_may_not_read_it_any_more_gets_back_what_they_wrote(finding, officer, practitioners):
    practitioners[0].account = None
    practitioners[0].save()
    response = send(finding, officer, kind="differ", text="My long answer.", based_on=0)
    assert response.status_code == 404
    assert "Nothing was recorded" in response.content.decode()
    assert "My long answer." in response.content.decode()
    assert not stored(finding).entries.exists()


def test_a_finding_is_closed_to_everyone_once_its_case_is_restricted(finding, spo, quality_lead, officer):
    finding.case.restricted_digest = "0123456789ab"
    finding.case.save()
    assert [page_of(finding, person).status_code for person in (spo, quality_lead, officer)] == [404] * 3


def test_an_owner_is_chosen_from_the_team(finding, spo, practitioners):
    send(finding, spo, kind="owner", owner=practitioners[1].pk, based_on=0)
    assert stored(finding).owner == practitioners[1]
    send(finding, spo, kind="owner", owner="spo", based_on=1)
    assert stored(finding).owner is None


@pytest.mark.parametrize("person", ["officer", "spo", "quality_lead"])
def test_a_finding_takes_six_queries_beside_those_that_say_who_asks(
    finding, request, spo, officer, person, django_assert_max_num_queries
):
    add(finding, officer, "differ")
    add(finding, spo, "answer")
    client = client_of(request.getfixturevalue(person))
    client.get(reverse("finding", args=[finding.pk]))  # the first page of a session stores it
    with django_assert_max_num_queries(9):  # session, person and roles, then six
        client.get(reverse("finding", args=[finding.pk]))


def test_the_list_shows_what_waits_first_and_narrows_by_state_question_and_date(look, finished_look, spo, officer):
    waits, late = a_finding(look, spo), a_finding(finished_look, spo, place=1)
    add(waits, officer, "differ")
    type(late).objects.filter(pk=late.pk).update(due=TODAY() - datetime.timedelta(days=1))
    add(late, officer, "agree")
    a_draft(look, spo, place=2)

    def listed(**sought):
        page = client_of(spo).get(reverse("findings"), sought)
        return {row.record.pk for row in page.context["list"].table.page.object_list}

    assert listed(state="waiting") == {waits.pk, late.pk}
    assert listed(state="waits_for_spo") == {waits.pk}
    assert listed(due="overdue") == listed(question=late.question) == {late.pk}
    assert listed(q="x 120001") == {waits.pk}
    assert listed(state="closed") == set()


def test_the_list_of_a_practitioner_holds_their_own_findings_alone(look, sampled_cases, spo, officer):
    own, _of_another = a_finding(look, spo), a_finding(a_look(sampled_cases[2], spo), spo)
    page = client_of(officer).get(reverse("findings"))
    assert [row.record for row in page.context["list"].table.page.object_list] == [own]
    assert "1 finding waits for you" in page.content.decode()


def test_a_practitioner_is_told_by_a_count_and_a_link_also_by_email(finding, officer, practitioners):
    officer.email = "officer@example.com"
    officer.save()
    home = client_of(officer).get(reverse("home")).content.decode()
    assert f'href="{reverse("findings")}">1 new finding' in home
    text = email_of(officer, officer.notices.all()).body
    assert "* 1 new finding\n" in text
    assert [words for words in ("X120001", "Practitioner A", TEXT) if words in text] == []
    practitioners[0].account = None
    practitioners[0].save()
    assert not notices_of(officer)


def test_what_is_sent_about_a_closed_finding_leads_back_to_its_page(finding, spo, officer):
    add(finding, spo, "close")
    assert send(finding, officer, follow=False, kind="nonsense").status_code == 302
    response = send(finding, officer, kind="agree", text="I agree after all.", based_on=0)
    assert "Spo recorded “Closed without a check”" in response.content.decode()
    assert "I agree after all." in response.content.decode()


def test_what_only_practitioners_are_told_leads_to_their_cases(finding, look, officer, spo):
    tell(user=officer, kind=Notice.Kind.PICKED, review=look.review, by=spo)
    add(finding, spo, "due")
    told = {line.words: line.address for line in notices_of(officer)}
    assert (
        told["1 of your cases was picked for a look"] == told["1 finding or look was corrected"] == reverse("my_cases")
    )
