"""What tests of commands share."""

import pytest

from tests.audit.answers_files import write_answers


@pytest.fixture
def file_of(tmp_path):
    """file_of(rows): the path of an answers file with these rows."""
    return lambda rows, name="answers.csv": write_answers(tmp_path / name, rows)
