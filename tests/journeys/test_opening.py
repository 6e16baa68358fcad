"""Opening a store and a till starts their books, through the wiring of the whole house."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from tessera.kernel.actor import system_actor
from tessera.ledger.models import Account
from tessera.org import permissions, usecases

AT = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
SYSTEM = system_actor("set-up", permissions.ALL)


def accounts_of(owner: UUID) -> set[tuple[str, str]]:
    kept = Account.objects.filter(owner=owner, floor=None, balance=None)
    return set(kept.values_list("kind", "unit"))


@pytest.mark.django_db
def test_a_store_and_a_till_have_their_house_accounts_from_the_start() -> None:
    usecases.set_up_brand(actor=SYSTEM, at=AT, name="Silk", currency="GBP")
    store_id = usecases.open_store(actor=SYSTEM, at=AT, code="S1", name="One")
    till_id = usecases.open_till(actor=SYSTEM, at=AT, store_id=store_id, code="T1", name="One")
    store, till = accounts_of(store_id), accounts_of(till_id)
    assert {("revenue", "GBP"), ("points_issued", "PTS")} <= store
    assert till == {("tender.cash", "GBP"), ("tender.card", "GBP"), ("tender.bank", "GBP")}
