"""What the rooms keep as keys has words wherever people read it."""

import pytest

from tessera.finance.rules import columns
from tessera.rewards.models import Cause
from tessera.web.kit import levels
from tessera.web.office import statement_words, words


@pytest.mark.parametrize("cause", Cause.values)
def test_every_cause_of_a_level_has_its_words(cause: str) -> None:
    assert str(levels.cause(cause)) != cause


@pytest.mark.parametrize("kind", [*columns.HELD, *columns.HOUSE])
def test_every_kind_of_account_has_its_words(kind: str) -> None:
    assert kind in words.ACCOUNTS


def test_every_part_of_a_statement_has_its_words() -> None:
    assert set(statement_words.HOLDINGS) == set(columns.HOLDINGS)
    assert set(statement_words.COLUMNS) == set(columns.COLUMNS)
