"""A site that is not ready is not served and says what to run. The server trusts the proxy that it is told of."""

from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

from audit.management import serving
from audit.management.serving import addresses_of, limits_and_trust, why_not_to_serve

pytestmark = pytest.mark.django_db
DATABASE_CACHE = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "rate_limits"}}


@pytest.fixture
def ready(settings, monkeypatch, tmp_path):
    """A site with everything that it needs: migrations, collected style sheets, and no cache in the database."""
    settings.STATIC_ROOT = tmp_path
    backend = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": backend}}
    monkeypatch.setattr(serving, "_unapplied", lambda: 0)
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path


def test_a_site_with_everything_is_ready(ready):
    assert list(why_not_to_serve()) == []


@pytest.mark.parametrize("lost", ["staticfiles.json", "everything"])
def test_uncollected_style_sheets_are_named_with_the_command_that_collects_them(ready, settings, tmp_path, lost):
    settings.STATIC_ROOT = tmp_path / "elsewhere" if lost == "everything" else ready
    (ready / "staticfiles.json").unlink()
    settings.STORAGES = {**settings.STORAGES}  # read again, as by a server that starts
    (reason,) = why_not_to_serve()
    assert reason.endswith("run manage.py collectstatic --no-input.")


def test_a_file_that_came_with_an_upgrade_has_to_be_collected_too(ready, settings):
    manifest = ready / "staticfiles.json"
    manifest.write_text(manifest.read_text().replace('"site.js":', '"site-before.js":'))
    settings.STORAGES = {**settings.STORAGES}
    (reason,) = why_not_to_serve()
    assert reason.startswith("Not all style sheets and scripts are collected")


def test_a_missing_table_of_the_cache_is_named_with_the_command_that_makes_it(ready, settings):
    settings.CACHES = DATABASE_CACHE
    (reason,) = why_not_to_serve()
    assert reason.endswith("run manage.py createcachetable.")
    call_command("createcachetable")
    assert list(why_not_to_serve()) == []


def test_the_command_starts_no_server_before_that(settings, monkeypatch):
    monkeypatch.setattr("audit.management.commands.serve.create_server", lambda *_, **__: pytest.fail("It serves"))
    settings.CACHES = DATABASE_CACHE
    with pytest.raises(CommandError, match=r"run manage\.py createcachetable"):
        call_command("serve")


WHERE = r"^--listen .*: name a host and a port up to 65535"
PLACES = ("", "8000", "127.0.0.1", "127.0.0.1:99999", "127.0.0.1:x", "::1:8000")


@pytest.mark.parametrize(
    ("option", "why"),
    [
        ({"threads": 7}, "--threads must be 8 or more"),
        ({"proxy": "nonsense"}, "^--proxy nonsense: give the IP address of the proxy"),
        *(({"listen": place}, WHERE) for place in PLACES),
    ],
)
def test_what_the_server_cannot_do_is_refused_with_the_remedy(option, why):
    with pytest.raises(CommandError, match=why):
        call_command("serve", **option)


def test_the_address_that_is_printed_opens_in_a_browser():
    assert addresses_of(SimpleNamespace(effective_host="::1", effective_port=8000)) == ["[::1]:8000"]
    both = SimpleNamespace(effective_listen=[("127.0.0.1", 8000), ("::1", 8000)])
    assert addresses_of(both) == ["127.0.0.1:8000", "[::1]:8000"]


def test_no_proxy_is_trusted_unless_the_settings_say_that_there_is_one(settings):
    settings.EXTRACT_MEGABYTES, settings.BEHIND_PROXY = 20, False
    assert limits_and_trust("10.0.0.9") == {"max_request_body_size": 21 * 2**20, "clear_untrusted_proxy_headers": True}
    settings.BEHIND_PROXY = True
    trusted = limits_and_trust("10.0.0.9")
    assert (trusted["trusted_proxy"], trusted["trusted_proxy_count"]) == ("10.0.0.9", 1)
    assert trusted["trusted_proxy_headers"] == {"x-forwarded-for", "x-forwarded-proto"}
