"""Several who set how value works, each something else, at the same moment."""

import pytest
from django.db.models import QuerySet

from tessera.offers import usecases as offers
from tessera.offers.models import PricePolicy
from tessera.ops import usecases as ops
from tessera.ops.models import SealPost
from tessera.platform import versions
from tessera.platform.fields import Row
from tessera.rewards import usecases as rewards
from tessera.rewards.models import ExchangeOffer
from tessera.sales import usecases as sales
from tessera.sales.models import ReturnPolicy
from tessera.sales.queries.return_policy import ReturnFacts
from tessera.wallet import queries, usecases
from tessera.wallet.models import PointsPolicy, Policy
from tests.support.arena import at_once, deed, told
from tests.support.arena_member import Deed
from tests.support.exchanging import offer_exchange
from tests.support.shop import NOON, Shop


def test_what_several_set_at_once_of_one_policy_all_holds(shop: Shop) -> None:
    asked = {"actor": shop.boss, "at": NOON}
    answers = at_once(
        [
            deed(usecases.set_policy, consumption_order="bonus_first", **asked),
            deed(usecases.set_safeguards, proof_over_minor=20000, **asked),
            deed(usecases.set_gifts, may_give=True, replace_alone_minor=5000, **asked),
            deed(usecases.set_notices, days=(14,), **asked),
            deed(usecases.set_transfers, may_transfer=True, transfer_day_max=700, **asked),
        ]
    )
    assert not any(answer.fault or answer.refused for answer in answers), told(answers)
    assert (Policy.objects.count(), PointsPolicy.objects.count()) == (1, 1)
    policy = queries.policy.get(versions.current())
    assert (policy.consumption_order, policy.proof_over_minor) == ("bonus_first", 20000)
    assert (policy.may_give, policy.replace_alone_minor) == (True, 5000)
    points = PointsPolicy.objects.get()
    assert (points.notice_days, points.may_transfer, points.transfer_day_max) == ([14], True, 700)
    assert points.version == 2


def firsts(shop: Shop) -> dict[type[Row], list[Deed]]:
    """Tables with one row that nobody has made yet, and several who set it."""
    asked = {"actor": shop.boss, "at": NOON}
    days = (7, 14, 21, 28)
    phones = [f"1390000000{number}" for number in range(4)]
    roundings = ("drop_fen", "drop_jiao", "half_up_jiao", "half_up_yuan")
    return {
        ReturnPolicy: [
            deed(sales.set_return_policy, policy=ReturnFacts(loose_days=count), **asked)
            for count in days
        ],
        PricePolicy: [deed(offers.set_price_policy, rounding=one, **asked) for one in roundings],
        SealPost: [deed(ops.send_seals_to, phone=phone, **asked) for phone in phones],
    }


@pytest.mark.parametrize("model", [ReturnPolicy, PricePolicy, SealPost])
def test_what_several_set_for_the_first_time_at_once_is_one_row(
    shop: Shop, model: type[Row]
) -> None:
    assert not QuerySet(model).exists()
    answers = at_once(firsts(shop)[model])
    assert not any(answer.fault or answer.refused for answer in answers), told(answers)
    assert QuerySet(model).count() == 1


def test_an_offer_that_two_change_at_once_has_a_version_for_each(shop: Shop) -> None:
    offer = offer_exchange(shop.boss)
    terms = [
        rewards.OfferTerms(name="积分换余额", kind="bonus", points=points, bonus_minor=500)
        for points in (90, 80)
    ]
    asked = {"actor": shop.boss, "at": NOON, "offer_id": offer}
    answers = at_once([deed(rewards.set_exchange_offer, terms=one, **asked) for one in terms])
    assert not any(answer.fault or answer.refused for answer in answers), told(answers)
    assert ExchangeOffer.objects.get().version == 3
