"""Stored value and points that are held: what each deed is called, and the page of what was done."""

from django.utils.translation import gettext_lazy as _

from tessera.web.office import words

NAMES: words.Words = {
    "wallet.plan_set": _("Top-up plan set"),
    "wallet.bonus_released": _("Parts of bonuses released"),
    "topup.gave": _("Points and level for a top-up"),
    "topup.taken_back": _("Points of a top-up taken back"),
    "wallet.points_expired": _("Points expired"),
    "wallet.points_announced": _("Points that will end announced"),
    "wallet.bonus_expired": _("Bonus expired"),
    "wallet.carried_over": _("Carried over after a merge"),
    "wallet.policy_set": _("Wallet policy set"),
    "wallet.points_spending_set": _("Terms of spending points set"),
    "wallet.points_transfers_set": _("Terms of points between members set"),
    "wallet.points_notices_set": _("Notices before points end set"),
    "wallet.adjustment_limits_set": _("Limits of adjusting set"),
}
