from datetime import UTC, datetime

import pytest

from tessera.kernel.actor import Actor, system_actor
from tessera.kernel.errors import DomainError
from tessera.offers import permissions, queries, usecases
from tessera.platform import versions

NOW = datetime(2026, 3, 10, 4, tzinfo=UTC)


@pytest.fixture
def boss(db: None) -> Actor:
    return system_actor("tests", permissions.ALL)


def test_a_policy_holds_from_the_next_read_on(boss: Actor) -> None:
    assert queries.price_policy.get(versions.current()).rounding == "off"
    usecases.set_price_policy(
        actor=boss, at=NOW, rounding="drop_jiao", level_discount_combines=True
    )
    facts = queries.price_policy.get(versions.current())
    assert (facts.rounding, facts.level_discount_combines) == ("drop_jiao", True)


def test_an_unknown_rounding_is_refused_and_changes_nothing(boss: Actor) -> None:
    before = versions.current()
    with pytest.raises(DomainError) as refused:
        usecases.set_price_policy(actor=boss, at=NOW, rounding="up")
    assert refused.value.code == "promotions.field_invalid"
    assert versions.current() == before
