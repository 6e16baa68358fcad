"""Purchases that came back, pay-outs, cards and orders."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from tessera.identity.models import OnlineOrder
from tessera.insights.queries.taking.rows import Rows, rows
from tessera.sales.models import PassUse, Payout, Return, ReturnLine
from tessera.wallet.models import HandedCard, HeldCard


def documents_of(ids: list[UUID], began: datetime) -> dict[str, Rows]:
    """What came back, what was paid out, what was ordered online."""
    own = Q(member__in=ids)
    return {
        "returns": rows(
            Return.objects.filter(own, at__gte=began).order_by("at"),
            "number",
            "store__name",
            "at",
            "refund_minor",
            "points_back",
        ),
        "return_lines": rows(
            ReturnLine.objects.filter(document__member__in=ids, document__at__gte=began).order_by(
                "document__at", "position"
            ),
            "document__number",
            "name",
            "colour",
            "size",
            "quantity",
            "net_minor",
        ),
        "payouts": rows(
            Payout.objects.filter(own, at__gte=began).order_by("at"),
            *("number", "store__name", "at", "kind", "paid_minor", "payee", "account", "reason"),
        ),
        "cards": rows(
            HeldCard.objects.filter(own, sold_at__gte=began).order_by("sold_at"),
            *("kind__name", "sold_on", "price_minor", "uses", "state", "starts_on", "ends_on"),
        ),
        "cards_given": rows(
            HandedCard.objects.filter(giver__in=ids, at__gte=began).order_by("at"),
            *("card__kind__name", "at"),
        ),
        "cards_got": rows(
            HandedCard.objects.filter(receiver__in=ids, at__gte=began).order_by("at"),
            *("card__kind__name", "at"),
        ),
        "card_uses": rows(
            PassUse.objects.filter(own, at__gte=began).order_by("at"),
            *("card__kind__name", "store__name", "at", "uses", "item", "used_by", "is_undone"),
        ),
        "online_orders": rows(
            OnlineOrder.objects.filter(own, at__gte=began), "store__name", "reference", "at"
        ),
    }
