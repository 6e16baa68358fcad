"""Staff at several tills who register the same person at the same moment."""

from django.core import signing

from tessera.identity import usecases
from tessera.identity.models import OnlineOrder
from tessera.identity.usecases import Consents
from tessera.members.models import Member
from tessera.messaging.models import Consent, OneTimeCode
from tessera.messaging.queries.codes import SALT
from tests.support.arena import at_once, deed, told
from tests.support.arena_member import Deed
from tests.support.shop import NOON, Shop

PHONE = "+8613912341234"


def proof() -> str:
    code = OneTimeCode.objects.create(
        phone=PHONE, purpose="join", tries_left=5, created_at=NOON, expires_at=NOON, used_at=NOON
    )
    return signing.dumps({"phone": PHONE, "purpose": "join", "code": code.id.hex}, salt=SALT)


def register(shop: Shop, given: str) -> Deed:
    return deed(
        usecases.register,
        actor=shop.boss,
        at=NOON,
        store_id=shop.store_id,
        name="林小雅",
        consents=Consents({"membership": True}, {"membership": 1}),
        source="till",
        proof=given,
    )


def test_one_phone_at_several_tills_at_once_is_one_member(shop: Shop) -> None:
    answers = at_once([register(shop, proof()) for _ in range(6)])
    codes = sorted(answer.fault or answer.refused for answer in answers)
    assert codes == [""] + ["members.phone_taken"] * 5, told(answers)
    assert Member.objects.filter(phone=PHONE).count() == Consent.objects.count() == 1
    assert OneTimeCode.objects.exclude(proof_used_at=None).count() == 1


def test_one_proof_used_at_several_tills_at_once_registers_once(shop: Shop) -> None:
    given = proof()
    answers = at_once([register(shop, given) for _ in range(6)])
    codes = sorted(answer.fault or answer.refused for answer in answers)
    assert codes[0] == ""
    assert set(codes[1:]) <= {"messaging.proof_expired", "members.phone_taken"}, told(answers)
    assert Member.objects.filter(phone=PHONE).count() == 1


def order(shop: Shop, reference: str) -> Deed:
    return deed(
        usecases.join_by_order,
        actor=shop.boss,
        at=NOON,
        store_id=shop.store_id,
        order=reference,
        phone=PHONE,
        name="林小雅",
        consents=Consents({"membership": True}, {"membership": 1}),
        evidence="结算页",
    )


def test_one_order_told_several_times_at_once_is_one_member(shop: Shop) -> None:
    answers = at_once([order(shop, "W-1") for _ in range(6)])
    assert not [one for one in answers if one.fault or one.refused], told(answers)
    assert Member.objects.filter(phone=PHONE).count() == OnlineOrder.objects.count() == 1


def test_several_orders_of_a_new_phone_at_once_are_one_member(shop: Shop) -> None:
    answers = at_once([order(shop, f"W-{number}") for number in range(6)])
    assert not [one for one in answers if one.fault or one.refused], told(answers)
    assert Member.objects.filter(phone=PHONE).count() == 1
    assert OnlineOrder.objects.filter(is_new=True).count() == 1
