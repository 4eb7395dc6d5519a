"""What holds for every test; the environment they run in is tests/settings.py."""

import pytest
from django.core.cache import cache
from hypothesis import settings

# A busy machine is no fault of the code: how long one example takes is the benchmarks' matter.
settings.register_profile("suite", deadline=None, print_blob=True)
settings.load_profile("suite")


@pytest.fixture(autouse=True)
def rate_limits_begin_anew():
    """All tests come from one address."""
    cache.clear()
