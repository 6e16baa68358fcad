"""Several who set how value works, each something else, at the same moment."""

from tessera.platform import versions
from tessera.rewards import usecases as rewards
from tessera.rewards.models import ExchangeOffer
from tessera.wallet import queries, usecases
from tessera.wallet.models import PointsPolicy, Policy
from tests.support.arena import at_once, deed, told
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
