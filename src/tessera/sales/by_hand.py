"""Prices by hand of a sale: looked at before it is posted, kept with it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tessera import pricing
from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.kernel.texts import one_line
from tessera.platform import audit
from tessera.platform.batch import Batch
from tessera.platform.models import AuditRow
from tessera.sales import errors
from tessera.sales.context import Context
from tessera.sales.models import Approval, ManualChange, SaleLine
from tessera.sales.queries.by_hand import ApprovalFacts, find_approval, manual_rules
from tessera.sales.rules import by_hand as rules
from tessera.sales.rules.by_hand import Change, Need
from tessera.sales.rules.order import Order

REASON_LENGTH = 80


@dataclass(frozen=True, slots=True)
class ByHand:
    """What was set by hand, what of it nobody has allowed, and the approval that allows it."""

    changes: tuple[Change, ...] = ()
    needs: tuple[Need, ...] = ()
    approval: ApprovalFacts | None = None
    is_covered: bool = True

    @property
    def saved_minor(self) -> int:
        """What was given away by hand."""
        return sum(one.saved_minor for one in self.changes)


NOTHING = ByHand()


def look(
    actor: Actor, seen: Context, order: Order, quoted: pricing.Quote, till_id: UUID | None
) -> ByHand:
    """What was set by hand and whether it is allowed; an order without costs nothing."""
    wishes = list(order.wishes())
    if not wishes:
        return NOTHING
    costs = [seen.skus[line.sku_id].cost_minor for line in order.lines]
    found = tuple(rules.changes(wishes, costs, quoted))
    needed = rules.needs(found, manual_rules.get(seen.versions).of(actor.role))
    if not needed:
        return ByHand(found)
    approval = None
    if order.approval and till_id is not None:
        approval = find_approval(token=order.approval, till_id=till_id, at=seen.at)
    covered = approval is not None and approval.is_open and rules.covers(approval.changes, found)
    return ByHand(found, needed, approval if covered else None, covered)


def check_reasons(order: Order) -> None:
    """Whatever was set has a reason. Raises Invalid ``manual.reason_needed``,
    ``manual.reason_too_long``."""
    for _, wish in order.wishes():
        if not one_line(wish.reason):
            raise errors.reason_needed()
        if len(wish.reason) > REASON_LENGTH:
            raise errors.reason_too_long(limit=REASON_LENGTH)


def allowed(
    actor: Actor, seen: Context, order: Order, quoted: pricing.Quote, till_id: UUID
) -> ByHand:
    """What was set by hand and is allowed at ``till_id``. Raises Conflict ``manual.approval_needed``,
    ``manual.approval_ended``, and what ``check_reasons`` raises."""
    check_reasons(order)
    found = look(actor, seen, order, quoted, till_id)
    if found.is_covered:
        return found
    if order.approval:
        raise errors.approval_ended()
    raise errors.approval_needed(needs=found.needs)


def post(
    batch: Batch,
    actor: Actor,
    seen: Context,
    found: ByHand,
    *,
    sale_id: UUID,
    seller_id: UUID | None,
) -> None:
    """Keep with the sale, whose lines are in the batch, what was set by hand; an approval is used up."""
    if not found.changes:
        return
    lines = {
        row["position"]: row["id"] for row in batch.inserted(SaleLine) if row["sale_id"] == sale_id
    }
    approval = found.approval
    for one in found.changes:
        batch.insert(ManualChange, _row(one, lines, approval, sale_id, seller_id))
    if approval is not None:
        batch.change(Approval, approval.id, by={"uses": 1}, expect={"uses": 0})
    data = {
        "reason": " · ".join(sorted({one_line(one.wish.reason) for one in found.changes})),
        "saved_minor": found.saved_minor,
        "approver": approval.approver_name if approval else "",
        "needs": list(found.needs),
    }
    row = audit.row(
        actor=actor,
        at=seen.at,
        action="sale.priced_by_hand",
        subject=sale_id,
        store_id=seen.store.id,
        data=data,
    )
    batch.insert(AuditRow, row)


def _row(
    one: Change,
    lines: dict[int, UUID],
    approval: ApprovalFacts | None,
    sale_id: UUID,
    seller_id: UUID | None,
) -> dict[str, Any]:
    return {
        "id": uuid7(),
        "sale_id": sale_id,
        "line_id": None if one.position is None else lines[one.position],
        "kind": one.wish.kind,
        "reason": one_line(one.wish.reason)[:REASON_LENGTH],
        "base_minor": one.base_minor,
        "saved_minor": one.saved_minor,
        "below_cost": one.below_cost,
        "staff_id": seller_id,
        "approver_id": approval.approver_id if approval else None,
        "approval_id": approval.id if approval else None,
    }
