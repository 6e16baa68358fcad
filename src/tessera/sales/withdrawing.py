"""What came with top-ups that are withdrawn, taken back as far as it is there (decision 26)."""

from uuid import UUID

from tessera.offers import operations as offers
from tessera.platform import events
from tessera.platform.batch import Batch
from tessera.sales.events import TopUpTakenBack
from tessera.sales.models import SaleLine
from tessera.sales.queries.payouts import PayoutPlan
from tessera.sales.rules import giving


def take_gifts(batch: Batch, plan: PayoutPlan) -> None:
    """Make the unused coupons of withdrawn top-ups worth nothing, and have their points taken back.

    A top-up that was used in part, or is older, keeps what came with it: only who withdraws undoes
    the whole bargain. Ordinary presents stay (domain handbook 1.3).
    """
    sales = {plan.document_of(due) for due in plan.dues if due.is_withdrawal}
    points: dict[UUID, int] = {}
    for line in SaleLine.objects.filter(sale__in=sales, kind="topup"):
        gave = giving.gave(line.reasons)
        offers.withdraw_coupons(batch, [UUID(one) for one in gave.get("coupons", ())])
        points[line.sale_id] = points.get(line.sale_id, 0) + gave.get("points", 0)
    for sale_id, given in points.items():
        if given:
            events.publish(TopUpTakenBack(sale_id), batch)
