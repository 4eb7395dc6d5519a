"""The sample files for proxies let large bodies through where the site takes files, and nowhere else."""

import inspect
import re
from pathlib import Path

import pytest
from django.urls import URLPattern, get_resolver

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "deploying"
PATTERN = re.compile(r"(\^/\([a-z].+\)/\$)")


def patterns(resolver):
    """Each address of the site, those of the records' own pages aside."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        elif getattr(pattern, "namespace", None) != "admin":
            yield from patterns(pattern)


def addresses():
    """(an address as a browser asks for it, whether its view takes a file)."""
    for pattern in patterns(get_resolver()):
        route = re.sub(r"<int:\w+>", "17", str(pattern.pattern))
        yield "/" + route, "request.FILES" in inspect.getsource(inspect.unwrap(pattern.callback))


@pytest.mark.parametrize(("name", "times"), [("nginx.conf", 1), ("Caddyfile", 2)])
def test_files_are_taken_where_the_site_takes_them(name, times):
    found = PATTERN.findall((FOLDER / name).read_text())
    assert len(found) == times
    with_files = {address for address, takes_files in addresses() if takes_files}
    assert len(with_files) == 8
    for pattern in found:
        assert {address for address, _ in addresses() if re.match(pattern, address)} == with_files


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
def test_the_limit_is_that_of_the_site(name, settings):
    assert re.search(rf"\b{settings.EXTRACT_MEGABYTES + 1}m(;|iB)?\b", (FOLDER / name).read_text(), re.IGNORECASE)
