"""What the office asks of somebody whom staff register."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tessera.identity.queries import Asked
from tessera.identity.usecases import MEMBERSHIP, Consents
from tessera.messaging.rules import FOR_CHILDREN
from tessera.web.office.forms import DayInput, SheetForm

_CODE_BOX = {"inputmode": "numeric", "autocomplete": "off", "class": "input figure w-full"}


class RegisterForm(SheetForm):
    """A phone with its code, a name, and the consents one by one; no box is ticked beforehand."""

    phone = forms.CharField(
        label=_("Phone number"),
        max_length=30,
        error_messages={"required": _("Ask for the member's phone number.")},
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "off"}),
    )
    code = forms.CharField(
        label=_("The six digits that the customer reads out"),
        max_length=12,
        required=False,
        widget=forms.TextInput(attrs=_CODE_BOX),
    )
    name = forms.CharField(
        label=_("Full name"),
        max_length=60,
        error_messages={"required": _("Ask for the member's name.")},
    )
    birthday = forms.DateField(label=_("Birthday"), required=False, widget=DayInput())
    brought_by = forms.CharField(
        label=_("Who brought them: card, phone or code"), max_length=40, required=False
    )
    store = forms.ChoiceField(label=_("Home store"))
    guardian_name = forms.CharField(label=_("Name of the guardian"), max_length=60, required=False)
    guardian_phone = forms.CharField(
        label=_("Phone of the guardian"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "off"}),
    )
    guardian_code = forms.CharField(
        label=_("The six digits that the guardian reads out"),
        max_length=12,
        required=False,
        widget=forms.TextInput(attrs=_CODE_BOX),
    )
    proof = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput())
    guardian_proof = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput())

    def __init__(
        self, *args: Any, asked: Asked, stores: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        # a child may have no phone of its own
        self.fields["phone"].required = not self.data.get("guardian_phone")
        self.offer("store", stores)
        for text in asked.texts:
            self.fields[_box(text.purpose)] = forms.BooleanField(
                label=text.title,
                help_text=text.text,
                required=text.purpose == MEMBERSHIP,
                error_messages={"required": _("Without this there is no card: tick it to join.")},
                widget=forms.CheckboxInput(attrs={"class": "checkbox mt-0.5"}),
            )
            self.fields[_version(text.purpose)] = forms.IntegerField(
                initial=text.version, min_value=1, max_value=32_767, widget=forms.HiddenInput()
            )

    def boxes(self) -> list[forms.BoundField]:
        """The consents as fields."""
        return [self[_box(text.purpose)] for text in self.asked.texts]

    def consents(self, *, for_child: bool) -> Consents:
        """What was ticked, what was not, and which texts were read.

        Of a guardian who was not asked for more than a child's membership, the rest is no answer.
        """
        filled = self.cleaned_data
        given = {text.purpose: bool(filled[_box(text.purpose)]) for text in self.asked.texts}
        if for_child:
            given = {name: yes for name, yes in given.items() if yes or name in FOR_CHILDREN}
        return Consents(given, {name: filled[_version(name)] for name in given})


def _box(purpose: str) -> str:
    return f"consent_{purpose}"


def _version(purpose: str) -> str:
    return f"version_{purpose}"
