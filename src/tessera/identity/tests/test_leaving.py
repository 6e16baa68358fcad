"""The end of a membership, and what stays of it."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.apps import apps
from tests.support.books import broken
from tests.support.purchases import purchases_of

from tessera.identity import queries, usecases
from tessera.identity.models import Password, Session
from tessera.identity.tests.conftest import AT, DEVICE, DOOR, PHONE, Scene, own, proof, signed_proof
from tessera.kernel.actor import system_actor
from tessera.kernel.errors import Conflict, Forbidden, NotFound
from tessera.members import queries as members
from tessera.members import usecases as members_usecases
from tessera.members.models import Member
from tessera.messaging import permissions as messaging_permissions
from tessera.messaging import queries as messaging
from tessera.messaging import usecases as messaging_usecases
from tessera.platform.models import AuditRow
from tessera.wallet import queries as wallet
from tessera.wallet import usecases as wallet_usecases

pytestmark = pytest.mark.django_db


@pytest.fixture
def buyer(scene: Scene) -> Scene:
    """The member has topped up 500 (and got 50), and bought a dress that earned points."""
    shop = scene.shop
    shop.sell(shop.order((shop.topup, 1), member_id=scene.member_id), ("cash", 50000), total=50000)
    shop.sell(shop.order((shop.dress, 1), member_id=scene.member_id))
    return scene


def leave(member_id: UUID, *, waive: bool = True, given: str = "") -> None:
    usecases.close_account(
        actor=own(member_id),
        at=AT,
        proof=given or proof(purpose="close_account"),
        waive_money=waive,
    )


def test_who_leaves_is_forgotten_and_the_books_stay_in_order(buyer: Scene) -> None:
    token = usecases.enter_by_code(actor=DOOR, at=AT, proof=proof(), device=DEVICE).token
    usecases.choose_password(
        actor=own(buyer.member_id),
        at=AT,
        session_id=Session.objects.get().id,
        fresh=True,
        password="silk-and-brocade-88",
    )
    usecases.change_own_consents(
        actor=own(buyer.member_id),
        at=AT,
        given={"sms_marketing": True},
        text_versions={"sms_marketing": 1},
        evidence="",
    )

    leave(buyer.member_id)

    row = Member.objects.get(id=buyer.member_id)
    assert (row.name, row.phone, row.birthday, row.initials) == ("—", None, None, "")
    assert row.left_at == AT
    assert members.find_by_phone_or_card(PHONE) is None
    assert queries.find_session(token, AT) is None
    assert not Password.objects.exists()
    balances = wallet.get_balances(row.id)
    assert (balances.points, balances.principal_minor, balances.bonus_minor) == (0, 0, 0)
    assert purchases_of(row.id) == 2
    assert {one.given for one in messaging.consents_of(row.id).values()} == {False}
    assert not broken()


def test_the_audit_row_of_who_left_names_nobody(buyer: Scene) -> None:
    leave(buyer.member_id)

    row = AuditRow.objects.get(action="member.left")
    assert (row.actor_name, row.subject) == ("", str(buyer.member_id))
    assert "王芳" not in str(row.data)


def test_a_dispute_ends_before_its_member_leaves(buyer: Scene) -> None:
    freeze_id = frozen_part(buyer)
    with pytest.raises(Conflict, match=r"wallet\.frozen"):
        leave(buyer.member_id)
    assert Member.objects.get(id=buyer.member_id).left_at is None
    assert wallet.get_balances(buyer.member_id).frozen_principal_minor == 10000
    wallet_usecases.release(actor=buyer.shop.boss, at=AT, freeze_id=freeze_id, reason="已查清")
    leave(buyer.member_id)
    assert not wallet.list_freezes(buyer.member_id)
    assert not broken()


def frozen_part(scene: Scene) -> UUID:
    return wallet_usecases.freeze(
        actor=scene.shop.boss,
        at=AT,
        store_id=scene.shop.store_id,
        member_id=scene.member_id,
        amount_minor=11000,
        reason="盗刷争议",
    )


def test_nobody_leaves_with_money_on_the_card_unless_it_is_given_up(buyer: Scene) -> None:
    with pytest.raises(Conflict, match=r"identity\.money_left") as refusal:
        leave(buyer.member_id, waive=False)

    assert refusal.value.data["amount_minor"] == 50000
    assert Member.objects.get(id=buyer.member_id).phone == PHONE
    assert wallet.get_balances(buyer.member_id).principal_minor == 50000


@pytest.mark.parametrize(
    "given",
    ["x", signed_proof(), signed_proof("+8613900001111", "close_account")],
    ids=["none", "other", "phone"],
)
def test_nobody_else_ends_a_membership(buyer: Scene, given: str) -> None:
    with pytest.raises(Forbidden):
        leave(buyer.member_id, given=given)

    assert Member.objects.get(id=buyer.member_id).left_at is None


def test_who_left_can_begin_anew_as_somebody_else(buyer: Scene) -> None:
    leave(buyer.member_id)

    view = members_usecases.register(
        actor=buyer.shop.boss, at=AT, store_id=buyer.shop.store_id, phone=PHONE, name="王芳"
    )

    assert view.id != buyer.member_id
    assert wallet.get_balances(view.id).points == 0
    found = members.search(actor=buyer.shop.boss, at=AT, text="5678")
    assert [one.id for one in found] == [view.id]


def test_who_gets_a_membership_from_another_cannot_be_followed_by_their_password(
    buyer: Scene,
) -> None:
    token = usecases.enter_by_code(actor=DOOR, at=AT, proof=proof(), device=DEVICE).token

    members_usecases.transfer_card(
        actor=buyer.shop.boss,
        at=AT,
        member_id=buyer.member_id,
        name="李雷",
        phone="139 0000 2222",
        reason="gift",
    )

    assert queries.find_session(token, AT) is None


def test_who_left_is_nobody_to_till_and_office(buyer: Scene) -> None:
    shop = buyer.shop
    coupon = shop.coupon(buyer.member_id)
    leave(buyer.member_id)

    with pytest.raises(NotFound, match=r"members\.not_found"):
        shop.sell(shop.order((shop.dress, 1), member_id=buyer.member_id))
    assert members.search(actor=shop.boss, at=AT, text="—") == []
    with pytest.raises(NotFound, match=r"members\.not_found"):
        members_usecases.change(
            actor=shop.boss,
            at=AT,
            member_id=buyer.member_id,
            name="王芳",
            birthday=None,
            phone="139 0000 2222",
        )
    other = shop.join()
    with pytest.raises((NotFound, Conflict)):
        members_usecases.merge(
            actor=shop.boss, at=AT, keep_id=other, gone_id=buyer.member_id, reason="x"
        )
    with pytest.raises((NotFound, Conflict)):
        shop.sell(shop.order((shop.dress, 1), member_id=other, coupons=(coupon,)))


def test_goods_of_who_left_come_back_without_a_receipt(buyer: Scene) -> None:
    shop = buyer.shop
    sold = shop.sell(shop.order((shop.dress, 1), member_id=buyer.member_id))
    leave(buyer.member_id)

    with pytest.raises(Conflict, match=r"sales\.member_left"):
        shop.give_back(sold.sale_id, 1)
    assert wallet.get_balances(buyer.member_id).points_debt == 0


def test_no_row_of_any_table_names_who_left(buyer: Scene) -> None:
    """The name, the phone's last digits and the birthday, wherever they might have been written."""
    member_id = buyer.member_id
    boss = buyer.shop.boss
    token = usecases.enter_by_code(actor=DOOR, at=AT, proof=proof(), device=DEVICE).token
    assert token
    members_usecases.change(
        actor=boss, at=AT, member_id=member_id, name="王芳芳", birthday=date(1988, 8, 18)
    )
    members_usecases.write_note(actor=boss, at=AT, member_id=member_id, text="王芳喜欢丝绸")
    members_usecases.replace_card(actor=boss, at=AT, member_id=member_id, reason="遗失")
    members_usecases.reveal_phone(actor=boss, at=AT, member_id=member_id)

    leave(member_id)
    messaging_usecases.forget(
        actor=system_actor("courier", {messaging_permissions.SEND}), at=AT + timedelta(days=8)
    )

    found = {
        model._meta.label: [row for row in model._base_manager.values() if _names(row)]
        for model in apps.get_models()
    }
    assert {label: rows for label, rows in found.items() if rows} == {}


def _names(row: dict[str, object]) -> bool:
    told = str(list(row.values()))
    return any(mark in told for mark in ("王芳", PHONE[-8:], "1988, 8, 18"))
