"""What is asked about tasks and notices."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tessera.care.rules import MAX_NOTE, Notice
from tessera.web.office.forms import SheetForm
from tessera.web.office.words import Words


class DoneForm(SheetForm):
    """What came of a task."""

    note = forms.CharField(
        label=_("What came of it"),
        max_length=MAX_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DropForm(SheetForm):
    """Why a task is not done."""

    note = forms.CharField(
        label=_("Why"), max_length=MAX_NOTE, widget=forms.Textarea(attrs={"rows": 3})
    )


class NoticeForm(SheetForm):
    """How a kind of notice reaches members."""

    by_sms = forms.BooleanField(label=_("By text message"), required=False)
    in_app = forms.BooleanField(label=_("In the app, where no text message goes"), required=False)

    def __init__(self, data: object, *, notice: Notice) -> None:
        initial = {"by_sms": notice.by_sms, "in_app": notice.in_app}
        super().__init__(data, initial=initial)


NOTICES: Words = {
    "risen": _("The level rises"),
    "fallen": _("The level falls"),
    "ending": _("The level will drop soon"),
    "points_ending": _("Points will end soon"),
    "coupon_ending": _("A coupon will end soon"),
    "thanks": _("Thanks for bringing a member"),
    "low": _("Little stored value is left"),
    "closing": _("A store closes that owes stored value"),
    "welcome": _("Gift for the first purchase of a member who was brought"),
}

TASKS: Words = {"referral": _("Say thanks for bringing somebody")}
