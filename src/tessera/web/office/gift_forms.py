"""What is asked about gift cards."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tessera.kernel.actor import Actor
from tessera.org import queries as org
from tessera.web.office.fields import MoneyField
from tessera.web.office.forms import SheetForm


class GiftReplaceForm(SheetForm):
    """By which receipt a lost card is replaced, and why."""

    receipt = forms.CharField(label=_("Number on the receipt it was bought with"), max_length=40)
    reason = forms.CharField(label=_("Reason"), max_length=200)


class GiftBatchForm(SheetForm):
    """How many gift cards of what amount."""

    name = forms.CharField(label=_("What the card is called"), max_length=60)
    amount_minor = MoneyField(label=_("Amount on each card"))
    count = forms.IntegerField(label=_("How many cards"), min_value=1, max_value=500)
    years = forms.IntegerField(
        label=_("Good for so many years"),
        min_value=1,
        initial=3,
        help_text=_("From the day it is sold. What is left then is kept, and the card extended."),
    )
    store_id = forms.ChoiceField(label=_("Store that keeps them"))

    def __init__(self, data: Any, *, actor: Actor) -> None:
        super().__init__(data)
        stores = org.list_stores(actor)
        self.offer("store_id", [(str(store.id), store.name) for store in stores])
