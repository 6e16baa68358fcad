"""What is asked about points that are held: how they pay, go to others, end, and are adjusted."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from tessera.catalog import queries as catalog
from tessera.wallet.queries import PointsTerms, PolicyFacts
from tessera.wallet.usecases import SpendingTerms
from tessera.web.office import words
from tessera.web.office.fields import MoneyField, typed
from tessera.web.office.forms import Grouped, SheetForm


class SpendingForm(Grouped):
    """Points as money at the till."""

    is_spendable = forms.BooleanField(label=_("Points pay at the till"), required=False)
    points_per_major = forms.IntegerField(
        label=_("So many points for one unit of money"), min_value=1, max_value=1_000_000
    )
    points_step = forms.IntegerField(
        label=_("In steps of so many points"), min_value=1, max_value=1_000_000
    )
    minimum_points = forms.IntegerField(
        label=_("At least so many at once"), min_value=0, max_value=10_000_000
    )
    minimum_order_minor = MoneyField(label=_("On purchases of at least"))
    share = forms.DecimalField(
        label=_("At most this percent of the bill"), min_value=0, max_value=100, decimal_places=2
    )
    cap_minor = MoneyField(
        label=_("At most this amount"), required=False, help_text=_("Empty: no such limit.")
    )
    categories = forms.CharField(
        label=_("Categories that points do not pay for"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One in a line, as it is written in the catalogue."),
    )
    barcodes = forms.CharField(
        label=_("Articles that points do not pay for"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Barcodes, one in a line."),
    )
    excludes_promotions = forms.BooleanField(
        label=_("Points do not pay for goods on promotion"), required=False
    )

    parts = (
        (_("What points are worth"), "", ("is_spendable", "points_per_major", "points_step")),
        (
            _("How many"),
            _("Members choose the amount themselves; the till shows the most that this allows."),
            ("minimum_points", "minimum_order_minor", "share", "cap_minor"),
        ),
        (
            _("What for"),
            _("Fees and top-ups are never paid with points."),
            ("categories", "barcodes", "excludes_promotions"),
        ),
    )

    def __init__(self, data: Any, *, rate: PolicyFacts, terms: PointsTerms) -> None:
        known = catalog.list_barcodes(UUID(one) for one in terms.excluded_sku_ids)
        super().__init__(
            data,
            initial={
                "is_spendable": terms.is_spendable,
                "points_per_major": rate.points_per_major,
                "points_step": rate.points_step,
                "minimum_points": terms.minimum_points,
                "minimum_order_minor": typed(terms.minimum_order_minor),
                "share": Decimal(terms.cap_bp) / 100,
                "cap_minor": typed(terms.cap_minor),
                "categories": "\n".join(sorted(terms.excluded_categories)),
                "barcodes": "\n".join(known),
                "excludes_promotions": terms.excludes_promotions,
            },
        )

    def clean_barcodes(self) -> tuple[UUID, ...]:
        """The SKUs of the barcodes. Refuses one that nobody knows."""
        wanted = _lines(self.cleaned_data["barcodes"])
        found = catalog.find_by_barcodes(wanted)
        if unknown := [code for code in wanted if code not in found]:
            raise forms.ValidationError(
                _("No article has the barcode %(code)s."), params={"code": unknown[0]}
            )
        return tuple(found.values())

    def terms(self) -> SpendingTerms:
        """What was filled in."""
        filled = self.cleaned_data
        kept = {name: filled[name] for name in _SAME}
        return SpendingTerms(
            **kept,
            cap_bp=int(filled["share"] * 100),
            excluded_categories=tuple(_lines(filled["categories"])),
            excluded_sku_ids=filled["barcodes"],
        )


_SAME = (
    "is_spendable",
    "points_per_major",
    "points_step",
    "minimum_points",
    "minimum_order_minor",
    "cap_minor",
    "excludes_promotions",
)


class TransfersForm(SheetForm):
    """Points from member to member."""

    may_transfer = forms.BooleanField(
        label=_("Members may give points to each other"), required=False
    )
    transfer_min_points = forms.IntegerField(label=_("At least so many at once"), min_value=1)
    transfer_day_max = forms.IntegerField(label=_("At most so many on a day"), min_value=1)
    transfer_fee_points = forms.IntegerField(
        label=_("Fee in points"), min_value=0, help_text=_("Who gives pays it on top.")
    )


class NoticesForm(SheetForm):
    """When members hear that points end."""

    days = forms.CharField(
        label=_("So many days before"),
        required=False,
        max_length=40,
        help_text=_("Such as 30, 7, 1. Empty: never."),
    )

    def clean_days(self) -> tuple[int, ...]:
        """The days as numbers."""
        parts = self.cleaned_data["days"].replace("，", ",").replace("、", ",").split(",")
        texts = [part.strip() for part in parts if part.strip()]
        if not all(text.isdecimal() and len(text) < 4 for text in texts):
            raise forms.ValidationError(_("Write numbers with commas between them."))
        return tuple(int(text) for text in texts)


class LimitsForm(SheetForm):
    """What one person of each role may adjust alone."""

    def __init__(self, data: Any, *, terms: PointsTerms) -> None:
        super().__init__(data)
        for role in ADJUSTING:
            name = words.ROLES[role]
            self.fields[f"{role}_points"] = forms.IntegerField(
                label=_("%(role)s: points") % {"role": name},
                min_value=0,
                initial=terms.limit(role, "points"),
                widget=forms.NumberInput(attrs={"class": "input w-full"}),
            )
            self.fields[f"{role}_bonus"] = MoneyField(
                label=_("%(role)s: bonus") % {"role": name},
                initial=typed(terms.limit(role, "bonus_minor")),
                widget=forms.NumberInput(attrs={"class": "input w-full"}),
            )

    def limits(self) -> dict[str, dict[str, int]]:
        """By role."""
        filled = self.cleaned_data
        return {
            role: {"points": filled[f"{role}_points"], "bonus_minor": filled[f"{role}_bonus"]}
            for role in ADJUSTING
        }


ADJUSTING = ("owner", "manager")
"""The roles that may adjust at all."""


def _lines(text: str) -> list[str]:
    """The lines of ``text`` that say something, each once."""
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
