"""What is asked about a product: which colours and sizes come to it."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tessera.catalog.queries import Matrix
from tessera.catalog.usecases import NewSku
from tessera.web.office.fields import MoneyField, typed
from tessera.web.office.forms import SheetForm

MOST = 200
"""Cells that are added at once; more are a slip of the keyboard."""


class CellsForm(SheetForm):
    """Colours and sizes; each colour comes in each size, but for what is there already."""

    colours = forms.CharField(
        label=_("Colours"), max_length=400, required=False, help_text=_("With commas in between.")
    )
    sizes = forms.CharField(
        label=_("Sizes"),
        max_length=400,
        required=False,
        help_text=_("Each colour is added in each size, but for those that are there already."),
    )
    tag_minor = MoneyField(label=_("Tag price of the new ones"))

    def __init__(self, data: Any, *, product: Matrix) -> None:
        tags = [sku.tag_minor for sku in product.skus]
        started = {
            "colours": ", ".join(dict.fromkeys(sku.colour for sku in product.skus if sku.colour)),
            "sizes": ", ".join(size for size in product.sizes if size),
            "tag_minor": typed(max(tags, default=None)),
        }
        super().__init__(data, initial=started)
        self._has_colours, self._has_sizes = bool(started["colours"]), bool(started["sizes"])
        self._there = {(sku.colour, sku.size) for sku in product.skus}

    def clean(self) -> dict[str, Any]:
        """What was filled in, and as ``skus`` the SKUs that it makes."""
        found = super().clean() or {}
        if self._is_half():
            return found
        colours, sizes = _parts(found.get("colours", "")), _parts(found.get("sizes", ""))
        cells = [(c, s) for c in colours for s in sizes if (c, s) not in self._there]
        if not cells:
            raise ValidationError(gettext("All of these are there already."))
        if len(cells) > MOST:
            raise ValidationError(gettext("These are too many at once."))
        tag = found.get("tag_minor") or 0
        return found | {"skus": [NewSku(tag_minor=tag, colour=c, size=s) for c, s in cells]}

    def _is_half(self) -> bool:
        """Whether something is wrong with a field, or a style that has colours or sizes got none."""
        found = self.cleaned_data
        if self._has_colours and not found.get("colours", "x").strip():
            self.add_error("colours", gettext("This style has colours. Type at least one."))
        if self._has_sizes and not found.get("sizes", "x").strip():
            self.add_error("sizes", gettext("This style has sizes. Type at least one."))
        return bool(self.errors)


def _parts(text: str) -> list[str]:
    """What stands between commas, each once; one empty text where there is nothing."""
    parts = (part.strip() for part in re.split(r"[,，、;；\n]", text))
    return list(dict.fromkeys(part for part in parts if part)) or [""]


class ProductForm(SheetForm):
    """What a product is called and what it belongs to."""

    name = forms.CharField(label=_("Name"), max_length=120)
    category = forms.CharField(label=_("Category"), max_length=40, required=False)
    season = forms.CharField(label=_("Season"), max_length=20, required=False)
    brand = forms.CharField(
        label=_("Brand"),
        max_length=40,
        required=False,
        help_text=_("Whose goods they are. Promotions may be for a brand, or leave one out."),
    )

    def __init__(self, data: Any, *, product: Matrix) -> None:
        initial = {name: getattr(product, name) for name in ("name", "category", "season", "brand")}
        super().__init__(data, initial=initial)


class CostForm(SheetForm):
    """What a piece costs the brand."""

    cost_minor = MoneyField(
        label=_("Cost of a piece"), required=False, help_text=_("Empty where it is not known.")
    )

    def __init__(self, data: Any, *, cost_minor: int | None) -> None:
        super().__init__(data, initial={"cost_minor": typed(cost_minor)})
