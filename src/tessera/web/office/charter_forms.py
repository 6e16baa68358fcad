"""What is asked about the charter, the ways to levels, and applications."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tessera.charters import queries
from tessera.charters.queries import CharterView, Way, Words
from tessera.web.kit import applying, currency, formats, papers
from tessera.web.office.forms import DayInput, SheetForm

LONG = 300
_PARTS = ("title", "conditions", "rights")


class CharterForm(SheetForm):
    """Title, conditions and rights, in every language."""

    def __init__(self, *args: Any, present: CharterView | None, **kwargs: Any) -> None:
        labels = {"title": _("Title"), "conditions": _("Conditions"), "rights": _("Rights")}
        super().__init__(*args, **kwargs)
        for language, _name in settings.LANGUAGES:
            words = present.texts.get(language) if present else None
            for part in _PARTS:
                long = part != "title"
                field = forms.CharField(
                    label=labels[part],
                    max_length=None if long else 80,
                    initial=getattr(words, part, ""),
                    widget=forms.Textarea(attrs={"rows": 8, "class": "textarea w-full"})
                    if long
                    else forms.TextInput(attrs={"class": "input w-full"}),
                )
                field.widget.attrs["lang"] = language
                self.fields[f"{part}_{language}"] = field

    def groups(self) -> list[tuple[Any, Any, list[forms.BoundField]]]:
        """The fields of each language, as ``c-long_form`` shows them."""
        return [
            (name, "", [self[f"{part}_{language}"] for part in _PARTS])
            for language, name in settings.LANGUAGES
        ]

    def texts(self) -> dict[str, Words]:
        """What was written, by language."""
        return {
            language: Words(*(self.cleaned_data[f"{part}_{language}"] for part in _PARTS))
            for language, _name in settings.LANGUAGES
        }


class WayForm(SheetForm):
    """How a level is got."""

    kind = forms.ChoiceField(label=_("How it is got"))
    fee_sku_id = forms.ChoiceField(
        label=_("Fee"), required=False, help_text=_("A product of the kind fee, sold at the till.")
    )
    days = forms.IntegerField(
        label=_("Days to pay"),
        required=False,
        help_text=_("From the notice on. Leave it empty for a calendar month."),
    )
    needs = forms.CharField(
        label=_("What to bring along"),
        max_length=LONG,
        required=False,
        help_text=_("Members read this before they apply, such as which papers are asked for."),
    )

    def __init__(self, *args: Any, way: Way, is_lowest: bool, **kwargs: Any) -> None:
        initial = {
            "kind": way.kind,
            "fee_sku_id": str(way.fee.sku_id) if way.fee else "",
            "days": way.days,
            "needs": way.needs,
        }
        super().__init__(*args, initial=initial, **kwargs)
        kinds = [pair for pair in applying.WAYS.items() if (pair[0] == "registration") is is_lowest]
        fees = [
            (str(fee.sku_id), f"{fee.name} · {formats.money(fee.price_minor, currency.code())}")
            for fee in queries.list_fees()
        ]
        self.offer("kind", kinds)
        self.offer("fee_sku_id", [("", "–"), *fees])


class ApplyForm(SheetForm):
    """A member applies at the counter."""

    member = forms.CharField(label=_("Phone or card of the member"), max_length=40)
    level_id = forms.ChoiceField(label=_("Level"))
    note = forms.CharField(label=_("Note"), max_length=LONG, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(
            "level_id",
            [
                (str(way.level_id), way.level_name)
                for way in queries.list_ways()
                if way.is_applied_for
            ],
        )


class ReviewForm(SheetForm):
    """What was seen, and what a visit showed."""

    documents = forms.CharField(
        label=_("Documents seen"),
        max_length=LONG,
        help_text=_("Which papers you held in your hands, without their numbers."),
    )
    visit_on = forms.DateField(label=_("Visited on"), required=False, widget=DayInput())
    visit_note = forms.CharField(label=_("What the visit showed"), max_length=LONG, required=False)


class RefuseForm(SheetForm):
    """Why an application is refused; the member reads it."""

    reason = forms.CharField(
        label=_("Why"), max_length=LONG, help_text=_("The member is told in these words.")
    )


class PaperForm(SheetForm):
    """A photo or PDF; what it is, its bytes tell."""

    paper = forms.FileField(
        label=_("Photo or PDF"),
        help_text=_("At most 8 MB. Only who reviews applications, and the member, can open it."),
        widget=forms.FileInput(attrs={"accept": papers.ACCEPTED, "class": "file-input w-full"}),
    )
