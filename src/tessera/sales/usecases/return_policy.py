"""How this brand takes goods back, set by its owner."""

from dataclasses import asdict
from datetime import datetime

from tessera.kernel.actor import Actor
from tessera.platform import audit, single, versions
from tessera.platform.usecases import usecase
from tessera.sales import errors, permissions
from tessera.sales.models import ReturnPolicy
from tessera.sales.models.return_policy import LoosePrice, LooseRefund, RefundOrder
from tessera.sales.queries.return_policy import ReturnFacts

MOST_DAYS = 3650


@usecase(permission=permissions.SET_RETURNS, audit="returns.policy_set")
def set_return_policy(*, actor: Actor, at: datetime, policy: ReturnFacts) -> None:
    """Set how refunds are divided over mixed tenders, and whether, how and by whom goods come back
    without a receipt; it holds from the next return on (domain handbook 5.9, decision 5).

    Raises Forbidden; Invalid ``returns.policy_invalid``.
    """
    actor.require_everywhere(permissions.SET_RETURNS)
    known = policy.refund_order in RefundOrder and policy.loose_price in LoosePrice
    if not known or policy.loose_refund not in LooseRefund:
        raise errors.return_policy_invalid()
    if not 1 <= policy.loose_days <= MOST_DAYS:
        raise errors.return_policy_invalid()
    row = single.to_change(ReturnPolicy)
    for name, value in asdict(policy).items():
        setattr(row, name, value)
    row.save()
    versions.bump("returns")
    data = asdict(policy)
    audit.record(actor=actor, at=at, action="returns.policy_set", subject=row.id, data=data)
