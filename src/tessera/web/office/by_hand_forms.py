"""What is asked about prices by hand."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tessera.sales.queries import ManualRules
from tessera.sales.rules.by_hand import Limits
from tessera.web.office.fields import MoneyField, typed
from tessera.web.office.finance_forms import PercentField, percent
from tessera.web.office.forms import Grouped

_COST = _("May go below cost")


class ManualRulesForm(Grouped):
    """What cashiers and managers may set by hand, and why."""

    cashier_off = PercentField(label=_("Cashiers: at most so many percent off"))
    cashier_amount = MoneyField(
        label=_("Cashiers: at most so much off a sale"),
        required=False,
        help_text=_("Empty for any amount."),
    )
    cashier_below = forms.BooleanField(label=_COST, required=False)
    manager_off = PercentField(label=_("Managers: at most so many percent off"))
    manager_amount = MoneyField(
        label=_("Managers: at most so much off a sale"),
        required=False,
        help_text=_("Empty for any amount."),
    )
    manager_below = forms.BooleanField(label=_COST, required=False)
    reasons = forms.CharField(
        label=_("Reasons"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("One a line. A till offers them; its cashier may also write another."),
    )

    parts = (
        (
            _("Cashiers"),
            _("What is beyond it a manager approves at the till, by PIN."),
            ("cashier_off", "cashier_amount", "cashier_below"),
        ),
        (
            _("Managers"),
            _("At the till and as those who approve. An owner has no limit."),
            ("manager_off", "manager_amount", "manager_below"),
        ),
        (_("Why"), _("Every price by hand has a reason; the report counts by it."), ("reasons",)),
    )

    def __init__(self, data: Any, *, rules: ManualRules, usual: list[str]) -> None:
        initial: dict[str, Any] = {"reasons": "\n".join(rules.reasons or usual)}
        for role in ("cashier", "manager"):
            limits = rules.of(role)
            initial |= {
                f"{role}_off": percent(limits.off_bp),
                f"{role}_amount": typed(limits.amount_minor),
                f"{role}_below": limits.below_cost,
            }
        super().__init__(data, initial=initial)

    @staticmethod
    def limits(filled: dict[str, Any]) -> dict[str, Limits]:
        """The limits as they were filled in."""
        return {
            role: Limits(filled[f"{role}_off"], filled[f"{role}_amount"], filled[f"{role}_below"])
            for role in ("cashier", "manager")
        }
