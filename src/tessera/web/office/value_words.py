"""Stored value in words: what a plan gives, and where each rule of the law comes from."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tessera.wallet import rules
from tessera.wallet.queries import PlanFacts
from tessera.wallet.rules import prepaid
from tessera.wallet.rules.topups import Gifts, PlanTerms
from tessera.web.kit import currency, formats

MODES = {
    prepaid.OFF: _("off"),
    prepaid.WARN: _("warns"),
    prepaid.BLOCK: _("blocks"),
}

PROFILES = {
    "cn-default": _("The usual rules"),
    "cn-strict": _("The strictest rules"),
    "none": _("No rules"),
}
"""The sets of rules of the law that one may begin with."""

ORDERS: dict[str, tuple[Any, Any]] = {
    rules.PROPORTIONAL: (
        _("Both in proportion"),
        _(
            "Each payment takes money and bonus of a top-up in the ratio in which they were put on."
            " What is left is what the court would pay back if the cause were yours."
        ),
    ),
    rules.BONUS_FIRST: (
        _("Bonus first"),
        _(
            "The bonus is used up before any money that the member paid in. Kindest to the member:"
            " whoever leaves early gets the most back."
        ),
    ),
    rules.PRINCIPAL_FIRST: (
        _("Paid-in money first"),
        _(
            "What the member paid in goes first, the bonus last. What is left is what the court would"
            " pay back by the member's own wish; a contract may not be harder than that."
        ),
    ),
}
"""Each order of consumption (domain handbook 5.2): its name, and what it means for whom."""

UNITS = {"day": _("a day apart"), "week": _("a week apart"), "month": _("a month apart")}

MONEY, DAYS, YEARS, SHARE, NOTHING = "money", "days", "years", "share", ""

RULES: dict[str, tuple[Any, str, Any]] = {
    prepaid.MAX_REGISTERED: (
        _("Most on a registered card"),
        MONEY,
        _("Order on single-purpose cards: 5,000 on a card with a name, also after a top-up."),
    ),
    prepaid.MAX_BEARER: (
        _("Most on a card without a name"),
        MONEY,
        _("Order on single-purpose cards: 1,000."),
    ),
    prepaid.NAME_REGISTERED: (
        _("Real name for registered cards"),
        NOTHING,
        _("Order on single-purpose cards: see a document, and keep the name for five years."),
    ),
    prepaid.NAME_BEARER: (
        _("Real name for bearer cards, from"),
        MONEY,
        _("Order on single-purpose cards: from 10,000 at once."),
    ),
    prepaid.UNIT_FROM: (
        _("No cash from a firm, from"),
        MONEY,
        _(
            "Order on single-purpose cards: a firm pays 5,000 and more by transfer, and the account that pays is noted."
        ),
    ),
    prepaid.PERSON_FROM: (
        _("No cash from a person, from"),
        MONEY,
        _(
            "Order on single-purpose cards: a person pays 50,000 and more by transfer, and the account that pays is noted."
        ),
    ),
    prepaid.NO_EXPIRY: (
        _("Registered cards do not expire"),
        NOTHING,
        _(
            "Order on single-purpose cards. Principal never ends here, and no kind of card keeps what"
            " was paid for it."
        ),
    ),
    prepaid.BEARER_YEARS: (
        _("Bearer cards hold at least"),
        YEARS,
        _("Order on single-purpose cards: three years, then they are activated anew."),
    ),
    prepaid.BONUS_EXPIRY: (
        _("Bonus that expires"),
        NOTHING,
        _(
            "Not in the law; authorities take it for an unfair term. Looked at where points are"
            " exchanged for bonus, and where bonus is given by hand."
        ),
    ),
    prepaid.CONTRACT: (
        _("Contract before anything prepaid"),
        NOTHING,
        _("Regulation of 2024 on consumers, Art. 22: in writing; to download at any time."),
    ),
    prepaid.COOLING_OFF: (
        _("Withdrawal within"),
        DAYS,
        _(
            "Supreme court, 2025 No. 4: all of the principal within seven days, if unused; not for who"
            " had the same goods before."
        ),
    ),
    prepaid.SAME_NAME: (
        _("Pay out to an account of the same name"),
        NOTHING,
        _("Order on single-purpose cards, Art. 21."),
    ),
    prepaid.CASH_MAX: (
        _("Pay out in cash at most"),
        MONEY,
        _("Order on single-purpose cards, Art. 21: up to 100."),
    ),
    prepaid.RETENTION: (
        _("Keep records for"),
        YEARS,
        _(
            "Order on single-purpose cards: at least five years after the last movement. Real names"
            " of those who left, and who bought without a card, are forgotten then."
        ),
    ),
    prepaid.CUSTODY: (
        _("Share of the balance in custody"),
        SHARE,
        _(
            "Order on single-purpose cards: 20 percent for large issuers, 30 for groups, 40 for brands."
        ),
    ),
    prepaid.CLOSING_NOTICE: (
        _("Notice before a store closes"),
        DAYS,
        _("Regulation of 2024 on consumers, Arts. 21 and 22: thirty days."),
    ),
}
"""By key: what the rule is called, what its figure is, and its source."""


def warning(key: str) -> str:
    """What somebody is told who did what a rule of the law only warns of."""
    name, _unit, source = RULES[key]
    told = {"rule": name, "source": source}
    return gettext("Done, but the law's profile warns of it. %(rule)s: %(source)s") % told


def profile(name: str) -> str:
    """The name of a version of the rules; what the brand called it is its own."""
    return str(PROFILES.get(name, name))


def figure(unit: str, value: int) -> str:
    """A rule's figure as people read it."""
    if unit == MONEY:
        return _money(value)
    if unit == SHARE:
        return formats.percent(value)
    if unit == DAYS:
        return gettext("%(n)s days") % {"n": value}
    return gettext("%(n)s years") % {"n": value} if unit == YEARS else ""


def plan(facts: PlanFacts) -> list[str]:
    """What a plan gives, a sentence each."""
    terms = facts.terms
    told = [*_amounts(facts), *_gifts(terms.gives), *_shape(terms)]
    return told or [gettext("Gives nothing beside the money.")]


def _amounts(facts: PlanFacts) -> Iterator[str]:
    terms = facts.terms
    if terms.is_free:
        words = {"least": _money(terms.min_minor), "most": _money(terms.max_minor)}
        yield gettext("The member chooses from %(least)s to %(most)s.") % words
    if facts.bonus_minor:
        yield gettext("Bonus %(amount)s.") % {"amount": _money(facts.bonus_minor)}
    for tier in sorted(terms.tiers, key=lambda one: one.from_minor):
        words = {"start": _money(tier.from_minor), "amount": _money(tier.gives.bonus_minor)}
        yield gettext("From %(start)s on %(amount)s.") % words
    if terms.each_minor and terms.each_bonus_minor:
        words = {"each": _money(terms.each_minor), "amount": _money(terms.each_bonus_minor)}
        yield gettext("%(amount)s for each %(each)s.") % words
    if terms.percent_bp:
        yield gettext("%(share)s of what is paid.") % {"share": formats.percent(terms.percent_bp)}


def _gifts(gives: Gifts) -> Iterator[str]:
    if gives.points:
        yield gettext("%(n)s points.") % {"n": formats.count(gives.points)}
    if gives.coupon_count:
        yield gettext("%(n)s coupons.") % {"n": gives.coupon_count}
    if gives.goods_count:
        yield gettext("%(n)s pieces of goods.") % {"n": gives.goods_count}
    if gives.level_id:
        yield gettext("A level.")


def _shape(terms: PlanTerms) -> Iterator[str]:
    if terms.parts > 1:
        words = {"n": terms.parts, "unit": UNITS[terms.part_unit]}
        yield gettext("The bonus comes in %(n)s parts, %(unit)s.") % words
    if terms.first_only:
        yield gettext("For the first top-up only.")
    if terms.free_order_times:
        yield gettext("The bill is free from %(n)s times its amount.") % {
            "n": terms.free_order_times
        }
    if terms.valid_from:
        yield gettext("From %(day)s.") % {"day": formats.day(terms.valid_from)}
    if terms.valid_until:
        yield gettext("Through %(day)s.") % {"day": formats.day(terms.valid_until)}
    if terms.store_ids:
        yield gettext("In %(n)s stores.") % {"n": len(terms.store_ids)}
    if terms.level_ids:
        yield gettext("For %(n)s levels.") % {"n": len(terms.level_ids)}


def _money(minor: int) -> str:
    return formats.money(minor, currency.code())
