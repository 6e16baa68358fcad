"""What a member proves before a sale is paid from stored value (PIN, or the code of the app)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tessera.kernel.errors import DomainError
from tessera.platform import versions
from tessera.platform.usecases import is_done
from tessera.sales.context import Context
from tessera.sales.rules.settlement import WALLET
from tessera.wallet import errors, usecases
from tessera.wallet import queries as wallet
from tessera.wallet.operations import Tried
from tessera.wallet.rules import proving


@dataclass(frozen=True, slots=True)
class Proof:
    """What was typed or scanned, and whether it was found right for the member of the sale."""

    text: str = ""
    is_right: bool = False


NO_PROOF = Proof()


def prove(asked: Mapping[str, Any]) -> Mapping[str, Any]:
    """Try the proof of a sale before its transaction begins, so that a wrong one counts although
    the sale is refused; returns the proof as it turned out.

    Without one it is asked for as this process last knew the rules, which costs nothing: ``check``
    knows better, and sees to it that nothing is paid without. A sale that was carried out before needs no proof again. Raises
    Conflict ``wallet.proof_needed``, ``wallet.proof_wrong``, ``wallet.proof_locked``,
    ``wallet.pin_unset``.
    """
    order, proof = asked["order"], asked.get("proof", NO_PROOF)
    amount = sum(one.amount_minor for one in asked["tenders"] if one.kind == WALLET)
    known = wallet.policy.get(versions.current()) if proof.text else wallet.policy.remembered()
    over = known.proof_over_minor
    if order.member_id is None or not proving.is_asked(over, amount):
        return {"proof": NO_PROOF}
    if is_done(asked["request_id"]):
        return {"proof": Proof(is_right=True)}
    if not proof.text:
        raise errors.proof_needed()
    tried = usecases.try_proof(
        actor=asked["actor"],
        at=asked["at"],
        store_id=asked["store_id"],
        member_id=order.member_id,
        text=proof.text,
    )
    if tried.why:
        raise _refusal(tried)
    return {"proof": Proof(is_right=True)}


def check(seen: Context, amount_minor: int, proof: Proof) -> None:
    """Refuse a payment that needs a proof and has none, by the rules as they are now.

    Raises Conflict ``wallet.proof_needed``.
    """
    if proving.is_asked(seen.policy.proof_over_minor, amount_minor) and not proof.is_right:
        raise errors.proof_needed()


def _refusal(tried: Tried) -> DomainError:
    if tried.why == "locked":
        assert tried.locked_until is not None
        return errors.proof_locked(until=tried.locked_until)
    if tried.why == "unset":
        return errors.pin_unset()
    return errors.proof_wrong(left=tried.left)
