"""What the dialogs ask for by which a brand says how its members are kept."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tessera.campaigns.rules.lifecycle import MOST_MONTHS
from tessera.members.rules import SELF
from tessera.web.office import people, words
from tessera.web.office.forms import SheetForm


def _months(label: Any, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1, max_value=MOST_MONTHS, **more)


class LevelDefinitionForm(SheetForm):
    """A level's name and discount."""

    name = forms.CharField(label=_("Name"), max_length=40)
    discount = forms.DecimalField(
        label=_("Discount in per cent"),
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        initial=0,
        help_text=_("Off the price of goods. Sales that were made keep theirs."),
    )

    def discount_bp(self) -> int:
        """The discount in basis points."""
        return int(self.cleaned_data["discount"] * 100)


class NewLevelForm(LevelDefinitionForm):
    """A new level with its place."""

    rank = forms.IntegerField(
        label=_("Rank"), min_value=1, max_value=99, help_text=_("Members begin at the lowest.")
    )


class TagForm(SheetForm):
    """A tag's name and colour."""

    name = forms.CharField(label=_("Name"), max_length=30)
    colour = forms.ChoiceField(label=_("Colour"), choices=list(people.COLOURS.items()))


class ChangeTagForm(TagForm):
    """A tag that may retire."""

    is_active = forms.BooleanField(label=_("May be hung on members"), required=False, initial=True)


class FieldForm(SheetForm):
    """A field of the brand's own."""

    name = forms.CharField(label=_("What is asked"), max_length=40)
    choices = forms.CharField(
        label=_("Choices"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line, where one chooses from a list."),
    )
    seen_by = forms.MultipleChoiceField(
        label=_("Who sees it"), required=False, widget=forms.CheckboxSelectMultiple
    )
    changed_by = forms.MultipleChoiceField(
        label=_("Who changes it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What members answer in the app belongs to a complete profile."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        staff = [(key, words.role(key)) for key in ("manager", "cashier", "guide", "auditor")]
        self.offer("seen_by", staff)
        self.offer("changed_by", [*staff, (SELF, words.role(SELF))])

    def clean_choices(self) -> list[str]:
        """The lines."""
        return str(self.cleaned_data["choices"]).splitlines()


class NewFieldForm(FieldForm):
    """A new field with its kind, which stays."""

    kind = forms.ChoiceField(label=_("Kind"), choices=list(people.FIELD_KINDS.items()))

    field_order = ["name", "kind", "choices", "seen_by", "changed_by"]


class ChangeFieldForm(FieldForm):
    """A field that may retire."""

    is_active = forms.BooleanField(label=_("Is asked"), required=False, initial=True)


class AgeBandForm(SheetForm):
    """How members are called from an age on."""

    from_age = forms.IntegerField(label=_("From the age of"), min_value=0, max_value=120)
    name = forms.CharField(label=_("Name"), max_length=40)


class LifecycleForm(SheetForm):
    """After how many months without a purchase each stage ends."""

    active_months = _months(_("Active: so many months from the last purchase"))
    marginal_months = _months(_("Marginal: so many months"))
    dormant_months = _months(
        _("Dormant: so many months"),
        help_text=_("After that a member is lost. Who never bought is a prospect."),
    )


class JoiningPolicyForm(SheetForm):
    """Whether staff confirm a phone by a code before it becomes a member's."""

    code_needed = forms.BooleanField(
        label=_("A code is needed to register a phone"), required=False
    )
