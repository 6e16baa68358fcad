"""The accounts that members and stores have for points and stored value, by name."""

from uuid import UUID

from tessera.ledger.rules import OVERDRAWN_FLOOR, POINTS, USES, Place

PRINCIPAL = "wallet.principal"
BONUS = "wallet.bonus"
FROZEN_PRINCIPAL = "wallet.principal.frozen"
FROZEN_BONUS = "wallet.bonus.frozen"
ASIDE_PRINCIPAL = "wallet.principal.aside"
ASIDE_BONUS = "wallet.bonus.aside"
ASIDE_POINTS = "points.aside"
HELD_POINTS = "points"
POINTS_DEBT = "points.debt"
CARD_USES = "pass.uses"
CARD_DEFERRED = "pass.deferred"
POINTS_PENDING = "points.pending"
GIFT_VALUE = "gift.value"
GIVEN_PRINCIPAL = "given.principal"
GIVEN_BONUS = "given.bonus"


def principal(member_id: UUID, currency: str) -> Place:
    """Money that a member paid in and has not spent."""
    return Place(member_id, PRINCIPAL, currency, floor=0)


def bonus(member_id: UUID, currency: str) -> Place:
    """Money that the brand added to a top-up."""
    return Place(member_id, BONUS, currency, floor=0)


def frozen_principal(member_id: UUID, currency: str) -> Place:
    """Money that a member paid in and nobody may move until a dispute is over."""
    return Place(member_id, FROZEN_PRINCIPAL, currency, floor=0)


def frozen_bonus(member_id: UUID, currency: str) -> Place:
    """Bonus that is frozen with it."""
    return Place(member_id, FROZEN_BONUS, currency, floor=0)


def aside_principal(member_id: UUID, currency: str) -> Place:
    """Money paid in that is set aside for tills which may lose their line."""
    return Place(member_id, ASIDE_PRINCIPAL, currency, floor=0)


def aside_bonus(member_id: UUID, currency: str) -> Place:
    """Bonus that is set aside with it."""
    return Place(member_id, ASIDE_BONUS, currency, floor=0)


def aside_points(member_id: UUID) -> Place:
    """Points that are set aside for tills."""
    return Place(member_id, ASIDE_POINTS, POINTS, floor=0)


def points(member_id: UUID) -> Place:
    """Points that a member may spend."""
    return Place(member_id, HELD_POINTS, POINTS, floor=0)


def points_debt(member_id: UUID) -> Place:
    """Points clawed back beyond what was held; the next earnings fill it first."""
    return Place(member_id, POINTS_DEBT, POINTS, floor=OVERDRAWN_FLOOR)


def points_pending(member_id: UUID) -> Place:
    """Points that wait for the end of the return period; the lot's last day is its last of waiting."""
    return Place(member_id, POINTS_PENDING, POINTS, floor=0)


def bonus_granted(store_id: UUID, currency: str) -> Place:
    """What a store's top-ups cost the brand in bonus."""
    return Place(store_id, "bonus_granted", currency)


def wallet_waived(store_id: UUID, currency: str) -> Place:
    """Stored value that members gave up of their own will."""
    return Place(store_id, "wallet_waived", currency)


def points_issued(store_id: UUID) -> Place:
    """Where a store's points come from, and where clawed-back ones return to."""
    return Place(store_id, "points_issued", POINTS)


def points_redeemed(store_id: UUID) -> Place:
    """Where points go that were spent in a store."""
    return Place(store_id, "points_redeemed", POINTS)


def points_adjusted(store_id: UUID) -> Place:
    """What a store's people added by hand, and what they took."""
    return Place(store_id, "points_adjusted", POINTS)


def points_expired(store_id: UUID) -> Place:
    """Where points go that nobody spent in time."""
    return Place(store_id, "points_expired", POINTS)


def pass_uses(card_id: UUID) -> Place:
    """Uses that a card has left."""
    return Place(card_id, CARD_USES, USES, floor=0)


def pass_deferred(card_id: UUID, currency: str) -> Place:
    """What was paid for a card and is not earned yet: a contract liability (handbook 5.15)."""
    return Place(card_id, CARD_DEFERRED, currency, floor=0)


def gift_value(card_id: UUID, currency: str) -> Place:
    """What is left on a gift card: owed to whoever has its code."""
    return Place(card_id, GIFT_VALUE, currency, floor=0)


def given_principal(gift_id: UUID, currency: str) -> Place:
    """Money paid in that a member gave and nobody has claimed yet."""
    return Place(gift_id, GIVEN_PRINCIPAL, currency, floor=0)


def given_bonus(gift_id: UUID, currency: str) -> Place:
    """Bonus that is given with it."""
    return Place(gift_id, GIVEN_BONUS, currency, floor=0)


def uses_sold(store_id: UUID) -> Place:
    """Where the uses come from of cards that a store sold."""
    return Place(store_id, "uses_sold", USES)


def uses_used(store_id: UUID) -> Place:
    """Where uses go that were used in a store."""
    return Place(store_id, "uses_used", USES)


def uses_ended(store_id: UUID) -> Place:
    """Where uses go that nobody will use any more."""
    return Place(store_id, "uses_ended", USES)


def of_member(member_id: UUID, currency: str) -> tuple[Place, ...]:
    """Every account a member may have."""
    return (
        principal(member_id, currency),
        bonus(member_id, currency),
        frozen_principal(member_id, currency),
        frozen_bonus(member_id, currency),
        aside_principal(member_id, currency),
        aside_bonus(member_id, currency),
        aside_points(member_id),
        points(member_id),
        points_debt(member_id),
        points_pending(member_id),
    )
