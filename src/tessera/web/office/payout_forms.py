"""What is asked when stored value is paid out."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from tessera.sales.queries import PayoutPlan, ShiftView
from tessera.sales.queries.cards import CardPlan
from tessera.sales.usecases import PayoutTerms
from tessera.web.kit import currency, formats
from tessera.web.office.forms import SheetForm


class MoneyOutForm(SheetForm):
    """From which till, how, and to whom; ``shown`` is what was due when the page was made. Where no
    name is ``noted`` from the member's document, the page asks for it."""

    is_read_first = True

    till = forms.ChoiceField(label=_("Till"))
    kind = forms.ChoiceField(label=_("How"))
    payee = forms.CharField(label=_("Name of who gets the money"), max_length=60)
    account = forms.CharField(
        label=_("Account at a bank"),
        max_length=40,
        required=False,
        help_text=_("For a transfer. It must be of the same name."),
    )
    document_name = forms.CharField(
        label=_("Member's name on the identity document"),
        max_length=60,
        required=False,
        help_text=_("None is noted yet. For a transfer it is needed, and is noted with this."),
    )
    identity_checked = forms.BooleanField(label=_("I have looked at the identity document."))
    request = forms.UUIDField(widget=forms.HiddenInput)
    shown = forms.CharField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        plan: PayoutPlan | CardPlan,
        shifts: Sequence[ShiftView],
        noted: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.noted = noted
        tills = [(f"{s.store_id} {s.till_id}", f"{s.store_name} · {s.till_name}") for s in shifts]
        self.offer("till", tills)
        most = _money(plan.cash_max_minor)
        self.offer(
            "kind",
            [
                ("bank", _("Bank transfer")),
                ("cash", _("Cash, up to %(amount)s") % {"amount": most}),
            ],
        )
        self.fields["request"].initial = uuid4()

    def terms(self, cause: str, reason: str = "", *, had_goods: bool = False) -> PayoutTerms:
        """What was filled in, in the words of the sales room."""
        filled = self.cleaned_data
        return PayoutTerms(
            cause,
            filled["kind"],
            filled["payee"],
            filled["account"],
            reason,
            identity_checked=filled["identity_checked"],
            document_name=filled["document_name"],
            had_goods=had_goods,
        )

    @property
    def amounts(self) -> str:
        """What the page shows now, to come back with the answer: not what it showed before."""
        return f"{self.plan.consumer_minor} {self.plan.operator_minor}"

    def clean_shown(self) -> dict[str, int]:
        """The amount that was shown for each cause."""
        parts = self.cleaned_data["shown"].split()
        if len(parts) != 2 or not all(part.isdecimal() and len(part) < 18 for part in parts):
            raise forms.ValidationError(_("Open the page again."))
        return {"consumer": int(parts[0]), "operator": int(parts[1])}


class WithdrawalForm(MoneyOutForm):
    """The right of the first days: no reason is asked for, but whether it was had before."""

    had_goods = forms.ChoiceField(
        label=_("Had the member the same goods or services before the contract was made?"),
        choices=[("no", _("No")), ("yes", _("Yes"))],
        widget=forms.RadioSelect,
        initial="no",
    )


class PayoutForm(MoneyOutForm):
    """By which cause and why."""

    cause = forms.ChoiceField(label=_("On whose side is the cause?"), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Reason"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("cause", [(key, label) for key, label, _amount in self.causes])

    @property
    def causes(self) -> list[tuple[str, Any, str]]:
        """Each cause with its words and what is due for it."""
        due = self.plan
        ours = _("Ours: we close, move, or cannot keep a promise")
        return [
            ("consumer", _("The member's own wish"), _money(due.consumer_minor)),
            ("operator", ours, _money(due.operator_minor)),
        ]


def _money(minor: int) -> str:
    return formats.money(minor, currency.code())
