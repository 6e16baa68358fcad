"""What is asked about earning points: the programme, rules, a preview."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tessera.catalog import queries as catalog
from tessera.kernel.actor import Actor
from tessera.members import queries as members
from tessera.org import queries as org
from tessera.rewards.queries.earning import ExtraView
from tessera.rewards.rules import EarnFacts
from tessera.rewards.usecases import ExtraTerms, When
from tessera.web.office import earning_words as words
from tessera.web.office.fields import (
    FULL,
    ListField,
    MoneyField,
    SlotsField,
    TimesField,
    number,
    typed,
)
from tessera.web.office.forms import DayInput, Grouped, SheetForm
from tessera.web.office.reward_words import factor


def _choices(known: Mapping[Any, str | Promise]) -> list[tuple[Any, str | Promise]]:
    return list(known.items())


class ProgrammeForm(Grouped):
    """The base rule, rounding, waiting, expiry and what returns do."""

    minor_per_point = MoneyField(label=_("One point for each"))
    earns_on_bonus = forms.BooleanField(label=_("What is paid by bonus earns"), required=False)
    earns_on_services = forms.BooleanField(label=_("Services earn"), required=False)
    earns_on_fees = forms.BooleanField(label=_("Fees earn"), required=False)
    rounding_mode = forms.ChoiceField(label=_("Fractions are"), choices=_choices(words.MODES))
    rounding = forms.ChoiceField(label=_("and that"), choices=_choices(words.ROUNDINGS))
    pending_days = number(
        _("Points wait for so many days"),
        high=365,
        help_text=_("As long as goods may come back. 0: they can be spent at once."),
    )
    on_return = forms.ChoiceField(
        label=_("Points of returned goods that are spent already"),
        choices=_choices(words.RETURNS),
    )
    expiry = forms.ChoiceField(label=_("Points expire"), choices=_choices(words.EXPIRIES))
    expiry_years = number(_("Calendar year: so many years later"), high=50)
    carry_from_month = number(
        _("Calendar year: a year longer from month"),
        low=1,
        high=13,
        help_text=_("13: never longer."),
    )
    expiry_months = number(_("Months: so many"), low=1, high=120)

    parts = (
        (
            _("What counts as paid"),
            _("Only what was really paid: no discounts, coupons or points."),
            ("minor_per_point", "earns_on_bonus", "earns_on_services", "earns_on_fees"),
        ),
        (_("Rounding"), "", ("rounding_mode", "rounding")),
        (_("Returns"), "", ("pending_days", "on_return")),
        (
            _("How long points last"),
            _("Points that were given keep the day they have."),
            ("expiry", "expiry_years", "carry_from_month", "expiry_months"),
        ),
    )

    def __init__(self, data: Any, *, facts: EarnFacts) -> None:
        initial = {name: getattr(facts, name) for name in EarnFacts.__dataclass_fields__}
        super().__init__(data, initial=initial | {"minor_per_point": typed(facts.minor_per_point)})


def _boxes(label: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, required=False, widget=forms.CheckboxSelectMultiple
    )


class RuleForm(Grouped):
    """One rule: what it gives, and when."""

    name = forms.CharField(label=_("Name"), max_length=60)
    kind = forms.ChoiceField(label=_("It gives"), choices=_choices(words.KINDS))
    factor_bp = TimesField(
        label=_("The factor"), required=False, help_text=_("Of the two kinds of factor.")
    )
    points = number(
        _("So many points"), high=100_000, required=False, help_text=_("Per piece or visit.")
    )
    minor_per_point = MoneyField(
        label=_("One point for each"), required=False, help_text=_("Of more for what is paid.")
    )
    categories = ListField(
        label=_("Categories"), required=False, help_text=_("With commas between. Empty: all.")
    )
    products = ListField(
        label=_("Products by style number"),
        required=False,
        help_text=_("With commas between. Empty: all."),
    )
    barcodes = ListField(
        label=_("Articles by barcode"),
        required=False,
        help_text=_("Single colours and sizes, with commas between. Empty: all."),
    )
    stores = _boxes(_("Stores"))
    levels = _boxes(_("Levels"))
    tags = _boxes(_("Members with a tag"))
    first_on = forms.DateField(label=_("First day"), required=False, widget=DayInput())
    last_on = forms.DateField(label=_("Last day"), required=False, widget=DayInput())
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Weekdays"),
        required=False,
        coerce=int,
        choices=[(day + 1, name) for day, name in WEEKDAYS.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    slots = SlotsField(
        label=_("Times of the day"),
        required=False,
        help_text=_("Such as 18:00-20:00, by the store's clock. Empty: all day."),
    )
    birthday = forms.ChoiceField(
        label=_("Birthday"), required=False, choices=_choices(words.BIRTHDAYS)
    )

    parts = (
        (
            _("What the rule gives"),
            _(
                "A factor multiplies what is earned by amount, with the level's and each other;"
                " an added factor is added to them. Points per piece and visit stay as they are."
            ),
            ("name", "kind", "factor_bp", "points", "minor_per_point"),
        ),
        (_("Which goods"), "", ("categories", "products", "barcodes")),
        (_("Where and to whom"), _("Nothing chosen: everywhere, to all."), ("stores", "levels")),
        (
            _("For a campaign"),
            _("Its members: any of these tags, by hand or by rule. Its days are below."),
            ("tags",),
        ),
        (
            _("When"),
            "",
            ("first_on", "last_on", "weekdays", "slots", "birthday"),
        ),
    )

    def __init__(self, data: Any, *, actor: Actor, rule: ExtraView | None) -> None:
        super().__init__(data, initial=_initial(rule) if rule else {"factor_bp": 2})
        self.offer("stores", [(str(one.id), one.name) for one in org.list_stores(actor)])
        self.offer("levels", [(str(one.id), one.name) for one in members.list_levels()])
        self.offer("tags", [(str(one.id), one.name) for one in members.list_tags()])
        known = ", ".join(catalog.list_categories(actor=actor)[:12])
        if known:
            self.fields["categories"].help_text = known

    def clean_barcodes(self) -> tuple[str, ...]:
        """The SKUs whose barcodes were typed, in that order."""
        wanted: tuple[str, ...] = self.cleaned_data["barcodes"]
        found = catalog.find_by_barcodes(wanted)
        if unknown := [code for code in wanted if code not in found]:
            raise forms.ValidationError(
                _("No article has the barcode %(code)s."), params={"code": unknown[0]}
            )
        return tuple(str(found[code]) for code in wanted)

    def terms(self, *, before: ExtraView | None = None) -> ExtraTerms:
        """What was filled in; a rule that was switched off stays so."""
        filled = self.cleaned_data
        kind = filled["kind"]
        first, last = filled["first_on"], filled["last_on"]
        return ExtraTerms(
            name=filled["name"],
            kind=kind,
            points=(filled["points"] or 0) if kind in {"per_item", "per_visit"} else 0,
            minor_per_point=(filled["minor_per_point"] or 0) if kind == "per_amount" else 0,
            factor_bp=filled["factor_bp"] if kind in {"multiply", "add"} else 0,
            when=When(
                stores=tuple(filled["stores"]),
                levels=tuple(filled["levels"]),
                tags=tuple(filled["tags"]),
                weekdays=tuple(filled["weekdays"]),
                slots=filled["slots"],
                birthday=filled["birthday"],
                first_on=first.isoformat() if first else "",
                last_on=last.isoformat() if last else "",
                categories=filled["categories"],
                products=filled["products"],
                skus=filled["barcodes"],
            ),
            is_on=before.is_on if before else True,
        )


def _initial(rule: ExtraView) -> dict[str, Any]:
    kept = rule.conditions
    return {
        **kept,
        "name": rule.name,
        "kind": rule.kind,
        "points": rule.points or None,
        "minor_per_point": typed(rule.minor_per_point or None),
        "factor_bp": factor(rule.factor_bp or 2 * FULL),
        "categories": ", ".join(kept.get("categories", ())),
        "products": ", ".join(kept.get("products", ())),
        "barcodes": ", ".join(catalog.list_barcodes(UUID(one) for one in kept.get("skus", ()))),
        "slots": ", ".join(f"{start}-{end}" for start, end in kept.get("slots", ())),
    }


class PreviewForm(SheetForm):
    """A cart to try the rules on."""

    amount_minor = MoneyField(label=_("Really paid"))
    quantity = number(_("Pieces"), low=1)
    category = forms.CharField(label=_("Category"), max_length=60, required=False)
    level = forms.ChoiceField(label=_("Level"))
    store = forms.ChoiceField(label=_("Store"))
    on = forms.DateField(label=_("Day"), widget=DayInput())
    clock = forms.TimeField(label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"}))
    is_birthday = forms.BooleanField(label=_("It is the member's birthday"), required=False)

    def __init__(self, data: Any, *, actor: Actor, initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial=dict(initial))
        offered = {
            "store": [(str(one.id), one.name) for one in org.list_stores(actor)],
            "level": [(str(one.id), one.name) for one in members.list_levels()],
        }
        for name, choices in offered.items():
            self.offer(name, choices)
        self.fields["amount_minor"].widget.attrs.pop("autofocus", None)
