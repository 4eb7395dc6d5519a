"""Nobody is ranked: no page, file or command shows a figure for one practitioner, not even as a group of one."""

import re

import pytest
from django.core.management import call_command

from audit.results.sign_off.actions.sign_off import sign_off
from cases.models import Practitioner, Team
from cases.permissions import Role
from tests.audit.an_audit import NO, YES, add_case, an_audit
from tests.people import a_user, client_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
# (sufficient, cases): each practitioner is alone in a team, in a grade and in a month
HELD = {"Ada Quill": (7, 11), "Ben Rook": (3, 13), "Cal Stone": (12, 17)}
MONTHS, GRADES = ("2023-06-05", "2023-07-05", "2023-08-05"), ("PO", "PSO", "PQiP")
SHARES = [f"{yes} of {cases}" for yes, cases in HELD.values()]
LINK = re.compile(r'href="(/[^"#?]*)"')
# pages of single cases, files, and ways out
LEFT_OUT = re.compile(
    r"/cases/\d|/questions/(?!2\.1\.[13]/)|/what-if/\d|/static/|/sign-out|/account|\.xlsx|\.ics|/reviews/\d|/trail"
)


@pytest.fixture
def audit(db):
    audit = an_audit()
    codes = [question.code for question in audit.framework.key_questions]
    for (name, (yes, cases)), month, grade in zip(HELD.items(), MONTHS, GRADES, strict=True):
        team = Team.objects.create(unit=audit.unit, name=f"Team {grade}")
        officer = Practitioner.objects.create(name=name, team=team, grade=grade)
        for number in range(cases):
            answers = dict.fromkeys(codes, YES if number < yes else NO)
            add_case(audit, answers, team=team, practitioner=officer, start_date=month)
    return audit


def pages_from(client, *starts):
    """{address: HTML or JSON} of every page that links lead to from these addresses."""
    found, waiting = {}, list(starts)
    while waiting:
        address = waiting.pop()
        response = client.get(address)
        found[address] = response.content.decode() if response.status_code == 200 and not response.streaming else ""
        new = {*LINK.findall(found[address])} - {*found, *waiting}
        waiting += sorted(link for link in new if not LEFT_OUT.search(link))
    return found


def figures_beside_a_name(html):
    """Lines of a page that have the name of a practitioner and a percentage."""
    lines = re.split(r"<(?:li|tr|dd|dt|p|h\d)\b", html)
    return [line for line in lines if any(name in line for name in HELD) and re.search(r"\d%", line)]


@pytest.mark.parametrize("role", [Role.QUALITY_LEAD, Role.VIEWER, Role.HEAD_OF_SERVICE])
def test_no_page_shows_a_figure_for_one_practitioner(audit, role):
    sign_off(audit=audit)
    client = client_of(a_user(role.value, role, audit.unit))
    own = f"/audits/{audit.pk}/"
    asked = [f"{own}groups/?question=2.1.3&more=on", f"{own}groups/?cross=team&by=grade", f"{own}public-protection/"]
    pages = pages_from(client, "/", own, f"{own}summary.json", *asked)
    assert len(pages) > 10
    shown = [(address, share) for address, page in pages.items() for share in SHARES if share in page]
    assert shown == []
    assert {address: lines for address, page in pages.items() if (lines := figures_beside_a_name(page))} == {}


def test_no_file_or_command_names_a_practitioner_or_breaks_figures_down_by_one(audit, capsys):
    client = client_of(a_user("lead", Role.QUALITY_LEAD, audit.unit))
    call_command("summarise", str(audit.pk))
    told = capsys.readouterr().out + client.get(f"/audits/{audit.pk}/summary.json").content.decode()
    assert "22 of 41" in told or '"yes": 22' in told
    assert [text for text in (*HELD, *SHARES, 'practitioner"') if text in told] == []
