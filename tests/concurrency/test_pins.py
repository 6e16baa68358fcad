"""Guessing a PIN from many tills at once gives no more tries than from one."""

from tessera.wallet import usecases as wallet
from tessera.wallet.models import Safeguard
from tessera.wallet.operations import set_pin
from tests.support.arena import at_once, deed, told
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
