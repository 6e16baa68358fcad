"""What a kind of card promises, how long it is good for, and what one use is worth.

Domain handbook 5.14 and 5.15.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import Any

from tessera.kernel.money import BASIS, allocate
from tessera.kernel.period import add_months
from tessera.wallet.errors import cards as errors

SALE, FIRST_USE, DATES = "sale", "first_use", "dates"
STARTS = (SALE, FIRST_USE, DATES)
"""From when a card is good: its sale, its first use, or between two dates."""

MOST_USES = 9_999
MOST_DAYS = 3_660
MOST_MINOR = 10**9


@dataclass(frozen=True, slots=True)
class Group:
    """Goods and services by SKU or category; nothing at all means every one."""

    sku_ids: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()

    def has(self, sku_id: str, category: str) -> bool:
        """Whether a SKU of that category belongs to it."""
        everything = not self.sku_ids and not self.categories
        return everything or sku_id in self.sku_ids or category in self.categories


@dataclass(frozen=True, slots=True)
class Terms:
    """What a card promises: uses of a group, or as many as one likes within its days; a discount
    on a group; from when and how long; who may use it.

    ``discount_bp`` is taken off, as a level's: 1 000 is ten per cent. What is left when its last
    day is over is kept for good, to be extended or refunded (domain handbook 1.4), unless
    ``kept_days`` says how long. ``earns`` says whether goods for which its discount counts earn
    points; a pass earns neither by its sale nor by its uses, value it brought when it pays
    (decision 31).

    ``value_minor`` goes into the member's stored value when it is sold, with ``value_bonus_minor``
    on top; ``alone_minor`` is what the rest of it would cost alone (``split``).
    """

    paid_uses: int = 0
    gift_uses: int = 0
    is_unlimited: bool = False
    group: Group = Group()
    discount_bp: int = 0
    discount_group: Group = Group()
    starts: str = SALE
    days: int | None = None
    months: int | None = None
    from_on: date | None = None
    until_on: date | None = None
    is_personal: bool = True
    is_transferable: bool = False
    kept_days: int | None = None
    earns: bool = True
    value_minor: int = 0
    value_bonus_minor: int = 0
    alone_minor: int = 0

    @property
    def uses(self) -> int:
        """How often it can be used, given ones included; 0 where they are not counted."""
        return self.paid_uses + self.gift_uses

    @property
    def is_pass(self) -> bool:
        """Whether it is used at the till."""
        return self.is_unlimited or self.uses > 0

    @property
    def is_by_day(self) -> bool:
        """Whether its price is earned by the day: it counts no uses and it ends."""
        return not self.uses and self.ends

    @property
    def ends(self) -> bool:
        """Whether it is good for some time only."""
        return bool(self.days or self.months or self.until_on)


def check(terms: Terms) -> Terms:
    """``terms`` themselves. Raises Invalid ``cards.terms_invalid`` for what cannot work, with the
    field that is wrong."""
    for field, wrong in _faults(terms):
        if wrong:
            raise errors.terms_invalid(field=field)
    return terms


def _faults(terms: Terms) -> Iterable[tuple[str, bool]]:
    counted = terms.paid_uses or terms.gift_uses
    yield "paid_uses", not 0 <= terms.paid_uses <= MOST_USES
    yield "gift_uses", not 0 <= terms.gift_uses <= MOST_USES
    yield "gift_uses", terms.gift_uses > 0 and not terms.paid_uses
    yield "is_unlimited", terms.is_unlimited and bool(counted)
    yield "discount_bp", not 0 <= terms.discount_bp <= BASIS
    yield "discount_bp", not (terms.is_pass or terms.discount_bp or terms.value_minor)
    yield from _faults_of_value(terms)
    yield "starts", terms.starts not in STARTS
    yield "starts", terms.starts == FIRST_USE and not terms.is_pass
    yield "days", terms.days is not None and not 1 <= terms.days <= MOST_DAYS
    yield "months", terms.months is not None and not 1 <= terms.months <= MOST_DAYS // 30
    yield "kept_days", terms.kept_days is not None and not 0 <= terms.kept_days <= MOST_DAYS
    yield "months", terms.days is not None and terms.months is not None
    yield "until_on", (terms.starts == DATES) != (terms.until_on is not None)
    yield "from_on", (terms.starts == DATES) != (terms.from_on is not None)
    yield "until_on", bool(terms.from_on and terms.until_on and terms.until_on < terms.from_on)
    yield "days", terms.starts == DATES and (terms.days or terms.months) is not None
    yield "days", (terms.is_unlimited or terms.starts == FIRST_USE) and not terms.ends


def _faults_of_value(terms: Terms) -> Iterable[tuple[str, bool]]:
    """Stored value does not end, so that a card of nothing else has no days; and a pass beside it
    has a price of its own, or the split would leave it none."""
    yield "value_minor", not 0 <= terms.value_minor <= MOST_MINOR
    yield "value_bonus_minor", not 0 <= terms.value_bonus_minor <= MOST_MINOR
    yield "alone_minor", not 0 <= terms.alone_minor <= MOST_MINOR
    yield "value_minor", not terms.value_minor and bool(terms.value_bonus_minor)
    yield "alone_minor", terms.value_minor > 0 and terms.is_pass and not terms.alone_minor
    alone = terms.value_minor > 0 and not (terms.is_pass or terms.discount_bp)
    yield "alone_minor", terms.alone_minor > 0 and (alone or not terms.value_minor)
    yield "days", alone and terms.ends


@dataclass(frozen=True, slots=True)
class Split:
    """What a card's price pays for: stored value, ``principal_minor`` with ``bonus_minor`` on top,
    and all the rest of the card."""

    rest_minor: int
    principal_minor: int = 0
    bonus_minor: int = 0


def split(terms: Terms, price_minor: int) -> Split:
    """Part a price between the stored value that a card brings and the rest of it, by what each
    would cost alone (domain handbook 5.15, relative price).

    Never more than its own value is paid for stored value; what of it the price does not pay is a
    bonus, as with a top-up (5.1), and is treated so whenever value is refunded.
    """
    if not terms.value_minor:
        return Split(price_minor)
    share = allocate(price_minor, [terms.value_minor, terms.alone_minor])[0]
    principal = min(share, terms.value_minor)
    bonus = terms.value_minor - principal + terms.value_bonus_minor
    return Split(price_minor - principal, principal, bonus)


def validity(terms: Terms, on: date) -> tuple[date | None, date | None]:
    """The first and last day of a card that begins on ``on``; None for a last day means never.

    N days are that day and the next N-1; N months end the day before the same day of that month,
    or with the month that has no such day.
    """
    if terms.starts == DATES:
        return terms.from_on, terms.until_on
    if terms.days:
        return on, on + timedelta(days=terms.days - 1)
    if terms.months:
        same = add_months(on, terms.months)
        return on, same if same.day < on.day else same - timedelta(days=1)
    return on, None


def lapses_on(terms: Terms, last: date | None) -> date | None:
    """The last day on which what is left is still kept; None for ever."""
    if last is None or terms.kept_days is None:
        return None
    return last + timedelta(days=terms.kept_days)


def per_use(price_minor: int, uses: int) -> int:
    """What one use is worth: the price over all uses, given ones included, half up to the fen
    (domain handbook 5.14: 2,000.00 for 10 and 2 is 166.67)."""
    return (2 * price_minor + uses) // (2 * uses) if uses else 0


def worth(*, price_minor: int, uses: int, left: int, deferred_minor: int, count: int) -> int:
    """What ``count`` of the ``left`` uses move to revenue: so many times a use's worth, and with
    the last use whatever is still deferred, so that all uses together come to the price.

    Raises ValueError for more than are left.
    """
    if not 0 < count <= left:
        raise ValueError(f"{count} of {left} uses")
    if count == left:
        return deferred_minor
    return min(count * per_use(price_minor, uses), deferred_minor)


def earned_by_day(*, spread_minor: int, first: date, last: date, through: date) -> int:
    """What of ``spread_minor``, spread evenly over the days from ``first`` to ``last``, is earned
    ``through`` a day: straight-line, and all of it on the last (domain handbook 5.14)."""
    days = (last - first).days + 1
    done = min(max((through - first).days + 1, 0), days)
    return spread_minor * done // days


def as_json(terms: Terms) -> dict[str, Any]:
    """Terms as they are kept."""
    kept = asdict(terms)
    days = {name: value.isoformat() for name, value in kept.items() if isinstance(value, date)}
    return kept | days


def from_json(kept: Mapping[str, Any]) -> Terms:
    """Terms from what was kept; what a later version adds takes its default."""
    known = {name: value for name, value in kept.items() if name in Terms.__dataclass_fields__}
    terms = Terms(**known)
    return replace(
        terms,
        group=_group(kept.get("group")),
        discount_group=_group(kept.get("discount_group")),
        from_on=_day(kept.get("from_on")),
        until_on=_day(kept.get("until_on")),
    )


def _group(kept: Mapping[str, Sequence[str]] | None) -> Group:
    if not kept:
        return Group()
    return Group(tuple(kept["sku_ids"]), tuple(kept["categories"]))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
