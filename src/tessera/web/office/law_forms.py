"""What is asked about the law of prepaid value: its rules, contracts, names, closing stores."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tessera.wallet.queries import ProfileVersion
from tessera.wallet.rules import prepaid
from tessera.wallet.rules.prepaid import Profile, Rule
from tessera.web.office import value_words
from tessera.web.office.fields import MoneyField, typed
from tessera.web.office.forms import DayInput, SheetForm


class LawForm(SheetForm):
    """Every rule with how strict it is and its figure, and from when on."""

    name = forms.CharField(label=_("Name of this version"), max_length=40)
    valid_from = forms.DateField(label=_("In force from"), widget=DayInput())

    def __init__(self, data: Any, *, now: ProfileVersion, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        for key, rule in now.rules.items():
            label, unit, source = value_words.RULES[key]
            self.fields[f"{key}.mode"] = forms.ChoiceField(
                label=label,
                choices=list(value_words.MODES.items()),
                initial=rule.mode,
                widget=forms.Select(attrs={"class": "select w-full"}),
                help_text=source,
            )
            if unit:
                self.fields[f"{key}.value"] = _figure_field(unit, rule.value)

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField | None]]:
        """Each rule's mode, and its figure where it has one."""
        return [
            (self[f"{key}.mode"], self[f"{key}.value"] if f"{key}.value" in self.fields else None)
            for key in prepaid.CN_DEFAULT
        ]

    def profile(self) -> Profile:
        """The rules as they were filled in."""
        filled = self.cleaned_data
        return {
            key: Rule(filled[f"{key}.mode"], int(filled.get(f"{key}.value") or 0))
            for key in prepaid.CN_DEFAULT
        }


def _figure_field(unit: str, value: int) -> forms.Field:
    look = {"class": "input w-full"}
    if unit == value_words.MONEY:
        field: forms.Field = MoneyField(label=_("Figure"), initial=typed(value))
    else:
        label = _("Basis points") if unit == value_words.SHARE else _("Figure")
        field = forms.IntegerField(label=label, min_value=0, max_value=10_000, initial=value)
    field.widget.attrs.update(look)
    return field


class ContractForm(SheetForm):
    """The contract in every language."""

    def __init__(self, data: Any, *, present: dict[str, str]) -> None:
        super().__init__(data)
        for language, name in settings.LANGUAGES:
            look = {"rows": 10, "class": "textarea w-full", "lang": language}
            self.fields[language] = forms.CharField(
                label=name,
                max_length=20_000,
                initial=present.get(language, ""),
                widget=forms.Textarea(attrs=look),
            )


class NameForm(SheetForm):
    """The name of a document, and its number where a rule needs it."""

    name = forms.CharField(label=_("Name on the document"), max_length=60)
    number = forms.CharField(
        label=_("Number of the document"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class ClosingForm(SheetForm):
    """The last day of a store."""

    is_read_first = True

    closes_on = forms.DateField(label=_("Last day"), widget=DayInput())
