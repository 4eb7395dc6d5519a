"""`draw_sample --audit` draws the same cases as without it, and stores them as the audit's sample or stores nothing."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from audit.models import Sample
from audit.planning.sample_plan import plan_in_words
from cases.models import Case, ExtractMapping
from cases.permissions import Role
from tests.audit.an_audit import YES, a_unit, add_case, an_audit
from tests.audit.extracts import HEADINGS, a_row, an_extract
from tests.people import a_user

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DRAW = ("--size", "5", "--seed", "7")


@pytest.fixture
def extract_of(tmp_path):
    """extract_of(…): the path of an extract made as by an_extract."""

    def extract_of(*args, **given):
        path = tmp_path / "extract.csv"
        path.write_bytes(an_extract(*args, **given).read())
        return path

    return extract_of


@pytest.fixture
def extract(extract_of):
    return extract_of()


def draw(extract, capsys, *more, today="2026-11-22"):
    call_command("draw_sample", str(extract), *DRAW, "--today", today, "--format", "json", *more)
    return json.loads(capsys.readouterr().out)


def test_what_is_drawn_with_an_audit_is_what_is_drawn_without_and_is_stored(audit, extract, capsys):
    a_user("asha", Role.QUALITY_LEAD, audit.unit)
    alone = draw(extract, capsys)
    assert not Case.objects.exists()
    stored = draw(extract, capsys, "--audit", str(audit.pk), "--by", "asha")
    assert stored == alone
    drawn = [pick["reference"] for pick in alone["picks"] if not pick["reserve"]]
    assert [sampled.case.reference for sampled in audit.sampled_cases.select_related("case")] == drawn
    sample = Sample.objects.get()
    assert (sample.drawn["seed"], sample.plan["size"], sample.drawn_by.username) == (7, 5, "asha")


def test_what_only_the_shell_can_ask_for_stands_in_the_plan_that_pages_show(audit, tmp_path, capsys):
    path = tmp_path / "flags.csv"
    path.write_bytes(an_extract(9, headings=(*HEADINGS[:-1], "Flags"), more=()).read().replace(b",Y", b",ADVP"))
    draw(path, capsys, "--audit", str(audit.pk), "--only", "flag=Domestic abuse", "rosh=Not low risk", "grade=po")
    told = dict(plan_in_words(Sample.objects.get().plan))
    assert (told["Flags"], told["Practitioner's grade"]) == ("Domestic abuse", "PO")


def test_cases_of_another_pdu_are_not_stored_as_the_audits(audit, extract_of, capsys):
    path = extract_of(5, more=[a_row(f"X{n:06}", PDU="Norfolk PDU") for n in range(900, 960)])
    told = draw(path, capsys, "--audit", str(audit.pk))
    assert (told["eligible"], told["excluded"]) == (5, [{"reason": "other_unit", "count": 60}])
    assert set(Case.objects.values_list("reference", flat=True)) == {f"X{n:06}" for n in range(1, 6)}
    assert Sample.objects.get().plan["unit"] == "Suffolk PDU"


def test_how_an_extract_writes_the_pdu_can_be_said(audit, extract_of, capsys):
    path = extract_of(3, more=[a_row(f"X{n:06}", PDU="SFK") for n in (901, 902)])
    assert draw(path, capsys, "--audit", str(audit.pk), "--unit", "SFK")["eligible"] == 2


def test_where_every_row_is_of_another_pdu_it_is_told_which_there_are(audit, extract_of, capsys):
    path = extract_of(0, more=[a_row(f"X{n:06}", PDU="SFK") for n in range(900, 909)])
    with pytest.raises(
        CommandError, match=r"no cases were drawn.*Rows of other PDUs than Suffolk PDU: SFK \(9\).*--unit"
    ):
        draw(path, capsys, "--audit", str(audit.pk))


def test_columns_named_at_the_shell_are_remembered_and_used_again(audit, extract_of, capsys):
    strange = extract_of(headings=tuple("Begun" if heading == "Start date" else heading for heading in HEADINGS))
    draw(strange, capsys, "--audit", str(audit.pk), "--map", "Begun=start_date")
    assert ExtractMapping.objects.get().columns == {"Begun": "start_date"}
    assert draw(strange, capsys, "--audit", str(an_audit(title="Next").pk))["eligible"] == 20


def test_cases_reviewed_in_another_audit_of_late_are_left_out(audit, extract, capsys):
    add_case(an_audit(title="Last round"), {"2.1.1": YES})
    more = ("--audit", str(audit.pk), "--not-reviewed-for", "12")
    assert draw(extract, capsys, *more, today="2027-01-01")["excluded"] == [{"reason": "reviewed_recently", "count": 1}]


@pytest.mark.parametrize(
    ("more", "why"),
    [
        (("--audit", "99999"), "There is no audit 99999"),
        (("--by", "asha"), "go with --audit"),
        (("--replace",), "go with --audit"),
        (("--audit", "{audit}", "--by", "nobody"), "There is no user nobody"),
        (("--audit", "{audit}", "--not-reviewed-for", "0"), "--not-reviewed-for 0: Months since another audit must be"),
        (("--audit", "{audit}", "--not-reviewed-for=-5"), "a whole number from 1 to 120"),
        (("--audit", "{audit}", "--not-reviewed-for", "99999999"), "a whole number from 1 to 120"),
        (("--audit", "{audit}", "--cohort", "2020-01-01:2020-01-02"), "no cases were drawn"),
    ],
)
def test_what_cannot_be_stored_is_told_and_nothing_is(audit, extract, capsys, more, why):
    with pytest.raises(CommandError, match=why):
        draw(extract, capsys, *(text.format(audit=audit.pk) for text in more))
    assert not Case.objects.exists()
    assert not Sample.objects.exists()


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.VIEWER, Role.ADMINISTRATOR])
def test_nothing_is_stored_in_the_name_of_somebody_who_may_not_plan_there(audit, extract, capsys, role):
    a_user("asha", role, audit.unit)
    with pytest.raises(CommandError, match="asha does not have permission to draw samples for audits of Suffolk PDU"):
        draw(extract, capsys, "--audit", str(audit.pk), "--by", "asha")
    assert not Sample.objects.exists()


def test_nor_of_who_may_plan_elsewhere_or_whose_account_is_closed(audit, extract, capsys):
    a_user("lee", Role.QUALITY_LEAD, a_unit("Norfolk PDU"))
    a_user("kim", Role.QUALITY_LEAD, audit.unit, is_active=False)
    for name in ("lee", "kim"):
        with pytest.raises(CommandError, match=f"{name} does not have permission to draw"):
            draw(extract, capsys, "--audit", str(audit.pk), "--by", name)


def test_a_sample_is_replaced_only_by_who_says_so_and_it_is_told_what_of_it_goes(audit, extract, capsys):
    draw(extract, capsys, "--audit", str(audit.pk))
    audit.sampled_cases.first().reviews.create(reviewer=a_user("rae"))
    first = Sample.objects.get().drawn_at
    with pytest.raises(CommandError, match="already has a sample: 5 cases, 1 reserve and 1 allocated review"):
        draw("not there.csv", capsys, "--audit", str(audit.pk))
    assert Sample.objects.get().drawn_at == first
    call_command(
        "draw_sample", str(extract), *DRAW, "--today", "2026-11-22", "--audit", str(audit.pk), "--replace", "--cap", "0"
    )
    told = capsys.readouterr().out.splitlines()[-1]
    assert told == (
        "Stored as the sample of Mock inspection: 5 cases and 1 reserve, in place of 5 cases, "
        "1 reserve and 1 allocated review."
    )


def test_of_a_first_sample_it_is_told_that_it_is_stored(audit, extract, capsys):
    call_command("draw_sample", str(extract), *DRAW, "--today", "2026-11-22", "--audit", str(audit.pk))
    assert capsys.readouterr().out.endswith("\n\nStored as the sample of Mock inspection: 5 cases and 1 reserve.\n")


@pytest.mark.parametrize("asked", ["known_restricted", "settings_for", "open_audit", "store_draw"])
def test_a_database_without_its_tables_is_told_with_the_remedy(audit, extract, capsys, monkeypatch, asked):
    def fails(*_):
        raise OperationalError("no such column")

    monkeypatch.setattr(f"audit.management.commands.draw_sample.{asked}", fails)
    with pytest.raises(CommandError, match=r"manage\.py migrate"):
        draw(extract, capsys, "--audit", str(audit.pk))


def test_once_reviews_have_begun_the_extract_is_not_even_read(audit, capsys):
    add_case(audit, {"2.1.1": YES})
    with pytest.raises(CommandError, match="A review of one of its cases has started"):
        draw("not there.csv", capsys, "--audit", str(audit.pk))
