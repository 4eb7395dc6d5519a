"""A file that takes long: asked for, made, fetched once, by the person who asked and as long as they may see it."""

import pytest
from django.db import connection

from audit.exports.leaving.profiles import Leaving
from audit.exports.making.actions.asking import ask_for
from audit.exports.making.actions.fetching import NothingToFetch, fetch
from audit.exports.making.actions.preparing import prepare
from audit.exports.making.kinds import KINDS, Kind
from audit.models import Notice, PreparedFile
from cases.models import Event, Membership, User
from tests.audit.exports.making.a_file import a_result, asked, restrict
from tests.audit.exports.workbook_file import open_sheets
from tests.audit.management.running import output_of

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql, pytest.mark.slow]


@pytest.fixture
def result():
    return a_result()


@pytest.fixture
def late(settings):
    """Files are asked for, and no worker is there yet."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def reread(prepared):
    return PreparedFile.objects.get(pk=prepared.pk)


def test_what_is_asked_for_is_made_told_and_fetched_once(result):
    audit, asha = result
    prepared = reread(asked(audit, asha))
    assert Notice.objects.visible_to(asha).get().kind == Notice.Kind.FILE_READY
    assert "Cases" in open_sheets(fetch(prepared=prepared, by=asha))
    assert not Notice.objects.visible_to(asha).exists()
    assert Event.objects.get(kind=Event.Kind.EXPORTED).details["rows"] == 12
    with pytest.raises(NothingToFetch):
        fetch(prepared=prepared, by=asha)


def test_a_file_that_waits_is_not_asked_for_twice(result, late):
    audit, asha = result
    assert asked(audit, asha) == asked(audit, asha) != asked(audit, asha, what="json")


def test_a_role_that_ended_before_the_worker_began_leaves_no_file(result, late):
    audit, asha = result
    prepared = asked(audit, asha)
    Membership.objects.all().delete()
    prepare(number=prepared.pk)
    assert reread(prepared).problem == f"The result of audit {audit.pk} is not open to Asha Okonkwo."
    assert Notice.objects.visible_to(asha).get().kind == Notice.Kind.FILE_FAILED


def lose_the_role(audit):
    Membership.objects.all().delete()


def close_the_account(audit):
    User.objects.update(is_active=False)


def restrict_a_case(audit):
    restrict(audit, 7)


@pytest.mark.parametrize("change", [lose_the_role, close_the_account, restrict_a_case])
def test_what_the_person_may_no_longer_see_is_deleted_instead_of_fetched(result, change):
    audit, asha = result
    prepared = asked(audit, asha)
    change(audit)
    with pytest.raises(NothingToFetch):
        fetch(prepared=prepared, by=asha)
    assert reread(prepared).content is None
    assert reread(prepared).problem.endswith("The file is deleted.")
    assert not Event.objects.filter(kind=Event.Kind.EXPORTED).exists()


def test_no_transaction_is_open_while_it_is_written(result, late, monkeypatch):
    """On SQLite one would keep everyone else from saving."""
    audit, asha = result
    depth, seen = len(connection.savepoint_ids), []
    monkeypatch.setattr(Kind, "write", lambda kind, contents, stream: seen.append(_savepoints_after(contents)))
    prepare(number=asked(audit, asha).pk)
    assert seen == [depth]


def _savepoints_after(contents):
    list(contents)
    return len(connection.savepoint_ids)


def test_what_goes_wrong_is_said_with_the_number_that_finds_it_in_the_log(result, late, monkeypatch, caplog):
    audit, asha = result
    monkeypatch.setattr(Kind, "write", lambda *given: 1 / 0)
    prepared = asked(audit, asha)
    prepare(number=prepared.pk)
    assert f"the number of the file to your administrator: {prepared.pk}." in reread(prepared).problem
    assert f"File {prepared.pk} could not be made" in caplog.text


def test_a_text_that_may_identify_someone_stops_the_file_unless_it_is_wanted_as_it_is(result):
    audit, asha = result
    audit.about = "Drawn after X123456 came to light."
    audit.save()
    assert reread(asked(audit, asha)).problem.startswith("1 text in “Mock inspection” may identify someone.")
    prepared = reread(asked(audit, asha, as_it_is=True))
    fetch(prepared=prepared, by=asha)
    assert "1 text may identify someone" in Event.objects.get(kind=Event.Kind.EXPORTED).details["profile"]


def test_what_another_worker_has_begun_since_is_not_stored_twice(result, late, monkeypatch):
    audit, asha = result
    prepared = asked(audit, asha)
    monkeypatch.setattr(Kind, "write", lambda *given: _begin_again(prepared))
    prepare(number=prepared.pk)
    assert reread(prepared).finished_at is None


def _begin_again(prepared):
    held = reread(prepared)
    held.begun_at = held.begun_at.replace(year=2020)
    held.save()


def test_after_a_day_the_file_cannot_be_fetched_and_the_purge_deletes_it(result):
    audit, asha = result
    old, new = asked(audit, asha), asked(audit, asha, what="json")
    PreparedFile.objects.filter(pk=old.pk).update(asked_at=old.asked_at.replace(year=2020))
    with pytest.raises(NothingToFetch):
        fetch(prepared=old, by=asha)
    assert "Prepared files to delete: 1." in output_of("purge", dry_run=True)
    assert "Prepared files deleted: 1." in output_of("purge")
    assert list(PreparedFile.objects.all()) == [new]


def test_every_kind_can_be_prepared(result):
    audit, asha = result
    made = [reread(ask_for(kind=kind, audits=[audit], leaving=Leaving(by=asha), by=asha)) for kind in KINDS.values()]
    assert [(each.what, each.problem) for each in made] == [(code, "") for code in KINDS]
