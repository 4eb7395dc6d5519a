"""What holds for every test; the environment they run in is tests/settings.py."""

import pytest
from django.core.cache import cache
from hypothesis import settings

from audit.frameworks.published import _folder
from tests.world import World, taken_back

# A busy machine is no fault of the code: how long one example takes is the benchmarks' matter.
settings.register_profile("suite", deadline=None, print_blob=True)
settings.load_profile("suite")


@pytest.fixture(autouse=True)
def rate_limits_begin_anew():
    """All tests come from one address."""
    cache.clear()


@pytest.fixture(autouse=True)
def published_frameworks_are_forgotten():
    """A program keeps each published framework as a file, since it never changes; the database of a test goes back."""
    if _folder.cache_info().currsize:
        _folder().cleanup()
        _folder.cache_clear()


@pytest.fixture(scope="module")
def built_world(django_db_setup, django_db_blocker):
    """Two units and their people, built once for a module, around the transactions of its tests."""
    with django_db_blocker.unblock(), taken_back():
        yield World()


@pytest.fixture
def world(built_world, db):
    """The module's World (tests/world.py); what the test writes is taken back."""
    return built_world
