"""Sales of the past as the price engine wants them: what was sold, to whom, by which coupons."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tessera import pricing
from tessera.catalog import queries as catalog
from tessera.kernel.clock import clock_minute
from tessera.members import queries as members
from tessera.members.models import Member
from tessera.members.rules import birthdays_around
from tessera.offers import queries as offers
from tessera.org import queries as org
from tessera.platform import reads
from tessera.sales.models import Sale, SaleLine
from tessera.sales.rules.trying import COUPON, LEVEL, Sold, SoldLine, sold_item


@dataclass(frozen=True, slots=True)
class Buyers:
    """What promotions may ask about who bought, by member."""

    rows: dict[UUID, Member]
    tags: dict[UUID, frozenset[str]]
    birthdays: dict[UUID, tuple[date, ...]]
    bought: dict[UUID, list[tuple[datetime, date]]]


class Reader:
    """Reads the sales of one piece, each table once."""

    def __init__(self, sales: Sequence[Sale]) -> None:
        self._sales = sales
        self._lines: dict[UUID, list[SaleLine]] = {}
        for line in SaleLine.objects.filter(sale__in=sales).order_by("position"):
            self._lines.setdefault(line.sale_id, []).append(line)
        every = [line for lines in self._lines.values() for line in lines]
        ids = sorted({line.sku_id for line in every})
        found = reads.gather({"skus": catalog.select_skus(ids)}) if ids else {"skus": []}
        self._skus = catalog.skus_of(found["skus"], asked=(), also_inactive=True)
        self._coupons = offers.coupons_by_rule(
            {r["rule_id"] for line in every for r in line.reasons if r["kind"] == COUPON}
        )
        self._levels = {str(level.id): level for level in members.list_levels()}
        self._buyers = _buyers(sales)

    def sold(self, sale: Sale) -> Sold | None:
        """The sale to be priced again; None where an article or a coupon of it is gone."""
        lines = [_line(line, self._skus) for line in self._lines.get(sale.id, [])]
        reasons = [r for line in self._lines.get(sale.id, []) for r in line.reasons]
        used = dict.fromkeys(r["rule_id"] for r in reasons if r["kind"] == COUPON)
        if not lines or None in lines or any(rule_id not in self._coupons for rule_id in used):
            return None
        zone = org.get_store(sale.store_id).zone
        own_level = next((r["rule_id"] for r in reasons if r["kind"] == LEVEL), None)
        return Sold(
            lines=tuple(line for line in lines if line is not None),
            moment=pricing.Moment(sale.business_on, clock_minute(sale.at, zone=zone)),
            coupons=tuple(self._coupons[rule_id] for rule_id in used),
            members=tuple(self._members(sale, own_level)),
        )

    def _members(self, sale: Sale, own_level: str | None) -> Iterable[pricing.MemberFacts | None]:
        """Who bought, with the level that the sale tells of, else the present one; whose level came
        later had no discount of it then."""
        row = self._buyers.rows.get(sale.member_id) if sale.member_id else None
        if row is None:
            yield None
            return
        level = self._levels[own_level if own_level in self._levels else str(row.level_id)]
        for discount_bp in dict.fromkeys((level.discount_bp, 0)):
            yield self._facts(sale, row, level, discount_bp)

    def _facts(
        self, sale: Sale, row: Member, level: members.LevelFacts, discount_bp: int
    ) -> pricing.MemberFacts:
        known = self._buyers
        before = [day for at, day in known.bought.get(row.id, ()) if at < sale.at]
        return pricing.MemberFacts(
            level_id=str(level.id),
            level_name=level.name,
            discount_bp=discount_bp,
            points=0,
            tags=known.tags.get(row.id, frozenset()),
            joined_on=row.joined_on,
            birthdays=known.birthdays.get(row.id, ()),
            has_bought=bool(before),
            bought_on=tuple(before),
        )


def _line(line: SaleLine, skus: dict[UUID, catalog.SkuFacts]) -> SoldLine | None:
    if line.sku_id not in skus:
        return None
    item = catalog.pricing_item(skus[line.sku_id], (), UUID(int=0))
    return SoldLine(
        key=str(line.position),
        item=sold_item(
            item, tag_minor=line.unit_tag_minor, quantity=line.quantity, reasons=line.reasons
        ),
        quantity=line.quantity,
        net_minor=line.net_minor,
    )


def _buyers(sales: Sequence[Sale]) -> Buyers:
    ids = {sale.member_id for sale in sales if sale.member_id}
    if not ids:
        return Buyers({}, {}, {}, {})
    day = max(sale.business_on for sale in sales)
    own = Sale.objects.filter(member__in=ids)
    bought: dict[UUID, list[tuple[datetime, date]]] = {}
    for member_id, at, on in own.values_list("member_id", "at", "business_on"):
        if member_id is not None:
            bought.setdefault(member_id, []).append((at, on))
    return Buyers(
        rows={row.id: row for row in Member.objects.filter(id__in=ids)},
        tags={
            member_id: frozenset(str(tag.tag_id) for tag in tags)
            for member_id, tags in members.tags_of(ids).items()
        },
        birthdays={
            member_id: birthdays_around(born, day)
            for member_id, born in members.birthdays_of(ids).items()
        },
        bought=bought,
    )
