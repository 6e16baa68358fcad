"""A member who ends the membership and gives up what is left."""

from collections.abc import Iterator
from uuid import UUID

from tessera.identity import usecases as identity
from tessera.identity.tests.conftest import own, proof
from tests.recipes.scenes import owing_points
from tests.support.shop import NOON, Shop


def all_is_given_up(shop: Shop) -> Iterator[None]:
    member, blouse = shop.join(), shop.add("BLOUSE", 12000)
    shop.top_up(member)
    shop.sell(shop.order((blouse, 1), member_id=member))
    yield
    leave(member)


def points_are_owed(shop: Shop) -> Iterator[None]:
    member = owing_points(shop, 80)
    yield
    leave(member)


def leave(member: UUID) -> None:
    """The shop's first member proves the phone and goes."""
    identity.close_account(
        actor=own(member),
        at=NOON,
        proof=proof("+8613800000001", "close_account"),
        waive_money=True,
    )


SCENES = (all_is_given_up, points_are_owed)
