"""Prices by hand, as a till is told of them."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from tessera.sales import queries
from tessera.sales.by_hand import ByHand
from tessera.sales.rules.by_hand import USUAL_REASONS


def by_hand(found: ByHand) -> dict[str, Any]:
    """What was set by hand, and what of it a manager must approve, as ``ByHandOut``."""
    approval = found.approval
    return {
        "saved_minor": found.saved_minor,
        "needs": [{"code": one, "message": _NEEDS[one]()} for one in found.needs],
        "approved": bool(found.needs) and found.is_covered,
        "approver_name": approval.approver_name if approval else "",
    }


def limits_of(role: str, current: Mapping[str, str]) -> dict[str, Any]:
    """What ``role`` may set by hand, as ``HandOut``."""
    rules = queries.manual_rules.get(current)
    limits = rules.of(role)
    return {
        "off_bp": limits.off_bp,
        "amount_minor": limits.amount_minor,
        "below_cost": limits.below_cost,
        "reasons": list(rules.reasons) or [gettext(one) for one in USUAL_REASONS],
    }


def _percent() -> str:
    return gettext("This is a higher discount than you may give.")


def _amount() -> str:
    return gettext("This is more off a sale than you may give.")


def _cost() -> str:
    return gettext("This is below what the goods cost.")


_NEEDS = {"percent": _percent, "amount": _amount, "cost": _cost}
