"""An audit belongs to its framework file as it was: a changed one is refused, in words that say what to do."""

import hashlib
from itertools import count
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from pytest_django.asserts import assertContains

from audit.frameworks import FrameworkProblem, framework, framework_paths, framework_problems
from audit.models import Audit, FrameworkChanged
from cases.models import User
from cases.permissions import Role
from tests.audit.an_audit import an_audit
from tests.audit.method.conditions.test_conditions import public_protection
from tests.audit.method.frameworks import SHIPPED, edited
from tests.people import a_user, client_of

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]
RENAMED = ('code = "pdu-2023"', 'code = "own"')


@pytest.fixture
def own(settings, tmp_path):
    """A further folder with a unit's own framework, own.toml."""
    settings.FRAMEWORK_DIRS = [*settings.FRAMEWORK_DIRS, tmp_path]
    path = tmp_path / "own.toml"
    path.write_text(edited(RENAMED), encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def every_look_is_a_new_second(monkeypatch):
    """A site notices an edited file within a second; these tests edit and look at once."""
    seconds = count()
    monkeypatch.setattr("audit.frameworks.time", SimpleNamespace(monotonic=lambda: next(seconds)))


@pytest.fixture
def reader(client):
    """A client signed in as one who may see everything."""
    return client_of(a_user("asha", Role.QUALITY_LEAD))


def change(path):
    path.write_text(path.read_text(encoding="utf-8") + "\n# a thought\n", encoding="utf-8")


def test_an_audit_notes_code_version_and_checksum_of_its_file_and_who_made_it():
    asha = User.objects.create(username="asha")
    audit = Audit.objects.get(pk=an_audit(by=asha).pk)
    assert audit.framework_checksum == hashlib.sha256(SHIPPED.read_bytes()).hexdigest()
    assert (audit.framework_code, audit.framework_version) == ("pdu-2023", framework("pdu-2023").version)
    assert audit.created_by == asha


def test_an_audit_by_a_framework_that_does_not_exist_is_refused_and_not_stored():
    with pytest.raises(FrameworkProblem, match=r"pdu-2022.* there is no such framework\. Choose from: .*pdu-2023"):
        an_audit(framework_code="pdu-2022")
    assert not Audit.objects.exists()


def test_a_units_own_framework_lies_in_a_further_folder(own):
    audit = an_audit(framework_code="own")
    assert list(framework_paths())[-1] == "own"
    assert audit.framework.code == "own"


def test_a_changed_file_refuses_its_audits_with_a_plain_error(own):
    audit = an_audit(title="Spring round", framework_code="own")
    change(own)
    with pytest.raises(FrameworkChanged, match=r"own\.toml has changed since “Spring round” .* Put the original") as it:
        _ = audit.framework
    assert "save the changed one under a new code" in str(it.value)


def test_putting_the_original_back_opens_the_audit_again(own):
    original = own.read_text(encoding="utf-8")
    audit = an_audit(framework_code="own")
    change(own)
    own.write_text(original, encoding="utf-8")
    assert audit.framework.code == "own"


PAGES = [
    "",
    "questions/2.1.3/",
    "cases/1/",
    "summary.xlsx",
    "summary.json",
    "standards/1.1/judgement/",
]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_the_audit_says_what_happened_and_that_nothing_is_lost(own, reader, page):
    audit = an_audit(framework_code="own")
    change(own)
    response = reader.get(f"/audits/{audit.pk}/{page}")
    assertContains(response, "The framework file own.toml has changed since", status_code=409)
    assertContains(response, "Its answers are safe", status_code=409)


@pytest.mark.parametrize("spoil", [lambda path: path.unlink(), lambda path: path.write_text("code = 3")])
def test_a_file_that_is_gone_or_broken_is_told_on_the_page_too(own, reader, spoil):
    audit = an_audit(framework_code="own")
    spoil(own)
    assertContains(reader.get(f"/audits/{audit.pk}/"), "own", status_code=409)


def test_the_list_and_the_other_audits_stay_open(own, reader):
    an_audit(title="By the changed file", framework_code="own")
    other = an_audit(title="By the shipped file")
    change(own)
    assertContains(reader.get("/audits/"), "By the changed file")
    assert reader.get(f"/audits/{other.pk}/").status_code == 200


def test_someone_who_may_not_see_the_audit_learns_nothing_about_its_framework(own, client):
    audit = an_audit(framework_code="own")
    change(own)
    client.force_login(User.objects.create(username="stranger"))
    assert client.get(f"/audits/{audit.pk}/").status_code == 404


def test_the_commands_refuse_as_plainly(own):
    audit = an_audit(framework_code="own")
    change(own)
    with pytest.raises(CommandError, match=r"own\.toml has changed since"):
        call_command("summarise", audit.pk)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ([], r'own\.toml.*"code" is "pdu-2023": name the file pdu-2023\.toml'),
        (
            [RENAMED, ("resettlement = [true]", "shoe_size = [42]")],
            r'\[conditions\.resettlement\]: no case has "shoe_size"\. Facts: sex',
        ),
        ([RENAMED, ('sentence_type = ["licence"]', 'sentence_type = ["license"]')], "license"),
    ],
)
def test_a_file_of_another_name_or_with_a_fact_or_value_that_no_case_has_is_refused(own, changes, told):
    own.write_text(edited(*changes), encoding="utf-8")
    with pytest.raises(FrameworkProblem, match=told):
        framework("own")


NO_CASE_HAS = {
    "a date that no case has": ('has_date = "contact_suspended_on"', 'has_date = "birthday"', r'the date "birthday"'),
    "a fact by the name of one of the case": ("[facts.suspended]", "[facts.grade]", "a fact of this name already"),
    "a date as a condition": ("suspended = [true]", 'end_date = ["x"]', r"Work out a fact from it under \[facts\]"),
    "a flag that there is not": ("suspended = [true]", 'flags = ["DV"]', r"\"flags\" is never 'DV'. Values: ADVP"),
    "a number in words": ("suspended = [true]", 'age_at_start = ["old"]', "Values: whole numbers"),
    "a text that is yes": ("suspended = [true]", "team = [true]", "Values: texts"),
    "a comparison of a text": ("suspended = [true]", "grade = { above = 1 }", "no number, so it cannot be compared"),
    "a kind in a file without kinds": ("suspended = [true]", 'kind = ["victims"]', "no kinds of case are in this file"),
    "a fact that no form asks for": ("suspended = [true]", 'grade = ["PSO"]', 'no form asks for "grade"'),
}


@pytest.mark.parametrize(("old", "new", "told"), NO_CASE_HAS.values(), ids=NO_CASE_HAS)
def test_a_condition_on_what_no_case_has_is_refused(own, old, new, told):
    own.write_text(public_protection(RENAMED, (old, new)), encoding="utf-8")
    with pytest.raises(FrameworkProblem, match=told):
        framework("own")


def test_an_own_file_does_not_take_the_place_of_a_shipped_one_and_stops_no_audit(own):
    audit = an_audit()
    own.with_name("pdu-2023.toml").write_text(edited(("too few", "some")), encoding="utf-8")
    assert audit.framework.checksum == audit.framework_checksum
    (problem,) = framework_problems()
    assert "pdu-2023.toml, whole file: the file with this name in the folder frameworks is used" in str(problem)
