"""What a member's cards take off, as the price engine wants it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from tessera import pricing
from tessera.platform.reads import Found, Select
from tessera.wallet.rules import cards as rules


def select_rates(member_id: UUID) -> Select:
    """The part of a gathered read for the discounts of a member's cards."""
    return Select(
        "SELECT c.id, k.name, c.terms, c.kind_version, c.starts_on, c.ends_on"
        " FROM wallet_heldcard c JOIN wallet_cardkind k ON k.id = c.kind_id"
        " WHERE c.member_id = {member} AND c.state = 'active' AND c.discount_bp > 0",
        {"member": member_id},
    )


def select_rates_of(member_ids: Sequence[UUID]) -> Select:
    """The same of several members, each row with its ``member_id``."""
    return Select(
        "SELECT c.member_id, c.id, k.name, c.terms, c.kind_version, c.starts_on, c.ends_on"
        " FROM wallet_heldcard c JOIN wallet_cardkind k ON k.id = c.kind_id"
        " WHERE c.member_id IN {members} AND c.state = 'active' AND c.discount_bp > 0",
        {"members": list(member_ids)},
    )


def rates_of(found: Found, day: date) -> tuple[pricing.CardRate, ...]:
    """The discounts that hold on ``day``, from what ``select_rates`` read, by card."""
    rates = [_rate(row) for row in found if _holds(row, day)]
    return tuple(sorted(rates, key=lambda rate: rate.rule_id))


def _holds(row: Mapping[str, Any], day: date) -> bool:
    first, last = row["starts_on"], row["ends_on"]
    return bool(first) and first <= day.isoformat() <= (last or day.isoformat())


def _rate(row: Mapping[str, Any]) -> pricing.CardRate:
    kept = row["terms"]
    terms = rules.from_json(json.loads(kept) if isinstance(kept, str) else kept)
    return pricing.CardRate(
        rule_id=str(UUID(row["id"])),
        name=row["name"],
        discount_bp=terms.discount_bp,
        version=row["kind_version"],
        categories=frozenset(terms.discount_group.categories),
        sku_ids=frozenset(terms.discount_group.sku_ids),
        earns=terms.earns,
    )


def silent_of(rates: Iterable[pricing.CardRate]) -> frozenset[str]:
    """The cards, as prices name them, on whose goods nothing is earned."""
    return frozenset(rate.rule_id for rate in rates if not rate.earns)


def lowers(line: pricing.QuoteLine, cards: frozenset[str]) -> bool:
    """Whether one of ``cards`` counts for the line."""
    return bool(cards) and any(reason.rule_id in cards for reason in line.reasons)
