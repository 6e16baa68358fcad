"""The ledger's parts of a gathered read."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from tessera.kernel import ids
from tessera.ledger.rules import OpenLot, Place
from tessera.platform.reads import Found, Select


def select_balances(places: Iterable[Place]) -> Select:
    """The part of a gathered read for the running balances of ``places``."""
    return Select(
        "SELECT id, balance FROM ledger_account WHERE id IN {accounts}",
        {"accounts": [place.id for place in places]},
    )


def balances_of(found: Found) -> dict[UUID, int]:
    """Balances by account id from what ``select_balances`` read."""
    return {ids.parse_uuid(row["id"]): row["balance"] for row in found}


def select_open_lots(places: Iterable[Place]) -> Select:
    """The part of a gathered read for what is left in the lots of ``places``."""
    return Select(
        "SELECT id, account_id, entry_id, amount, remaining, expires_on, earned_at FROM ledger_lot"
        " WHERE account_id IN {accounts} AND remaining > 0",
        {"accounts": [place.id for place in places]},
    )


def lots_of(found: Found) -> list[OpenLot]:
    """Lots from what ``select_open_lots`` read."""
    return [_lot(row) for row in found]


def _lot(row: Mapping[str, Any]) -> OpenLot:
    return OpenLot(
        id=ids.parse_uuid(row["id"]),
        account_id=ids.parse_uuid(row["account_id"]),
        entry_id=ids.parse_uuid(row["entry_id"]),
        remaining=row["remaining"],
        expires_on=date.fromisoformat(row["expires_on"]) if row["expires_on"] else None,
        earned_at=row["earned_at"],
        amount=row["amount"],
    )
