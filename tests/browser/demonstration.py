"""What the stories are about: the demonstration and its people, seen on a wide and on a narrow screen."""

from itertools import count

import pytest
from django.db import connections, transaction
from django.test import override_settings
from playwright.sync_api import expect

from audit.demonstration.actions.demonstration import add_demonstration_users, load_demonstration
from audit.models import Answer, Audit, Review, SampledCase, StandardJudgement
from audit.results.sign_off.actions.sign_off import sign_off
from cases.models import Case, DeliveryUnit, Membership, Practitioner, Region, Team, User
from tests.browser.conftest import once_loaded
from tests.copied_rows import copy_in, rows_in

expect.set_options(timeout=20_000)  # a busy machine is no fault of a page

# In an order in which no row comes before one that it refers to.
COPIED = (
    Region,
    DeliveryUnit,
    Team,
    Practitioner,
    Case,
    User,
    Membership,
    Audit,
    SampledCase,
    Review,
    Answer,
    StandardJudgement,
)
PROBLEMS_WITH_FOCUS = """() => {
  const element = document.activeElement;
  const look = () => {
    const style = getComputedStyle(element);
    return [style.outline, style.boxShadow, style.backgroundColor].join();
  };
  const focused = look();
  element.blur();
  const plain = look();
  element.focus();
  const box = element.getBoundingClientRect();
  const problems = [];
  if (focused === plain) problems.push("looks the same with and without the focus");
  if (box.width < 2 || box.height < 2) problems.push("is too small to see");
  if (box.top < -1 || box.bottom > innerHeight + 1) problems.push(`lies from ${box.top} to ${box.bottom}, unseen`);
  return problems.length ? [element.outerHTML, ...problems].join(" ") : "";
}"""


@pytest.fixture(scope="session")
def demonstration_rows(django_db_setup, django_db_blocker):
    """{table: its rows}: inventing them takes seconds, and the live server's database is emptied after every story."""
    without_history = override_settings(DEBUG=True, SIMPLE_HISTORY_ENABLED=False)  # else it takes twice as long
    with django_db_blocker.unblock(), transaction.atomic(), without_history:
        load_demonstration()
        add_demonstration_users()
        # The stories' server runs with DEBUG off, where demonstration users cannot sign in.
        User.objects.update(demonstration=False)
        rows = {model._meta.db_table: rows_in(model._meta.db_table) for model in COPIED}
        transaction.set_rollback(True)
    return rows


@pytest.fixture(scope="session")
def no_connection_left_behind(browser):
    """While Playwright's event loop runs, Django keeps further connections in this thread: it closes the first ones
    only, and PostgreSQL does not drop a database that somebody is still connected to."""
    yield
    connections.close_all()


@pytest.fixture
def audit(transactional_db, demonstration_rows, no_connection_left_behind):
    """The demonstration's audit; its people can sign in."""
    with transaction.atomic():
        for table, rows in demonstration_rows.items():
            copy_in(table, rows)
    return Audit.objects.get()


@pytest.fixture
def signed_off(audit):
    """The demonstration's audit once it is signed off."""
    return sign_off(audit=audit)


WIDTHS = (1280, 320)  # the latter is also what someone sees who enlarges the former to 400%


@pytest.fixture
def screen(open_page):
    return open_page(width=WIDTHS[0])


@pytest.fixture
def check_page(request, check_accessible, check_no_sideways_scrolling, picture):
    """check_page(page): as it stands, wide and narrow: axe finds nothing, nothing is wider than the window. Takes a
    picture of each where some are wanted."""
    taken = count(1)

    def check_page(page):
        before, number = page.viewport_size, next(taken)
        for width in WIDTHS:
            page.set_viewport_size({**before, "width": width})
            check_no_sideways_scrolling(page)
            picture(page, f"{request.node.name}-{number}-{width}")
        page.set_viewport_size(before)
        check_accessible(page)

    return check_page


@pytest.fixture
def press_tab():
    """press_tab(page): the text of what has the focus then, after checking that it shows and lies in the window."""

    def press_tab(page):
        once_loaded(page).keyboard.press("Tab")
        assert page.evaluate(PROBLEMS_WITH_FOCUS) == ""
        return page.evaluate("(document.activeElement.innerText || document.activeElement.id).trim()")

    return press_tab
