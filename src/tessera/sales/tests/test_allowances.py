"""What a till may take by itself is set aside for it, and nobody else can spend it (CASES 3)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from tests.support.books import broken
from tests.support.freezing import freeze
from tests.support.limits import TERMS, allow, give_back, grant, honour
from tests.support.payouts import pay_out
from tests.support.shop import NOON, TODAY, Shop

from tessera.kernel.errors import DomainError
from tessera.ledger.models import Account, Lot
from tessera.members import usecases as members
from tessera.platform import versions
from tessera.sales import jobs, usecases
from tessera.sales.models import Allowance
from tessera.sales.queries.allowances import AllowanceTerms, list_aside
from tessera.wallet import queries as wallet
from tessera.wallet.queries import get_balances
from tessera.wallet.queries.policy import PolicyFacts
from tessera.wallet.usecases import expire_points

UNTIL, OVER = NOON + timedelta(hours=12), NOON + timedelta(hours=60)


def figures(member_id: UUID) -> tuple[int, int, int]:
    """Points, principal and bonus that are free."""
    held = get_balances(member_id)
    return held.points, held.principal_minor, held.bonus_minor


def aside(member_id: UUID) -> tuple[int, int, int]:
    """The same, set aside."""
    held = get_balances(member_id)
    return held.aside_points, held.aside_principal_minor, held.aside_bonus_minor


def refused(work: Callable[[], object]) -> str:
    with pytest.raises(DomainError) as caught:
        work()
    assert not broken()
    return caught.value.code


@pytest.fixture
def member(shop: Shop) -> UUID:
    """Somebody with 500.00 and 50.00 of bonus, and 299 points."""
    member_id = shop.join()
    shop.top_up(member_id)
    shop.sell(shop.order((shop.dress, 1), member_id=member_id))
    return member_id


@pytest.fixture
def limited(shop: Shop, member: UUID) -> UUID:
    allow(shop)
    return member


def test_nothing_is_set_aside_where_the_brand_has_set_nothing(shop: Shop, member: UUID) -> None:
    assert not grant(shop, member)
    assert (figures(member), aside(member)) == ((299, 50000, 5000), (0, 0, 0))


def test_a_limit_is_set_aside_from_its_lots_and_comes_back_to_them(
    shop: Shop, limited: UUID
) -> None:
    lots = list(Lot.objects.order_by("id").values_list("id", "remaining"))
    (limit,) = grant(shop, limited)
    assert (limit.points, limit.wallet_minor, limit.until) == (200, 20000, UNTIL)
    assert figures(limited) == (99, 50000 - 18182, 5000 - 1818)
    assert aside(limited) == (200, 18182, 1818)
    assert not broken()
    give_back(shop, limit.id)
    assert list(Lot.objects.order_by("id").values_list("id", "remaining")) == lots
    assert (figures(limited), aside(limited)) == ((299, 50000, 5000), (0, 0, 0))
    assert refused(lambda: give_back(shop, limit.id)) == "allowances.not_found"


def test_who_asks_again_gets_the_same_limit(shop: Shop, limited: UUID) -> None:
    assert list(grant(shop, limited)) == list(grant(shop, limited, at=NOON + timedelta(hours=1)))
    assert Allowance.objects.count() == 1


def test_two_tills_hold_limits_of_one_member_and_the_second_gets_what_is_left(
    shop: Shop, limited: UUID
) -> None:
    there = shop.another_till("T2")
    assert [one.points for one in (*grant(shop, limited), *grant(there, limited))] == [200, 99]
    assert aside(limited)[0] == 299
    assert [one.till for one in list_aside(limited)] == ["T2", "一号台"]
    assert not broken()


def test_what_is_set_aside_for_one_till_cannot_be_spent_at_another(
    shop: Shop, limited: UUID
) -> None:
    grant(shop, limited)
    there, order = (
        shop.another_till("T2"),
        shop.order((shop.dress, 1), (shop.fee, 5), member_id=limited),
    )
    assert refused(lambda: there.sell(order, ("wallet", 39900))) == "wallet.insufficient"
    assert aside(limited) == (200, 18182, 1818)


def test_the_till_that_holds_it_spends_all_with_its_line_up(shop: Shop, limited: UUID) -> None:
    grant(shop, limited)
    order = shop.order((shop.dress, 1), (shop.fee, 5), member_id=limited)
    shop.sell(order, ("wallet", 39900))
    assert aside(limited) == (0, 0, 0)
    assert sum(figures(limited)[1:]) == 55000 - 39900
    assert Allowance.objects.get().ended_why == "sold"
    assert not broken()


def test_points_that_are_set_aside_for_a_till_count_in_its_quotes_alone(
    shop: Shop, limited: UUID
) -> None:
    grant(shop, limited)
    order = shop.order((shop.dress, 1), member_id=limited, points=250)
    here, there = (replace(shop.boss, till_id=till) for till in (shop.till_id, uuid4()))
    quotes = [
        usecases.quote(actor=actor, at=NOON, store_id=shop.store_id, order=order)
        for actor in (here, there)
    ]
    assert [quote.points_used for quote in quotes] == [250, 99]


def test_case_3_a_sale_made_without_a_line_draws_exactly_what_it_took(
    shop: Shop, limited: UUID
) -> None:
    (limit,) = grant(shop, limited)
    assert not honour(shop, limit, points=150, wallet_minor=5000)
    assert (sum(figures(limited)[1:]), figures(limited)[0]) == (55000 - 15000, 99 + 150)
    assert not honour(shop, limit, points=50, wallet_minor=15000)
    assert aside(limited) == (0, 0, 0)
    assert not broken()


def test_more_than_the_limit_is_taken_from_what_is_free_and_remarked(
    shop: Shop, limited: UUID
) -> None:
    (limit,) = grant(shop, limited)
    found = honour(shop, limit, points=210, wallet_minor=30000)
    assert found == {"limit_short": {"points": 10, "minor": 10000}}
    row = Allowance.objects.get()
    assert (row.points_used, row.wallet_used_minor) == (200, 20000)
    assert not broken()


def test_what_nobody_has_is_given_by_the_brand_and_owed_in_points(
    shop: Shop, limited: UUID
) -> None:
    (limit,) = grant(shop, limited)
    found = honour(shop, limit, points=400, wallet_minor=56000)
    assert found["value_covered"] == {"minor": 1000}
    assert found["points_owed"] == {"points": 101}
    held = get_balances(limited)
    assert (held.points, held.points_debt) == (400, 101)
    assert held.principal_minor + held.bonus_minor == 56000
    assert not broken()


@pytest.mark.parametrize("wrong", ["signature", "till"])
def test_a_limit_that_was_not_handed_out_like_that_gives_nothing(
    shop: Shop, limited: UUID, wrong: str
) -> None:
    (limit,) = grant(shop, limited)
    there = shop.another_till("T2") if wrong == "till" else shop
    shown = replace(limit, signature="0" * 64) if wrong == "signature" else limit
    found = honour(there, shown, points=10)
    assert set(found) == {"limit_unknown", "limit_short"}
    assert aside(limited) == (200, 18182, 1818)


def test_a_limit_outlives_its_time_by_the_hours_that_tills_have_to_send(
    shop: Shop, limited: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    (limit,) = grant(shop, limited)
    monkeypatch.setattr("tessera.kernel.clock.utc_now", lambda: OVER - timedelta(minutes=1))
    jobs.end_allowances()
    assert aside(limited) == (200, 18182, 1818)
    late = honour(shop, limit, points=20, at=OVER, made_at=UNTIL + timedelta(minutes=1))
    assert late == {"limit_late": {}}
    monkeypatch.setattr("tessera.kernel.clock.utc_now", lambda: OVER)
    jobs.end_allowances()
    assert (figures(limited), aside(limited)) == ((299, 50000, 5000), (0, 0, 0))
    assert honour(shop, limit, points=20, at=OVER)["limit_short"]["points"] == 20
    assert not broken()


def test_only_lots_that_last_as_long_as_the_limit_are_set_aside(shop: Shop, limited: UUID) -> None:
    lot = Lot.objects.get(account__kind="points")
    Lot.objects.filter(id=lot.id).update(expires_on=TODAY)
    (limit,) = grant(shop, limited)
    assert limit.points == 0
    Lot.objects.filter(id=lot.id).update(expires_on=TODAY + timedelta(days=1))
    give_back(shop, limit.id)
    assert grant(shop, limited)[0].points == 200


def test_points_whose_day_passed_meanwhile_go_back_to_their_lot_and_lapse_with_it(
    shop: Shop, limited: UUID
) -> None:
    Lot.objects.filter(account__kind="points").update(expires_on=TODAY + timedelta(days=1))
    (limit,) = grant(shop, limited)
    after = NOON + timedelta(days=2)
    expire_points(actor=shop.boss, at=after)
    assert (figures(limited)[0], aside(limited)[0]) == (0, 200)
    give_back(shop, limit.id, at=after)
    expire_points(actor=shop.boss, at=after)
    assert (figures(limited)[0], aside(limited)[0]) == (0, 0)
    assert not broken()


def test_no_more_stored_value_is_handed_out_than_needs_no_proof(
    shop: Shop, limited: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wallet.policy, "get", lambda _: PolicyFacts(proof_over_minor=3000))
    assert grant(shop, limited)[0].wallet_minor == 3000


def test_who_may_not_spend_gets_no_limit(shop: Shop, limited: UUID) -> None:
    freeze(shop, limited, 100)
    assert not grant(shop, limited)
    assert aside(limited) == (0, 0, 0)


def test_who_has_something_set_aside_is_not_merged_away_nor_paid_out(
    shop: Shop, limited: UUID
) -> None:
    other = shop.join("王芳芳")
    (limit,) = grant(shop, limited)
    before = figures(limited)

    def merge() -> object:
        return members.merge(
            actor=shop.boss, at=NOON, keep_id=other, gone_id=limited, reason="同一人"
        )

    def pay() -> object:
        return pay_out(shop, limited, 1)

    assert refused(merge) == refused(pay) == "wallet.set_aside"
    assert figures(limited) == before
    give_back(shop, limit.id)
    merge()
    assert figures(other) == (299, 50000, 5000)
    assert not broken()


@pytest.mark.parametrize(
    "terms",
    [replace(TERMS, hours=0), replace(TERMS, points=-1), replace(TERMS, grace_hours=400)],
)
def test_amounts_that_cannot_be_are_refused(shop: Shop, terms: AllowanceTerms) -> None:
    code = refused(lambda: usecases.set_allowances(actor=shop.boss, at=NOON, terms=terms))
    assert code == "allowances.terms_invalid"


def test_a_brand_that_stops_it_still_lets_a_till_spend_what_it_holds(
    shop: Shop, limited: UUID
) -> None:
    grant(shop, limited)
    allow(shop, AllowanceTerms())
    shop.sell(shop.order((shop.dress, 1), (shop.fee, 10), member_id=limited), ("wallet", 49900))
    assert aside(limited) == (0, 0, 0)
    assert not Account.objects.filter(balance__lt=0).exclude(kind="points.debt").exists()
    assert versions.current()["allowances"]
