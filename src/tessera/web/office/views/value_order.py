"""Which part of stored value a payment takes first."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tessera.kernel import clock
from tessera.platform import versions
from tessera.wallet import permissions, queries, usecases
from tessera.wallet.rules import Worked, worked_example
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import rendering, sheets, value_words
from tessera.web.office.forms import SheetForm
from tessera.web.office.views.value import SECTION

PAID, GIVEN, SPENT, SPENT_AGAIN = 100_000, 20_000, 30_000, 60_000
"""The example of the domain handbook, 5.2: 1,000 with 200 on top, of which 300 and 600 are spent."""


class OrderForm(SheetForm):
    """One of the orders."""

    order = forms.ChoiceField(
        label=gettext_lazy("Order"),
        choices=[(key, name) for key, (name, _text) in value_words.ORDERS.items()],
    )


@dataclass(frozen=True, slots=True)
class Choice:
    """An order in words, and what it does to the example after 300 and after 600."""

    key: str
    name: Any
    text: Any
    spent: Worked
    later: Worked


@require_http_methods(["GET", "POST"])
@page(permissions.SET_POLICY)
def order(request: PageRequest) -> HttpResponse:
    """Choose the order; each is explained and worked out by the rule itself."""
    request.actor.require_everywhere(permissions.SET_POLICY)
    policy = queries.policy.get(versions.current())
    form = OrderForm(sheets.data_of(request), initial={"order": policy.consumption_order})
    if form.is_bound and form.is_valid():
        usecases.set_policy(
            actor=request.actor,
            at=clock.utc_now(),
            consumption_order=form.cleaned_data["order"],
        )
        messages.success(request, _("Saved. It holds at once at every till."))
        return redirect("office:value")
    context = {
        "form": form,
        "choices": [_choice(key) for key in value_words.ORDERS],
        "example": {"paid": PAID, "given": GIVEN, "spent": SPENT, "later": SPENT_AGAIN},
    }
    status = 422 if form.is_bound else 200
    return rendering.page(request, "value_order.html", context, section=SECTION, status=status)


def _choice(key: str) -> Choice:
    name, text = value_words.ORDERS[key]
    spent, later = (
        worked_example(key, principal_minor=PAID, bonus_minor=GIVEN, spend_minor=minor)
        for minor in (SPENT, SPENT_AGAIN)
    )
    return Choice(key, name, text, spent, later)
