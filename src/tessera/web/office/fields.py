"""Fields that several forms ask: money in whole units, factors as times, lists with commas."""

from datetime import time
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tessera.kernel.money import exponent_of
from tessera.web.kit import currency
from tessera.web.kit.amounts import AmountField

FULL = 10_000


class MoneyField(AmountField):
    """An amount that is not negative; cleaned to minor units."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_digits=12, **kwargs)


def typed(minor: int | None) -> Decimal | None:
    """Minor units as they are typed."""
    if minor is None:
        return None
    exponent = exponent_of(currency.code())
    return Decimal(minor).scaleb(-exponent)


class TimesField(forms.DecimalField):
    """A factor such as 1.5; cleaned to basis points."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=10, decimal_places=2, **kwargs)

    def clean(self, value: Any) -> Any:
        """Basis points."""
        found = super().clean(value)
        return FULL if found is None else int(found * FULL)


def number(label: Any, *, low: int = 0, high: int = 10_000, **more: Any) -> forms.IntegerField:
    """A whole number within limits."""
    return forms.IntegerField(label=label, min_value=low, max_value=high, **more)


class ListField(forms.CharField):
    """Names that are typed with commas between; cleaned to a tuple."""

    def clean(self, value: Any) -> Any:
        """The names, each once."""
        text = str(super().clean(value)).replace("，", ",").replace("、", ",")
        return tuple(dict.fromkeys(one.strip() for one in text.split(",") if one.strip()))


class SlotsField(ListField):
    """Times of the day such as 18:00-20:00; cleaned to pairs of ISO times."""

    def clean(self, value: Any) -> Any:
        """Pairs of times."""
        pairs = []
        for text in super().clean(value):
            start, _dash, end = text.replace("–", "-").partition("-")
            try:
                times = [time.fromisoformat(one.strip()) for one in (start, end)]
            except ValueError:
                raise forms.ValidationError(
                    _("Write times such as 18:00-20:00, with commas between.")
                ) from None
            pairs.append((f"{times[0]:%H:%M}", f"{times[1]:%H:%M}"))
        return tuple(pairs)
