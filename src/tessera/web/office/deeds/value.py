"""Stored value and points that are held: what each deed is called, and the page of what was done."""

from django.utils.translation import gettext_lazy as _

from tessera.web.office import words

NAMES: words.Words = {
    "wallet.plan_set": _("Top-up plan set"),
    "wallet.profile_set": _("Rules of the law set"),
    "wallet.contract_written": _("Contract on prepayment written"),
    "wallet.contract_accepted": _("Contract on prepayment accepted"),
    "wallet.name_recorded": _("Real name noted"),
    "wallet.names_forgotten": _("Real names forgotten in time"),
    "sales.buyers_forgotten": _("Buyers of prepaid value forgotten in time"),
    "wallet.number_seen": _("Number of a document looked at"),
    "wallet.frozen": _("Stored value frozen"),
    "wallet.unfrozen": _("Stored value released"),
    "wallet.safeguards_set": _("Safeguards of stored value set"),
    "wallet.proof_tried": _("PIN or code tried"),
    "wallet.unlocked": _("PIN unlocked"),
    "wallet.pin_set": _("Member chose a PIN"),
    "wallet.mark_set": _("Member set a mark for the balance"),
    "wallet.closing_begun": _("Closing of a store begun"),
    "wallet.closing_cancelled": _("Closing of a store called off"),
    "wallet.closing_finished": _("Store closed"),
    "wallet.bonus_released": _("Parts of bonuses released"),
    "topup.gave": _("Points and level for a top-up"),
    "topup.taken_back": _("Points of a top-up taken back"),
    "wallet.points_expired": _("Points expired"),
    "wallet.points_announced": _("Points that will end announced"),
    "wallet.adjusted": _("Points or bonus adjusted by hand"),
    "wallet.adjustment_approved": _("Adjustment approved"),
    "wallet.adjustment_refused": _("Adjustment refused"),
    "points.receiver_sought": _("Member looked for who gets points"),
    "points.transferred": _("Points given to another member"),
    "wallet.bonus_expired": _("Bonus expired"),
    "wallet.carried_over": _("Carried over after a merge"),
    "wallet.policy_set": _("Wallet policy set"),
    "wallet.points_spending_set": _("Terms of spending points set"),
    "wallet.points_transfers_set": _("Terms of points between members set"),
    "wallet.points_notices_set": _("Notices before points end set"),
    "wallet.adjustment_limits_set": _("Limits of adjusting set"),
}
