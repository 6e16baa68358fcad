"""What is asked about promotions that wait for a second person."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tessera.offers.rules import ApprovalRule
from tessera.web.office.fields import MoneyField, typed
from tessera.web.office.forms import SheetForm
from tessera.web.office.promotions.kinds import PercentField, percent_typed


class ApprovalForm(SheetForm):
    """Up to where one person decides alone."""

    off_bp = PercentField(
        label=_("At most this percent off"),
        required=False,
        help_text=_("Fixed prices and gifts count as more. Empty: nobody is asked."),
    )
    budget_minor = MoneyField(
        label=_("With a budget of at most"),
        required=False,
        help_text=_("A promotion without a budget counts as more. Empty: nobody is asked."),
    )

    def __init__(self, data: Any, *, rule: ApprovalRule) -> None:
        initial = {
            "off_bp": percent_typed(rule.off_bp),
            "budget_minor": typed(rule.budget_minor),
        }
        super().__init__(data, initial=initial)
