"""What is asked about returns."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tessera.sales.queries import ReturnFacts
from tessera.sales.usecases import MOST_DAYS
from tessera.web.office.forms import SheetForm

_ORDERS = (
    ("pro_rata", _("in proportion to what is left of each")),
    ("last_first", _("what was used last first")),
    ("first_first", _("what was used first first")),
)
_PRICES = (
    ("lowest", _("the lowest price it was sold at, or less")),
    ("agreed", _("any price that is agreed")),
)
_REFUNDS = (
    ("value", _("to a member's stored value only")),
    ("any", _("in cash, by card or to stored value")),
)
_WHO = (("manager", _("owner and managers")), ("owner", _("the owner only")))


class ReturnPolicyForm(SheetForm):
    """How refunds are divided, and what comes back without a receipt."""

    refund_order = forms.ChoiceField(label=_("A sale paid several ways refunds"), choices=_ORDERS)
    takes_loose = forms.BooleanField(label=_("Take goods back without a receipt"), required=False)
    loose_price = forms.ChoiceField(label=_("Worth, without a receipt"), choices=_PRICES)
    loose_days = forms.IntegerField(
        label=_("Sold in that store within so many days"), min_value=1, max_value=MOST_DAYS
    )
    loose_refund = forms.ChoiceField(label=_("The money goes"), choices=_REFUNDS)
    loose_by = forms.ChoiceField(label=_("Who may do it"), choices=_WHO)

    def __init__(self, data: Any, *, policy: ReturnFacts) -> None:
        initial = {
            "refund_order": policy.refund_order,
            "takes_loose": policy.takes_loose,
            "loose_price": policy.loose_price,
            "loose_days": policy.loose_days,
            "loose_refund": policy.loose_refund,
            "loose_by": "owner" if policy.loose_by_owner else "manager",
        }
        super().__init__(data, initial=initial)

    @staticmethod
    def policy(filled: dict[str, Any]) -> ReturnFacts:
        """The rules as they were filled in."""
        rest = {name: value for name, value in filled.items() if name != "loose_by"}
        return ReturnFacts(**rest, loose_by_owner=filled["loose_by"] == "owner")
