"""Guessing a PIN from many tills at once gives no more tries than from one."""

from tessera.wallet import usecases as wallet
from tessera.wallet.models import Safeguard
from tessera.wallet.operations import set_pin
from tessera.wallet.queries import get_balances
from tests.support.arena import at_once, deed, told
from tests.support.books import broken, deadlocks
from tests.support.shop import NOON, Shop


def test_tills_that_guess_at_once_get_no_more_tries_than_one(shop: Shop) -> None:
    member = shop.join()
    set_pin(member, "270918")
    wallet.set_safeguards(actor=shop.boss, at=NOON, proof_over_minor=0, proof_tries=3)
    asked = {"actor": shop.boss, "at": NOON, "store_id": shop.store_id, "member_id": member}
    guesses = [deed(wallet.try_proof, text=f"11122{digit}", **asked) for digit in range(4)]
    answers = at_once([*guesses, *guesses])
    assert not any(answer.fault or answer.refused for answer in answers), told(answers)
    assert Safeguard.objects.get().tries == 3
    assert wallet.try_proof(text="270918", **asked).why == "locked"  # type: ignore[arg-type]


def test_two_small_payments_at_once_do_not_pass_the_mark_together(shop: Shop) -> None:
    member = shop.join()
    shop.top_up(member)
    wallet.set_safeguards(actor=shop.boss, at=NOON, proof_over_minor=10000)
    order = shop.order((shop.add("SOCKS", 6000), 1), member_id=member)
    tills = [shop, shop.another_till("T2")]
    answers = at_once([deed(till.sell, order, ("wallet", 6000), total=6000) for till in tills])
    refused = sorted(answer.fault or answer.refused for answer in answers)
    assert refused == ["", "wallet.proof_needed"], told(answers)
    held = get_balances(member)
    assert held.principal_minor + held.bonus_minor == 55000 - 6000
    assert (broken(), deadlocks()) == ({}, 0)
