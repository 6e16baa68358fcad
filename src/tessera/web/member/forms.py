"""What the app asks for. Rules of the rooms stay in the rooms; here only the shape is checked."""

from decimal import Decimal
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from tessera.kernel.money import exponent_of
from tessera.messaging import queries as messaging
from tessera.web.kit import currency, formats
from tessera.web.kit.amounts import AmountField

REQUIRED = "membership"


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent; None where the form is only asked for."""
    return request.POST if request.method == "POST" else None


class AppForm(forms.Form):
    """A form with fields as large as thumbs."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            box = isinstance(field.widget, forms.CheckboxInput)
            kind = "checkbox" if box else "input input-lg w-full"
            field.widget.attrs.setdefault("class", kind)


class PhoneForm(AppForm):
    """A phone number, as people write it."""

    phone = forms.CharField(
        label=_("Phone number"),
        max_length=30,
        error_messages={"required": _("Type your phone number.")},
        widget=forms.TextInput(
            attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel", "autofocus": True}
        ),
    )


class CodeForm(AppForm):
    """The six digits that were sent."""

    code = forms.CharField(
        label=_("Six digits"),
        max_length=12,
        error_messages={"required": _("Type the six digits that we sent.")},
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "autocomplete": "one-time-code",
                "autofocus": True,
                "class": "input input-lg figure w-full text-center text-2xl tracking-[0.5em]",
            }
        ),
    )


class JoinForm(AppForm):
    """A name and, one by one, what the new member agrees to. No box is ticked beforehand."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=60,
        error_messages={"required": _("Type the name that we may call you by.")},
        widget=forms.TextInput(attrs={"autocomplete": "name", "autofocus": True}),
    )
    birthday = forms.DateField(
        label=_("Birthday"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "autocomplete": "bday"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.purposes = messaging.list_texts()
        for purpose in self.purposes:
            self.fields[_field(purpose.purpose)] = forms.BooleanField(
                label=purpose.title,
                help_text=purpose.text,
                required=purpose.purpose == REQUIRED,
                error_messages={"required": _("Without this there is no card: tick it to join.")},
                widget=forms.CheckboxInput(attrs={"class": "checkbox"}),
            )
            self.fields[_version(purpose.purpose)] = forms.IntegerField(
                initial=purpose.version, widget=forms.HiddenInput()
            )

    def boxes(self) -> list[forms.BoundField]:
        """The consents as fields."""
        return [self[_field(purpose.purpose)] for purpose in self.purposes]

    def versions(self) -> dict[str, int]:
        """The versions of the texts that were read, by purpose."""
        return {one.purpose: self.cleaned_data[_version(one.purpose)] for one in self.purposes}

    def consents(self) -> dict[str, bool]:
        """What was ticked and what was not, by purpose."""
        return {
            purpose.purpose: bool(self.cleaned_data.get(_field(purpose.purpose)))
            for purpose in self.purposes
        }


class LeaveForm(CodeForm):
    """The code, and for who has stored value the word that it is given up."""

    waive_money = forms.BooleanField(
        label=_("I give up the stored value that I paid in."),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "checkbox"}),
    )

    def __init__(self, *args: Any, money: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not money:
            del self.fields["waive_money"]


class PasswordSignIn(AppForm):
    """Phone and password."""

    phone = PhoneForm.base_fields["phone"]
    password = forms.CharField(
        label=_("Password"),
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class NewPassword(AppForm):
    """A password that one chooses."""

    password = forms.CharField(
        label=_("New password"),
        max_length=128,
        help_text=_("At least eight characters; not one that everybody uses."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


def _version(purpose: str) -> str:
    return f"version_{purpose}"


def _field(purpose: str) -> str:
    return f"consent_{purpose}"


class RedeemForm(AppForm):
    """A reward at the price that was shown, and where it is picked up. ``request_id`` names the
    work: sent twice it is done once."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    points = forms.IntegerField(widget=forms.HiddenInput)
    money_minor = forms.IntegerField(widget=forms.HiddenInput)
    place = forms.ChoiceField(label=_("Where do you pick it up?"), required=False)

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = places
        cast(forms.ChoiceField, self.fields["place"]).choices = places

    def anew(self, **shown: int) -> "RedeemForm":
        """The same at what it costs now, under a new name, after a refusal."""
        place = self.cleaned_data["place"]
        start = {"request_id": uuid4(), "place": place, **shown}
        return RedeemForm(places=self.places, initial=start)


_PIN_LOOK = {
    "inputmode": "numeric",
    "autocomplete": "off",
    "maxlength": "6",
    "class": "input input-lg figure w-full text-center text-2xl tracking-[0.5em]",
}


class PinForm(AppForm):
    """Six digits, twice."""

    pin = forms.CharField(
        label=_("PIN of six digits"),
        max_length=6,
        widget=forms.PasswordInput(attrs={**_PIN_LOOK, "autofocus": True}),
    )
    again = forms.CharField(
        label=_("The same again"), max_length=6, widget=forms.PasswordInput(attrs=_PIN_LOOK)
    )

    def clean_again(self) -> str:
        """What was typed twice is the same."""
        again: str = self.cleaned_data["again"]
        if again != self.cleaned_data.get("pin"):
            raise forms.ValidationError(_("The two differ. Type the PIN again."))
        return again


class MarkForm(AppForm):
    """Below which balance one wants to hear of it; nothing is as the brand does."""

    mark = AmountField(label=_("Tell me below"), min_value=1, max_value=10**7, required=False)

    def __init__(self, *args: Any, mark: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if mark is not None:
            self.fields["mark"].initial = Decimal(mark).scaleb(-exponent_of(currency.code()))


class ExchangeForm(AppForm):
    """How many of it, what was shown for one, and the name of the work."""

    times = forms.IntegerField(
        label=_("How many"),
        min_value=1,
        initial=1,
        error_messages={"required": _("Type how many you want.")},
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    points = forms.IntegerField(widget=forms.HiddenInput)
    request = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, most: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["times"].widget.attrs["max"] = most
        self.fields["times"].help_text = _("Up to %(n)s now") % {"n": formats.count(most)}
        if most < 2:
            self.fields["times"].widget = forms.HiddenInput()


class GivePointsForm(AppForm):
    """Whom, how many, and whether the masked name was confirmed."""

    phone = forms.CharField(
        label=_("The other member's whole phone number"),
        max_length=30,
        error_messages={"required": _("Type the phone number.")},
        widget=forms.TextInput(
            attrs={"type": "tel", "inputmode": "tel", "autocomplete": "off", "autofocus": True}
        ),
    )
    points = forms.IntegerField(
        label=_("So many points"),
        min_value=1,
        max_value=1_000_000_000,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), _("Type how many points.")
        ),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)
    request = forms.UUIDField(widget=forms.HiddenInput)


class GiftCardForm(AppForm):
    """The code of a gift card, as it is printed, and whether what was found was confirmed."""

    code = forms.CharField(
        label=_("The code on the gift card"),
        max_length=40,
        error_messages={"required": _("Type or scan the code of the gift card.")},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "autofocus": True,
                "class": "input input-lg figure w-full tracking-wider",
            }
        ),
    )
    confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)
    request = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Taking what is on a card needs the request's own number."""
        filled: dict[str, Any] = super().clean() or {}
        if filled.get("confirmed") and not filled.get("request"):
            raise forms.ValidationError(_("Begin again, please."))
        return filled


_HOW_MUCH = _("Type how much you want to give.")


class GiveValueForm(AppForm):
    """How much is given, and the name of the work."""

    amount = AmountField(
        label=_("So much"),
        min_value=Decimal("0.01"),
        max_value=10**7,
        error_messages=dict.fromkeys(("required", "min_value"), _HOW_MUCH),
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "0.01"}),
    )
    request = forms.UUIDField(widget=forms.HiddenInput)


class HandOverForm(GiveValueForm):
    """Whom, how much, and whether the masked name was confirmed."""

    whom = forms.CharField(
        label=_("The other member's whole phone or card number"),
        max_length=40,
        error_messages={"required": _("Type the phone or card number.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "autofocus": True}
        ),
    )
    confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)


class TakeGiftForm(AppForm):
    """The code, which the page's script takes from the link, and the name of the work."""

    code = forms.CharField(
        label=_("The code of the gift"),
        help_text=_("It is the end of the link, behind the #."),
        max_length=200,
        error_messages={"required": _("Open the link of the gift, or type its code.")},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "class": "input input-lg figure w-full tracking-wider",
            }
        ),
    )
    request = forms.UUIDField(widget=forms.HiddenInput)

    def clean_code(self) -> str:
        """The code, also of a whole link that was pasted."""
        typed: str = self.cleaned_data["code"]
        return typed.rpartition("#")[2].strip()


class GiveCouponForm(AppForm):
    """To whose phone a coupon is sent, if to any, and the name of the work."""

    phone = forms.CharField(
        label=_("Phone of your friend"),
        max_length=30,
        required=False,
        help_text=_("Then it also waits in your friend's app. Without it you send a link."),
        widget=forms.TextInput(
            attrs={"inputmode": "tel", "autocomplete": "off", "class": "input input-lg w-full"}
        ),
    )
    request = forms.UUIDField(widget=forms.HiddenInput)
