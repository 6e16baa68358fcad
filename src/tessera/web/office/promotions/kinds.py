"""What each kind of promotion asks in the editor, and how that becomes its configuration.

Fields have the names of the configuration's; those of a step end in its number.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tessera.web.office.fields import MoneyField, number, typed
from tessera.web.office.promotions.goods import GoodsField, tokens_of

Filled = Mapping[str, Any]
Fields = dict[str, forms.Field]

STEPS, SLOTS = 5, 4
"""So many steps and parts of a bundle has a form; the rules allow some more to whoever needs them."""


class PercentField(forms.DecimalField):
    """A percentage such as 12.5; cleaned to basis points."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=Decimal("0.01"), max_value=100, decimal_places=2, **kwargs)

    def clean(self, value: Any) -> Any:
        """Basis points; None for nothing."""
        found = super().clean(value)
        return None if found is None else int(found * 100)


def percent_typed(basis_points: int | None) -> Decimal | None:
    """Basis points as they are typed."""
    if basis_points is None:
        return None
    found = Decimal(basis_points) / 100
    return found.quantize(Decimal(1)) if found == found.to_integral_value() else found


@dataclass(frozen=True, slots=True)
class KindForm:
    """What a kind asks: its fields, what they make, and what they begin with."""

    fields: Callable[[], Fields]
    config: Callable[[Filled], dict[str, Any]]
    initial: Callable[[Filled], dict[str, Any]]


def _off(label: Any = None, *, required: bool = True) -> PercentField:
    help_text = _("Enter 20 for 20 percent off.")
    return PercentField(label=label or _("Percent off"), required=required, help_text=help_text)


def _limited_time_fields() -> Fields:
    return {
        "gives": forms.ChoiceField(
            label=_("It gives"),
            choices=[("off", _("percent off")), ("price", _("a price of its own"))],
        ),
        "discount_bp": _off(required=False),
        "price_minor": MoneyField(label=_("Price of a piece"), required=False),
    }


def _limited_time(filled: Filled) -> dict[str, Any]:
    name = "price_minor" if filled["gives"] == "price" else "discount_bp"
    return {name: filled.get(name)}


def _limited_time_initial(config: Filled) -> dict[str, Any]:
    price = config.get("price_minor")
    return {
        "gives": "off" if price is None else "price",
        "discount_bp": percent_typed(config.get("discount_bp")),
        "price_minor": typed(price),
    }


def _same_sku() -> forms.BooleanField:
    return forms.BooleanField(label=_("Only pieces of the same colour and size"), required=False)


def _nth_fields() -> Fields:
    return {
        "n": number(_("Of every so many pieces"), low=2, high=99),
        "off_bp": _off(_("Percent off for the cheapest of them")),
        "same_sku": _same_sku(),
    }


def _nth(filled: Filled) -> dict[str, Any]:
    return {name: filled.get(name) for name in ("n", "off_bp", "same_sku")}


def _nth_initial(config: Filled) -> dict[str, Any]:
    return {**config, "off_bp": percent_typed(config.get("off_bp"))}


def _buy_get_fields() -> Fields:
    return {
        "buy": number(_("Buy so many"), low=1, high=99),
        "get": number(_("Get so many for nothing"), low=1, high=99),
        "same_sku": _same_sku(),
    }


def _buy_get(filled: Filled) -> dict[str, Any]:
    return {name: filled.get(name) for name in ("buy", "get", "same_sku")}


def _steps(make: Callable[[], Fields]) -> Fields:
    """The fields of a step, as often as there are steps; only the first must be filled in."""
    found: Fields = {}
    for step in range(1, STEPS + 1):
        for name, field in make().items():
            field.required = step == 1
            found[f"{name}_{step}"] = field
    return found


def steps_of(filled: Filled, *names: str) -> list[dict[str, Any]]:
    """The steps that were filled in."""
    rows = [{name: filled.get(f"{name}_{step}") for name in names} for step in range(1, STEPS + 1)]
    return [row for row in rows if any(value is not None for value in row.values())]


_TYPED: Mapping[str, Callable[[int | None], Any]] = {
    "pieces": lambda n: n,
    "off_bp": percent_typed,
    "save_minor": typed,
    "threshold_minor": typed,
}


def _steps_initial(config: Filled) -> dict[str, Any]:
    found = {
        f"{name}_{step}": _TYPED[name](value)
        for step, row in enumerate(config.get("tiers", ()), 1)
        for name, value in row.items()
    }
    if "cap_minor" in config:
        found["cap_minor"] = typed(config["cap_minor"])
    return found | {"repeat": config.get("repeat", False)}


def _threshold() -> MoneyField:
    return MoneyField(label=_("From this amount on"))


def _cap() -> MoneyField:
    return MoneyField(
        label=_("At most off in one purchase"),
        required=False,
        help_text=_("Empty: no such limit."),
    )


def _pieces_fields() -> Fields:
    return _steps(
        lambda: {"pieces": number(_("From so many pieces on"), low=1, high=99), "off_bp": _off()}
    )


def _save_fields() -> Fields:
    def step() -> Fields:
        return {"threshold_minor": _threshold(), "save_minor": MoneyField(label=_("So much off"))}

    repeat = forms.BooleanField(
        label=_("Again for every time the amount is reached"),
        required=False,
        help_text=_("Only with a single step."),
    )
    return {**_steps(step), "repeat": repeat, "cap_minor": _cap()}


def _save(filled: Filled) -> dict[str, Any]:
    return {
        "tiers": steps_of(filled, "threshold_minor", "save_minor"),
        "repeat": filled.get("repeat", False),
        "cap_minor": filled.get("cap_minor"),
    }


def _spend_percent_fields() -> Fields:
    steps = _steps(lambda: {"threshold_minor": _threshold(), "off_bp": _off()})
    return {**steps, "cap_minor": _cap()}


def _spend_percent(filled: Filled) -> dict[str, Any]:
    tiers = steps_of(filled, "threshold_minor", "off_bp")
    return {"tiers": tiers, "cap_minor": filled.get("cap_minor")}


def _bundle_fields() -> Fields:
    found: Fields = {"price_minor": MoneyField(label=_("Price of all together"))}
    for slot in range(1, SLOTS + 1):
        found[f"pieces_{slot}"] = number(_("So many pieces"), low=1, high=99, required=slot == 1)
        found[f"goods_{slot}"] = GoodsField(label=_("Of these goods"))
    return found


def _bundle(filled: Filled) -> dict[str, Any]:
    slots = [
        {"pieces": pieces, **filled.get(f"goods_{slot}", {})}
        for slot in range(1, SLOTS + 1)
        if (pieces := filled.get(f"pieces_{slot}"))
    ]
    return {"price_minor": filled.get("price_minor"), "slots": slots}


def _bundle_initial(config: Filled) -> dict[str, Any]:
    found: dict[str, Any] = {"price_minor": typed(config.get("price_minor"))}
    for slot, part in enumerate(config.get("slots", ()), 1):
        found |= {f"pieces_{slot}": part["pieces"], f"goods_{slot}": tokens_of(part)}
    return found


def _gift_fields() -> Fields:
    return {
        "threshold_minor": _threshold(),
        "sku_ids": GoodsField(label=_("The gifts"), only_skus=True, required=True),
        "choose": number(_("So many of them may be chosen"), low=1, high=99, initial=1),
        "repeat": forms.BooleanField(
            label=_("Again for every time the amount is reached"), required=False
        ),
    }


def _extras(*names: str) -> Callable[[Filled], dict[str, Any]]:
    def make(filled: Filled) -> dict[str, Any]:
        skus = filled.get("sku_ids", {}).get("sku_ids", [])
        return {**{name: filled.get(name) for name in names}, "sku_ids": skus}

    return make


def _extras_initial(config: Filled) -> dict[str, Any]:
    amounts = {n: typed(config[n]) for n in ("threshold_minor", "price_minor") if n in config}
    return {**config, **amounts, "sku_ids": tokens_of(config)}


def _add_on_fields() -> Fields:
    return {
        "threshold_minor": _threshold(),
        "sku_ids": GoodsField(label=_("What may be added"), only_skus=True, required=True),
        "price_minor": MoneyField(label=_("For this price a piece")),
        "most": number(_("At most so many pieces"), low=1, high=99, initial=1),
    }


KINDS: Mapping[str, KindForm] = MappingProxyType(
    {
        "limited_time": KindForm(_limited_time_fields, _limited_time, _limited_time_initial),
        "nth_piece": KindForm(_nth_fields, _nth, _nth_initial),
        "buy_get": KindForm(_buy_get_fields, _buy_get, dict),
        "pieces_off": KindForm(
            _pieces_fields,
            lambda filled: {"tiers": steps_of(filled, "pieces", "off_bp")},
            _steps_initial,
        ),
        "bundle": KindForm(_bundle_fields, _bundle, _bundle_initial),
        "spend_save": KindForm(_save_fields, _save, _steps_initial),
        "spend_percent": KindForm(_spend_percent_fields, _spend_percent, _steps_initial),
        "spend_gift": KindForm(
            _gift_fields, _extras("threshold_minor", "choose", "repeat"), _extras_initial
        ),
        "add_on": KindForm(
            _add_on_fields, _extras("threshold_minor", "price_minor", "most"), _extras_initial
        ),
    }
)
