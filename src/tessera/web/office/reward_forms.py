"""What is asked about levels and referral. Money is typed in whole units, factors as times."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tessera.kernel.money import exponent_of
from tessera.offers import queries as offers
from tessera.rewards.rules.ladder import Rung
from tessera.rewards.rules.referral import Program
from tessera.web.kit import currency
from tessera.web.kit.access import PageRequest
from tessera.web.office import reward_words
from tessera.web.office.fields import MoneyField, TimesField, typed
from tessera.web.office.forms import DayInput, Grouped, SheetForm


def _amount(label: Any, help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1, required=False, help_text=help_text)


_UP = ("spend_minor", "points", "growth", "window", "months", "purchase_minor")
_UP_MORE = ("early_minor", "early_days", "topup_minor", "is_sold")
_HOLD = ("validity_months", "keep_spend_minor", "keep_points", "keep_growth", "falls", "warn_days")
_GIVE = (
    "points_bp",
    "birthday_bp",
    "birthday_coupon_id",
    "free_shipping",
    "priority",
    "rights",
)


class LevelRuleForm(Grouped):
    """The rule of one level; what is empty is not asked for. The lowest level only gives."""

    spend_minor = MoneyField(label=_("Buys for at least"), required=False)
    points = _amount(_("Earns so many points"))
    growth = _amount(_("Reaches so much growth value"))
    window = forms.ChoiceField(
        label=_("What counts"), choices=list(reward_words.WINDOWS.items()), required=False
    )
    months = forms.IntegerField(label=_("So many months back"), min_value=1, max_value=120)
    purchase_minor = MoneyField(label=_("One purchase of at least"), required=False)
    early_minor = MoneyField(label=_("First purchases of at least"), required=False)
    early_days = forms.IntegerField(
        label=_("Within so many days of joining"), min_value=1, max_value=3650
    )
    topup_minor = MoneyField(label=_("One top-up of at least"), required=False)
    is_sold = forms.BooleanField(
        label=_("The level can be bought"),
        required=False,
        help_text=_("By the fee that the charter names, or for points under exchange."),
    )
    validity_months = forms.IntegerField(
        label=_("Holds for so many months"),
        min_value=1,
        max_value=120,
        required=False,
        help_text=_("Empty: for good."),
    )
    keep_spend_minor = MoneyField(label=_("Kept by buying for"), required=False)
    keep_points = _amount(_("Kept by so many points earned"))
    keep_growth = _amount(_("Kept by so much growth value"))
    falls = forms.ChoiceField(
        label=_("Who does not keep it falls"), choices=list(reward_words.FALLS.items())
    )
    warn_days = forms.IntegerField(label=_("Warn so many days before"), min_value=0, max_value=365)
    points_bp = TimesField(label=_("Points multiplied by"))
    birthday_bp = TimesField(label=_("Points on the birthday multiplied by"))
    birthday_coupon_id = forms.TypedChoiceField(
        label=_("Coupon for the birthday"), required=False, empty_value=None
    )
    free_shipping = forms.BooleanField(label=_("Free shipping"), required=False)
    priority = forms.BooleanField(label=_("Served first"), required=False)
    rights = forms.CharField(
        label=_("What else it gives"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    parts = (
        (_("The way up"), _("Any one of these is enough."), (*_UP, *_UP_MORE)),
        (
            _("How long it holds"),
            _("At its end any one of what keeps it is enough; empty keeps it always."),
            _HOLD,
        ),
        (_("What it gives"), _("Besides the discount."), _GIVE),
    )

    def __init__(self, data: Any, *, request: PageRequest, rung: Rung, is_lowest: bool) -> None:
        super().__init__(data, initial=_initial(rung))
        field = self.fields["birthday_coupon_id"]
        assert isinstance(field, forms.TypedChoiceField)
        kinds = offers.list_coupon_kinds(actor=request.actor)
        field.choices = [("", _("none")), *((str(k.kind_id), k.name) for k in kinds)]
        if is_lowest:
            for name in (*_UP, *_UP_MORE, *_HOLD):
                del self.fields[name]


def _initial(rung: Rung) -> dict[str, Any]:
    own = rung.benefits
    return {
        "spend_minor": typed(rung.spend),
        "points": rung.points,
        "growth": rung.growth,
        "window": rung.window,
        "months": rung.months,
        "purchase_minor": typed(rung.purchase_minor),
        "early_minor": typed(rung.early_minor),
        "early_days": rung.early_days,
        "topup_minor": typed(rung.topup_minor),
        "is_sold": rung.is_sold,
        "validity_months": rung.validity_months,
        "keep_spend_minor": typed(rung.keep_spend),
        "keep_points": rung.keep_points,
        "keep_growth": rung.keep_growth,
        "falls": rung.falls,
        "warn_days": rung.warn_days,
        "points_bp": reward_words.factor(own.points_bp),
        "birthday_bp": reward_words.factor(own.birthday_bp),
        "birthday_coupon_id": str(own.birthday_coupon_id or ""),
        "free_shipping": own.free_shipping,
        "priority": own.priority,
        "rights": own.rights,
    }


class GrowthForm(SheetForm):
    """What growth value comes from."""

    per_major = forms.IntegerField(
        label=_("Per whole unit of money paid"), min_value=0, max_value=1000
    )
    per_visit = forms.IntegerField(label=_("Per purchase"), min_value=0, max_value=10_000)


class ProgramForm(Grouped):
    """The programme of referral. Amounts are money for stored value, whole numbers for points."""

    is_active = forms.BooleanField(label=_("Bringing members is rewarded"), required=False)
    pays = forms.ChoiceField(label=_("Rewards are"), choices=list(reward_words.UNITS.items()))
    rate = forms.DecimalField(
        label=_("Percent of each purchase"),
        min_value=0,
        max_value=100,
        decimal_places=2,
        help_text=_("Of points: so many for each hundred paid."),
    )
    months = forms.IntegerField(
        label=_("For so many months from joining"),
        min_value=1,
        max_value=120,
        required=False,
        help_text=_("Empty: for ever."),
    )
    sale_cap = forms.DecimalField(label=_("At most a purchase"), min_value=0, required=False)
    month_cap = forms.DecimalField(label=_("At most a month"), min_value=0, required=False)
    first_referrer = forms.DecimalField(label=_("For who brought"), min_value=0)
    first_referee = forms.DecimalField(label=_("For the new member"), min_value=0)
    first_min_minor = MoneyField(label=_("If it comes to at least"))
    pending_days = forms.IntegerField(
        label=_("Credited after so many days"),
        min_value=0,
        max_value=365,
        help_text=_("As long as goods may come back."),
    )
    staff_counts = forms.BooleanField(label=_("Staff may bring members"), required=False)

    parts = (
        (
            _("Each purchase"),
            _("Of goods really paid by a member who was brought; one level only."),
            ("is_active", "pays", "rate", "months", "sale_cap", "month_cap"),
        ),
        (
            _("The first purchase"),
            _("Once, for both."),
            ("first_referrer", "first_referee", "first_min_minor"),
        ),
        (_("Before it is credited"), "", ("pending_days", "staff_counts")),
    )

    def __init__(self, data: Any, *, terms: Program) -> None:
        super().__init__(data, initial=_program_initial(terms))

    def terms(self) -> Program:
        """What was filled in."""
        filled = self.cleaned_data
        unit = 10 ** exponent_of(currency.code()) if filled["pays"] == "bonus" else 1
        return Program(
            is_active=filled["is_active"],
            pays=filled["pays"],
            rate_bp=int(filled["rate"] * 100),
            sale_cap=int((filled["sale_cap"] or 0) * unit) or None,
            month_cap=int((filled["month_cap"] or 0) * unit) or None,
            months=filled["months"],
            first_referrer=int(filled["first_referrer"] * unit),
            first_referee=int(filled["first_referee"] * unit),
            first_min_minor=filled["first_min_minor"] or 0,
            pending_days=filled["pending_days"],
            staff_counts=filled["staff_counts"],
        )


def _program_initial(terms: Program) -> dict[str, Any]:
    def shown(value: int | None) -> Any:
        return typed(value) if terms.pays == "bonus" else value

    return {
        "is_active": terms.is_active,
        "pays": terms.pays,
        "rate": Decimal(terms.rate_bp) / 100,
        "months": terms.months,
        "sale_cap": shown(terms.sale_cap),
        "month_cap": shown(terms.month_cap),
        "first_referrer": shown(terms.first_referrer),
        "first_referee": shown(terms.first_referee),
        "first_min_minor": typed(terms.first_min_minor),
        "pending_days": terms.pending_days,
        "staff_counts": terms.staff_counts,
    }


class LockForm(SheetForm):
    """Until when a level is left alone, and why."""

    until = forms.DateField(label=_("Through"), widget=DayInput())
    reason = forms.CharField(label=_("Why"), max_length=80)
