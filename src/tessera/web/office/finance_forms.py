"""What is asked about the books. Money is typed in whole units, shares in percent."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from tessera.finance.queries.terms import TermsView
from tessera.finance.usecases import NewTerms
from tessera.kernel.actor import Actor
from tessera.org import queries as org
from tessera.web.office.fields import MoneyField, typed
from tessera.web.office.forms import DayInput, SheetForm

PERCENT = 100


class PercentField(forms.DecimalField):
    """A share such as 2.5; cleaned to basis points."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=PERCENT, decimal_places=2, **kwargs)

    def clean(self, value: Any) -> Any:
        """Basis points."""
        found = super().clean(value)
        return None if found is None else int(found * PERCENT)


class TermsForm(SheetForm):
    """What the brand expects from a month on."""

    since = forms.DateField(
        label=_("From the month of"),
        widget=DayInput,
        help_text=_("Months before stay as they were."),
    )
    value = MoneyField(label=_("A thousand points are worth"))
    expected = PercentField(label=_("Points that will be redeemed, in percent"))
    breakage = PercentField(
        label=_("Stored value that nobody will ever ask for, in percent"),
        help_text=_("Stored value does not run out and can be paid back: as a rule this is 0."),
    )

    def __init__(self, data: Any, *, terms: TermsView, today: date) -> None:
        super().__init__(
            data,
            initial={
                "since": today.replace(day=1),
                "value": typed(terms.expected.value_per_thousand),
                "expected": percent(terms.expected.expected_bp),
                "breakage": percent(terms.breakage_bp),
            },
        )

    def terms(self) -> NewTerms:
        """What was filled in."""
        filled = self.cleaned_data
        return NewTerms(
            since=filled["since"],
            value_per_thousand=filled["value"],
            expected_bp=filled["expected"],
            breakage_bp=filled["breakage"],
        )


def percent(basis_points: int) -> Decimal:
    """Basis points as they are typed."""
    return Decimal(basis_points).scaleb(-2)


class ExportForm(SheetForm):
    """Which entries, and as what."""

    since = forms.DateField(label=_("From day"), widget=DayInput)
    until = forms.DateField(label=_("To day"), widget=DayInput)
    store = forms.TypedChoiceField(label=_("Store"), coerce=UUID, empty_value=None, required=False)
    file = forms.ChoiceField(
        label=_("File"),
        choices=[("csv", _("CSV, any number of lines")), ("xlsx", _("Excel workbook"))],
    )

    def __init__(self, data: Any, *, actor: Actor, today: date) -> None:
        last = today.replace(day=1) - timedelta(days=1)
        super().__init__(data, initial={"since": last.replace(day=1), "until": last})
        stores = [(str(store.id), store.name) for store in org.list_stores(actor)]
        chosen = cast(forms.TypedChoiceField, self.fields["store"])
        chosen.choices = [("", _("All stores")), *stores]
