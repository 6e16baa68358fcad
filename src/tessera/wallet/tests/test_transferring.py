"""Points from member to member: only where the brand allows it, whole lots of history kept."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.support import pointing
from tests.support.shop import NOON, Shop, open_shop

from tessera.kernel.actor import Actor
from tessera.kernel.errors import DomainError
from tessera.ledger.models import Entry, Posting
from tessera.ledger.queries import get_balance
from tessera.members.models import Member
from tessera.platform.models import AuditRow
from tessera.wallet import permissions, places, usecases
from tessera.wallet.models import PointsTransfer
from tessera.wallet.operations import receivers
from tessera.wallet.queries import get_balances

SOON, LATE = date(2026, 12, 31), date(2027, 12, 31)


@pytest.fixture
def shop(db: None) -> Shop:
    return open_shop()


def allow(shop: Shop, **terms: Any) -> None:
    asked = {"transfer_min_points": 10, "transfer_day_max": 1000, **terms}
    usecases.set_transfers(actor=shop.boss, at=NOON, may_transfer=True, **asked)


def own(member: UUID) -> Actor:
    return Actor("member", member, "", "member", frozenset({permissions.OWN}), frozenset())


def phone_of(member: UUID) -> str:
    return str(Member.objects.get(id=member).phone)


def transfer(giver: UUID, receiver: UUID, points: int, **more: Any) -> usecases.Transferred:
    asked: dict[str, Any] = {"at": NOON, "request_id": uuid4(), **more}
    return usecases.transfer_points(
        actor=own(giver), phone=phone_of(receiver), points=points, **asked
    )


def refused(*args: Any, **kwargs: Any) -> str:
    with pytest.raises(DomainError) as refusal:
        transfer(*args, **kwargs)
    return refusal.value.code


@pytest.fixture
def pair(shop: Shop) -> tuple[UUID, UUID]:
    """Somebody with 100 points that end soon and 100 that end late, and somebody with none."""
    giver, receiver = shop.join("王芳"), shop.join("李雷")
    for until in (SOON, LATE):
        pointing.give(giver, 100, store_id=shop.store_id, at=NOON, until=until)
    return giver, receiver


def test_lots_keep_their_last_day_and_store_in_one_balanced_entry(
    shop: Shop, pair: tuple[UUID, UUID]
) -> None:
    giver, receiver = pair
    allow(shop)
    done = transfer(giver, receiver, 150)
    assert pointing.lots_of(giver) == [(50, LATE, shop.store_id)]
    assert pointing.lots_of(receiver) == [(100, SOON, shop.store_id), (50, LATE, shop.store_id)]
    entry = Entry.objects.get(document_id=done.transfer_id)
    (posting,) = Posting.objects.filter(entry=entry)
    assert (entry.kind, posting.amount) == ("transfer", 150)
    assert posting.source_id == places.points(giver).id
    assert posting.destination_id == places.points(receiver).id
    row = AuditRow.objects.get(action="points.transferred")
    assert row.data["points"] == 150


def test_a_fee_is_paid_on_top_by_who_gives(shop: Shop, pair: tuple[UUID, UUID]) -> None:
    giver, receiver = pair
    allow(shop, transfer_fee_points=20)
    transfer(giver, receiver, 150)
    assert get_balances(giver).points == 30
    assert get_balances(receiver).points == 150
    assert get_balance(places.points_redeemed(shop.store_id)) == 20
    assert refused(giver, receiver, 11) == "points.insufficient"


def test_nobody_gives_points_away_unless_the_brand_allows_it(pair: tuple[UUID, UUID]) -> None:
    assert refused(*pair, 50) == "wallet.transfers_off"
    assert get_balances(pair[0]).points == 200


def test_who_owes_points_gives_none(shop: Shop, pair: tuple[UUID, UUID]) -> None:
    allow(shop)
    pointing.owe(pair[0], 5, store_id=shop.store_id, at=NOON)
    assert refused(*pair, 50) == "wallet.points_owed"
    assert get_balances(pair[1]).points == 0
    assert not PointsTransfer.objects.exists()


@pytest.mark.parametrize(
    ("points", "code"),
    [
        (9, "wallet.transfer_too_small"),
        (-50, "wallet.transfer_too_small"),
        (121, "wallet.transfer_too_much"),
        (201, "wallet.transfer_too_much"),
    ],
)
def test_the_brands_bounds(shop: Shop, pair: tuple[UUID, UUID], points: int, code: str) -> None:
    allow(shop, transfer_day_max=120)
    assert refused(*pair, points) == code
    assert get_balances(pair[0]).points == 200


def test_a_day_has_one_limit_and_the_next_another(shop: Shop, pair: tuple[UUID, UUID]) -> None:
    allow(shop, transfer_day_max=100)
    transfer(*pair, 60)
    assert refused(*pair, 41) == "wallet.transfer_too_much"
    transfer(*pair, 40)
    transfer(*pair, 100, at=NOON + timedelta(days=1))
    assert get_balances(pair[1]).points == 200


def test_points_that_are_over_are_not_given(shop: Shop) -> None:
    giver, receiver = shop.join(), shop.join()
    allow(shop)
    pointing.give(giver, 100, store_id=shop.store_id, at=NOON, until=date(2026, 3, 9))
    assert refused(giver, receiver, 50) == "points.insufficient"


def test_nobody_gives_to_oneself_or_to_nobody(shop: Shop, pair: tuple[UUID, UUID]) -> None:
    allow(shop)
    assert refused(pair[0], pair[0], 50) == "wallet.receiver_not_found"
    for phone in ("13900009999", "0003", "王芳", ""):
        with pytest.raises(DomainError) as refusal:
            usecases.transfer_points(
                actor=own(pair[0]), at=NOON, request_id=uuid4(), phone=phone, points=50
            )
        assert refusal.value.code == "wallet.receiver_not_found"
    assert get_balances(pair[0]).points == 200


def test_a_request_that_comes_twice_gives_once(shop: Shop, pair: tuple[UUID, UUID]) -> None:
    allow(shop)
    request = uuid4()
    assert transfer(*pair, 50, request_id=request) == transfer(*pair, 50, request_id=request)
    assert get_balances(pair[1]).points == 50


def test_of_the_receiver_only_the_first_letter_is_told(shop: Shop, pair: tuple[UUID, UUID]) -> None:
    allow(shop)
    found = usecases.seek_receiver(actor=own(pair[0]), at=NOON, phone=phone_of(pair[1]))
    assert found == usecases.Receiver("李**")
    assert usecases.seek_receiver(
        actor=own(pair[0]), at=NOON, phone="13900009999"
    ) == usecases.Receiver("")


def test_case_20_phones_cannot_be_tried_one_after_the_other(
    shop: Shop, pair: tuple[UUID, UUID]
) -> None:
    allow(shop)
    for number in range(10):
        usecases.seek_receiver(actor=own(pair[0]), at=NOON, phone=f"1390000{number:04d}")
    with pytest.raises(DomainError) as refusal:
        usecases.seek_receiver(actor=own(pair[0]), at=NOON, phone=phone_of(pair[1]))
    assert refusal.value.code == "wallet.lookups_limited"
    usecases.seek_receiver(actor=own(pair[1]), at=NOON, phone=phone_of(pair[0]))


@pytest.mark.django_db
def test_case_20_giving_does_not_tell_who_is_a_member_again_and_again(
    shop: Shop, pair: tuple[UUID, UUID]
) -> None:
    giver, receiver = pair
    allow(shop)

    def give(phone: str) -> str:
        with pytest.raises(DomainError) as refusal:
            usecases.transfer_points(
                actor=own(giver), at=NOON, request_id=uuid4(), phone=phone, points=50
            )
        return refusal.value.code

    for number in range(receivers.MOST_LOOKUPS):
        assert give(f"1390000{number:04d}") == "wallet.receiver_not_found"
    assert give("13900009999") == "wallet.lookups_limited"
    assert give(phone_of(receiver)) == "wallet.lookups_limited"
    assert get_balances(giver).points == 200
    assert not PointsTransfer.objects.exists()
