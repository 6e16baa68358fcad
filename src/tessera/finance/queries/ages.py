"""How old what is owed is, by the lots that are left: who issued them, when, and until when they count."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import (
    Case,
    Count,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Sum,
    Value,
    When,
)

from tessera.finance.models import AgeSum
from tessera.finance.rules import ages, columns
from tessera.kernel.clock import day_period
from tessera.ledger.models import Account, Lot
from tessera.sales.models import Allowance
from tessera.wallet.models import Freeze, HeldCard
from tessera.wallet.places import CARD_DEFERRED, CARD_USES

FRESH = timedelta(hours=2)
"""What was looked at longer ago is looked at again by who asks: the worker comes every hour."""


CARDS = (CARD_USES, CARD_DEFERRED)
"""What is held on cards, and in no lots."""


@dataclass(frozen=True, slots=True)
class Aged:
    """What is left in lots, or on cards, of one band, in a store that issued them."""

    store_id: UUID | None
    kind: str
    age: int
    expiry: int
    amount: int
    lots: int


@dataclass(frozen=True, slots=True)
class Ages:
    """What was left, and when that was looked at."""

    as_of: datetime
    sums: tuple[Aged, ...]


def get_ages(*, at: datetime, today: date, zone: str) -> Ages:
    """What the worker found within the last hours; else what the lots say now."""
    kept = [
        (row.as_of, Aged(row.store_id, row.kind, row.age, row.expiry, row.amount, row.lots))
        for row in AgeSum.objects.all()
    ]
    if kept and at - kept[0][0] <= FRESH:
        return Ages(kept[0][0], tuple(one for _, one in kept))
    return read_ages(at=at, today=today, zone=zone)


def read_ages(*, at: datetime, today: date, zone: str) -> Ages:
    """What the lots and the cards say now; ``today`` is the business day, ``zone`` the clock by which
    days are counted. All of them are looked at."""
    return Ages(at, (*_lots(today, zone), *_taken(today, zone), *_cards(today)))


def _lots(today: date, zone: str) -> Iterator[Aged]:
    own = Lot.objects.filter(remaining__gt=0, account__kind__in=tuple(columns.HELD))
    found = (
        own.annotate(age=_age(today, zone), expiry=_expiry(today))
        .order_by()
        .values_list("store_id", "account__kind", "age", "expiry")
        .annotate(amount=Sum("remaining"), lots=Count("pk"))
    )
    return (Aged(*row) for row in found)


def _taken(today: date, zone: str) -> Iterator[Aged]:
    """What is frozen, or set aside for a till: taken out of lots that it goes back to, and as old as
    these. A credit counts here only where nothing of it is left free."""
    freezes = Freeze.objects.filter(released_at=None).values_list("id", flat=True)
    limits = Allowance.objects.filter(ended_at=None).values_list("id", flat=True)
    for documents, kinds, places in (
        (freezes, ("freeze",), columns.FROZEN),
        (limits, ("set_aside", "set_aside_back"), columns.ASIDE),
    ):
        own = Lot.objects.filter(
            changes__entry__kind__in=kinds, changes__entry__document_id__in=documents
        )
        found = (
            own.annotate(age=_age(today, zone), expiry=_expiry(today))
            .order_by()
            .values_list("store_id", "account__kind", "age", "expiry")
            .annotate(
                amount=-Sum("changes__amount"),
                lots=Count("pk", filter=Q(remaining=0), distinct=True),
            )
        )
        for store_id, kind, age, expiry, amount, lots in found:
            yield Aged(store_id, places[kind], age, expiry, amount, lots)


def _cards(today: date) -> Iterator[Aged]:
    """Uses that are left on cards, and the money in them: as old as the card, and ending with it."""
    held = Account.objects.filter(balance__gt=0, kind__in=CARDS)
    card = HeldCard.objects.filter(id=OuterRef("owner"))
    known = held.annotate(
        store=Subquery(card.values("store_id")),
        sold_on=Subquery(card.values("sold_on")),
        ends_on=Subquery(card.values("ends_on")),
    )
    found = (
        known.annotate(age=_card_age(today), expiry=_expiry(today, "ends_on"))
        .order_by()
        .values_list("store", "kind", "age", "expiry")
        .annotate(amount=Sum("balance"), cards=Count("pk"))
    )
    return (Aged(*row) for row in found)


def _card_age(today: date) -> Case:
    """The band of the day on which a card was sold, as ``rules.ages.age_band`` says."""
    whens = [
        When(sold_on__lte=today - timedelta(days=edge), then=Value(place))
        for place, edge in reversed(list(enumerate(ages.EDGES)))
        if place
    ]
    return Case(*whens, default=Value(0), output_field=IntegerField())


def _age(today: date, zone: str) -> Case:
    """The band of a lot's earning, as ``rules.ages.age_band`` says."""
    whens = [
        When(
            earned_at__lt=day_period(today - timedelta(days=edge - 1), zone=zone).start,
            then=Value(place),
        )
        for place, edge in reversed(list(enumerate(ages.EDGES)))
        if place
    ]
    return Case(*whens, default=Value(0), output_field=IntegerField())


def _expiry(today: date, last_on: str = "expires_on") -> Case:
    """The band of the days that are left through ``last_on``, as ``rules.ages.expiry_band`` says."""
    whens = [
        When(Q(**{f"{last_on}__gte": today + timedelta(days=edge)}), then=Value(place))
        for place, edge in reversed(list(enumerate(ages.EDGES)))
        if place
    ]
    never = When(**{last_on: None}, then=Value(ages.NEVER))
    return Case(never, *whens, default=Value(0), output_field=IntegerField())
