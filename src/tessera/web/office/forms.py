"""What the office's dialogs ask for. Rules of the rooms stay in the rooms; here only the shape is checked."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from tessera.kernel.actor import Actor
from tessera.members import queries as members
from tessera.org import queries as org
from tessera.web.kit import zones
from tessera.web.office import words

_CLASSES: dict[type[forms.Widget], str] = {
    forms.Select: "select w-full",
    forms.CheckboxInput: "checkbox",
    forms.CheckboxSelectMultiple: "checkbox",
    forms.Textarea: "textarea w-full",
}


LARGEST = 10**9
"""What a number may be where nothing else is said; the database could not keep one without end."""


class SheetForm(forms.Form):
    """A form in the look of the house; the first field takes the focus, unless there is something to
    read above it: the page would begin below that."""

    is_read_first = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place, field in enumerate(self.fields.values()):
            _bound(field)
            field.widget.attrs.setdefault("class", _CLASSES.get(type(field.widget), "input w-full"))
            if place == 0 and not self.is_read_first:
                field.widget.attrs["autofocus"] = True

    def offer(self, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
        """Let one of ``choices`` be chosen in the field ``name``."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)


def _bound(field: forms.Field) -> None:
    if isinstance(field, forms.IntegerField) and field.max_value is None:
        field.validators = [*field.validators, MaxValueValidator(LARGEST)]
    if isinstance(field, forms.IntegerField) and field.min_value is None:
        field.validators = [*field.validators, MinValueValidator(-LARGEST)]


class Grouped(SheetForm):
    """A long form in parts, each with a heading and a sentence."""

    parts: tuple[tuple[Any, Any, tuple[str, ...]], ...] = ()

    def groups(self) -> Iterator[tuple[Any, Any, list[forms.BoundField]]]:
        """The parts with the fields that this form has."""
        for title, text, names in self.parts:
            if fields := [self[name] for name in names if name in self.fields]:
                yield title, text, fields


class DayInput(forms.DateInput):
    """A date as browsers pick it."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d", attrs={"data-hint": _("Choose a day")})


class StaffForm(SheetForm):
    """Somebody's name, role and stores."""

    name = forms.CharField(label=_("Full name"), max_length=60)
    role = forms.ChoiceField(label=_("Role"))
    stores = forms.MultipleChoiceField(
        label=_("Stores"), required=False, widget=forms.CheckboxSelectMultiple
    )
    everywhere = forms.BooleanField(label=_("All stores, present and future"), required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("role", [(key, words.role(key)) for key in grantable_roles(actor)])
        stores = org.list_stores(actor)
        self.offer("stores", [(str(store.id), store.name) for store in stores])
        if actor.store_ids is not None:
            del self.fields["everywhere"]


class HireForm(StaffForm):
    """Somebody new, with the first password."""

    username = forms.CharField(
        label=_("User name"), max_length=60, help_text=_("What they sign in with, without spaces.")
    )
    password = forms.CharField(
        label=_("First password"),
        max_length=128,
        help_text=_("At least 8 characters. They can change it themselves."),
    )

    field_order = ["name", "username", "password", "role", "stores", "everywhere"]


class NewPasswordForm(SheetForm):
    """A new password for somebody else."""

    password = forms.CharField(
        label=_("New password"),
        max_length=128,
        help_text=_("At least 8 characters. Tell it to nobody else."),
    )


class OwnPasswordForm(SheetForm):
    """A new password for oneself."""

    present_password = forms.CharField(
        label=_("Present password"), widget=forms.PasswordInput, max_length=128
    )
    password = forms.CharField(
        label=_("New password"),
        widget=forms.PasswordInput,
        max_length=128,
        help_text=_("At least 8 characters."),
    )
    repeated = forms.CharField(
        label=_("New password, again"), widget=forms.PasswordInput, max_length=128
    )

    def clean_repeated(self) -> str:
        """What was typed twice is the same."""
        repeated: str = self.cleaned_data["repeated"]
        if repeated != self.cleaned_data.get("password"):
            raise forms.ValidationError(_("The two passwords differ. Type the new one again."))
        return repeated


class OwnPinForm(SheetForm):
    """The PIN with which one approves at a till."""

    present_password = forms.CharField(
        label=_("Present password"), widget=forms.PasswordInput, max_length=128
    )
    pin = forms.CharField(
        label=_("New PIN"),
        widget=forms.PasswordInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        max_length=12,
        help_text=_("Six digits that are not easy to guess."),
    )
    repeated = forms.CharField(
        label=_("New PIN, again"),
        widget=forms.PasswordInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        max_length=12,
    )

    def clean_repeated(self) -> str:
        """What was typed twice is the same."""
        repeated: str = self.cleaned_data["repeated"]
        if repeated != self.cleaned_data.get("pin"):
            raise forms.ValidationError(_("The two PINs differ. Type the new one again."))
        return repeated


class OwnCardForm(SheetForm):
    """The membership of somebody who works here."""

    card = forms.CharField(label=_("Card or whole phone"), max_length=40)


class ConfirmForm(SheetForm):
    """Nothing is asked but whether."""


class StoreForm(SheetForm):
    """How a store is described, and its clock."""

    name = forms.CharField(label=_("Name"), max_length=60)
    address = forms.CharField(label=_("Address"), max_length=160, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=30, required=False)
    zone = forms.ChoiceField(label=_("Time zone"), initial="Asia/Shanghai")
    cutover_hour = forms.IntegerField(
        label=_("A business day begins at"),
        min_value=0,
        max_value=23,
        initial=0,
        help_text=_("The hour. A bar that closes at three writes 4."),
    )
    allows_negative_stock = forms.BooleanField(
        label=_("May sell what the stock does not show"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("zone", zones.choices(self.get_initial_for_field(self.fields["zone"], "zone")))


class OpenStoreForm(StoreForm):
    """A new store."""

    code = forms.CharField(
        label=_("Code"), max_length=12, help_text=_("Short; it begins every receipt number.")
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=list(words.STORE_KINDS.items()))

    field_order = ["name", "code", "kind", "address", "phone", "zone", "cutover_hour"]


class TillForm(SheetForm):
    """A new till."""

    code = forms.CharField(label=_("Code"), max_length=12, help_text=_("Such as T1."))
    name = forms.CharField(label=_("Name"), max_length=60)


class MemberForm(SheetForm):
    """What is known of a member. An empty phone stays as it is."""

    name = forms.CharField(label=_("Full name"), max_length=60)
    birthday = forms.DateField(label=_("Birthday"), required=False, widget=DayInput())
    phone = forms.CharField(
        label=_("New phone number"),
        max_length=30,
        required=False,
        help_text=_("Leave it empty to keep the present one."),
    )
    home_store = forms.ChoiceField(label=_("Home store"), required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stores = [(str(store.id), store.name) for store in org.list_stores(actor)]
        self.offer("home_store", stores if self.initial.get("home_store") else [("", "–"), *stores])


class LevelForm(SheetForm):
    """Another level for a member, and why."""

    level = forms.ChoiceField(label=_("Level"))
    reason = forms.CharField(label=_("Why"), max_length=80)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("level", [(str(level.id), level.name) for level in members.list_levels()])


class ReasonForm(SheetForm):
    """Why something is done by hand."""

    reason = forms.CharField(label=_("Why"), max_length=80)


def grantable_roles(actor: Actor) -> list[str]:
    """The roles that do not go beyond the actor's own."""
    return [
        key
        for key in words.ROLES
        if key != "system" and org.permissions_of(key) <= actor.permissions
    ]
