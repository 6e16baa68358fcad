"""Amounts of money as people type them."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tessera.kernel.money import exponent_of
from tessera.web.kit import currency

_NO_AMOUNT = _("Type an amount, such as 50 or 50.00.")

WORDS: Mapping[str, str | Promise] = dict.fromkeys(
    (
        "invalid",
        "min_value",
        "max_value",
        "max_digits",
        "max_decimal_places",
        "max_whole_digits",
    ),
    _NO_AMOUNT,
)
"""One sentence for whatever is no amount: who types letters or a number without end reads what to do."""


class AmountField(forms.DecimalField):
    """An amount of the brand's currency, in whole units with at most two decimals; cleaned to minor units."""

    def __init__(self, *, error_messages: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        words = {**WORDS, **(error_messages or {})}
        super().__init__(decimal_places=2, error_messages=words, **kwargs)

    def clean(self, value: Any) -> Any:
        """Minor units; None for nothing."""
        found = super().clean(value)
        return None if found is None else int(found * 10 ** exponent_of(currency.code()))
