"""Reads of the ledger: parts of a gathered read, balances, and an account's history."""

from tessera.ledger.queries.balances import Held, balances_at, get_balance, list_balances, list_held
from tessera.ledger.queries.ending import (
    EndingLots,
    EndingPage,
    ExpiredLot,
    list_ending_lots,
    list_expired_lots,
)
from tessera.ledger.queries.gathered import balances_of, lots_of, select_balances, select_open_lots
from tessera.ledger.queries.lots import (
    Consumption,
    EntryLots,
    LotTaken,
    find_origins,
    get_entry_lots,
    list_consumption,
    list_kin,
    list_lots,
    list_lots_of,
    sum_opened,
)
from tessera.ledger.queries.movements import Movement, list_movements

__all__ = [
    "Consumption",
    "EndingLots",
    "EndingPage",
    "EntryLots",
    "ExpiredLot",
    "Held",
    "LotTaken",
    "Movement",
    "balances_at",
    "balances_of",
    "find_origins",
    "get_balance",
    "get_entry_lots",
    "list_balances",
    "list_consumption",
    "list_ending_lots",
    "list_expired_lots",
    "list_held",
    "list_kin",
    "list_lots",
    "list_lots_of",
    "list_movements",
    "lots_of",
    "select_balances",
    "select_open_lots",
    "sum_opened",
]
