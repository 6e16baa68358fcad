"""Books, carts and quotes as JSON, so that the server and the browser exchange the same thing.

The form follows the dataclasses: an object per dataclass, a list per tuple or set (sets sorted),
days as ISO text. A promotion's ``config`` is told apart by the promotion's ``kind``.
"""

import dataclasses
import json
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, lru_cache, partial
from typing import Any, TypeVar

from tessera.kernel import errors
from tessera.pricing import engine
from tessera.pricing.model import Book, Cart, Coupon, Item, MemberFacts
from tessera.pricing.moment import Moment
from tessera.pricing.quote import Quote
from tessera.pricing.terms import (
    AddOn,
    Bundle,
    BuyGet,
    Config,
    LimitedTime,
    NthPiece,
    PiecesOff,
    Promotion,
    SpendGift,
    SpendPercent,
    SpendSave,
)

MALFORMED = errors.gettext_noop("The data is malformed: %(problem)s.")

Decoder = Callable[[Any], Any]
T = TypeVar("T")

CONFIGS: Mapping[str, type[Config]] = types.MappingProxyType(
    {
        "limited_time": LimitedTime,
        "nth_piece": NthPiece,
        "buy_get": BuyGet,
        "pieces_off": PiecesOff,
        "bundle": Bundle,
        "spend_save": SpendSave,
        "spend_percent": SpendPercent,
        "spend_gift": SpendGift,
        "add_on": AddOn,
    }
)
"""Which configuration belongs to which kind of promotion."""


def to_dict(value: Book | Cart | Quote | Item | MemberFacts | Coupon) -> dict[str, Any]:
    """``value`` as what ``json.dumps`` takes."""
    encoded: dict[str, Any] = _encode(value)
    return encoded


def from_dict(kind: type[T], data: Mapping[str, Any]) -> T:
    """The ``Book``, ``Cart``, ``Quote`` or another dataclass of theirs in ``data``. Raises
    ``input.invalid``."""
    try:
        decoded: T = _decoder(kind)(data)
    except (TypeError, ValueError, KeyError, AttributeError) as problem:
        raise errors.Invalid("input.invalid", MALFORMED, problem=str(problem)) from problem
    return decoded


def config_from_dict(kind: str, data: Mapping[str, Any]) -> Config:
    """The configuration of a promotion of that kind. Raises ``input.invalid``."""
    try:
        config: Config = _decoder(CONFIGS[kind])(data)
    except (TypeError, ValueError, KeyError, AttributeError) as problem:
        raise errors.Invalid("input.invalid", MALFORMED, problem=str(problem)) from problem
    return config


def config_to_dict(config: Config) -> dict[str, Any]:
    """The configuration as ``config_from_dict`` takes it."""
    encoded: dict[str, Any] = _encode(config)
    return encoded


def price_json(book: str, cart: str, at: str) -> str:
    """``price`` from JSON to JSON, ``at`` as ISO text of the store's business day
    and clock (``2025-11-20T18:30``); the door for callers that are not Python.

    A refusal becomes ``{"refused": {code, message, data}}``. The last few books stay read.
    """
    try:
        quote = engine.price(
            book=_book(book),
            cart=from_dict(Cart, _json(cart)),
            at=_moment(at),
        )
    except errors.DomainError as refusal:
        about = {"code": refusal.code, "message": refusal.message, "data": refusal.data}
        return json.dumps({"refused": about}, ensure_ascii=False)
    return json.dumps(to_dict(quote), ensure_ascii=False)


@lru_cache(maxsize=4)
def _book(text: str) -> Book:
    return from_dict(Book, _json(text))


def _moment(text: str) -> Moment:
    try:
        return Moment.parse(text)
    except ValueError as problem:
        raise errors.Invalid("input.invalid", MALFORMED, problem=str(problem)) from problem


def _json(text: str) -> Mapping[str, Any]:
    try:
        data: Mapping[str, Any] = json.loads(text)
    except ValueError as problem:
        raise errors.Invalid("input.invalid", MALFORMED, problem=str(problem)) from problem
    return data


def _encode(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return {name: _encode(getattr(value, name)) for name in _names(type(value))}
    if isinstance(value, tuple):
        return [_encode(one) for one in value]
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, Mapping):
        return {name: _encode(one) for name, one in value.items()}
    return value.isoformat() if isinstance(value, date) else value


def _field_names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


_names: Callable[[Any], tuple[str, ...]] = cache(_field_names)


def _make_decoder(kind: Any) -> Decoder:
    """How to read a value of that type."""
    if kind is Promotion:
        return _promotion
    if dataclasses.is_dataclass(kind):
        return _dataclass_decoder(kind)
    if kind is date:
        return date.fromisoformat
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Literal:
        return partial(_one_of, inner)
    if origin is types.UnionType and types.NoneType in inner:
        return partial(_optional, _decoder(inner[0]))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return partial(_mapping, _plain if len(inner) < 2 else _decoder(inner[1]))
    if origin in {tuple, frozenset}:
        return partial(_sequence, origin, _decoder(inner[0]))
    return partial(_exactly, kind) if kind in {int, str, bool} else _plain


_decoder: Callable[[Any], Decoder] = cache(_make_decoder)


def _plain(data: Any) -> Any:
    return data


def _exactly(kind: type, data: Any) -> Any:
    if type(data) is not kind:
        raise TypeError(f"{data!r} is not of type {kind.__name__}")
    return data


def _one_of(allowed: tuple[str, ...], data: Any) -> Any:
    if data not in allowed:
        raise ValueError(f"{data!r} is not one of {', '.join(allowed)}")
    return data


def _optional(one: Decoder, data: Any) -> Any:
    return None if data is None else one(data)


def _mapping(one: Decoder, data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: one(value) for name, value in data.items()}


def _sequence(kind: Callable[[Any], Any], one: Decoder, data: Any) -> Any:
    if not isinstance(data, list):
        raise TypeError(f"{data!r} is not a list")
    return kind([one(value) for value in data])


def _dataclass_decoder(kind: Any) -> Decoder:
    hints = typing.get_type_hints(kind)
    decoders = {name: _decoder(hints[name]) for name in _names(kind)}

    def decode(data: Mapping[str, Any]) -> Any:
        return kind(**{name: decoders[name](value) for name, value in data.items()})

    return decode


def _promotion(data: Mapping[str, Any]) -> Promotion:
    config = _decoder(CONFIGS[data["kind"]])(data["config"])
    promotion: Promotion = _promotion_fields()({**data, "config": config})
    return promotion


@cache
def _promotion_fields() -> Decoder:
    return _dataclass_decoder(Promotion)
