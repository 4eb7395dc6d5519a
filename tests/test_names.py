"""What things are called: a view, its address and its page share one name and lie in one place."""

import inspect
from collections import defaultdict

from django.urls import get_resolver

from tests.code_tree import ROOT, modules, name_of, place_of
from tests.test_sample_proxies import patterns

# The library that signs people in names these addresses and asks for them by its own names.
LIBRARYS_ADDRESSES = ("account_", "mfa_", "socialaccount_", "openid_connect_")
TEMPLATES = ROOT / "templates"
OF_THE_LIBRARY = TEMPLATES / "cases/sign_in"  # pages of those addresses
# Pages that say why a page is not shown, in place of any page of their room.
REFUSALS = {"check_before_download", "not_in_use", "own_team", "read_first", "refused_input", "switched_off"}


def our_views():
    """{(wing, room): {(view's name, its address's name)}} of every address that we name; a subject's in full."""
    found = defaultdict(set)
    for pattern in patterns(get_resolver()):
        view = inspect.unwrap(pattern.callback)
        if view.__module__.startswith(("audit.", "cases.")) and not pattern.name.startswith(LIBRARYS_ADDRESSES):
            found[place_of(view.__module__)].add((view.__name__, pattern.name))
    return found


def test_a_view_and_its_address_share_one_name():
    assert [pair for pairs in our_views().values() for pair in pairs if len(set(pair)) > 1] == []


def test_a_page_is_named_for_its_view_and_lies_where_the_view_does():
    views = our_views()

    def strange(folder):
        pages = {path.stem for path in folder.glob("[!_]*.html")}
        return sorted(pages - {name for name, _ in views[folder.relative_to(TEMPLATES).parts]} - REFUSALS)

    folders = {*TEMPLATES.glob("audit/*/**/"), *TEMPLATES.glob("cases/*/**/")} - {OF_THE_LIBRARY}
    assert {name_of(folder): strange(folder) for folder in folders if strange(folder)} == {}


VAGUE = {"utils", "util", "helpers", "helper", "common", "services", "service", "mixins", "misc"}


def test_no_module_has_a_name_that_could_hold_anything():
    files = modules("audit", "cases", "tests")
    assert not {part for path in files for part in path.relative_to(ROOT).with_suffix("").parts} & VAGUE
