"""What the office asks of a file of members."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from tessera.web.office.forms import SheetForm

FIELDS: Mapping[str, str | Promise] = {
    "name": _("Full name"),
    "phone": _("Phone number"),
    "reference": _("Card number or reference elsewhere"),
    "birthday": _("Birthday"),
    "level": _("Level"),
    "store": _("Home store"),
    "tags": _("Tags"),
    "note": _("Note"),
    "consent_on": _("Agreed to text messages on"),
    "consent_proof": _("Proof of that agreement"),
}
"""What a column can mean, in the order in which it is asked."""

Stores = Sequence[tuple[str, str]]


class UploadForm(SheetForm):
    """A file, and the home of who has no store in it."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "Excel (.xlsx) or CSV, up to 10 MB and 20,000 rows. The first row names the columns."
        ),
        error_messages={"required": _("Choose a file first."), "empty": _("This file is empty.")},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt", "class": "file-input w-full"}),
    )
    store = forms.ChoiceField(label=_("Home store where the row names none"), required=False)

    def __init__(self, *args: Any, stores: Stores, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("store", [("", "–"), *stores])


class MappingForm(SheetForm):
    """Which column holds what."""

    def __init__(
        self,
        *args: Any,
        header: Sequence[str],
        mapping: Mapping[str, int],
        stores: Stores,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        columns = [("", "–"), *((str(place), text) for place, text in enumerate(header))]
        for name, label in FIELDS.items():
            told = str(mapping[name]) if name in mapping else ""
            self.fields[name] = _choice(str(label), columns, told)
        title = _t("Home store where the row names none")
        self.fields["store_id"] = _choice(title, [("", "–"), *stores], "")

    def mapping(self) -> dict[str, int]:
        """The columns that mean something."""
        told = self.cleaned_data
        return {name: int(told[name]) for name in FIELDS if told[name]}


def _choice(label: str, choices: Stores, initial: str) -> forms.ChoiceField:
    widget = forms.Select(attrs={"class": "select w-full"})
    return forms.ChoiceField(
        label=label, choices=list(choices), required=False, initial=initial, widget=widget
    )
