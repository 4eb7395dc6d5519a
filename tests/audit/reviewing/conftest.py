"""What tests of answering share: a review of Asha's, and Asha's client."""

import pytest

from tests.audit.review_forms import an_open_review
from tests.people import client_of


@pytest.fixture
def review(db):
    return an_open_review(sentence_type="licence", rosh_level="high")


@pytest.fixture
def asha(review):
    return client_of(review.reviewer)
