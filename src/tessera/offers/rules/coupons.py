"""What a kind of coupon gives, checked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tessera.kernel.money import BASIS
from tessera.offers import errors
from tessera.offers.rules import checks, goods

AMOUNT, PERCENT, EXCHANGE, GIFT, SHIPPING = "amount", "percent", "exchange", "gift", "shipping"
TYPES = (AMOUNT, PERCENT, EXCHANGE, GIFT, SHIPPING)
PIECES = frozenset({EXCHANGE, GIFT})
"""Types that are about one piece of goods."""


@dataclass(frozen=True, slots=True)
class CouponTerms:
    """An ``amount_minor`` off, or ``off_bp`` and at most ``cap_minor``, both from ``threshold_minor``
    of the goods that ``filters`` serve; a piece of ``sku_ids`` for ``price_minor``, as a gift for
    nothing; or the shipping, at most ``amount_minor`` of it unless that is 0."""

    gives: str
    name: str
    threshold_minor: int
    amount_minor: int
    off_bp: int
    cap_minor: int | None
    sku_ids: tuple[str, ...]
    price_minor: int
    filters: goods.Filters

    def columns(self) -> dict[str, Any]:
        """The terms as the table keeps them."""
        own = {name: getattr(self, name) for name in CouponTerms.__slots__ if name != "gives"}
        lists = {"filters": self.filters.columns(), "sku_ids": list(self.sku_ids)}
        return own | lists | {"type": self.gives}


def coupon_terms(
    *,
    gives: str,
    name: str,
    threshold_minor: int = 0,
    amount_minor: int = 0,
    off_bp: int = 0,
    cap_minor: int | None = None,
    sku_ids: Sequence[Any] = (),
    price_minor: int = 0,
    filters: Mapping[str, Any] | None = None,
) -> CouponTerms:
    """The terms of a kind of coupon. What its type has no use for must not be given.

    Raises Invalid ``promotions.field_invalid`` with the field.
    """
    if gives not in TYPES:
        raise errors.field_invalid(field="gives")
    served = goods.parse_filters(filters or {})
    of_goods = gives in {AMOUNT, PERCENT}
    if served != goods.ALL_GOODS and not of_goods:
        raise errors.field_invalid(field="filters")
    pieces = checks.ids("sku_ids", {"sku_ids": list(sku_ids)})
    if bool(pieces) != (gives in PIECES):
        raise errors.field_invalid(field="sku_ids")
    return CouponTerms(
        gives=gives,
        name=checks.check_name(name),
        threshold_minor=_only(
            "threshold_minor", threshold_minor, wanted=gives not in PIECES, low=0
        ),
        amount_minor=_only(
            "amount_minor",
            amount_minor,
            wanted=gives in {AMOUNT, SHIPPING},
            low=int(gives == AMOUNT),
        ),
        off_bp=_only("off_bp", off_bp, wanted=gives == PERCENT, low=1, high=BASIS),
        cap_minor=_cap(cap_minor, gives),
        sku_ids=pieces,
        price_minor=_only("price_minor", price_minor, wanted=gives == EXCHANGE, low=0),
        filters=served,
    )


def _only(field: str, value: object, *, wanted: bool, low: int, high: int | None = None) -> int:
    """A number of a type that has it, 0 of any other."""
    if not wanted:
        return checks.check_whole(field, value, low=0, high=0)
    if high is None:
        return checks.check_whole(field, value, low=low)
    return checks.check_whole(field, value, low=low, high=high)


def _cap(cap_minor: object, type_: str) -> int | None:
    if cap_minor is not None and type_ != PERCENT:
        raise errors.field_invalid(field="cap_minor")
    return checks.whole_or_none("cap_minor", cap_minor, low=1)
