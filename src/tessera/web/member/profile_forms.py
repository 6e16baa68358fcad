"""What members tell of themselves. Which answers fit is said by the room; here only the shape is checked."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from tessera.members.queries import Answer, FieldFacts
from tessera.members.rules import Birthday
from tessera.messaging.queries import TextFacts
from tessera.web.member.forms import AppForm

ASKED_BESIDES = ("birthday", "profiling")
"""The consents to what may be done with what is told here."""

_SELECT = "select select-lg w-full"


class ProfileForm(AppForm):
    """Gender, a birthday that is not known yet, what the brand asks, and the consents to its use."""

    gender = forms.ChoiceField(
        label=_("Gender"),
        required=False,
        choices=[("", "–"), ("female", _("Female")), ("male", _("Male")), ("other", _("Other"))],
        widget=forms.Select(attrs={"class": _SELECT}),
    )
    calendar = forms.ChoiceField(
        label=_("Calendar"),
        required=False,
        choices=[
            ("solar", _("Solar")),
            ("lunar", _("Lunar")),
            ("leap", _("Lunar, in a leap month")),
        ],
        widget=forms.Select(attrs={"class": _SELECT}),
    )
    month = forms.IntegerField(label=_("Month"), min_value=1, max_value=12, required=False)
    day = forms.IntegerField(label=_("Day"), min_value=1, max_value=31, required=False)
    year = forms.IntegerField(label=_("Year"), min_value=1900, max_value=2100, required=False)

    def __init__(
        self,
        *args: Any,
        answers: Sequence[Answer],
        texts: Sequence[tuple[TextFacts, bool]],
        asks_birthday: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.asks_birthday, self.asked, self.texts = asks_birthday, answers, texts
        if not asks_birthday:
            for name in ("calendar", "month", "day", "year"):
                del self.fields[name]
        for one in answers:
            self.fields[f"field_{one.field.id}"] = _field_for(one.field, one.value)
        for text, given in texts:
            self.fields[f"consent_{text.purpose}"] = forms.BooleanField(
                label=text.title,
                help_text=text.text,
                required=False,
                initial=given,
                widget=forms.CheckboxInput(attrs={"class": "checkbox"}),
            )
            self.fields[f"version_{text.purpose}"] = forms.IntegerField(
                initial=text.version, widget=forms.HiddenInput()
            )

    def clean(self) -> dict[str, Any]:
        """A birthday is told with month and day, or not at all."""
        told = super().clean() or self.cleaned_data
        day, month, year = (told.get(name) for name in ("day", "month", "year"))
        if self.asks_birthday and (day or month or year) and not (day and month):
            self.add_error("day", _("Month and day belong together; the year is not needed."))
        return told

    def birthday(self) -> Birthday | None:
        """What was filled in, if anything."""
        told = self.cleaned_data
        if not told.get("month") or not told.get("day"):
            return None
        kind = told["calendar"]
        return Birthday(
            month=told["month"],
            day=told["day"],
            year=told["year"],
            lunar=kind in {"lunar", "leap"},
            leap=kind == "leap",
        )

    def answers(self) -> dict[UUID, str]:
        """The answers by the field's id."""
        told = self.cleaned_data
        return {one.field.id: told[f"field_{one.field.id}"] for one in self.asked}

    def consents(self) -> dict[str, bool]:
        """The consents that are others than before."""
        told = self.cleaned_data
        ticked = {text.purpose: told[f"consent_{text.purpose}"] for text, _given in self.texts}
        return {
            text.purpose: ticked[text.purpose]
            for text, given in self.texts
            if given != ticked[text.purpose]
        }

    def versions(self) -> dict[str, int]:
        """The versions of the texts that were read, by purpose."""
        told = self.cleaned_data
        return {text.purpose: told[f"version_{text.purpose}"] for text, _given in self.texts}

    def asked_fields(self) -> list[forms.BoundField]:
        """What the brand asks besides."""
        return [self[f"field_{one.field.id}"] for one in self.asked]

    def boxes(self) -> list[forms.BoundField]:
        """The consents as fields."""
        return [self[f"consent_{text.purpose}"] for text, _given in self.texts]


def _field_for(field: FieldFacts, value: str) -> forms.Field:
    more: dict[str, Any] = {"label": field.name, "required": False, "initial": value}
    if field.kind in {"choice", "yes_no"}:
        own = [(one, one) for one in field.choices]
        choices = own if field.kind == "choice" else [("yes", _("Yes")), ("no", _("No"))]
        select = forms.Select(attrs={"class": _SELECT})
        return forms.ChoiceField(choices=[("", "–"), *choices], widget=select, **more)
    large = {"class": "input input-lg w-full"}
    looks = {"date": {"type": "date"}, "number": {"inputmode": "decimal"}}
    widget = forms.TextInput(attrs=large | looks.get(field.kind, {}))
    return forms.CharField(max_length=120, widget=widget, **more)
