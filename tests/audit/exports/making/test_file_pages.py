"""The pages of files that a person asked for."""

import pytest

from audit.exports.making.actions.workers import take_place
from audit.models import PreparedFile
from cases.models import User
from tests.audit.exports.making.a_file import a_result, asked

pytestmark = pytest.mark.django_db


@pytest.fixture
def result(client):
    audit, asha = a_result()
    client.force_login(asha)
    return audit, asha


@pytest.fixture
def late(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.mark.slow
def test_a_file_that_is_ready_is_downloaded_once_and_then_says_so(client, result):
    prepared = asked(*result)
    assert "Ready" in client.get("/files/").content.decode()
    sent = client.post(f"/files/{prepared.pk}/fetch/")
    assert sent["Content-Disposition"].startswith('attachment; filename="')
    assert sent.content.startswith(b"PK")
    assert client.post(f"/files/{prepared.pk}/fetch/")["Location"] == f"/files/{prepared.pk}/"
    assert "You fetched it on" in client.get(f"/files/{prepared.pk}/").content.decode()


def test_what_waits_says_that_you_can_leave_and_refreshes_only_if_asked(client, result, late):
    take_place()
    prepared = asked(*result)
    page, refreshing = (client.get(f"/files/{prepared.pk}/{end}").content.decode() for end in ("", "?refresh"))
    assert "You can leave this page." in page
    assert ('http-equiv="refresh"' in page, 'http-equiv="refresh"' in refreshing) == (False, True)


def test_a_third_file_waits_with_words(client, result, late):
    take_place()
    audit, asha = result
    third = [asked(audit, asha, what=what) for what in ("summary", "data", "json")][-1]
    PreparedFile.objects.exclude(pk=third.pk).update(begun_at=third.asked_at)
    assert "2 files are made first, two at a time." in client.get(f"/files/{third.pk}/").content.decode()


def test_without_a_worker_the_page_says_that_nothing_prepares_files(client, result, late):
    prepared = asked(*result)
    assert "Nothing prepares files at the moment." in client.get(f"/files/{prepared.pk}/").content.decode()


def test_the_files_of_others_do_not_exist(client, result):
    prepared = asked(*result, what="json")
    client.force_login(User.objects.create(username="cai"))
    assert client.get(f"/files/{prepared.pk}/").status_code == 404
    assert client.post(f"/files/{prepared.pk}/fetch/").status_code == 404
    assert "You have no files here." in client.get("/files/").content.decode()
