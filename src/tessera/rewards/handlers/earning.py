"""Points earned by a sale, and taken back by a return, inside the same transaction."""

from django.db.models import Sum

from tessera.platform.batch import Batch
from tessera.rewards import queries, rules
from tessera.rewards.models import Clawback, Earning
from tessera.sales.events import SaleCompleted, SaleReturned, SoldItem
from tessera.wallet import operations as wallet
from tessera.wallet import places as held


def earn_points(event: SaleCompleted, batch: Batch) -> None:
    """Credit what the goods of a sale earn, and keep the rule as it stood (law 7).

    Only goods that were really paid for earn: not fees, services or top-ups, not what
    coupons, discounts or points paid (CASES 6). The earning's key is the sale: once, ever
    (CASES 5).
    """
    rule = queries.earn_rule.get(event.versions)
    base = _base(event, rule)
    factor = _factor(event)
    points = rules.points_for(base, rule.minor_per_point, factor)
    if event.holding is None or not points:
        return
    until = rules.expires_on(
        event.business_on, years=rule.expiry_years, carry_from_month=rule.carry_from_month
    )
    lot_id, _ = wallet.credit_points(event.books, event.holding, points=points, expires_on=until)
    batch.insert(
        Earning,
        {
            "sale_id": event.sale_id,
            "account_id": held.points(event.holding.member_id).id,
            "points": points,
            "base_minor": base,
            "rule_version": rule.version,
            "minor_per_point": rule.minor_per_point,
            "factor_bp": factor,
            "lot_id": lot_id,
        },
    )


def _factor(event: SaleCompleted) -> int:
    """What the level that the member had before the sale makes of points."""
    if event.member is None:
        return rules.FULL
    rung = queries.ladder_of(event.versions).rung(event.member.level_id)
    return rules.points_factor(rung.benefits, birthday=event.member.birthday, on=event.business_on)


def _base(event: SaleCompleted, rule: rules.EarnFacts) -> int:
    goods = _goods_minor(event.items)
    paid = sum(item.paid_minor for item in event.items if item.kind != "topup")
    return rules.earning_base(
        goods_minor=goods,
        paid_minor=paid,
        bonus_minor=event.bonus_minor,
        earns_on_bonus=rule.earns_on_bonus,
    )


def _goods_minor(items: tuple[SoldItem, ...]) -> int:
    return sum(item.paid_minor for item in items if item.kind == "goods")


def claw_back_points(event: SaleReturned, batch: Batch) -> None:
    """Take back what the returned goods had earned, by the rule as it stood (CASES 7, 19)."""
    earning = queries.find_earning(event.sale_id)
    if event.holding is None or earning is None:
        return
    before = Clawback.objects.filter(sale_id=event.sale_id).aggregate(
        base=Sum("base_minor"), points=Sum("points")
    )
    returned = min(earning.base_minor - (before["base"] or 0), _goods_minor(event.items))
    points = rules.clawback(
        earned=earning.points,
        base_minor=earning.base_minor,
        minor_per_point=earning.minor_per_point,
        returned_minor=(before["base"] or 0) + returned,
        clawed=before["points"] or 0,
        factor_bp=earning.factor_bp,
    )
    wallet.claw_back_points(
        event.books, event.holding, points=points, first=earning.lot_id, on=event.business_on
    )
    batch.insert(
        Clawback,
        {
            "document_id": event.return_id,
            "sale_id": event.sale_id,
            "base_minor": returned,
            "points": points,
        },
    )
