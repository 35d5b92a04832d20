"""What several of the generated documents are made from."""

import pytest

from tests.docs.answers import Answers, asked


@pytest.fixture
def answers(db: None) -> Answers:
    """Asked once for all of these tests: the rows are gone with the first of them, the answers stay."""
    return asked()
