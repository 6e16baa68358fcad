"""A shop system tells of online orders: one order is one member, however often it is told."""

from typing import Any

import pytest
from tests.support.till import hire

from tessera.identity import permissions, usecases
from tessera.identity.tests.conftest import ANSWERS, AT, PHONE, VERSIONS, Scene
from tessera.identity.usecases import Consents, Ordered
from tessera.kernel.actor import system_actor
from tessera.kernel.errors import Conflict, DomainError, Forbidden, Invalid
from tessera.members import operations as members
from tessera.members.models import Invitation, Member
from tessera.messaging import queries as messaging
from tessera.platform.models import AuditRow

NEW = "+8613900001111"
SHOP = system_actor("shop system", permissions.SHOP)


def order(scene: Scene, **more: Any) -> Ordered:
    told: dict[str, Any] = {
        "actor": SHOP,
        "store_id": scene.shop.store_id,
        "order": "W20260310-001",
        "phone": "139 0000 1111",
        "name": "林小雅",
        "consents": Consents(ANSWERS, VERSIONS),
        "evidence": "结算页 203.0.113.7",
    }
    return usecases.join_by_order(at=AT, **(told | more))


def test_who_orders_joins_by_the_online_shop_with_what_they_agreed_to(scene: Scene) -> None:
    made = order(scene)

    row = Member.objects.get(id=made.member.id)
    assert made.is_new
    assert (row.phone, row.name, row.home_store_id) == (NEW, "林小雅", scene.shop.store_id)
    assert row.invitation is not None
    assert row.invitation.kind == "online"
    consent = messaging.consents_of(row.id)["membership"]
    assert (consent.given, consent.source, consent.evidence) == (
        True,
        "online",
        "结算页 203.0.113.7",
    )


def test_the_same_order_told_again_is_the_same_member(scene: Scene) -> None:
    first = order(scene)
    assert order(scene, name="别的名字", consents=Consents({}, {})) == first
    assert Member.objects.filter(phone=NEW).count() == 1


def test_a_phone_that_is_known_finds_its_member_and_changes_nothing(scene: Scene) -> None:
    found = order(scene, phone=PHONE)

    assert (found.member.id, found.is_new) == (scene.member_id, False)
    assert found.member.name == "王芳"
    assert messaging.consents_of(scene.member_id) == {}
    assert not Invitation.objects.exists()


def test_one_order_is_not_two_peoples(scene: Scene) -> None:
    order(scene)
    with pytest.raises(Conflict, match=r"identity\.order_differs"):
        order(scene, phone=PHONE)


def test_another_order_of_the_same_phone_is_the_same_member(scene: Scene) -> None:
    first = order(scene)
    again = order(scene, order="W20260310-002")
    assert (again.member.id, again.is_new) == (first.member.id, False)


def test_an_order_of_who_was_merged_meanwhile_is_whose_stays(scene: Scene) -> None:
    made = order(scene)
    gone = Member.objects.get(id=made.member.id)
    gone.merged_into_id = scene.member_id
    gone.save()
    assert order(scene).member.id == scene.member_id


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"order": " "}, "identity.order_needed"),
        ({"consents": Consents({}, {})}, "identity.consent_needed"),
        ({"phone": "123"}, "members.phone_invalid"),
        ({"name": ""}, "members.name_needed"),
        ({"consents": Consents({"membership": True}, {"membership": 9})}, "messaging.text_unknown"),
    ],
)
def test_what_cannot_be_is_refused_and_nobody_joins(
    scene: Scene, change: dict[str, Any], code: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        order(scene, **change)
    assert refusal.value.code == code
    assert Member.objects.count() == 1
    assert not Invitation.objects.exists()


def test_a_child_does_not_join_by_an_order(scene: Scene) -> None:
    born = AT.date().replace(year=2016)
    with pytest.raises(DomainError, match=r"members\.guardian_needed"):
        order(scene, birthday=born)


@pytest.mark.parametrize("role", ["manager", "cashier", "guide", "auditor"])
def test_only_who_has_the_permission_asks(scene: Scene, role: str) -> None:
    with pytest.raises(Forbidden, match=r"permission\.denied"):
        order(scene, actor=hire(scene.shop, role))
    assert not AuditRow.objects.filter(action="member.ordered_online").exists()


def test_the_online_shop_has_one_invitation_beside_the_stores_poster(scene: Scene) -> None:
    poster = members.invitation_of(kind="store", store_id=scene.shop.store_id)
    order(scene)
    order(scene, order="2", phone="13900002222")
    kinds = Invitation.objects.values_list("kind", flat=True)
    assert sorted(kinds) == ["online", "store"]
    assert poster.kind == "store"
