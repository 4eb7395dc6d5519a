"""Every page of the site, looked at once: axe, the keyboard, 400%, forced colours, reduced motion. A test for each
rule, which lists the pages that offend."""

import mimetypes
from collections import defaultdict
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.contrib.staticfiles import finders

from tests.browser.conftest import RUN_AXE, WIDE_ELEMENTS
from tests.browser.every_page import pages_of

pytestmark = pytest.mark.django_db
LOOK, FORCED = (
    (Path(__file__).parent / name).read_text(encoding="utf-8") for name in ("every_page.js", "forced_colours.js")
)
LYING = """() => axe.run({ runOnly: ["target-size", "scrollable-region-focusable"], preload: false }).then((results) =>
    results.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 160)}`)))"""
RULES = (
    "axe",
    "axe at 320",
    "no wider than 320",
    "reached by keyboard",
    "focus outlined",
    "focus in sight",
    "skip link",
    "no motion",
    "forced colours: where one is",
    "forced colours: bars",
)


@pytest.fixture(scope="module")
def offenders(browser, seen_by_axe, built_world, django_db_blocker):
    """{rule: {page: what offends}} of every page."""
    found, shown = defaultdict(dict), {}

    def serve(route):
        path = urlsplit(route.request.url).path
        if path == shown["page"].address:
            response = shown["page"].response
            route.fulfill(status=response.status_code, headers=dict(response.items()), body=response.content)
        elif file := finders.find(path.removeprefix("/static/")):
            route.fulfill(path=file, content_type=mimetypes.guess_type(file)[0])
        else:
            route.abort()

    context = browser.new_context(base_url="http://site.test", reduced_motion="reduce")
    context.route("**", serve)
    context.add_init_script(AXE_SCRIPT)
    window = context.new_page()
    with django_db_blocker.unblock():
        for page in pages_of(built_world):
            shown["page"] = page
            for rule, what in look_at(window, page.address, seen_by_axe).items():
                if what:
                    found[rule][page.name] = what
    context.close()
    return found


def look_at(window, address, seen):
    """{rule: what offends} of one page. What axe.js says of `seen` holds here; it is added to."""
    window.set_viewport_size({"width": 1280, "height": 900})
    window.goto(address)
    kinds, by_axe = window.evaluate(RUN_AXE, list(seen))
    seen.update(kinds)
    found = {"axe": by_axe} | window.evaluate(LOOK)
    window.set_viewport_size({"width": 320, "height": 640})
    found["axe at 320"] = window.evaluate(LYING)
    fits = window.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    found["no wider than 320"] = [] if fits else window.evaluate(WIDE_ELEMENTS)
    window.emulate_media(forced_colors="active")
    found |= window.evaluate(FORCED)
    window.emulate_media(forced_colors="none")
    return found


@pytest.mark.parametrize("rule", RULES)
def test_every_page_keeps_the_rule(offenders, rule):
    assert not offenders[rule], "\n".join(f"{page}: {what}" for page, what in offenders[rule].items())
