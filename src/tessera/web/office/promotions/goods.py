"""Goods as the editor keeps them while they are chosen: ``category:裙装``, ``sku:...``, a chip each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tessera.catalog import queries as catalog

FIELDS = {
    "category": "categories",
    "season": "seasons",
    "style": "styles",
    "sku": "sku_ids",
    "brand": "brands",
}
"""The field of a filter for each sort of goods."""

MOST = 200


@dataclass(frozen=True, slots=True)
class Chip:
    """Some goods that were chosen, as a form sends them and as people read them."""

    token: str
    name: str


class GoodsField(forms.Field):
    """Goods that were picked from a search; cleaned to a filter's fields."""

    widget = forms.MultipleHiddenInput

    def __init__(self, *, only_skus: bool = False, **kwargs: Any) -> None:
        super().__init__(required=kwargs.pop("required", False), **kwargs)
        self.only_skus = only_skus
        self.error_messages["required"] = _("Choose at least one.")

    def clean(self, value: Any) -> dict[str, list[str]]:
        """``{"categories": [...], ...}`` with what was chosen."""
        found = by_field(super().clean(value) or [])
        if self.only_skus and found.keys() - {"sku_ids"}:
            raise forms.ValidationError(_("Choose single articles."))
        return found


def by_field(tokens: Iterable[str]) -> dict[str, list[str]]:
    """What the tokens name, by the field of a filter; what is no token is nothing."""
    found: dict[str, list[str]] = {}
    for token in list(dict.fromkeys(tokens))[:MOST]:
        sort, colon, value = token.partition(":")
        if colon and value and sort in FIELDS:
            found.setdefault(FIELDS[sort], []).append(value)
    return found


def tokens_of(filters: Mapping[str, Sequence[str]], prefix: str = "") -> list[str]:
    """The tokens of a filter, or of what it excludes."""
    return [
        f"{sort}:{value}"
        for sort, field in FIELDS.items()
        for value in filters.get(prefix + field, ())
    ]


def chips(tokens: Iterable[str]) -> list[Chip]:
    """The chips for tokens, by the names that the catalogue has now."""
    named = by_field(tokens)
    skus = catalog.names_of_skus(_ids(named.get("sku_ids", ())))
    styles = catalog.names_of_styles(named.get("styles", ()))
    known = {"sku": skus, "style": styles}
    found = []
    for token in dict.fromkeys(tokens):
        sort, _colon, value = token.partition(":")
        found.append(Chip(token, known.get(sort, {}).get(value, value)))
    return found


def _ids(values: Iterable[str]) -> list[str]:
    return [value for value in values if len(value) == 36 and value.count("-") == 4]
