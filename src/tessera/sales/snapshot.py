"""What a till needs to price without its server: the book, and the facts about members.

The goods are the catalog's own. What only a live promotion asks about a member is told only while
one does (law 10).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models.functions import Coalesce

from tessera import pricing
from tessera.kernel import ids
from tessera.kernel.actor import Actor
from tessera.kernel.clock import business_day
from tessera.kernel.money import exponent_of
from tessera.members import queries as members
from tessera.members.queries import snapshot as known
from tessera.offers import queries as offers
from tessera.offers.queries import limits
from tessera.org import queries as org
from tessera.platform import reads, versions
from tessera.platform.reads import Found, Select
from tessera.pricing import codec
from tessera.sales import permissions
from tessera.sales.asked import MOST_SALES
from tessera.sales.models import Sale
from tessera.wallet import queries as wallet
from tessera.wallet.queries import kinds
from tessera.wallet.queries import rates as card_rates


@dataclass(frozen=True, slots=True)
class BookSheet:
    """A book without goods, coupons or a member, as ``pricing.desk`` reads one; ``levels`` as they
    are now, ``per_member`` how often one member may have a promotion."""

    book: dict[str, Any]
    per_member: dict[str, int]
    levels: tuple[members.LevelFacts, ...]


@dataclass(frozen=True, slots=True)
class FactSheet:
    """What prices depend on about one member, and how often they had what is limited for one."""

    facts: pricing.MemberFacts
    used: Mapping[str, int] = field(default_factory=dict)


def get_book(*, actor: Actor, at: datetime, store_id: UUID) -> BookSheet:
    """The book of a store at ``at``. Raises Forbidden."""
    actor.require(permissions.QUOTE, store_id)
    store, currency = org.get_store(store_id), org.get_brand().currency
    current, day = versions.current(), _day(store, at)
    policy, wants = offers.price_policy.get(current), offers.wants(current)
    place = offers.Place(store_id, day, None)
    promotions = offers.promotions_for(store_id, current, day)
    if wants.limited:
        asked = {"counts": offers.select_counts([key for key, _ in wants.limited], place)}
        counts = offers.counts_of(reads.gather(asked)["counts"])
        promotions = offers.with_left(promotions, wants, counts, place)
    book = pricing.Book(
        version=current.get("offers", "-"),
        currency=currency,
        items={},
        promotions=promotions,
        points=wallet.points_rule.get(current),
        level_discount_combines=policy.level_discount_combines,
        rounding=policy.rounding,
        exponent=exponent_of(currency),
    )
    return BookSheet(codec.to_dict(book), _per_member(wants), members.list_levels(current))


def facts_of(
    found: Sequence[known.KnownMember], *, at: datetime, store_id: UUID
) -> dict[UUID, FactSheet]:
    """The facts about these members on the business day of ``at``: one read, however many.

    Without their points, which are nobody's to spend who cannot ask the server.
    """
    if not found:
        return {}
    current, day = versions.current(), _day(org.get_store(store_id), at)
    wants, member_ids = offers.wants(current), [one.id for one in found]
    has_rates = kinds.card_kinds.get(current).has_discounts
    selects = _selects(wants, member_ids, day, has_rates=has_rates)
    seen = reads.gather(selects) if selects else {}
    tags = known.tags_by_member(seen.get("tags", []))
    birthdays = known.birthdays_by_member(seen.get("birthdays", []), day)
    bought = _days_by_member(seen.get("bought", []))
    before = {ids.parse_uuid(row["member_id"]) for row in seen.get("before", [])}
    rates = _rows_by_member(seen.get("rates", []))
    used = limits.uses_by_member(seen.get("used", []))
    return {
        one.id: FactSheet(
            pricing.MemberFacts(
                level_id=str(one.level_id),
                level_name=one.level_name,
                discount_bp=one.discount_bp,
                points=0,
                cards=card_rates.rates_of(rates.get(one.id, []), day),
                tags=tags.get(one.id, frozenset()),
                joined_on=one.joined_on,
                birthdays=birthdays.get(one.id, ()),
                has_bought=one.id in before,
                bought_on=bought.get(one.id, ()),
            ),
            used.get(one.id, {}),
        )
        for one in found
    }


def bought_since(since: datetime, *, most: int) -> list[UUID]:
    """Who bought since, at most so many members."""
    rows = Sale.objects.filter(at__gte=since, member__isnull=False).order_by()
    bought = rows.values_list(Coalesce("member__merged_into_id", "member_id"), flat=True)
    return list(bought.distinct()[:most])


def _day(store: org.StoreFacts, at: datetime) -> date:
    return business_day(at, zone=store.zone, cutover_hour=store.cutover_hour)


def _per_member(wants: offers.Wants) -> dict[str, int]:
    return {
        str(key): told.uses_per_member
        for key, told in wants.limited
        if told.uses_per_member is not None
    }


def _selects(
    wants: offers.Wants, member_ids: list[UUID], day: date, *, has_rates: bool
) -> dict[str, Select]:
    """Only what some promotion asks, or some card may give."""
    limited = [UUID(key) for key in _per_member(wants)]
    since = day - timedelta(days=max(wants.bought_days - 1, 0))
    asked = {
        "tags": wants.tags and known.select_tags_of(member_ids),
        "birthdays": wants.birthday and known.select_birthdays_of(member_ids),
        "before": wants.first_purchase and _select_buyers(member_ids),
        "bought": wants.bought_days and _select_bought(member_ids, since),
        "rates": has_rates and card_rates.select_rates_of(member_ids),
        "used": limited and limits.select_uses_of(limited, member_ids),
    }
    return {name: select for name, select in asked.items() if isinstance(select, Select)}


def _select_buyers(member_ids: list[UUID]) -> Select:
    return Select(
        "SELECT member_id FROM sales_buyer WHERE first_on IS NOT NULL AND member_id IN {members}",
        {"members": member_ids},
    )


def _select_bought(member_ids: list[UUID], since: date) -> Select:
    """As ``sales.asked`` has it for one member."""
    return Select(
        "SELECT coalesce(m.merged_into_id, m.id) AS member_id, s.business_on AS day"
        " FROM sales_sale s JOIN members_member m ON m.id = s.member_id"
        " WHERE s.business_on >= {since} AND (m.id IN {members} OR m.merged_into_id IN {members})"
        " AND EXISTS (SELECT 1 FROM sales_saleline l"
        " WHERE l.sale_id = s.id AND l.kind NOT IN ('topup', 'gift'))"
        " ORDER BY s.business_on DESC",
        {"since": since.isoformat(), "members": member_ids},
    )


def _rows_by_member(found: Found) -> dict[UUID, Found]:
    rows: dict[UUID, Found] = {}
    for row in found:
        rows.setdefault(ids.parse_uuid(row["member_id"]), []).append(row)
    return rows


def _days_by_member(found: Found) -> dict[UUID, tuple[date, ...]]:
    return {
        key: tuple(date.fromisoformat(row["day"]) for row in rows[:MOST_SALES])
        for key, rows in _rows_by_member(found).items()
    }
