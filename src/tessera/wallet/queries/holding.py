"""What one member holds, as one read saw it, and for a person to look at."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tessera.ledger.queries import (
    balances_of,
    list_balances,
    lots_of,
    select_balances,
    select_open_lots,
)
from tessera.ledger.rules import OpenLot, valid_on
from tessera.org import queries as org
from tessera.platform import reads
from tessera.platform.reads import Found, Select
from tessera.wallet import places


@dataclass(frozen=True, slots=True)
class Holding:
    """What one member holds, as one read saw it. Amounts in minor units and points.

    ``home_points`` are set aside for the till that asks, and come home when it sells;
    ``firm_points`` were promised to it before anything came to be owed.
    """

    member_id: UUID
    currency: str
    balances: dict[UUID, int]
    lots: tuple[OpenLot, ...]
    home_points: int = 0
    firm_points: int = 0

    @property
    def principal_minor(self) -> int:
        """Stored value that was paid in."""
        return self.balances.get(places.principal(self.member_id, self.currency).id, 0)

    @property
    def bonus_minor(self) -> int:
        """Stored value that was given."""
        return self.balances.get(places.bonus(self.member_id, self.currency).id, 0)

    @property
    def frozen_principal_minor(self) -> int:
        """What of the money paid in is frozen, beside the principal."""
        return self.balances.get(places.frozen_principal(self.member_id, self.currency).id, 0)

    @property
    def aside_principal_minor(self) -> int:
        """What of the money paid in is set aside for tills, beside the principal."""
        return self.balances.get(places.aside_principal(self.member_id, self.currency).id, 0)

    @property
    def aside_bonus_minor(self) -> int:
        """Bonus that is set aside with it."""
        return self.balances.get(places.aside_bonus(self.member_id, self.currency).id, 0)

    @property
    def debt_points(self) -> int:
        """Points still owed after a clawback, as a positive number."""
        return -self.balances.get(places.points_debt(self.member_id).id, 0)

    def points_lots(self, day: date) -> list[OpenLot]:
        """The lots of points that may be spent on ``day``."""
        return valid_on(self._lots_of(places.points(self.member_id).id), day)

    def pending_lots(self) -> list[OpenLot]:
        """The lots of points that wait for the end of the return period."""
        return self._lots_of(places.points_pending(self.member_id).id)

    def points_on(self, day: date) -> int:
        """Points that may be spent on ``day``; none while points are owed."""
        held = sum(lot.remaining for lot in self.points_lots(day)) + self.home_points
        return max(self.firm_points, held - self.debt_points)

    def principal_lots(self) -> list[OpenLot]:
        """The lots of principal."""
        return self._lots_of(places.principal(self.member_id, self.currency).id)

    def bonus_lots(self, day: date) -> list[OpenLot]:
        """The lots of bonus that are valid on ``day``."""
        return valid_on(self._lots_of(places.bonus(self.member_id, self.currency).id), day)

    def spendable_minor(self, day: date) -> int:
        """Stored value that a payment on ``day`` may take."""
        return sum(lot.remaining for lot in [*self.principal_lots(), *self.bonus_lots(day)])

    def _lots_of(self, account_id: UUID) -> list[OpenLot]:
        return [lot for lot in self.lots if lot.account_id == account_id]


def select_holding(member_id: UUID, currency: str) -> dict[str, Select]:
    """The parts of a gathered read for ``holding_of``."""
    own = places.of_member(member_id, currency)
    return {"balances": select_balances(own), "lots": select_open_lots(own)}


def holding_of(member_id: UUID, currency: str, *, balances: Found, lots: Found) -> Holding:
    """A member's holding from what ``select_holding`` read."""
    return Holding(member_id, currency, balances_of(balances), tuple(lots_of(lots)))


def get_holding(member_id: UUID) -> Holding:
    """What a member holds now, to write about."""
    currency = org.get_brand().currency
    found = reads.gather(select_holding(member_id, currency))
    return holding_of(member_id, currency, balances=found["balances"], lots=found["lots"])


@dataclass(frozen=True, slots=True)
class Balances:
    """A member's balances for a person to look at."""

    points: int
    points_debt: int
    principal_minor: int
    bonus_minor: int
    frozen_principal_minor: int = 0
    frozen_bonus_minor: int = 0
    points_pending: int = 0
    aside_points: int = 0
    aside_principal_minor: int = 0
    aside_bonus_minor: int = 0

    @property
    def aside_minor(self) -> int:
        """Stored value that is set aside for tills."""
        return self.aside_principal_minor + self.aside_bonus_minor


def get_balances(member_id: UUID) -> Balances:
    """The balances of one member."""
    return balances_by_kind(list_balances(member_id))


def balances_by_kind(kept: Mapping[str, int]) -> Balances:
    """A member's balances from those of the accounts, by their kinds."""
    return Balances(
        points=kept.get(places.HELD_POINTS, 0),
        points_debt=-kept.get(places.POINTS_DEBT, 0),
        principal_minor=kept.get(places.PRINCIPAL, 0),
        bonus_minor=kept.get(places.BONUS, 0),
        frozen_principal_minor=kept.get(places.FROZEN_PRINCIPAL, 0),
        frozen_bonus_minor=kept.get(places.FROZEN_BONUS, 0),
        points_pending=kept.get(places.POINTS_PENDING, 0),
        aside_points=kept.get(places.ASIDE_POINTS, 0),
        aside_principal_minor=kept.get(places.ASIDE_PRINCIPAL, 0),
        aside_bonus_minor=kept.get(places.ASIDE_BONUS, 0),
    )
