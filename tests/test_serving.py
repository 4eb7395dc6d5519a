"""A real site behind a proxy, as the guide sets it up."""

import re

import pytest

from tests.a_site import PASSWORD, Browser, prepare, proxy_to, served

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """(port of the proxy, port of the server behind it, path of the log)."""
    folder = tmp_path_factory.mktemp("site")
    prepare(folder)
    with served(folder) as (port, log), proxy_to(port) as proxy:
        yield proxy, port, log


def test_what_is_not_ready_is_not_served_and_the_commands_that_mend_it_are_named(tmp_path):
    with pytest.raises(RuntimeError) as refused, served(tmp_path):
        pass
    for command in ("migrate", "collectstatic --no-input", "createcachetable"):
        assert f"run manage.py {command}.\n" in str(refused.value)


def test_the_sign_in_page_opens_and_browsers_are_told_to_insist_on_https(site):
    status, headers, text = Browser(site[0]).get("/sign-in/")
    assert (status, "Sign in" in text) == (200, True)
    assert headers["Strict-Transport-Security"].startswith("max-age=31536000")


def test_a_form_is_saved(site):
    asha = Browser(site[0])
    assert asha.send("/sign-in/", username="asha", password=PASSWORD)[0] == 302
    assert asha.send("/places/regions/add/", name="Region of the Proxy")[0] == 302
    assert "Region of the Proxy" in asha.get("/places/")[2]


def test_wrong_passwords_are_counted_by_the_address_that_the_proxy_saw_whatever_a_browser_claims(site):
    guesser = Browser(site[0], "127.0.0.2")
    for number in range(5):
        guesser.headers = {"X-Forwarded-For": f"203.0.113.{number}"}
        guesser.send("/sign-in/", username="asha", password="a guess")
    assert "Too many attempts" in guesser.send("/sign-in/", username="asha", password=PASSWORD)[2]
    assert Browser(site[0], "127.0.0.3").send("/sign-in/", username="asha", password=PASSWORD)[0] == 302


def test_a_monitor_is_answered_by_any_host_name_without_https(site):
    status, _, text = Browser(site[1]).ask("GET", "/health/", Host="10.0.0.7:8000")
    assert (status, text) == (200, "ok\n")


def test_the_log_tells_of_requests_and_refused_sign_ins_by_numbers_without_names(site):
    proxy, _, log = site
    Browser(proxy, "127.0.0.4").send("/sign-in/", username="asha", password="a guess")
    Browser(proxy, "127.0.0.4").ask("GET", "/", Host="foreign.example")
    lines = log.read_text().splitlines()
    (refused,) = [line for line in lines if "from 127.0.0.4" in line]
    line = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} WARNING request \d{3}-\d{3}-\d{3} person - cases\.sign_in: "
    assert re.fullmatch(rf"{line}Sign-in refused: wrong password; person 1, from 127\.0\.0\.4", refused)
    assert not any("asha" in line or "Traceback" in line for line in lines)
