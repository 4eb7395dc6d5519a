"""The browser and what the stories ask of it. A story fails on any complaint of its pages that it does not expect."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connections
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Route, sync_playwright

from tests.browser import find_chromium

# Playwright keeps an event loop in the thread of the tests, and Django refuses to query beside one.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
# Chromium is not to call its maker, which on a closed network only costs time.
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
RUN_AXE = (Path(__file__).parent / "axe.js").read_text(encoding="utf-8")
PAGE_AND_WINDOW = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
WIDE_ELEMENTS = """() => [...document.querySelectorAll("body *")]
    .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5)
    .map((element) => element.outerHTML.slice(0, 120))"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the stories, so that `-m "not browser"` and `make quick` leave them out."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.slow)


@dataclass
class Complaints:
    """What the pages of one story complain of, each as a text, and parts of the texts that the story expects."""

    heard: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def expect(self, part: str) -> None:
        """Allows complaints that contain `part`; there must then be at least one."""
        self.expected.append(part)

    def listen(self, context: BrowserContext) -> None:
        context.on("console", self.on_console)
        context.on("weberror", lambda error: self.heard.append(f"error in the page: {error.error}"))
        context.on("requestfailed", self.on_failure)

    def on_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.heard.append(f"{message.type}: {message.text} ({message.location['url']})")

    def on_failure(self, request: Request) -> None:
        # "aborted": the page was left before it came, or it turned out to be a file to download
        if request.failure != "net::ERR_ABORTED":
            self.heard.append(f"failed request: {request.url}: {request.failure}")

    def surprises(self) -> list[str]:
        """Complaints that were not expected, and expected ones that did not come."""
        unexpected = [text for text in self.heard if not any(part in text for part in self.expected)]
        missing = [f"expected, but not heard: {part}" for part in self.expected if part not in " ".join(self.heard)]
        return unexpected + missing


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find_chromium.find() or pytest.fail(find_chromium.NEEDED)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        connections.close_all()  # while the event loop still runs; what is left open would be complained of afterwards
        browser.close()


@pytest.fixture
def complaints() -> Iterator[Complaints]:
    """Shared by all pages of a story: `complaints.expect("403 (Forbidden)")` declares one that is meant to come."""
    complaints = Complaints()
    yield complaints
    assert not complaints.surprises(), "\n".join(["The pages complained:", *complaints.surprises()])


@pytest.fixture
def open_page(browser: Browser, live_server: Any, complaints: Complaints) -> Iterator[Callable[..., Page]]:
    """open_page(width, height, **options of the browser context): a page of the live server, with its own cookies."""
    contexts = []

    def open_page(width: int = 1280, height: int = 900, **options: Any) -> Page:
        viewport = {"width": width, "height": height}
        context = browser.new_context(base_url=live_server.url, viewport=viewport, locale="en-GB", **options)
        contexts.append(context)
        complaints.listen(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    return open_page()


@pytest.fixture
def narrow_page(open_page: Callable[..., Page]) -> Page:
    return open_page(width=320, height=640)


@pytest.fixture
def no_script_page(open_page: Callable[..., Page]) -> Page:
    return open_page(java_script_enabled=False)


@pytest.fixture
def sign_in(live_server: Any) -> Callable[[Page, str], None]:
    """sign_in(page, username): the page's next request is that of the signed-in user, without filling in the form."""

    def sign_in(page: Page, username: str) -> None:
        client = Client()
        client.force_login(get_user_model().objects.get(username=username))
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])

    return sign_in


def once_loaded(page: Page) -> Page:
    """The page when all of it is there: a click returns as soon as the next document begins to come, still empty."""
    page.wait_for_load_state()
    return page


def load_without_scripts(page: Page) -> Callable[[], None]:
    """Loads the page again as on a slow connection: its scripts come once the function that this returns is called."""
    held: list[Route] = []
    let_come = Event()
    page.route("**/*.js", lambda route: route.continue_() if let_come.is_set() else held.append(route))
    page.reload(wait_until="commit")

    def let_scripts_come() -> None:
        let_come.set()
        for route in held:
            route.continue_()

    return let_scripts_come


@pytest.fixture(scope="session")
def seen_by_axe() -> set[str]:
    """The kinds of elements that axe.js need not look at again."""
    return set()


@pytest.fixture
def check_accessible(seen_by_axe: set[str]) -> Callable[[Page], None]:
    """check_accessible(page): axe finds nothing, while the site's content security policy stays in force."""

    def check_accessible(page: Page) -> None:
        once_loaded(page).evaluate(AXE_SCRIPT)
        kinds, found = page.evaluate(RUN_AXE, list(seen_by_axe))
        assert not found, f"{page.url}: {found}"
        seen_by_axe.update(kinds)

    return check_accessible


@pytest.fixture
def check_no_sideways_scrolling() -> Callable[[Page], None]:
    """check_no_sideways_scrolling(page): the page is no wider than its window; else names the elements that are."""

    def check_no_sideways_scrolling(page: Page) -> None:
        widths = once_loaded(page).evaluate(PAGE_AND_WINDOW)
        assert widths[0] <= widths[1], f"{page.url} is {widths} wide: " + "\n".join(page.evaluate(WIDE_ELEMENTS))

    return check_no_sideways_scrolling


@pytest.fixture
def picture() -> Callable[[Page, str], None]:
    """picture(page, name): saves the whole page as name.png in the folder SCREENSHOTS names; without it, nothing."""

    def picture(page: Page, name: str) -> None:
        if folder := os.environ.get("SCREENSHOTS"):
            page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)

    return picture
