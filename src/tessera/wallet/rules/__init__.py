"""Pure rules of stored value: how it is spent, given back and paid out."""

from tessera.wallet.rules.notices import notice_due
from tessera.wallet.rules.payouts import (
    CAUSES,
    CONSUMER,
    OPERATOR,
    WITHDRAWAL,
    Due,
    TopUp,
    due,
)
from tessera.wallet.rules.spending import (
    BONUS_FIRST,
    GRACE_DAYS,
    PRINCIPAL_FIRST,
    PROPORTIONAL,
    Restored,
    Spend,
    SpentLot,
    Worked,
    restore,
    restored_until,
    split_spend,
    worked_example,
)

__all__ = [
    "BONUS_FIRST",
    "CAUSES",
    "CONSUMER",
    "GRACE_DAYS",
    "OPERATOR",
    "PRINCIPAL_FIRST",
    "PROPORTIONAL",
    "WITHDRAWAL",
    "Due",
    "Restored",
    "Spend",
    "SpentLot",
    "TopUp",
    "Worked",
    "due",
    "notice_due",
    "restore",
    "restored_until",
    "split_spend",
    "worked_example",
]
