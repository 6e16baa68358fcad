"""The form of a tag's rule: every condition in a part of its own; what is empty is not asked for."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.utils import dates
from django.utils.translation import gettext_lazy as _

from tessera.campaigns.rules.judging import Rule
from tessera.members import queries as members
from tessera.org import queries as org
from tessera.web.kit.access import PageRequest
from tessera.web.office import tag_rule_filling, tag_words
from tessera.web.office.fields import MoneyField
from tessera.web.office.forms import SheetForm

_WINDOWED = ("bought", "last", "new", "reduced", "goods", "times")


def _number(label: Any, *, least: int = 1, most: int = 100_000, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=most, required=False, **more)


def _some(label: Any, choices: Iterable[tuple[str, Any]] = ()) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=list(choices),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class TagRuleForm(SheetForm):
    """Who gets a tag. Amounts are typed in whole units."""

    tag = forms.ChoiceField(label=_("Tag"))
    match = forms.ChoiceField(
        label=_("Conditions together"), choices=list(tag_words.MATCHES.items())
    )

    bought_visits = _number(_("Purchases, at least"))
    bought_spent = MoneyField(label=_("For at least"), required=False)
    bought_pieces = _number(_("Pieces, at least"))

    last_is = forms.ChoiceField(
        label=_("The last purchase lies"),
        choices=[("", "–"), ("within", _("within the window")), ("longer", _("longer ago"))],
        required=False,
    )

    new_products = _number(_("New products, at least"))
    new_within = _number(_("Within so many days of the first sale"), least=0, most=365, initial=14)

    reduced_share = _number(_("Percent of the pieces, at least"), most=100)
    reduced_off = _number(_("Percent below the tag price"), most=99, initial=10)
    reduced_visits = _number(_("Of purchases, at least"), initial=3)

    goods_by = forms.ChoiceField(
        label=_("Chosen by"), choices=list(tag_words.BY.items()), required=False
    )
    goods_values = forms.CharField(
        label=_("Which"),
        max_length=500,
        required=False,
        help_text=_("Names as the products have them, with commas between."),
    )
    goods_visits = _number(_("Purchases with them, at least"))
    goods_spent = MoneyField(label=_("For at least"), required=False)
    goods_pieces = _number(_("Pieces of them, at least"))

    times_share = _number(_("Percent of the purchases, at least"), most=100)
    times_weekdays = _some(_("Weekdays"), [(str(n + 1), dates.WEEKDAYS[n]) for n in range(7)])
    times_from = _number(_("From so many o'clock"), least=0, most=23)
    times_to = _number(_("Until so many o'clock"), least=0, most=24)
    times_visits = _number(_("Of purchases, at least"), initial=3)

    points_least = _number(_("Points, at least"), least=0, most=10**12)
    points_most = _number(_("Points, at most"), least=0, most=10**12)
    money_least = MoneyField(label=_("Stored value, at least"), required=False)
    money_most = MoneyField(label=_("Stored value, at most"), required=False)

    levels = _some(_("Levels"))
    stores = _some(_("Home stores"))
    stages = _some(_("Lifecycle"), tag_words.STAGES.items())
    from_age = _number(_("From so many years"), least=0, most=150)
    to_age = _number(_("To so many years"), least=0, most=150)
    months = _some(_("Birthday in"))

    parts = (
        (
            _("Buys often, or much"),
            _("What came back does not count."),
            ("bought_visits", "bought_spent", "bought_pieces"),
        ),
        (_("Last purchase"), "", ("last_is",)),
        (
            _("First to buy what is new"),
            _("A product is new from the day on which any store first sold it."),
            ("new_products", "new_within"),
        ),
        (
            _("Buys at a discount"),
            _("Level discounts lower prices as well: ask for more percent than they give."),
            ("reduced_share", "reduced_off", "reduced_visits"),
        ),
        (
            _("Buys certain goods"),
            "",
            ("goods_by", "goods_values", "goods_visits", "goods_spent", "goods_pieces"),
        ),
        (
            _("Buys at certain times"),
            _("Days are business days, hours those of the store's clock."),
            ("times_share", "times_visits", "times_from", "times_to", "times_weekdays"),
        ),
        (
            _("Holds"),
            _("Balances, as of the night."),
            ("points_least", "points_most", "money_least", "money_most"),
        ),
        (
            _("Who it is"),
            "",
            ("from_age", "to_age", "levels", "stores", "stages", "months"),
        ),
    )

    def __init__(self, data: Any, *, request: PageRequest, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        tags = [tag for tag in members.list_tags() if tag.is_active]
        self.offer("tag", ((str(tag.id), tag.name) for tag in tags))
        self.offer("levels", ((str(one.id), one.name) for one in members.list_levels()))
        self.offer("stores", ((str(one.id), one.name) for one in org.list_stores(request.actor)))
        self.offer("months", ((str(n), tag_words.month(n)) for n in range(13)))

    def groups(self) -> Iterator[dict[str, Any]]:
        """The parts with their fields; open are those that ask for something."""
        for title, text, names in self.parts:
            kind = names[0].partition("_")[0]
            windowed = (f"{kind}_count", f"{kind}_unit") if kind in _WINDOWED else ()
            fields = [self[name] for name in (*names, *windowed)]
            asked = any(
                tag_rule_filling.is_filled(self[name].value())
                for name in names
                if name not in _PRESET
            )
            faulty = any(field.errors for field in fields)
            yield {"title": title, "text": text, "fields": fields, "open": asked or faulty}

    def clean(self) -> dict[str, Any]:
        """Times need their hours together."""
        filled = super().clean() or {}
        if (filled.get("times_from") is None) != (filled.get("times_to") is None):
            self.add_error("times_to", _("Give both hours, or neither."))
        return filled

    def rule(self) -> Rule:
        """What was filled in."""
        return tag_rule_filling.rule_of(self.cleaned_data)


for _kind in _WINDOWED:
    TagRuleForm.base_fields[f"{_kind}_count"] = _number(_("In the last"), most=3650, initial=90)
    TagRuleForm.base_fields[f"{_kind}_unit"] = forms.ChoiceField(
        label=_("Days or months"),
        choices=[
            (key, word) for key, word in tag_words.UNITS.items() if (_kind, key) != ("last", "ever")
        ],
        required=False,
    )

_PRESET = frozenset(
    name for name, field in TagRuleForm.base_fields.items() if field.initial is not None
) | {"goods_by"}
"""What is filled in from the start asks for nothing by itself."""
