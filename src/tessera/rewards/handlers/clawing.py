"""Earned points taken back by a return, inside the same transaction."""

from tessera.catalog.rules import VALUE
from tessera.kernel.money import exponent_of
from tessera.platform.batch import Batch
from tessera.rewards import queries, rules
from tessera.rewards.models import Clawback
from tessera.rewards.queries.clawing import Due, due_of
from tessera.rewards.rules import programme
from tessera.rewards.rules.clawing import Settled, settle_elsewhere
from tessera.sales.events import SaleReturned
from tessera.wallet import operations as wallet
from tessera.wallet import queries as wallet_queries
from tessera.wallet.queries import Holding


def claw_back_points(event: SaleReturned, batch: Batch) -> None:
    """Take back what the returned goods had earned, by the rules as they stood (CASES 7, 19), and
    by the programme's policy where it was spent."""
    if event.holding is None or (due := due_of(event, event.holding)) is None:
        return
    settled = _settle(event, event.holding, due)
    wallet.take_back_points(
        event.books,
        event.holding,
        taken=settled.taken,
        owed=settled.owed,
        own=due.own_lots,
        on=event.business_on,
    )
    batch.insert(
        Clawback,
        {
            "document_id": event.return_id,
            "sale_id": event.sale_id,
            "base_minor": due.base_minor,
            "points": due.points,
            "lapsed": settled.lapsed,
            "forgiven": settled.forgiven,
            "kept": settled.kept,
        },
    )


def worth_to_keep(event: SaleReturned) -> int:
    """What is kept of a refund for points that were earned and spent, in minor units; asked
    before anything is posted, and nothing unless the programme says so."""
    policy = queries.earn_book.get(event.versions).programme.on_return
    if policy != programme.FROM_REFUND or event.holding is None:
        return 0
    due = due_of(event, event.holding)
    return _settle(event, event.holding, due).kept_minor if due else 0


def _settle(event: SaleReturned, holding: Holding, due: Due) -> Settled:
    """Points that come back with this return, because they were spent on the sale, can pay for
    what is short under any policy: it is put down as debt, which they cover. What was given to
    others since the sale was not spent and is owed as well: else buying, giving and returning
    again and again would make points of nothing (CASES 7)."""
    policy = queries.earn_book.get(event.versions).programme.on_return
    spendable = sum(lot.remaining for lot in holding.points_lots(event.business_on))
    given = 0
    held = spendable + sum(lot.remaining for lot in holding.pending_lots())
    if policy == programme.ONLY_PENDING and due.is_merged:
        return settle_elsewhere(due.points, waiting=due.waiting, lapsed=due.lapsed)
    if policy == programme.ONLY_PENDING:
        waiting = [lot for lot in holding.pending_lots() if lot.id in due.own_lots]
        held = sum(lot.remaining for lot in waiting)
    elif policy != programme.NEGATIVE:
        held = max(0, held - holding.debt_points)
        given = wallet_queries.given_since(holding.member_id, due.sold_at)
        if due.is_merged:
            policy = programme.NEGATIVE  # what is held moved on; what is owed follows it
    return rules.settle(
        due.points,
        held=held,
        coming=event.points_back + given,
        lapsed=due.lapsed,
        policy=policy,
        refund_minor=sum(item.paid_minor for item in event.items if item.kind not in VALUE),
        points_per_major=wallet_queries.policy.get(event.versions).points_per_major,
        major_minor=10 ** exponent_of(holding.currency),
    )
