"""My team: what waits for an SPO in a fixed order, her practitioners by name, and nothing that ranks a person."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit.models import Audit, Finding, ListedCase, OversightApproval, TeamList
from audit.oversight.team.pages import build_my_team
from audit.oversight.team.reads import teams_of
from cases.models import Case, Practitioner
from tests.audit.an_audit import YES, add_case, an_audit
from tests.audit.oversight.a_team import a_case, a_look, a_practitioner, a_round, a_team
from tests.people import client_of

DAY = timedelta(days=1)


def a_gap(case, *, due=None, ago=1, practitioner=None, **facts):
    """A gap about a case, released `days` ago."""
    at = timezone.now() - ago * DAY
    holder = practitioner or case.practitioner
    said = {"question": "2.1.3", "wording": "Is it clear who could be hurt?", "text": "Not clear.", "owner": holder}
    said |= {"practitioner": holder, "team": holder.team, "framework_code": "pdu-2023", "framework_version": "1"}
    return Finding.objects.create(case=case, made_at=at, released_at=at, due=due, **(said | facts))


def reply(finding, kind, ago=0):
    said = {"text": "Said.", "holds_from": timezone.localdate() if kind == "done" else None}
    said["reason"] = "ended" if kind == "close" else ""
    finding.entries.create(kind=kind, at=timezone.now() - ago * DAY, **said)
    return finding


def to_do(team, user):
    return [(line.what, line.hint, line.action) for line in build_my_team(teams_of(user).get(pk=team.pk), user).to_do]


def text_of(response):
    return " ".join(re.sub("<[^>]+>", " ", response.content.decode()).split())


def test_what_waits_stands_in_its_fixed_order_and_a_line_with_nothing_is_absent(team, spo, cases, oversight_round):
    today = timezone.localdate()
    a_look(oversight_round.audit.sampled_cases.get(number=1), spo, finished=True)
    reply(a_gap(cases[2], ago=3), "differ", ago=2)
    for case in cases[:2]:
        reply(a_gap(case, ago=9), "done", ago=6)
    reply(a_gap(cases[4], due=today - DAY, ago=5), "agree")
    a_gap(cases[3], ago=30)
    assert to_do(team, spo) == [
        ("1 finding seen differently", "Practitioner B, 2 days", "Read and answer"),
        ("2 reported done", "oldest 6 days", "Check the case"),
        ("1 finding overdue", f"due {today - DAY:%-d %B}", "Open"),
        ("1 without reply for 10 working days", "", "Open"),
        ("November round: 1 of 6 looked at", f"closes {oversight_round.closes_on:%-d %B}", "Look at the next case"),
    ]


def test_a_team_with_nothing_to_do_is_offered_a_case_and_a_round(team, spo):
    page = client_of(spo).get("/team/").content.decode()
    assert "Nothing waits for you." in page
    assert ('href="/looks/start/"' in page, 'href="/rounds/plan/"' in page) == (True, True)


def test_a_look_begun_outside_a_round_and_not_finished_waits(team, spo, cases):
    standing = a_round(team, cases[:1], title="Single looks", standing_for="2026-Q4 oversight-short 1")
    look = a_look(standing.audit.sampled_cases.get(), spo)
    (line,) = build_my_team(teams_of(spo).get(), spo).to_do
    assert (line.what, line.action, line.address) == ("1 look begun, not finished", "Go on", f"/looks/{look.pk}/")


def test_only_the_first_round_has_the_primary_button(team, spo, cases):
    for title, days in (("Second", 20), ("First", 10)):
        a_round(team, cases, title=title, days=days, spo=spo)
    page = client_of(spo).get("/team/").content.decode()
    to_do = page[page.index("To do") : page.index("Look at a case</h2>")]
    buttons = re.findall(r'<button class="govuk-button([^"]*)".*?of (\w+):', to_do, flags=re.DOTALL)
    assert [(name, "secondary" in classes) for classes, name in buttons] == [("First", False), ("Second", True)]


def test_a_practitioner_is_shown_with_counts_of_what_this_tool_knows_by_name(team, spo, practitioners, cases):
    a_practitioner(team, "Andrew Abel")
    a_practitioner(team, "Zoe Left", left_on=timezone.localdate())
    a_gap(cases[0], due=timezone.localdate() - DAY)
    Case.objects.filter(pk=cases[2].pk).update(end_date=timezone.localdate() - DAY)
    page = build_my_team(teams_of(spo).get(), spo)
    assert [
        (line.practitioner.name, line.open, line.overdue, line.looked, line.last) for line in page.practitioners
    ] == [
        ("Andrew Abel", 0, 0, "– of 0", "never"),
        ("Practitioner A", 1, 1, "– of 2", "never"),
        ("Practitioner B", 0, 0, "– of 1", "never"),
        ("Practitioner C", 0, 0, "– of 2", "never"),
    ]


def test_looked_at_counts_finished_looks_of_26_weeks_and_a_case_is_offered_where_there_is_none(
    team, spo, sampled_cases
):
    a_look(sampled_cases[0], spo, finished=True)
    a_look(sampled_cases[2], spo)
    old = a_look(sampled_cases[4], spo, finished=True).review
    old.submitted_at -= 27 * 7 * DAY
    old.save()
    lines = build_my_team(teams_of(spo).get(), spo).practitioners
    assert [(line.looked, line.pick) for line in lines] == [
        ("1 of 2", ""),
        ("– of 2", "X120003"),
        ("– of 2", "X120006"),
    ]
    assert (lines[0].last, lines[1].last, lines[2].last == "never") == (
        f"{timezone.localdate():%-d %B}",
        "never",
        False,
    )


def test_nothing_on_the_page_ranks_a_person(team, spo, cases):
    """No percentage, no bar, no sorting of practitioners; what the figures are not is said."""
    a_gap(cases[0])
    response = client_of(spo).get("/team/?sort=-open")
    page, text = response.content.decode(), text_of(response)
    table = page[page.index("practitioners") : page.index("</table>", page.index("practitioners"))]
    assert ("%" in text, "<svg" in page, "sort=" in page, "govuk-tag" in table) == (False, False, False, False)
    assert text.index("Practitioner A") < text.index("Practitioner B") < text.index("Practitioner C")
    assert "No figure here says how good someone’s work is" in text
    assert "cases of this person known to this tool, not the caseload" in text


def some_looks(team, spo, people, *, number=10, of=1):
    """A round of new cases of these practitioners, all of them looked at. `of`: what their references begin with."""
    cases = [a_case(people[n % len(people)], f"X{of}{n:05}") for n in range(number)]
    for sampled in a_round(team, cases, title=f"Round {of}").audit.sampled_cases.all():
        a_look(sampled, spo, finished=True)
    return cases


def test_what_the_gaps_are_about_is_shown_from_ten_looks_at_cases_of_three_practitioners(team, spo, practitioners):
    client, heading = client_of(spo), "What the team’s gaps are about"
    cases = some_looks(team, spo, practitioners[:2])
    reply(a_gap(cases[0]), "agree")
    reply(a_gap(cases[2]), "close")
    assert heading not in text_of(client.get("/team/"))
    some_looks(team, spo, practitioners, of=2)
    a_gap(cases[1], kind=Finding.Kind.STRENGTH, owner=None)
    text = text_of(client.get("/team/"))
    assert f"{heading} 2.1.3 keeping other people safe 2 gaps, 0 put right, 1 open, 1 no longer possible" in text
    assert "no longer possible Strengths noted: 1." in text


def test_a_team_of_one_has_no_team_figures(team, spo, practitioners):
    some_looks(team, spo, practitioners)
    Practitioner.objects.exclude(pk=practitioners[0].pk).update(left_on=timezone.localdate())
    assert build_my_team(teams_of(spo).get(), spo).gaps is None


def test_results_of_the_unit_say_how_far_a_running_audit_is_and_no_figure(team, spo, oversight_round):
    audit = an_audit("Suffolk PDU, February 2026", team.unit)
    add_case(audit, {"2.1.1": YES})
    text = text_of(client_of(spo).get("/team/"))
    assert "Results of the unit Suffolk PDU, February 2026 1 of 1 reviewed" in text
    assert "November round 0 of" not in text


def test_a_signed_off_result_says_how_many_of_the_teams_cases_it_holds(team, spo, practitioners):
    audit = an_audit("Suffolk PDU, February 2025", team.unit)
    for number in (1, 2):
        add_case(audit, {"2.1.1": YES}, practitioner=practitioners[0] if number == 1 else None)
    Audit.objects.update(signed_off_at=timezone.now(), snapshot={"cases": 2}, keep_until=timezone.localdate())
    text = text_of(client_of(spo).get("/team/"))
    assert "Suffolk PDU, February 2025 Signed off 1 case of this team" in text


def a_list(team, practitioner):
    listed = TeamList.objects.create(team=team, uploaded_at=timezone.now(), delete_on=timezone.localdate() + 56 * DAY)
    high = {"rosh_level": "high", "allocated_on": timezone.localdate() - 15 * DAY}
    ListedCase.objects.create(team_list=listed, reference="X777777", practitioner=practitioner, **high)


def test_the_team_list_stands_there_only_where_it_is_switched_on(team, spo, practitioners):
    a_list(team, practitioners[0])
    client = client_of(spo)
    assert "team list" not in text_of(client.get("/team/"))
    OversightApproval.objects.update(team_lists=True)
    text = text_of(client.get("/team/"))
    assert "Allocated 10 to 20 days ago: 1 High or very high risk, not looked at for 12 weeks: 1 Ends" in text


def test_a_team_of_another_spo_is_not_found_and_one_without_approval_says_why(team, spo, stranger):
    assert client_of(stranger).get(f"/team/{team.pk}/").status_code == 404
    OversightApproval.objects.update(ended_at=timezone.now())
    response = client_of(spo).get("/team/")
    assert (response.status_code, "Oversight is not in use in this PDU" in text_of(response)) == (403, True)


def test_who_oversees_several_teams_chooses_one_and_reads_which_has_no_spo(team, spo, quality_lead, cases):
    a_team("Lowestoft")
    reply(reply(reply(a_gap(cases[0]), "differ", 3), "answer", 2), "differ", 1)
    response = client_of(quality_lead).get("/team/")
    text = text_of(response)
    assert "Team Lowestoft has no SPO: its findings wait for you." in text
    assert "Team Ipswich has no SPO" not in text
    assert "1 finding waits for you" in text
    assert f'href="/team/{team.pk}/"' in response.content.decode()
    assert to_do(team, quality_lead)[0][0] == "1 still seen differently after the SPO’s answer"


def test_the_quality_leads_home_says_which_findings_have_no_spo(team, spo, quality_lead, cases):
    a_team("Lowestoft")  # without a finding
    a_gap(cases[0])
    said, client = "has no SPO: its findings wait for you.", client_of(quality_lead)
    assert said not in text_of(client.get("/"))
    spo.memberships.update(ended_at=timezone.now())
    text = text_of(client.get("/"))
    assert f"Team Ipswich {said}" in text
    assert "Lowestoft" not in text


def test_a_finding_goes_with_its_case_and_a_restricted_one_is_gone(team, spo, cases, stranger):
    other = a_practitioner(a_team("Lowestoft"), "Practitioner L")
    for case in cases[:2]:
        reply(a_gap(case), "done")
    Case.objects.filter(pk=cases[0].pk).update(practitioner=other)
    Case.objects.filter(pk=cases[1].pk).update(restricted_digest="abc")
    assert to_do(team, spo) == []
    assert to_do(other.team, stranger)[0][0] == "1 reported done"


@pytest.mark.on_postgresql
def test_the_page_takes_twelve_queries_with_its_session_and_person(team, spo, practitioners, cases):
    OversightApproval.objects.update(team_lists=True)
    a_list(team, practitioners[0])
    Case.objects.create(unit=team.unit, reference="removed-1", restricted_digest="abc")
    for number in range(3):
        for case in some_looks(team, spo, practitioners, number=4, of=number):
            reply(a_gap(case), "done")
    a_round(team, cases, spo=spo)
    client = client_of(spo)
    client.get("/team/")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get("/team/").status_code == 200
    assert len(queries) <= 12, "\n".join(query["sql"][:200] for query in queries)


def menu_of(page):
    return re.findall(r"<a class=\"govuk-service-navigation__link\"[^>]*>([^<]+)</a>", page)


def test_a_person_who_is_only_an_spo_starts_at_my_team(team, spo):
    response = client_of(spo).get("/", follow=True)
    assert response.redirect_chain == [("/team/", 302)]
    assert menu_of(response.content.decode()) == ["My team", "Findings", "Rounds", "Results"]
    OversightApproval.objects.update(ended_at=timezone.now())
    assert "<h1" in client_of(spo).get("/").content.decode()


def test_a_head_of_service_reads_counts_of_teams_and_no_person(team, head_of_service, spo, practitioners):
    a_team("Lowestoft")
    cases = some_looks(team, spo, practitioners)
    reply(a_gap(cases[0]), "agree")
    text = text_of(client_of(head_of_service).get("/"))
    assert "Oversight by team Ipswich: 1 gap, 0 put right, 1 open; 0 strengths Lowestoft: Counts start at 10" in text
    assert "Practitioner A" not in text
    assert client_of(head_of_service).get("/team/").status_code == 403
