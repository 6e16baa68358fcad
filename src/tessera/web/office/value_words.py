"""Stored value in words: what a plan gives, and where each rule of the law comes from."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tessera.wallet.queries import PlanFacts
from tessera.wallet.rules import prepaid
from tessera.wallet.rules.topups import Gifts, PlanTerms
from tessera.web.kit import currency, formats

MODES = {
    prepaid.OFF: lazy("off"),
    prepaid.WARN: lazy("warns"),
    prepaid.BLOCK: lazy("blocks"),
}

UNITS = {"day": lazy("a day apart"), "week": lazy("a week apart"), "month": lazy("a month apart")}

MONEY, DAYS, YEARS, SHARE, NOTHING = "money", "days", "years", "share", ""

RULES: dict[str, tuple[Any, str, Any]] = {
    prepaid.MAX_REGISTERED: (
        lazy("Most on a registered card"),
        MONEY,
        lazy("Order on single-purpose cards: 5,000 on a card with a name, also after a top-up."),
    ),
    prepaid.MAX_BEARER: (
        lazy("Most on a card without a name"),
        MONEY,
        lazy("Order on single-purpose cards: 1,000."),
    ),
    prepaid.NAME_REGISTERED: (
        lazy("Real name for registered cards"),
        NOTHING,
        lazy("Order on single-purpose cards: see a document, and keep the name for five years."),
    ),
    prepaid.NAME_BEARER: (
        lazy("Real name for bearer cards, from"),
        MONEY,
        lazy("Order on single-purpose cards: from 10,000 at once."),
    ),
    prepaid.UNIT_FROM: (
        lazy("No cash from a firm, from"),
        MONEY,
        lazy("Order on single-purpose cards: a firm pays 5,000 and more by transfer."),
    ),
    prepaid.PERSON_FROM: (
        lazy("No cash from a person, from"),
        MONEY,
        lazy("Order on single-purpose cards: a person pays 50,000 and more by transfer."),
    ),
    prepaid.NO_EXPIRY: (
        lazy("Registered cards do not expire"),
        NOTHING,
        lazy("Order on single-purpose cards. Principal never ends here."),
    ),
    prepaid.BEARER_YEARS: (
        lazy("Bearer cards hold at least"),
        YEARS,
        lazy("Order on single-purpose cards: three years, then they are activated anew."),
    ),
    prepaid.BONUS_EXPIRY: (
        lazy("Bonus that expires"),
        NOTHING,
        lazy("Not in the law; authorities take it for an unfair term."),
    ),
    prepaid.CONTRACT: (
        lazy("Contract before the first top-up"),
        NOTHING,
        lazy("Regulation of 2024 on consumers, Art. 22: in writing; to download at any time."),
    ),
    prepaid.COOLING_OFF: (
        lazy("Withdrawal within"),
        DAYS,
        lazy("Supreme court, 2025 No. 4: all of the principal within seven days, if unused."),
    ),
    prepaid.SAME_NAME: (
        lazy("Pay out to an account of the same name"),
        NOTHING,
        lazy("Order on single-purpose cards, Art. 21."),
    ),
    prepaid.CASH_MAX: (
        lazy("Pay out in cash at most"),
        MONEY,
        lazy("Order on single-purpose cards, Art. 21: up to 100."),
    ),
    prepaid.RETENTION: (
        lazy("Keep records for"),
        YEARS,
        lazy("Order on single-purpose cards: at least five years."),
    ),
    prepaid.CUSTODY: (
        lazy("Share of the balance in custody"),
        SHARE,
        lazy(
            "Order on single-purpose cards: 20 % for large issuers, 30 % for groups, 40 % for brands."
        ),
    ),
    prepaid.CLOSING_NOTICE: (
        lazy("Notice before a store closes"),
        DAYS,
        lazy("Regulation of 2024 on consumers, Arts. 21 and 22: thirty days."),
    ),
}
"""By key: what the rule is called, what its figure is, and its source."""


def figure(unit: str, value: int) -> str:
    """A rule's figure as people read it."""
    if unit == MONEY:
        return _money(value)
    if unit == SHARE:
        return formats.percent(value)
    if unit == DAYS:
        return _("%(n)s days") % {"n": value}
    return _("%(n)s years") % {"n": value} if unit == YEARS else ""


def plan(facts: PlanFacts) -> list[str]:
    """What a plan gives, a sentence each."""
    terms = facts.terms
    told = [*_amounts(facts), *_gifts(terms.gives), *_shape(terms)]
    return told or [_("Gives nothing beside the money.")]


def _amounts(facts: PlanFacts) -> Iterator[str]:
    terms = facts.terms
    if terms.is_free:
        words = {"least": _money(terms.min_minor), "most": _money(terms.max_minor)}
        yield _("The member chooses from %(least)s to %(most)s.") % words
    if facts.bonus_minor:
        yield _("Bonus %(amount)s.") % {"amount": _money(facts.bonus_minor)}
    for tier in sorted(terms.tiers, key=lambda one: one.from_minor):
        words = {"start": _money(tier.from_minor), "amount": _money(tier.gives.bonus_minor)}
        yield _("From %(start)s on %(amount)s.") % words
    if terms.each_minor and terms.each_bonus_minor:
        words = {"each": _money(terms.each_minor), "amount": _money(terms.each_bonus_minor)}
        yield _("%(amount)s for each %(each)s.") % words
    if terms.percent_bp:
        yield _("%(share)s of what is paid.") % {"share": formats.percent(terms.percent_bp)}


def _gifts(gives: Gifts) -> Iterator[str]:
    if gives.points:
        yield _("%(n)s points.") % {"n": formats.count(gives.points)}
    if gives.coupon_count:
        yield _("%(n)s coupons.") % {"n": gives.coupon_count}
    if gives.goods_count:
        yield _("%(n)s pieces of goods.") % {"n": gives.goods_count}
    if gives.level_id:
        yield _("A level.")


def _shape(terms: PlanTerms) -> Iterator[str]:
    if terms.parts > 1:
        words = {"n": terms.parts, "unit": UNITS[terms.part_unit]}
        yield _("The bonus comes in %(n)s parts, %(unit)s.") % words
    if terms.first_only:
        yield _("For the first top-up only.")
    if terms.free_order_times:
        yield _("The bill is free from %(n)s times its amount.") % {"n": terms.free_order_times}
    if terms.valid_from:
        yield _("From %(day)s.") % {"day": formats.day(terms.valid_from)}
    if terms.valid_until:
        yield _("Through %(day)s.") % {"day": formats.day(terms.valid_until)}
    if terms.store_ids:
        yield _("In %(n)s stores.") % {"n": len(terms.store_ids)}
    if terms.level_ids:
        yield _("For %(n)s levels.") % {"n": len(terms.level_ids)}


def _money(minor: int) -> str:
    return formats.money(minor, currency.code())
