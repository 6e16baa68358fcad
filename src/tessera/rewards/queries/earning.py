"""The programme and the rules of earning that count now, what sales earned and would earn."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from tessera import pricing
from tessera.catalog import queries as catalog
from tessera.members import queries as members
from tessera.org import queries as org
from tessera.platform import reads, versions
from tessera.platform.reads import Found, Select
from tessera.rewards import errors
from tessera.rewards.models import Earning, EarnRule, ExtraRule
from tessera.rewards.queries.ladder import ladder_of
from tessera.rewards.rules import (
    Conditions,
    EarnFacts,
    Rule,
    SaleFacts,
    Slot,
    SoldLine,
    earning,
    explain,
    points_factor,
)
from tessera.wallet.queries import kinds
from tessera.wallet.queries import rates as card_rates


@dataclass(frozen=True, slots=True)
class ExtraView:
    """A rule beside the base one in its newest version; ``conditions`` as they are kept."""

    rule_id: UUID
    version: int
    name: str
    kind: str
    points: int
    minor_per_point: int
    factor_bp: int
    conditions: Mapping[str, Any]
    is_on: bool


@dataclass(frozen=True, slots=True)
class EarnBook:
    """The programme and the rules that are on, and what they need to know of a sale."""

    programme: EarnFacts
    rules: tuple[Rule, ...] = ()

    @property
    def asks_for_visits(self) -> bool:
        """Whether something is given once a visit."""
        return any(rule.kind == earning.PER_VISIT for rule in self.rules)

    @property
    def asks_for_lines(self) -> bool:
        """Whether a rule looks at what is bought."""
        parts = [rule.conditions for rule in self.rules]
        return any(one.categories or one.products or one.skus for one in parts)

    @property
    def asks_for_tags(self) -> bool:
        """Whether a rule looks at the member's tags."""
        return any(rule.conditions.tags for rule in self.rules)

    @property
    def asks_for_time(self) -> bool:
        """Whether a rule looks at the clock."""
        return any(rule.conditions.slots for rule in self.rules)


def _load_programme() -> EarnFacts:
    row = EarnRule.objects.order_by("-version").first()
    if row is None:
        return EarnFacts()
    return EarnFacts(**{name: getattr(row, name) for name in EarnFacts.__dataclass_fields__})


def _load() -> EarnBook:
    newest = [row for row in list_extra_rules() if row.is_on]
    return EarnBook(_load_programme(), tuple(rule_of(row) for row in newest))


earn_rule: versions.Cached[EarnFacts] = versions.Cached("rewards", _load_programme)
"""The current programme, kept in the process by the version ``rewards``."""

earn_book: versions.Cached[EarnBook] = versions.Cached("rewards", _load)
"""The programme with all rules, likewise."""


def list_extra_rules() -> list[ExtraView]:
    """The newest version of every rule beside the base one, those that are off as well."""
    newest: dict[UUID, ExtraRule] = {}
    for row in ExtraRule.objects.order_by("version", "id"):
        newest[row.rule_id] = row
    return [_view(row) for row in sorted(newest.values(), key=lambda row: row.rule_id)]


def _view(row: ExtraRule) -> ExtraView:
    return ExtraView(**{name: getattr(row, name) for name in ExtraView.__dataclass_fields__})


def get_extra_rule(rule_id: UUID) -> ExtraView:
    """A rule in its newest version. Raises NotFound ``rewards.rule_not_found``."""
    found = ExtraRule.objects.filter(rule_id=rule_id).order_by("-version").first()
    if found is None:
        raise errors.rule_not_found()
    return _view(found)


def rule_of(row: ExtraView) -> Rule:
    """A rule as the pure rules take it."""
    return Rule(
        id=str(row.rule_id),
        version=row.version,
        name=row.name,
        kind=row.kind,
        points=row.points,
        minor_per_point=row.minor_per_point,
        factor_bp=row.factor_bp,
        conditions=conditions_of(row.conditions),
    )


def conditions_of(kept: Mapping[str, Any]) -> Conditions:
    """Conditions from the JSON that a rule keeps."""

    def day(name: str) -> date | None:
        return date.fromisoformat(kept[name]) if kept.get(name) else None

    return Conditions(
        stores=frozenset(kept.get("stores", ())),
        levels=frozenset(kept.get("levels", ())),
        weekdays=frozenset(kept.get("weekdays", ())),
        slots=tuple(
            Slot(time.fromisoformat(start), time.fromisoformat(end))
            for start, end in kept.get("slots", ())
        ),
        birthday=kept.get("birthday", ""),
        first_on=day("first_on"),
        last_on=day("last_on"),
        categories=frozenset(kept.get("categories", ())),
        products=frozenset(kept.get("products", ())),
        skus=frozenset(kept.get("skus", ())),
        tags=frozenset(kept.get("tags", ())),
    )


def select_visits(member_id: UUID, on: date) -> Select | None:
    """The part of a gathered read for the stores that gave a member something for coming on the
    business day ``on``; nothing is read where no rule gives that."""
    book = earn_book.peek()
    if book is None or not book.asks_for_visits:
        return None
    return Select(
        "SELECT store_id FROM rewards_visit WHERE member_id = {member} AND business_on = {day}",
        {"member": member_id, "day": on.isoformat()},
    )


def select_tags(member_id: UUID, on: date) -> Select | None:
    """The part of a gathered read for a member's tags; nothing is read where no rule asks for any."""
    del on
    book = earn_book.peek()
    if book is None or not book.asks_for_tags:
        return None
    return members.select_tags(member_id)


def tags_of(found: Found) -> frozenset[str]:
    """The ids of the tags that ``select_tags`` read."""
    return frozenset(str(UUID(row["tag_id"])) for row in found)


def has_visited(found: Found, store_id: UUID) -> bool:
    """Whether ``store_id`` is among what ``select_visits`` read."""
    return any(UUID(row["store_id"]) == store_id for row in found)


def wall_clock(store_id: UUID, at: datetime) -> time:
    """The time on the wall of a store."""
    return at.astimezone(ZoneInfo(org.known().store(store_id).zone)).time()


def find_earning(sale_id: UUID) -> Earning | None:
    """What a sale earned, if anything."""
    return Earning.objects.filter(sale_id=sale_id).select_related("sale").first()


@dataclass(frozen=True, slots=True)
class Why:
    """What one rule gives to a whole cart. ``rule_id`` may be ``base`` or ``level``."""

    rule_id: str
    name: str
    points: int
    factor_bp: int | None = None


@dataclass(frozen=True, slots=True)
class Promised:
    """What a cart would earn, and why."""

    points: int = 0
    reasons: tuple[Why, ...] = ()


def points_to_earn(
    quoted: pricing.Quote, *, member_id: UUID | None, store_id: UUID, at: datetime, on: date
) -> Promised:
    """What a quoted cart would earn a member in a store on the business day ``on``, if nothing of
    it were paid by bonus; nothing without a member. By the function that the sale uses."""
    if member_id is None:
        return Promised()
    current = versions.current()
    book = earn_book.get(current)
    found = reads.gather(_asked(quoted, book, member_id, on))
    member = members.member_of(found["member"])
    rung = ladder_of(current).rung(member.level_id)
    sale = SaleFacts(
        lines=_lines(quoted, found.get("skus", []), found.get("rates", []), on),
        on=on,
        clock=wall_clock(store_id, at),
        store_id=str(store_id),
        level_id=str(member.level_id),
        level_bp=points_factor(rung.benefits, birthday=member.birthday, on=on),
        birthday=member.birthday,
        tags=tags_of(found.get("tags", [])),
        visited=has_visited(found.get("visits", []), store_id),
        earns=member.earns_points,
    )
    return promised(explain(book.programme, book.rules, sale))


def preview(
    *,
    amount_minor: int,
    quantity: int,
    category: str,
    level_id: UUID,
    store_id: UUID,
    on: date,
    clock: time,
    is_birthday: bool,
) -> Promised:
    """What so many pieces of a category for ``amount_minor`` in all would earn a member of a level
    there and then, and why: as a sale would, by the same function."""
    current = versions.current()
    book = earn_book.get(current)
    rung = ladder_of(current).rung(level_id)
    birthday = on if is_birthday else None
    sale = SaleFacts(
        lines=[SoldLine("goods", quantity, amount_minor, style=category, category=category)],
        on=on,
        clock=clock,
        store_id=str(store_id),
        level_id=str(level_id),
        level_bp=points_factor(rung.benefits, birthday=birthday, on=on),
        birthday=birthday,
    )
    return promised(explain(book.programme, book.rules, sale))


def _asked(quoted: pricing.Quote, book: EarnBook, member_id: UUID, on: date) -> dict[str, Select]:
    asked = {"member": members.select_member(member_id)}
    if book.asks_for_lines:
        asked["skus"] = catalog.select_skus(sorted({_sku(line) for line in quoted.lines}))
    if visits := select_visits(member_id, on):
        asked["visits"] = visits
    if tags := select_tags(member_id, on):
        asked["tags"] = tags
    if kinds.may_discount():
        asked["rates"] = card_rates.select_rates(member_id)
    return asked


def _sku(line: pricing.QuoteLine) -> UUID:
    """An overridden price makes an item of its own, ``SKU@price``."""
    return UUID(line.sku_id.partition("@")[0])


def _lines(quoted: pricing.Quote, found: Found, rates: Found, on: date) -> list[SoldLine]:
    silent = card_rates.silent_of(card_rates.rates_of(rates, on))
    known = catalog.skus_of(found, asked=[_sku(line) for line in quoted.lines]) if found else {}
    lines = []
    for position, line in enumerate(quoted.lines):
        sku = known.get(_sku(line))
        style, category = (sku.style, sku.category) if sku else ("", "")
        lines.append(
            SoldLine(
                line.kind,
                line.quantity,
                line.paid_minor,
                position,
                str(_sku(line)),
                style,
                category,
                not card_rates.lowers(line, silent),
            )
        )
    return lines


def promised(earned: earning.Earned) -> Promised:
    """The reasons of all lines together, in the order in which rules count."""
    sums: dict[str, Why] = {}
    for line in earned.lines:
        for gave in line.reasons:
            so_far = sums[gave.rule_id].points if gave.rule_id in sums else 0
            sums[gave.rule_id] = Why(gave.rule_id, gave.name, so_far + gave.points, gave.factor_bp)
    return Promised(earned.points, tuple(why for why in sums.values() if why.points))
