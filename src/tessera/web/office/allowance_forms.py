"""What is asked about tills that lose their line."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tessera.sales.queries.allowances import AllowanceTerms
from tessera.sales.usecases import MOST_HOURS
from tessera.web.office.fields import MoneyField, typed
from tessera.web.office.forms import SheetForm


class AllowanceForm(SheetForm):
    """The most that one till may take of one member, and for how long."""

    wallet = MoneyField(
        label=_("Stored value at most"),
        required=False,
        help_text=_("For each member and till. Empty: none."),
    )
    points = forms.IntegerField(
        label=_("Points at most"),
        required=False,
        min_value=0,
        help_text=_("For each member and till. Empty: none."),
    )
    hours = forms.IntegerField(label=_("Good for hours"), min_value=1, max_value=MOST_HOURS)
    grace_hours = forms.IntegerField(
        label=_("Then hours to send what was sold"),
        min_value=0,
        max_value=MOST_HOURS,
        help_text=_("So long it stays set aside for a till that is still without a network."),
    )

    def __init__(self, data: Any, *, terms: AllowanceTerms) -> None:
        initial = {
            "wallet": typed(terms.wallet_minor or None),
            "points": terms.points or None,
            "hours": terms.hours,
            "grace_hours": terms.grace_hours,
        }
        super().__init__(data, initial=initial)

    @staticmethod
    def terms(filled: dict[str, Any]) -> AllowanceTerms:
        """The amounts as they were filled in."""
        return AllowanceTerms(
            points=filled["points"] or 0,
            wallet_minor=filled["wallet"] or 0,
            hours=filled["hours"],
            grace_hours=filled["grace_hours"],
        )
