"""What the dialogs about members ask for."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tessera.kernel.actor import Actor
from tessera.members import permissions
from tessera.members import queries as members
from tessera.members.queries import Answer, FieldFacts
from tessera.members.rules import Birthday
from tessera.web.office import people
from tessera.web.office.forms import DayInput, SheetForm
from tessera.web.office.words import Words


def _choices(known: Words, *, empty: bool = True) -> list[tuple[str, Any]]:
    chosen: list[tuple[str, Any]] = list(known.items())
    return [("", "–"), *chosen] if empty else chosen


class ProfileForm(SheetForm):
    """What a member tells of themselves."""

    gender = forms.ChoiceField(label=_("Gender"), choices=_choices(people.GENDERS), required=False)
    income_band = forms.ChoiceField(
        label=_("Income"), choices=_choices(people.INCOMES), required=False
    )
    region = forms.CharField(label=_("Region"), max_length=60, required=False)
    style = forms.CharField(label=_("Style"), max_length=120, required=False)
    sizes = forms.CharField(
        label=_("Sizes"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line, such as: Shoes 37"),
    )

    def clean_sizes(self) -> dict[str, str]:
        """Sizes by what they are of: the last word of a line is the size."""
        lines = [line.split() for line in self.cleaned_data["sizes"].splitlines()]
        if any(len(words) == 1 for words in lines):
            raise forms.ValidationError(_("Write what it is of, a blank, and the size."))
        return {" ".join(words[:-1]): words[-1] for words in lines if words}


class BirthdayForm(SheetForm):
    """A birthday by the sun or the moon; the year may be unknown."""

    calendar = forms.ChoiceField(
        label=_("Calendar"),
        choices=[
            ("solar", _("Solar")),
            ("lunar", _("Lunar")),
            ("leap", _("Lunar, in a leap month")),
        ],
    )
    month = forms.IntegerField(label=_("Month"), min_value=1, max_value=12)
    day = forms.IntegerField(label=_("Day"), min_value=1, max_value=31)
    year = forms.IntegerField(label=_("Year"), min_value=1900, max_value=2100, required=False)

    def birthday(self) -> Birthday:
        """What was filled in."""
        told = self.cleaned_data
        return Birthday(
            month=told["month"],
            day=told["day"],
            year=told["year"],
            lunar=told["calendar"] != "solar",
            leap=told["calendar"] == "leap",
        )


class PhotoForm(SheetForm):
    """A picture, or none."""

    photo = forms.FileField(
        label=_("Picture"),
        required=False,
        help_text=_("JPEG, PNG or WebP, up to 3 MB. Without one the present picture goes."),
        widget=forms.FileInput(attrs={"accept": "image/*", "class": "file-input w-full"}),
    )


class AnswersForm(SheetForm):
    """The brand's own fields that the reader may change."""

    def __init__(self, *args: Any, answers: Sequence[Answer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for answer in answers:
            field = _field_for(answer.field)
            field.initial = answer.value
            field.widget.attrs["class"] = (
                "select w-full" if isinstance(field, forms.ChoiceField) else "input w-full"
            )
            self.fields[str(answer.field.id)] = field


def _field_for(field: FieldFacts) -> forms.Field:
    more: dict[str, Any] = {"label": field.name, "required": False}
    if field.kind == "choice":
        return forms.ChoiceField(
            choices=[("", "–"), *((one, one) for one in field.choices)], **more
        )
    if field.kind == "yes_no":
        return forms.ChoiceField(choices=_choices(people.YES_NO), **more)
    if field.kind == "date":
        return forms.CharField(widget=DayInput(), **more)
    if field.kind == "number":
        widget = forms.TextInput(attrs={"inputmode": "decimal"})
        return forms.CharField(widget=widget, max_length=20, **more)
    return forms.CharField(max_length=120, **more)


class FamilyForm(SheetForm):
    """Another member, and what they are to this one."""

    relative = forms.CharField(label=_("Card or phone of the other member"), max_length=60)
    relation = forms.ChoiceField(
        label=_("Is this member's"), choices=_choices(people.RELATIONS, empty=False)
    )


class NoteForm(SheetForm):
    """Something to remember."""

    text = forms.CharField(
        label=_("Note"), max_length=500, widget=forms.Textarea(attrs={"rows": 4})
    )
    for_managers = forms.BooleanField(label=_("For managers only"), required=False)


class TagOnMemberForm(SheetForm):
    """A tag to hang on a member."""

    tag = forms.ChoiceField(label=_("Tag"))
    why = forms.CharField(label=_("Why"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("tag", [(str(tag.id), tag.name) for tag in members.list_tags() if tag.is_active])


class TransferForm(SheetForm):
    """The person to whom a membership goes."""

    name = forms.CharField(label=_("Full name of the new person"), max_length=60)
    phone = forms.CharField(label=_("Phone of the new person"), max_length=30)
    birthday = forms.DateField(label=_("Birthday"), required=False, widget=DayInput())
    reason = forms.CharField(label=_("Why"), max_length=80)


class CampaignForm(SheetForm):
    """What a campaign's poster is called, and to which store it brings people."""

    label = forms.CharField(label=_("Name of the campaign"), max_length=60)
    store = forms.ChoiceField(label=_("Home store of who joins"), required=False)

    def __init__(self, *args: Any, stores: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("store", [("", "–"), *stores])


class FilterForm(SheetForm):
    """What a kept filter is called."""

    name = forms.CharField(label=_("Name"), max_length=40)


class ExportForm(SheetForm):
    """As which file a list is taken."""

    kind = forms.ChoiceField(label=_("File"), choices=[("xlsx", "Excel"), ("csv", "CSV")])
    whole_phones = forms.BooleanField(label=_("With whole phone numbers"), required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not actor.may(permissions.SEE_PHONE):
            del self.fields["whole_phones"]
