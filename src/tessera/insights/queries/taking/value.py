"""What was held, given, frozen and redeemed, and what was agreed to for it."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from tessera.insights.queries.taking.rows import Rows, rows
from tessera.rewards.models import (
    Exchange,
    Redemption,
    Wish,
)
from tessera.sales.models import Allowance
from tessera.wallet.models import (
    Adjustment,
    BonusPart,
    ContractAcceptance,
    Freeze,
    PointsTransfer,
    RealName,
    ValueTransfer,
)


def points_by_hand_of(ids: list[UUID], began: datetime) -> dict[str, Rows]:
    """What was adjusted, given away and got; with whom is the other's to tell."""
    adjusted = Adjustment.objects.filter(member__in=ids, asked_at__gte=began).order_by("asked_at")
    given = PointsTransfer.objects.filter(giver__in=ids, at__gte=began).order_by("at")
    got = PointsTransfer.objects.filter(receiver__in=ids, at__gte=began).order_by("at")
    exchanged = Exchange.objects.filter(member__in=ids, at__gte=began).order_by("at")
    handed = ValueTransfer.objects.filter(giver__in=ids, at__gte=began).order_by("at")
    came = ValueTransfer.objects.filter(receiver__in=ids, at__gte=began).order_by("at")
    told = ("asked_at", "unit", "amount", "cause", "state", "expires_on")
    return {
        "adjustments": rows(adjusted, *told),
        "points_given": rows(given, "at", "points", "fee_points"),
        "points_exchanged": rows(exchanged, "at", "offer__name", "times", "points"),
        "points_got": rows(got, "at", "points"),
        "value_given": rows(handed, "at", "principal_minor", "bonus_minor"),
        "value_got": rows(came, "at", "principal_minor", "bonus_minor"),
    }


def redeemed_of(ids: list[UUID], began: datetime) -> dict[str, Rows]:
    """What points bought, and what the member keeps an eye on."""
    redeemed = Redemption.objects.filter(member__in=ids, at__gte=began).order_by("at")
    told = ("at", "name", "points", "points_back", "money_minor", "state", "store__name", "until")
    wished = Wish.objects.filter(member__in=ids, at__gte=began).order_by("at")
    return {
        "redemptions": rows(redeemed, *told, "code", "reason"),
        "wishes": rows(wished, "at", "reward__name"),
    }


def held_of(ids: list[UUID], began: datetime) -> dict[str, Rows]:
    """What is set apart in a dispute or for a till, what of a bonus comes later, the contract, and the name that
    the law asks for: its number is sealed, and told to nobody."""
    own = Q(member__in=ids)
    frozen = Freeze.objects.filter(own, at__gte=began).order_by("at")
    limits = Allowance.objects.filter(own, granted_at__gte=began).order_by("granted_at")
    parts = BonusPart.objects.filter(own).order_by("due_on")
    agreed = ContractAcceptance.objects.filter(own, at__gte=began).order_by("at")
    named = RealName.objects.filter(own, checked_at__gte=began)
    return {
        "frozen": rows(
            frozen,
            "at",
            "principal_minor",
            "bonus_minor",
            "reason",
            "released_at",
            "release_reason",
        ),
        "set_aside": rows(
            limits,
            "granted_at",
            "till__store__name",
            "points",
            "wallet_minor",
            "coupon_codes",
            "points_used",
            "wallet_used_minor",
            "until",
            "ended_at",
        ),
        "bonus_parts": rows(parts, "due_on", "amount_minor", "state"),
        "contracts": rows(agreed, "at", "version", "language", "digest", "source"),
        "real_name": rows(named, "name", "checked_at"),
    }
