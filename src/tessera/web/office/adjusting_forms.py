"""What is asked when points or bonus are adjusted by hand."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from tessera.web.office.fields import MoneyField
from tessera.web.office.forms import DayInput, SheetForm
from tessera.web.office.words import Words

UNITS: Words = {"points": _("Points"), "bonus": _("Bonus in money")}
WAYS: Words = {"add": _("Increase"), "take": _("Decrease")}
CAUSES: Words = {
    "goodwill": _("Goodwill"),
    "mistake": _("A mistake is put right"),
    "promise": _("Something was promised"),
    "abuse": _("It was got by abuse"),
    "other": _("Something else"),
}


class AdjustForm(SheetForm):
    """So much, which way, and why."""

    way = forms.ChoiceField(label=_("What to do"), choices=list(WAYS.items()))
    unit = forms.ChoiceField(label=_("Of what"), choices=list(UNITS.items()))
    points = forms.IntegerField(
        label=_("So many points"), min_value=1, max_value=1_000_000_000, required=False
    )
    money = MoneyField(label=_("Or so much money"), required=False)
    cause = forms.ChoiceField(label=_("Reason"), choices=list(CAUSES.items()))
    reason = forms.CharField(label=_("The reason in words"), max_length=200)
    expires_on = forms.DateField(
        label=_("Valid through"),
        required=False,
        widget=DayInput(),
        help_text=_("Of what is added. Empty: without an end."),
    )
    request = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any, *, today: date) -> None:
        super().__init__(data)
        self.fields["expires_on"].initial = date(today.year + 1, 12, 31)
        self.fields["request"].initial = uuid4()

    def clean(self) -> dict[str, Any]:
        """The amount, signed, in the unit that was chosen."""
        filled: dict[str, Any] = super().clean() or {}
        amount = filled.get("points" if filled.get("unit") == "points" else "money")
        if not amount:
            raise forms.ValidationError(_("Fill in how much."))
        return {**filled, "amount": -amount if filled.get("way") == "take" else amount}

    def adjustment(self) -> dict[str, Any]:
        """What was filled in, as the story takes it."""
        filled = self.cleaned_data
        names = ("unit", "amount", "cause", "reason", "expires_on")
        return {name: filled[name] for name in names} | {"request_id": filled["request"]}
