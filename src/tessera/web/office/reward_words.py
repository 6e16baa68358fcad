"""Levels and referral in words."""

from collections.abc import Iterator

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from tessera.rewards.queries.why import Step
from tessera.rewards.rules.ladder import Rung
from tessera.rewards.rules.levels import Gap
from tessera.rewards.rules.referral import Program
from tessera.web.kit import currency, formats
from tessera.web.office.words import Words

WINDOWS: Words = {
    "months": _("in the last months"),
    "since_level": _("since the present level began"),
    "calendar_year": _("in the calendar year"),
}

FALLS: Words = {
    "one": _("one level down"),
    "met": _("to the level that is still deserved"),
}

UNITS: Words = {"points": _("Points"), "bonus": _("Stored value")}

HOLDS: Words = {
    "self": _("the same person"),
    "circle": _("a circle of members who bring each other"),
    "staff": _("somebody who works here"),
    "card": _("the same payment card within a day"),
    "device": _("the same device within a day"),
    "address": _("the same address within a day"),
}

_MONEY = {"spend", "purchase", "early", "topup"}


def money(minor: int) -> str:
    """An amount in the brand's currency."""
    return formats.money(minor, currency.code())


def amount(measure: str, value: int) -> str:
    """So much of a measure."""
    if measure in _MONEY:
        return money(value)
    if measure == "points":
        return ngettext("%(n)s point", "%(n)s points", value) % {"n": formats.count(value)}
    return gettext("%(n)s of growth value") % {"n": formats.count(value)}


def given(unit: str, value: int) -> str:
    """What a referral gives."""
    return money(value) if unit == "bonus" else amount("points", value)


def missing(gap: Gap) -> str:
    """What is still needed."""
    return amount(gap.measure, gap.missing)


_WAYS = {
    "spend": _("buys for %(amount)s %(window)s"),
    "points": _("earns %(amount)s %(window)s"),
    "growth": _("reaches %(amount)s %(window)s"),
    "purchase": _("buys for %(amount)s at once"),
    "topup": _("tops up %(amount)s at once"),
}


def ways(rung: Rung) -> list[str]:
    """How one rises to a level, any one of these."""
    found = [
        str(_WAYS[measure]) % {"amount": amount(measure, need), "window": window(rung)}
        for measure, need in (
            ("spend", rung.spend),
            ("points", rung.points),
            ("growth", rung.growth),
            ("purchase", rung.purchase_minor),
            ("topup", rung.topup_minor),
        )
        if need is not None
    ]
    if rung.early_minor is not None:
        text = ngettext(
            "buys for %(amount)s within %(n)s day of joining",
            "buys for %(amount)s within %(n)s days of joining",
            rung.early_days,
        )
        found.append(text % {"amount": money(rung.early_minor), "n": rung.early_days})
    if rung.is_sold:
        found.append(gettext("buys the level"))
    return found


def window(rung: Rung) -> str:
    """Over which days something is summed."""
    if rung.window != "months":
        return str(WINDOWS[rung.window])
    text = ngettext("within %(n)s month", "within %(n)s months", rung.months)
    return text % {"n": rung.months}


def validity(rung: Rung) -> str:
    """How long a level holds."""
    if not rung.validity_months:
        return gettext("holds without end")
    text = ngettext("holds for %(n)s month", "holds for %(n)s months", rung.validity_months)
    return text % {"n": rung.validity_months}


def keeps(rung: Rung) -> list[str]:
    """What keeps a level, any one of these."""
    return [
        amount(measure, need)
        for measure in ("spend", "points", "growth")
        if (need := rung.kept_by(measure)) is not None
    ]


def benefits(rung: Rung) -> Iterator[str]:
    """What a level gives besides its discount."""
    own = rung.benefits
    if own.points_bp != 10_000:
        yield gettext("points × %(factor)s") % {"factor": factor(own.points_bp)}
    if own.birthday_bp != 10_000:
        yield gettext("points × %(factor)s on the birthday") % {"factor": factor(own.birthday_bp)}
    if own.birthday_coupon_id:
        yield gettext("a coupon for the birthday")
    if own.free_shipping:
        yield gettext("free shipping")
    if own.priority:
        yield gettext("served first")
    if own.rights:
        yield own.rights


def factor(basis_points: int) -> str:
    """``12500`` as ``1.25``."""
    whole, rest = divmod(basis_points, 10_000)
    return f"{whole}.{rest:04}".rstrip("0").rstrip(".")


def told(step: Step) -> str:
    """What a step of a level rested on."""
    detail = step.detail
    if detail.get("reason"):
        return str(detail["reason"])
    if "have" not in detail:
        return ""
    measure = detail.get("measure", step.cause)
    return gettext("%(have)s of %(need)s") % {
        "have": amount(measure, detail["have"]),
        "need": amount(measure, detail["need"]),
    }


def program(terms: Program) -> list[str]:
    """A programme of referral in sentences."""
    found = []
    if terms.rate_bp:
        found.append(_rate(terms))
    if terms.first_referrer or terms.first_referee:
        text = gettext("For the first purchase: %(one)s, and %(other)s for the new member.")
        one, other = (given(terms.pays, n) for n in (terms.first_referrer, terms.first_referee))
        found.append(text % {"one": one, "other": other})
    for text, cap in (
        (gettext("At most %(amount)s a purchase."), terms.sale_cap),
        (gettext("At most %(amount)s a month."), terms.month_cap),
    ):
        if cap is not None:
            found.append(text % {"amount": given(terms.pays, cap)})
    found.append(_lasting(terms))
    text = ngettext(
        "It is credited when %(n)s day has passed without a return.",
        "It is credited when %(n)s days have passed without a return.",
        terms.pending_days,
    )
    return [*found, text % {"n": terms.pending_days}]


def _rate(terms: Program) -> str:
    if terms.pays == "bonus":
        text = gettext("Who brings a member gets %(rate)s of each purchase as stored value.")
        return text % {"rate": formats.percent(terms.rate_bp)}
    text = gettext("Who brings a member gets %(n)s points for each hundred paid.")
    return text % {"n": formats.percent(terms.rate_bp).rstrip("%")}


def _lasting(terms: Program) -> str:
    if terms.months is None:
        return gettext("It counts for ever.")
    text = ngettext(
        "It counts for %(n)s month from joining.",
        "It counts for %(n)s months from joining.",
        terms.months,
    )
    return text % {"n": terms.months}
