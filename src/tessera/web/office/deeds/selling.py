"""Sales, pay-outs, shifts and tills: what each deed is called, and the page of what was done."""

from django.utils.translation import gettext_lazy as _

from tessera.web.office import words
from tessera.web.office.deeds.pages import Pages

NAMES: words.Words = {
    "sale.completed": _("Sale"),
    "sale.recorded_offline": _("Sale made offline"),
    "sale.offline_seen": _("Sale made offline looked at"),
    "numbers.given": _("Numbers for sales made offline given"),
    "sale.returned": _("Return"),
    "sale.exchanged": _("Exchange"),
    "sale.priced_by_hand": _("Price set by hand"),
    "sale.approval_asked": _("Approval of a price asked"),
    "sale.by_hand_set": _("Rules of prices by hand set"),
    "returns.policy_set": _("Rules of returns set"),
    "ticket.parked": _("Ticket put aside"),
    "ticket.taken": _("Ticket taken again"),
    "ticket.dropped": _("Ticket thrown away"),
    "ticket.lapsed": _("Old tickets forgotten"),
    "till.policy_set": _("Rules of the tills set"),
    "payout.posted": _("Stored value paid out"),
    "allowance.terms_set": _("Amounts for tills without a line set"),
    "allowance.granted": _("Limits handed to a till"),
    "allowance.ended": _("Limit of a till ended"),
    "shift.opened": _("Shift opened"),
    "shift.closed": _("Shift closed"),
    "till.opened": _("Till set up"),
    "till.signed_in": _("Till signed in"),
    "till.signed_out": _("Till signed out"),
    "till.locked": _("Till locked"),
}

PAGES: Pages = {
    "sale.completed": ("office:sale", None),
    "sale.recorded_offline": ("office:sale", None),
    "sale.priced_by_hand": ("office:sale", None),
    "sale.returned": ("office:sale", "sale_id"),
    "sale.exchanged": ("office:sale", None),
    "payout.posted": ("office:member", "member_id"),
    "allowance.ended": ("office:member", None),
    "shift.opened": ("office:shift", None),
    "shift.closed": ("office:shift", None),
}
