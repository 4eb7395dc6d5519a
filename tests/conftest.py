"""What holds for every test; the environment they run in is tests/settings.py."""

import pytest
from django.core.cache import cache
from django.db import connection
from hypothesis import settings

from tests.world import World, taken_back

# A busy machine is no fault of the code: how long one example takes is the benchmarks' matter.
settings.register_profile("suite", deadline=None, print_blob=True)
settings.load_profile("suite")


# Walks over every address and page, and what is no database's matter: files that are written, and signing in.
NOT_ON_POSTGRESQL = ("test_doors", "test_hostile_values", "test_blind_reading", "test_access", "test_identifiers")
NOT_ON_POSTGRESQL_IN = ("browser", "exports", "sign_in")


@pytest.fixture(autouse=True)
def rate_limits_begin_anew():
    """All tests come from one address."""
    cache.clear()


@pytest.fixture(scope="module")
def built_world(django_db_setup, django_db_blocker):
    """Two units and their people, built once for a module, around the transactions of its tests."""
    with django_db_blocker.unblock(), taken_back():
        yield World()


@pytest.fixture
def world(built_world, db):
    """The module's World (tests/world.py); what the test writes is taken back."""
    return built_world


def pytest_collection_modifyitems(config, items):
    """On PostgreSQL those above and the tests that ask no database are left out: `make test` has just run them, on
    SQLite, and the pages that they ask are asked here by the tests of views."""
    if connection.vendor == "postgresql":
        config.hook.pytest_deselected(items=[item for item in items if not _belongs_here(item)])
        items[:] = filter(_belongs_here, items)


def _belongs_here(item):
    asks = item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(item.fixturenames)
    elsewhere = item.path.stem in NOT_ON_POSTGRESQL or set(item.path.parts) & set(NOT_ON_POSTGRESQL_IN)
    return bool(asks) and not elsewhere
