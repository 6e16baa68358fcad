"""What a promotion of each kind does, from JSON. Domain handbook 5.5."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from itertools import pairwise
from types import MappingProxyType
from typing import Any, cast

from tessera.kernel.money import BASIS
from tessera.offers import errors
from tessera.offers.rules import checks, goods
from tessera.pricing.codec import CONFIGS
from tessera.pricing.terms import (
    AddOn,
    Bundle,
    BuyGet,
    Config,
    LimitedTime,
    NthPiece,
    PercentTier,
    PiecesOff,
    PiecesTier,
    PromotionKind,
    SaveTier,
    Slot,
    SpendGift,
    SpendPercent,
    SpendSave,
)

MOST_PIECES = 99
MOST_TIERS = 10


def parse_config(kind: str, config: Mapping[str, Any]) -> Config:
    """What a promotion of ``kind`` does. Raises Invalid ``promotions.field_invalid``.

    The fields of each kind are those of the dataclasses in ``pricing.terms``; amounts are in minor
    units, rates in basis points. ``spend_save`` may give its one tier among the other fields.
    """
    if kind not in _PARSERS:
        raise errors.field_invalid(field="kind")
    return _PARSERS[kind](config)


def kind_of(config: Config) -> PromotionKind:
    """The kind that does this."""
    return _KINDS[type(config)]


def _limited_time(config: Mapping[str, Any]) -> LimitedTime:
    given = checks.known(config, {"discount_bp", "price_minor"})
    if len(given) != 1:
        raise errors.field_invalid(field="discount_bp")
    if "discount_bp" in given:
        return LimitedTime(discount_bp=_rate("discount_bp", given))
    return LimitedTime(price_minor=checks.check_whole("price_minor", given["price_minor"], low=0))


def _nth_piece(config: Mapping[str, Any]) -> NthPiece:
    given = checks.known(config, {"n", "off_bp", "same_sku"})
    return NthPiece(_pieces("n", given, low=2), _rate("off_bp", given), _same_sku(given))


def _buy_get(config: Mapping[str, Any]) -> BuyGet:
    given = checks.known(config, {"buy", "get", "same_sku"})
    return BuyGet(_pieces("buy", given), _pieces("get", given), _same_sku(given))


def _pieces_off(config: Mapping[str, Any]) -> PiecesOff:
    given = checks.known(config, {"tiers"})
    tiers = []
    for part in checks.parts("tiers", given):
        tier = checks.known(part, {"pieces", "off_bp"})
        tiers.append(PiecesTier(_pieces("pieces", tier), _rate("off_bp", tier)))
    _check_rising([(one.pieces, one.off_bp) for one in tiers])
    return PiecesOff(tuple(tiers))


def _bundle(config: Mapping[str, Any]) -> Bundle:
    given = checks.known(config, {"price_minor", "slots"})
    slots = []
    for part in checks.parts("slots", given):
        pieces = _pieces("pieces", part)
        named = {name: value for name, value in part.items() if name != "pieces"}
        served = goods.parse_filters(named)
        sets = {field.name: frozenset(getattr(served, field.name)) for field in fields(served)}
        slots.append(Slot(**sets, pieces=pieces))
    if len(slots) > MOST_TIERS or sum(slot.pieces for slot in slots) < 2:
        raise errors.field_invalid(field="slots")
    price = checks.check_whole("price_minor", given.get("price_minor"), low=0)
    return Bundle(price, tuple(slots))


def _spend_save(config: Mapping[str, Any]) -> SpendSave:
    names = {"threshold_minor", "save_minor", "tiers", "repeat", "cap_minor"}
    given = checks.known(config, names)
    if "tiers" not in given:
        given["tiers"] = [
            {name: given.pop(name, None) for name in ("threshold_minor", "save_minor")}
        ]
    tiers = []
    for part in checks.parts("tiers", given):
        tier = checks.known(part, {"threshold_minor", "save_minor"})
        threshold = checks.check_whole("threshold_minor", tier.get("threshold_minor"), low=1)
        save = checks.check_whole("save_minor", tier.get("save_minor"), low=1, high=threshold)
        tiers.append(SaveTier(threshold, save))
    _check_rising([(one.threshold_minor, one.save_minor) for one in tiers])
    repeat = checks.yes_or_no("repeat", given.get("repeat", False))
    if repeat and len(tiers) > 1:
        raise errors.field_invalid(field="repeat")
    least = tiers[0].save_minor
    cap = checks.whole_or_none("cap_minor", given.get("cap_minor"), low=least)
    return SpendSave(tuple(tiers), repeat, cap)


def _spend_percent(config: Mapping[str, Any]) -> SpendPercent:
    given = checks.known(config, {"tiers", "cap_minor"})
    tiers = []
    for part in checks.parts("tiers", given):
        tier = checks.known(part, {"threshold_minor", "off_bp"})
        threshold = checks.check_whole("threshold_minor", tier.get("threshold_minor"), low=1)
        tiers.append(PercentTier(threshold, _rate("off_bp", tier)))
    _check_rising([(one.threshold_minor, one.off_bp) for one in tiers])
    cap = checks.whole_or_none("cap_minor", given.get("cap_minor"), low=1)
    return SpendPercent(tuple(tiers), cap)


def _spend_gift(config: Mapping[str, Any]) -> SpendGift:
    given = checks.known(config, {"threshold_minor", "sku_ids", "choose", "repeat"})
    return SpendGift(
        checks.check_whole("threshold_minor", given.get("threshold_minor"), low=1),
        checks.some_ids("sku_ids", given),
        _pieces("choose", {"choose": 1, **given}),
        checks.yes_or_no("repeat", given.get("repeat", False)),
    )


def _add_on(config: Mapping[str, Any]) -> AddOn:
    given = checks.known(config, {"threshold_minor", "price_minor", "sku_ids", "most"})
    return AddOn(
        checks.check_whole("threshold_minor", given.get("threshold_minor"), low=1),
        checks.check_whole("price_minor", given.get("price_minor"), low=0),
        checks.some_ids("sku_ids", given),
        _pieces("most", {"most": 1, **given}),
    )


def _rate(field: str, given: Mapping[str, Any]) -> int:
    return checks.check_whole(field, given.get(field), low=1, high=BASIS)


def _pieces(field: str, given: Mapping[str, Any], *, low: int = 1) -> int:
    return checks.check_whole(field, given.get(field), low=low, high=MOST_PIECES)


def _same_sku(given: Mapping[str, Any]) -> bool:
    return checks.yes_or_no("same_sku", given.get("same_sku", False))


def _check_rising(tiers: list[tuple[int, int]]) -> None:
    """More asked for gives more, tier by tier; otherwise a tier is never reached or never wanted."""
    pairs = pairwise(tiers)
    if len(tiers) > MOST_TIERS or any(a >= c or b >= d for (a, b), (c, d) in pairs):
        raise errors.field_invalid(field="tiers")


_PARSERS: Mapping[str, Callable[[Mapping[str, Any]], Config]] = MappingProxyType(
    {
        "limited_time": _limited_time,
        "nth_piece": _nth_piece,
        "buy_get": _buy_get,
        "pieces_off": _pieces_off,
        "bundle": _bundle,
        "spend_save": _spend_save,
        "spend_percent": _spend_percent,
        "spend_gift": _spend_gift,
        "add_on": _add_on,
    }
)
_KINDS: Mapping[type[Any], PromotionKind] = MappingProxyType(
    {type_: cast(PromotionKind, kind) for kind, type_ in CONFIGS.items()}
)
