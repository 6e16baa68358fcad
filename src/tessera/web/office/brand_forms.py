"""What is asked about the brand itself."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tessera.web.office.forms import SheetForm


class BrandForm(SheetForm):
    """The name and the colour that every surface carries."""

    name = forms.CharField(label=_("Name"), max_length=60)
    colour = forms.CharField(
        label=_("Colour"),
        max_length=7,
        widget=forms.TextInput(attrs={"type": "color", "class": "input h-12 w-24 p-1"}),
    )
