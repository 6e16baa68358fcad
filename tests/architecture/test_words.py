"""What the rooms keep as keys has words wherever people read it."""

import pytest

from tessera.rewards.models import Cause
from tessera.web.kit import levels


@pytest.mark.parametrize("cause", Cause.values)
def test_every_cause_of_a_level_has_its_words(cause: str) -> None:
    assert str(levels.cause(cause)) != cause
