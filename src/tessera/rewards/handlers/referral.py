"""What a sale promises to who brought its member, and what a return takes off that."""

from typing import Any
from uuid import UUID

from tessera.kernel.ids import uuid7
from tessera.platform import jobs
from tessera.platform.batch import Batch
from tessera.rewards.models import ReferralReward, RewardState
from tessera.rewards.queries.referral import program
from tessera.rewards.queries.standing import Standing, standing_of
from tessera.rewards.rules import referral
from tessera.rewards.rules.referral import Program, Terms
from tessera.sales.events import SaleCompleted, SaleReturned, SoldItem

SETTLE = "tessera.rewards.jobs.settle_referrals"


def promise_rewards(event: SaleCompleted, batch: Batch) -> None:
    """Promise what the programme gives for goods that a brought member really paid.

    Needs ``standing`` among what was read with the sale. Rule: domain handbook 5.12.
    """
    terms = program.get(event.versions)
    if event.member is None or not terms.is_active:
        return
    standing = standing_of(event.also["standing"])
    own, referrer = standing.member_id, standing.referrer_id
    within = referral.is_within(terms, joined_on=standing.joined_on, on=event.business_on)
    if referrer is None or not within:
        return
    base = goods_minor(event.items)
    for role, promised in referral.promised(terms, base_minor=base, is_first=event.is_first):
        member_id = referrer if role == "referrer" else own
        row = _row(event, terms, standing, role=role, member_id=member_id, promised=promised)
        batch.insert(ReferralReward, row)


def goods_minor(items: tuple[SoldItem, ...]) -> int:
    """What was really paid for goods."""
    return sum(item.paid_minor for item in items if item.kind == "goods")


def _row(
    event: SaleCompleted,
    terms: Program,
    standing: Standing,
    *,
    role: str,
    member_id: UUID,
    promised: Terms,
) -> dict[str, Any]:
    return {
        "id": uuid7(),
        "sale_id": event.sale_id,
        "member_id": member_id,
        "referee_id": standing.member_id,
        "referrer_id": standing.referrer_id,
        "role": role,
        "kind": promised.kind,
        "unit": promised.unit,
        "store_id": event.store_id,
        "at": event.at,
        "business_on": event.business_on,
        "pending_through": referral.last_pending(event.business_on, terms.pending_days),
        "program_version": terms.version,
        "base_minor": promised.base_minor,
        "amount": promised.amount,
        "rate_bp": promised.rate_bp,
        "cap": promised.cap,
        "month_cap": terms.month_cap if promised.kind == referral.PURCHASE else None,
    }


def reduce_rewards(event: SaleReturned, batch: Batch) -> None:
    """Note what came back: what is pending shrinks, and what was credited is taken back after
    the commit, so that a return never waits for the account of somebody who is not there."""
    back = goods_minor(event.items)
    rows = list(ReferralReward.objects.filter(sale=event.sale_id)) if back else []
    for row in rows:
        returned = min(row.base_minor, row.returned_minor + back)
        reopened = row.state == RewardState.CREDITED
        batch.change(
            ReferralReward,
            row.id,
            put={
                "returned_minor": returned,
                "state": RewardState.REOPENED.value if reopened else row.state,
            },
            expect={"returned_minor": row.returned_minor, "state": row.state},
        )
    if any(row.state == RewardState.CREDITED for row in rows):
        jobs.enqueue(SETTLE)
