"""What is asked about activities and surveys."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tessera.rewards.rules.activities import CHECK_IN, ActivityFacts
from tessera.web.office.fields import ListField, number
from tessera.web.office.forms import SheetForm


class ActivityForm(SheetForm):
    """What an activity gives, and how often."""

    is_on = forms.BooleanField(label=_("Members can earn by this"), required=False)
    points = number(_("Points"))
    table = ListField(
        label=_("Points of the first to the seventh day in a row"),
        help_text=_("Seven numbers with commas between."),
    )
    per_day = number(_("At most so many times a day"), help_text=_("0: no limit."))
    in_all = number(_("At most so many times in all"), help_text=_("0: no limit."))

    def __init__(self, data: Any, *, facts: ActivityFacts) -> None:
        super().__init__(
            data,
            initial={
                "is_on": facts.is_on,
                "points": facts.points,
                "table": ", ".join(str(one) for one in facts.table or (5, 5, 5, 5, 5, 5, 20)),
                "per_day": facts.per_day,
                "in_all": facts.in_all,
            },
        )
        self._kind = facts.kind
        fixed = {
            CHECK_IN: ("points", "per_day", "in_all"),
            "profile": ("per_day", "in_all"),
            "share": ("per_day",),
        }
        hidden = {*fixed.get(facts.kind, ()), *(() if facts.kind == CHECK_IN else ("table",))}
        for name in hidden:
            del self.fields[name]

    def clean_table(self) -> tuple[int, ...]:
        """Seven whole numbers."""
        told = self.cleaned_data["table"]
        if not all(one.isdigit() for one in told):
            raise forms.ValidationError(_("Seven numbers with commas between."))
        return tuple(int(one) for one in told)

    def facts(self) -> ActivityFacts:
        """What was filled in."""
        return ActivityFacts(kind=self._kind, **self.cleaned_data)


class SurveyForm(SheetForm):
    """The brand's questions, one a line; choices behind a colon."""

    title = forms.CharField(label=_("Title"), max_length=60)
    questions = forms.CharField(
        label=_("Questions"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "One a line. Choices behind a colon, with slashes: How is the fit: good / tight"
        ),
    )

    def asked(self) -> list[dict[str, Any]]:
        """The questions with their choices."""
        found = []
        for line in self.cleaned_data["questions"].splitlines():
            text, _colon, choices = line.replace("：", ":").partition(":")
            if text.strip():
                found.append({"text": text, "choices": choices.split("/") if choices else []})
        return found
