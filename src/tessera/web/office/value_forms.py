"""What is asked about stored value: plans, safeguards, amounts held back."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from tessera.catalog import queries as catalog
from tessera.kernel.actor import Actor
from tessera.members import queries as members
from tessera.offers import queries as offers
from tessera.org import queries as org
from tessera.wallet.queries import PlanFacts, PolicyFacts
from tessera.wallet.rules import proving
from tessera.wallet.rules.topups import Gifts, PlanTerms, Tier
from tessera.web.office import value_words
from tessera.web.office.fields import MoneyField, typed
from tessera.web.office.forms import DayInput, Grouped, SheetForm

_WAYS = (
    ("either", _("PIN or code of the app")),
    ("pin", _("PIN only")),
    ("code", _("code of the app only")),
)


class NewPlanForm(SheetForm):
    """A top-up to be sold."""

    name = forms.CharField(label=_("Name"), max_length=60)
    amount = MoneyField(label=_("Amount to pay"))


class PlanForm(Grouped):
    """Everything a top-up may give."""

    principal_minor = MoneyField(label=_("Amount to pay"))
    bonus_minor = MoneyField(label=_("Bonus"), required=False)
    min_minor = MoneyField(label=_("Chosen amount from"), required=False)
    max_minor = MoneyField(
        label=_("Chosen amount to"),
        required=False,
        help_text=_("Empty: the amount is fixed."),
    )
    step_minor = MoneyField(label=_("In steps of"), required=False)
    tiers = forms.CharField(
        label=_("Tiers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One in a line: amount = bonus, such as 500 = 50. The highest reached counts."),
    )
    each_minor = MoneyField(label=_("For each"), required=False)
    each_bonus_minor = MoneyField(label=_("this bonus"), required=False)
    percent = forms.DecimalField(
        label=_("Percent of what is paid"), min_value=0, max_value=200, required=False
    )
    parts_count = forms.IntegerField(
        label=_("Bonus in parts"), min_value=1, max_value=60, initial=1
    )
    part_unit = forms.ChoiceField(label=_("Parts"), choices=list(value_words.UNITS.items()))
    points = forms.IntegerField(label=_("Points"), min_value=0, required=False)
    coupon_kind = forms.ChoiceField(label=_("Coupon"), required=False)
    coupon_count = forms.IntegerField(label=_("Number of coupons"), min_value=0, required=False)
    coupon_days = forms.IntegerField(
        label=_("Coupons hold so many days"), min_value=1, max_value=3660, initial=30
    )
    goods = forms.CharField(label=_("Goods, by barcode"), max_length=40, required=False)
    goods_count = forms.IntegerField(label=_("Pieces"), min_value=0, required=False)
    level = forms.ChoiceField(label=_("Level"), required=False)
    first_only = forms.BooleanField(label=_("For the first top-up only"), required=False)
    free_order_times = forms.IntegerField(
        label=_("The bill is free from so many times its amount"), min_value=0, required=False
    )
    valid_from = forms.DateField(label=_("From"), required=False, widget=DayInput())
    valid_until = forms.DateField(label=_("Valid through"), required=False, widget=DayInput())
    stores = forms.MultipleChoiceField(
        label=_("Only in these stores"), required=False, widget=forms.CheckboxSelectMultiple
    )
    levels = forms.MultipleChoiceField(
        label=_("Only for these levels"), required=False, widget=forms.CheckboxSelectMultiple
    )

    parts = (
        (_("What is paid"), "", ("principal_minor", "min_minor", "max_minor", "step_minor")),
        (
            _("Bonus in money"),
            _("Whatever is filled in adds up."),
            ("bonus_minor", "percent", "each_minor", "each_bonus_minor", "tiers"),
        ),
        (_("How it is released"), _("The first part comes at once."), ("parts_count", "part_unit")),
        (
            _("Beside the money"),
            "",
            (
                "points",
                "level",
                "coupon_kind",
                "coupon_count",
                "coupon_days",
                "goods",
                "goods_count",
            ),
        ),
        (
            _("When it counts"),
            "",
            (
                "first_only",
                "free_order_times",
                "valid_from",
                "valid_until",
                "stores",
                "levels",
            ),
        ),
    )

    def __init__(self, data: Any, *, actor: Actor, facts: PlanFacts) -> None:
        super().__init__(data, initial=_initial(facts))
        self._actor = actor
        none = [("", _("none"))]
        kinds = [(str(kind.kind_id), kind.name) for kind in offers.list_coupon_kinds(actor=actor)]
        levels = [(str(one.id), one.name) for one in members.list_levels()]
        stores = [(str(one.id), one.name) for one in org.list_stores(actor)]
        self.offer("coupon_kind", none + kinds)
        self.offer("level", none + levels)
        self.offer("levels", levels)
        self.offer("stores", stores)

    def clean_tiers(self) -> tuple[Tier, ...]:
        """Each line an amount and its bonus."""
        found = []
        for line in self.cleaned_data["tiers"].splitlines():
            if not line.strip():
                continue
            start, _sign, bonus = line.partition("=")
            try:
                parts = [MoneyField().clean(part.strip()) for part in (start, bonus)]
            except forms.ValidationError as problem:
                raise forms.ValidationError(_("Write each tier as 500 = 50.")) from problem
            found.append(Tier(parts[0], Gifts(bonus_minor=parts[1])))
        return tuple(found)

    def clean_goods(self) -> UUID | None:
        """The SKU of a barcode."""
        code = self.cleaned_data["goods"].strip()
        if not code:
            return None
        found = [one for one in catalog.search(actor=self._actor, text=code) if one.barcode == code]
        if not found:
            raise forms.ValidationError(_("There are no goods with this barcode."))
        return found[0].sku_id

    def terms(self) -> PlanTerms:
        """The plan as it was filled in."""
        filled = self.cleaned_data
        kind = filled["coupon_kind"] and filled["coupon_count"]
        goods = filled["goods"] and filled["goods_count"]
        gives = Gifts(
            points=filled["points"] or 0,
            coupon_kind_id=UUID(filled["coupon_kind"]) if kind else None,
            coupon_count=filled["coupon_count"] if kind else 0,
            goods_sku_id=filled["goods"] if goods else None,
            goods_count=filled["goods_count"] if goods else 0,
            level_id=UUID(filled["level"]) if filled["level"] else None,
        )
        return PlanTerms(
            gives=gives,
            tiers=filled["tiers"],
            each_minor=filled["each_minor"] or 0,
            each_bonus_minor=filled["each_bonus_minor"] or 0,
            percent_bp=int((filled["percent"] or 0) * 100),
            min_minor=filled["min_minor"] or 0,
            max_minor=filled["max_minor"] or 0,
            step_minor=filled["step_minor"] or 1,
            parts=filled["parts_count"],
            part_unit=filled["part_unit"],
            coupon_days=filled["coupon_days"],
            first_only=filled["first_only"],
            free_order_times=filled["free_order_times"] or 0,
            valid_from=filled["valid_from"],
            valid_until=filled["valid_until"],
            store_ids=tuple(UUID(one) for one in filled["stores"]),
            level_ids=tuple(UUID(one) for one in filled["levels"]),
        )


def _initial(facts: PlanFacts) -> dict[str, Any]:
    terms, gives = facts.terms, facts.terms.gives
    money = {
        "principal_minor": facts.principal_minor,
        "bonus_minor": facts.bonus_minor or None,
        "min_minor": terms.min_minor or None,
        "max_minor": terms.max_minor or None,
        "step_minor": terms.step_minor if terms.step_minor > 1 else None,
        "each_minor": terms.each_minor or None,
        "each_bonus_minor": terms.each_bonus_minor or None,
    }
    tiers = [f"{typed(t.from_minor)} = {typed(t.gives.bonus_minor)}" for t in terms.tiers]
    return {
        **{name: typed(amount) for name, amount in money.items()},
        "tiers": "\n".join(tiers),
        "percent": terms.percent_bp / 100 if terms.percent_bp else None,
        "parts_count": terms.parts,
        "part_unit": terms.part_unit,
        "points": gives.points or None,
        "coupon_kind": str(gives.coupon_kind_id or ""),
        "coupon_count": gives.coupon_count or None,
        "coupon_days": terms.coupon_days,
        "goods": catalog.find_barcode(gives.goods_sku_id) if gives.goods_sku_id else "",
        "goods_count": gives.goods_count or None,
        "level": str(gives.level_id or ""),
        "first_only": terms.first_only,
        "free_order_times": terms.free_order_times or None,
        "valid_from": terms.valid_from,
        "valid_until": terms.valid_until,
        "stores": [str(one) for one in terms.store_ids],
        "levels": [str(one) for one in terms.level_ids],
    }


class SafeguardForm(SheetForm):
    """What is proved before stored value is spent, and when members are told."""

    proof_over = MoneyField(
        label=_("Ask above"), required=False, help_text=_("Empty: nothing is asked.")
    )
    days = forms.IntegerField(
        label=_("Days that count together"),
        min_value=0,
        max_value=proving.MOST_DAYS,
        help_text=_("What was paid without it on so many days. 0: each payment by itself."),
    )
    way = forms.ChoiceField(label=_("What members show"), choices=_WAYS)
    tries = forms.IntegerField(label=_("Wrong tries before it locks"), min_value=1, max_value=20)
    minutes = forms.IntegerField(label=_("Locked for minutes"), min_value=1, max_value=10_080)
    low_mark = MoneyField(
        label=_("Tell members below"), required=False, help_text=_("Empty: nobody is told.")
    )

    def __init__(self, data: Any, *, policy: PolicyFacts) -> None:
        initial = {
            "proof_over": typed(policy.proof_over_minor),
            "days": policy.proof_days,
            "way": policy.proof_way,
            "tries": policy.proof_tries,
            "minutes": policy.proof_lock_minutes,
            "low_mark": typed(policy.low_mark_minor),
        }
        super().__init__(data, initial=initial)


class GivingForm(SheetForm):
    """Whether members give stored value to others."""

    may_give = forms.BooleanField(
        label=_("Members may give stored value to others"),
        required=False,
        help_text=_("By a link that is good for seven days. What nobody takes comes back."),
    )
    may_transfer_value = forms.BooleanField(
        label=_("Members may hand stored value to other members"),
        required=False,
        help_text=_("By phone or card number, at once. It does not come back."),
    )
    give_once_minor = MoneyField(
        label=_("At most at once"), required=False, help_text=_("Empty: whatever they have.")
    )
    give_day_minor = MoneyField(
        label=_("At most on a day"),
        required=False,
        help_text=_("Gifts and what is handed over together. Empty: no limit."),
    )
    replace_alone_minor = MoneyField(
        label=_("Lost gift cards are replaced alone up to"),
        help_text=_("Above, somebody else than who blocked the card replaces it. 0: always."),
    )


class FreezeForm(SheetForm):
    """How much is frozen, and why."""

    amount = MoneyField(label=_("Amount"), required=False, help_text=_("Empty: all of it."))
    reason = forms.CharField(label=_("Reason"), max_length=200)
