"""What is asked about kinds of card, and about cards that members hold."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from tessera.catalog import queries as catalog
from tessera.wallet.queries.kinds import KindFacts
from tessera.wallet.rules.cards import Group, Terms
from tessera.web.office import people
from tessera.web.office.fields import MoneyField, typed
from tessera.web.office.forms import DayInput, Grouped, SheetForm

_STARTS = [
    ("sale", _("From the day it is sold")),
    ("first_use", _("From its first use")),
    ("dates", _("Between two dates")),
]
_UNITS = [("days", _("days")), ("months", _("months"))]
_VALUE = ("value_minor", "value_bonus_minor", "alone_minor")
_SAME = ("is_unlimited", "starts", "is_personal", "is_transferable", "kept_days", "earns")


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


class CardKindForm(Grouped):
    """What a kind of card is called, promises and costs."""

    name = forms.CharField(label=_("Name"), max_length=60)
    price_minor = MoneyField(label=_("Price"))
    colour = forms.ChoiceField(label=_("Colour"), choices=list(people.COLOURS.items()))
    is_active = forms.BooleanField(label=_("It is sold"), required=False)
    paid_uses = forms.IntegerField(label=_("Uses that are paid for"), required=False, min_value=0)
    gift_uses = forms.IntegerField(label=_("Uses given on top"), required=False, min_value=0)
    is_unlimited = forms.BooleanField(
        label=_("As often as one likes, while it is good"), required=False
    )
    categories = forms.CharField(
        label=_("Categories it is used for"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One in a line, as it is written in the catalogue."),
    )
    barcodes = forms.CharField(
        label=_("Articles and services it is used for"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Barcodes, one in a line. Nothing in both: whatever it is."),
    )
    discount = forms.DecimalField(
        label=_("Percent off"), required=False, min_value=0, max_value=100, decimal_places=2
    )
    discount_categories = forms.CharField(
        label=_("Categories it takes off"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One in a line. Nothing in both: all goods and services."),
    )
    discount_barcodes = forms.CharField(
        label=_("Articles and services it takes off"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Barcodes, one in a line."),
    )
    earns = forms.BooleanField(
        label=_("What it lowers earns points"),
        required=False,
        help_text=_(
            "As the points programme says. Without it, only goods at another price earn. It is said of"
            " the discount alone: a pass earns neither when it is sold nor when it is used, and stored"
            " value earns when it pays."
        ),
    )
    value_minor = MoneyField(
        label=_("Put into stored value"),
        required=False,
        help_text=_("With the sale, in the member's wallet. It does not end."),
    )
    value_bonus_minor = MoneyField(label=_("Bonus on top of it"), required=False)
    alone_minor = MoneyField(
        label=_("What the rest of the card costs alone"),
        required=False,
        help_text=_("The price is split between both by what each would cost alone."),
    )
    starts = forms.ChoiceField(label=_("Good"), choices=_STARTS)
    length = forms.IntegerField(
        label=_("For so long"), required=False, min_value=1, help_text=_("Empty: without an end.")
    )
    unit = forms.ChoiceField(label=_("Counted in"), choices=_UNITS)
    from_on = forms.DateField(label=_("From"), required=False, widget=DayInput())
    until_on = forms.DateField(label=_("Valid through"), required=False, widget=DayInput())
    kept_days = forms.IntegerField(
        label=_("What is left is kept so many days after the end"),
        required=False,
        min_value=0,
        help_text=_("Empty: for good. It can be extended or refunded."),
    )
    is_personal = forms.BooleanField(label=_("Only the member may use it"), required=False)
    is_transferable = forms.BooleanField(
        label=_("It may be handed on to another member"), required=False
    )

    parts = (
        (_("The card"), "", ("name", "price_minor", "colour", "is_active")),
        (
            _("Uses"),
            _("What is paid is owed until it is used; given uses bear their share."),
            ("paid_uses", "gift_uses", "is_unlimited", "categories", "barcodes"),
        ),
        (
            _("Discount"),
            _("The better of this and the level's discount counts."),
            ("discount", "discount_categories", "discount_barcodes", "earns"),
        ),
        (
            _("Stored value"),
            _("A card can bring stored value as well, alone or beside uses and a discount."),
            ("value_minor", "value_bonus_minor", "alone_minor"),
        ),
        (
            _("How long"),
            "",
            ("starts", "length", "unit", "from_on", "until_on", "kept_days"),
        ),
        (
            _("Who may use it"),
            _("A lost card is always replaced, and the law may let a member hand one on."),
            ("is_personal", "is_transferable"),
        ),
    )

    def __init__(
        self, data: Any, *, kind: KindFacts | None = None, price_minor: int | None = None
    ) -> None:
        super().__init__(data, initial={**_initial(kind), "price_minor": typed(price_minor)})
        if kind is None:
            del self.fields["is_active"]

    def clean_barcodes(self) -> tuple[str, ...]:
        """The SKUs that it is used for."""
        return self._skus("barcodes")

    def clean_discount_barcodes(self) -> tuple[str, ...]:
        """The SKUs that it takes something off."""
        return self._skus("discount_barcodes")

    def _skus(self, name: str) -> tuple[str, ...]:
        wanted = _lines(self.cleaned_data[name])
        found = catalog.find_by_barcodes(wanted)
        if unknown := [code for code in wanted if code not in found]:
            raise forms.ValidationError(
                _("No article has the barcode %(code)s."), params={"code": unknown[0]}
            )
        return tuple(str(one) for one in found.values())

    def terms(self) -> Terms:
        """What was filled in."""
        filled = self.cleaned_data
        by_dates = filled["starts"] == "dates"
        kept = {name: filled[name] for name in _SAME}
        terms = Terms(
            **kept,
            paid_uses=filled["paid_uses"] or 0,
            gift_uses=filled["gift_uses"] or 0,
            group=Group(filled["barcodes"], tuple(_lines(filled["categories"]))),
            discount_bp=int((filled["discount"] or 0) * 100),
            value_minor=filled["value_minor"] or 0,
            value_bonus_minor=filled["value_bonus_minor"] or 0,
            alone_minor=filled["alone_minor"] or 0,
            discount_group=Group(
                filled["discount_barcodes"], tuple(_lines(filled["discount_categories"]))
            ),
            from_on=filled["from_on"] if by_dates else None,
            until_on=filled["until_on"] if by_dates else None,
        )
        return terms if by_dates else replace(terms, **{filled["unit"]: filled["length"]})


def _initial(kind: KindFacts | None) -> dict[str, Any]:
    if kind is None:
        return {"is_personal": True, "earns": True, "starts": "sale", "unit": "months"}
    terms = kind.terms
    return {
        "name": kind.name,
        "colour": kind.colour,
        "is_active": kind.is_active,
        **{name: getattr(terms, name) for name in _SAME},
        "paid_uses": terms.paid_uses or None,
        "gift_uses": terms.gift_uses or None,
        "categories": "\n".join(terms.group.categories),
        "barcodes": _codes(terms.group),
        "discount": terms.discount_bp / 100 or None,
        **{name: typed(getattr(terms, name) or None) for name in _VALUE},
        "discount_categories": "\n".join(terms.discount_group.categories),
        "discount_barcodes": _codes(terms.discount_group),
        "length": terms.days or terms.months,
        "unit": "days" if terms.days else "months",
        "from_on": terms.from_on,
        "until_on": terms.until_on,
    }


def _codes(group: Group) -> str:
    return "\n".join(catalog.list_barcodes(UUID(one) for one in group.sku_ids))


class ReasonForm(SheetForm):
    """Why something is done."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


class ExtendForm(SheetForm):
    """Until when, and why."""

    until = forms.DateField(label=_("Good through"), widget=DayInput())
    reason = forms.CharField(label=_("Reason"), max_length=200)


class HandOnForm(SheetForm):
    """To whom, and why."""

    to = forms.CharField(label=_("Phone or card of who gets it"), max_length=40)
    by_law = forms.BooleanField(
        label=_("The terms do not allow it, but the law does"), required=False
    )
    reason = forms.CharField(label=_("Reason"), max_length=200)
