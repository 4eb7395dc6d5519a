"""The list that an SPO uploads of her team's cases: what is read of it, kept, shown and deleted."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils.timezone import localdate

from audit.models import ListedCase, OversightApproval, TeamList
from audit.oversight.team_lists.actions import replace_team_list
from audit.oversight.team_lists.reading import match_cases
from audit.oversight.team_lists.reads import count_shown, listed_cases, version_of
from cases.extract.drawn import PickedCase
from cases.extract.restricted.known import digest_of
from cases.models import Case, Event, Practitioner, Team
from cases.permissions import Role
from tests.audit.an_audit import a_unit
from tests.audit.reading import text_of
from tests.code_tree import ROOT, modules
from tests.people import a_user, client_of

HEADINGS = ("CRN", "Practitioner", "Start date", "End date", "Allocated on", "RoSH", "Flags")


def a_line(number, practitioner="Ada Example", **said):
    """A line of a list, of a case that runs until next year; `said`: cells by heading, with _ for a space."""
    usual = ("2026-01-05", f"{localdate().year + 1}-06-01", "2026-02-01", "Medium", "")
    line = dict(zip(HEADINGS, (f"X{number:06}", practitioner, *usual), strict=True))
    return line | {heading.replace("_", " "): cell for heading, cell in said.items()}


def a_file(*lines):
    rows = [[*lines[0]], *([*line.values()] for line in lines)]
    return SimpleUploadedFile("list.csv", "\n".join(",".join(row) for row in rows).encode())


def a_case(number, **facts):
    """A case that was read from row `number` of a file."""
    return PickedCase(f"X{number:06}", "", number, False, {"practitioner": "Ada Example"} | facts)


def stored(team, *cases):
    return replace_team_list(team=team, cases=match_cases(team, cases).cases, based_on=version_of(team))


@pytest.fixture
def team(db):
    unit = a_unit()
    OversightApproval.objects.create(unit=unit, approved_by="A. Officer", approved_on=localdate(), team_lists=True)
    team = Team.objects.create(unit=unit, name="Ipswich")
    for name in ("Ada Example", "Siân O'Brien"):
        Practitioner.objects.create(team=team, name=name)
    Practitioner.objects.create(team=Team.objects.create(unit=unit, name="Lowestoft"), name="Other Person")
    return team


@pytest.fixture
def spo(team):
    return client_of(a_user("spo", Role.SPO, team))


def upload(client, team, *lines, based_on=None):
    sent = {"file": a_file(*lines), "based_on": version_of(team) if based_on is None else based_on}
    return client.post(f"/team/{team.pk}/list/upload/", sent)


def references(team):
    return [*ListedCase.objects.filter(team_list__team=team).values_list("reference", flat=True)]


def test_only_the_named_columns_of_a_wide_extract_are_kept_and_the_page_says_which(spo, team):
    more = {f"Column {number}": "secret word" for number in range(23)} | {"Surname": "Teal", "Forename": "Ben"}
    flags = {"Flags": "ADVP"}
    page = upload(spo, team, a_line(1) | flags | more).content.decode()
    line = ListedCase.objects.values("reference", "practitioner__name", "allocated_on", "rosh_level", "flags").get()
    assert [*line.values()] == ["X000001", "Ada Example", date(2026, 2, 1), "medium", ["ADVP"]]
    assert "E: “Allocated on” as Allocated on" in page
    assert "We found no column for" not in page
    assert "23 other columns" in page
    assert "secret word" not in page
    assert "Teal" not in page


def test_restricted_people_are_left_out_on_every_row_and_later_too(spo, team):
    known = {"unit": team.unit, "reference": "X000001", "restricted_digest": digest_of("X000001")}
    Case.objects.create(**known)
    upload(spo, team, *(a_line(number) for number in (1, 2, 3, 4)), a_line(2, Flags="LAO"))
    Case.objects.create(**known | {"reference": "removed-2", "restricted_digest": digest_of("X000003")})
    assert references(team) == ["X000003", "X000004"]
    assert [line.reference for line in listed_cases(TeamList.objects.get())] == ["X000004"]
    assert "X000003" not in spo.get(f"/team/{team.pk}/list/").content.decode()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Ada Exampel", ["“Ada Exampel” is not a practitioner of Ipswich now. Did you mean Ada Example? See row 3."]),
        ("New Person", ["“New Person” is not a practitioner of Ipswich now. See row 3."]),
        ("", ["No practitioner is named in row 3."]),
        ("Other Person", []),
    ],
)
def test_a_row_without_a_practitioner_of_the_team_is_left_out_and_told(team, name, said):
    found = match_cases(team, [a_case(2), a_case(3, practitioner=name)])
    assert [case.position for _, case in found.cases] == [2]
    assert (found.unknown, found.other_team) == (said, int(name == "Other Person"))


def test_a_practitioner_is_found_whatever_the_signs_and_order_of_the_name(team):
    names = ["SIAN OBRIEN", "Siân O’Brien (PSO)", "O'Brien, Siân"]
    found = match_cases(team, [a_case(number, practitioner=name) for number, name in enumerate(names)])
    assert [pk for pk, _ in found.cases] == [Practitioner.objects.get(name="Siân O'Brien").pk] * 3


def test_a_new_list_replaces_the_old_one_as_a_whole(team):
    stored(team, a_case(1), a_case(2))
    stored(team, a_case(3))
    assert references(team) == ["X000003"]
    assert TeamList.objects.get().delete_on == localdate() + timedelta(weeks=8)
    events = Event.objects.filter(kind=Event.Kind.TEAM_LIST_UPLOADED).order_by("pk")
    assert [event.details for event in events] == [{"team": "Ipswich", "cases": 2}, {"team": "Ipswich", "cases": 1}]


def test_the_second_of_two_who_upload_is_told_of_the_first(spo, team):
    stored(team, a_case(1))
    page = upload(spo, team, a_line(2), based_on="").content.decode()
    assert "Someone else changed this team&#x27;s list" in page
    assert references(team) == ["X000001"]


def test_a_file_without_a_case_of_the_team_changes_nothing(spo, team):
    stored(team, a_case(1))
    assert "nothing was changed" in upload(spo, team, a_line(2, "Other Person")).content.decode()
    assert references(team) == ["X000001"]


def test_a_list_is_gone_after_eight_weeks(spo, team, capsys):
    stored(team, a_case(1))
    TeamList.objects.update(delete_on=localdate())
    assert spo.get(f"/team/{team.pk}/list/").status_code == 302
    call_command("purge")
    assert not ListedCase.objects.exists()
    assert "Team lists deleted: 1." in capsys.readouterr().out


def test_a_list_goes_when_the_unit_no_longer_uses_lists(spo, team):
    stored(team, a_case(1))
    OversightApproval.objects.update(team_lists=False)
    page = spo.get(f"/team/{team.pk}/list/")
    assert (page.status_code, "switched off" in page.content.decode()) == (403, True)
    call_command("purge")
    assert not TeamList.objects.exists()


def test_an_spo_can_delete_the_list_and_no_one_else_finds_it(spo, team):
    stored(team, a_case(1))
    other = client_of(a_user("other", Role.SPO, Team.objects.get(name="Lowestoft")))
    assert other.post(f"/team/{team.pk}/list/delete/").status_code == 404
    spo.post(f"/team/{team.pk}/list/delete/")
    assert not TeamList.objects.exists()


def test_the_list_says_who_is_new_who_ends_and_who_is_at_high_risk(spo, team):
    ago = {"Allocated_on": str(localdate() - timedelta(days=15))}
    soon = {"End_date": str(localdate() + timedelta(weeks=7))}
    upload(spo, team, a_line(1, **ago), a_line(2, **soon), a_line(3, RoSH="Very high"), a_line(4, RoSH="High"))
    assert count_shown(TeamList.objects.get()) == {"new": 1, "high": 2, "ending": 1}
    page = spo.get(f"/team/{team.pk}/list/?show=new").content.decode()
    assert ("X000001" in page, "X000002" in page) == (True, False)


def test_a_list_that_does_not_say_who_is_new_counts_no_one_as_new(spo, team):
    line = {name: value for name, value in a_line(1, RoSH="High").items() if name != "Allocated on"}
    page = upload(spo, team, line).content.decode()
    assert "We found no column for: Allocated on." in page
    assert count_shown(TeamList.objects.get())["new"] is None
    assert "Allocated 10 to 20 days ago: the list does not say" in text_of(spo.get(f"/team/{team.pk}/"))


def test_a_look_begins_from_a_line_of_the_list(spo, team):
    stored(team, a_case(1))
    page = spo.get(f"/team/{team.pk}/list/").content.decode()
    assert '<form id="look" method="post" action="/looks/start/">' in page
    assert 'form="look" name="crn" value="X000001">Look at this case' in page


def test_a_column_that_is_unclear_is_asked_for_and_nothing_is_saved(spo, team):
    lines = [{**a_line(n), "Start date": "Teal"} for n in range(1, 8)]
    page = upload(spo, team, *lines).content.decode()
    assert "Say what these columns are" in page
    assert not TeamList.objects.exists()


def test_no_room_but_oversight_and_the_purge_knows_a_team_list():
    """So no list is in an export, a result or an archive."""
    told = [
        path for path in modules("audit", "cases") if "migrations" not in path.parts and "TeamList" in path.read_text()
    ]
    known = {path.relative_to(ROOT).parts[:2] for path in told}
    assert known == {("audit", "models"), ("audit", "oversight")}
