"""What a member proves before a sale is paid from stored value (PIN, or the code of the app)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Sum

from tessera.kernel.errors import DomainError
from tessera.ledger.models import Account
from tessera.platform import versions
from tessera.platform.batch import Batch
from tessera.platform.usecases import is_done
from tessera.sales.context import Context
from tessera.sales.models import Sale, Tender
from tessera.sales.rules.settlement import WALLET
from tessera.wallet import errors, places, usecases
from tessera.wallet import queries as wallet
from tessera.wallet.operations import Tried
from tessera.wallet.rules import Spend, proving


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
    if order.member_id is None or over is None or not amount:
        return {"proof": NO_PROOF}
    # Small ones are asked for one as well, once they are many; who shows it has been asked.
    if not proof.text and not proving.is_asked(over, amount):
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
    """Refuse a payment that needs a proof and has none, by the rules as they are now; whoever splits
    it is asked as well. Only small payments where proofs are asked for cost a read.

    Raises Conflict ``wallet.proof_needed``.
    """
    over = seen.policy.proof_over_minor
    if over is None or proof.is_right or seen.member is None:
        return
    if proving.is_asked(over, amount_minor):
        raise errors.proof_needed()
    before = _unproved_minor(seen, seen.member.id)
    if proving.is_asked(over, amount_minor, unproved_minor=before):
        raise errors.proof_needed()


def _unproved_minor(seen: Context, member_id: UUID) -> int:
    """What the member paid from stored value on the days that count, since the last right proof."""
    days = seen.policy.proof_days
    if not days:
        return 0
    since = proving.first_day(seen.business_on, days)
    sales = Sale.objects.filter(member=member_id, business_on__gte=since)
    if proved_at := wallet.proved_at(member_id):
        sales = sales.filter(at__gt=proved_at)
    paid = Tender.objects.filter(sale__in=sales, kind=WALLET)
    return paid.aggregate(sum=Sum("amount_minor"))["sum"] or 0


def hold(batch: Batch, seen: Context, spend: Spend, proof: Proof) -> None:
    """Of two small payments at once the second looks again: each was judged without the other."""
    if seen.policy.proof_over_minor is None or proof.is_right or seen.holding is None:
        return
    own, currency = seen.holding.member_id, seen.currency
    parts = (
        (places.principal(own, currency).id, spend.principal_minor),
        (places.bonus(own, currency).id, spend.bonus_minor),
    )
    for account, amount in parts:
        if amount:
            batch.change(Account, account, expect={"balance": seen.holding.balances[account]})


def _refusal(tried: Tried) -> DomainError:
    if tried.why == "locked":
        assert tried.locked_until is not None
        return errors.proof_locked(until=tried.locked_until)
    if tried.why == "unset":
        return errors.pin_unset()
    return errors.proof_wrong(left=tried.left)
