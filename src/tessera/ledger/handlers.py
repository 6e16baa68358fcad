"""What the ledger does when something with books of its own comes into being."""

from typing import Protocol
from uuid import UUID

from django.conf import settings

from tessera.ledger.models import Account
from tessera.ledger.operations import account_row
from tessera.ledger.rules import POINTS, USES, Place
from tessera.platform.batch import Batch


class Opened(Protocol):
    """Something was opened; ``kind`` says what, ``currency`` what its money is."""

    @property
    def kind(self) -> str:
        """A key of ``settings.HOUSE_ACCOUNTS``."""

    @property
    def id(self) -> UUID:
        """The owner of the accounts."""

    @property
    def currency(self) -> str:
        """The brand's currency."""


def open_house_accounts(event: Opened, batch: Batch) -> None:
    """Open the house accounts that ``settings.HOUSE_ACCOUNTS`` names for this kind of owner."""
    house: dict[str, dict[str, tuple[str, ...]]] = settings.HOUSE_ACCOUNTS
    units = {"money": event.currency, "points": POINTS, "uses": USES}
    for group, kinds in house[event.kind].items():
        for kind in kinds:
            batch.insert(Account, account_row(Place(event.id, kind, units[group])))
