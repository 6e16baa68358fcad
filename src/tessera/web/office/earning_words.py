"""Rules of earning and the programme in plain sentences."""

from collections.abc import Mapping
from datetime import date

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from tessera.members import queries as members
from tessera.rewards.queries.earning import ExtraView, Why, conditions_of
from tessera.rewards.rules import Conditions, EarnFacts
from tessera.rewards.rules.activities import ActivityFacts
from tessera.web.kit import currency, formats
from tessera.web.office.reward_words import factor
from tessera.web.office.words import Words

KINDS: Words = {
    "multiply": _("Points multiplied by a factor"),
    "add": _("A factor added to the others"),
    "per_amount": _("More points for what is paid"),
    "per_item": _("Points per piece"),
    "per_visit": _("Points per visit"),
}

BIRTHDAYS: Words = {
    "": _("any day"),
    "day": _("on the birthday"),
    "week": _("in the week of the birthday"),
    "month": _("in the month of the birthday"),
}

ROUNDINGS: Words = {"sale": _("once per sale"), "line": _("on each line")}
MODES: Words = {"down": _("dropped"), "half_up": _("rounded, a half up")}

EXPIRIES: Words = {
    "calendar_year": _("At the end of a calendar year"),
    "rolling_months": _("So many months after they were earned"),
    "since_activity": _("So many months after the last movement, all at once"),
    "never": _("Never"),
}

RETURNS: Words = {
    "negative": _("are owed; the next points fill that"),
    "within_balance": _("are forgiven and reported"),
    "only_pending": _("are forgiven, and so is what waits no longer; both are reported"),
    "from_refund": _("are kept of the refund as money"),
}

ACTIVITIES: Words = {
    "check_in": _("Daily check-in"),
    "profile": _("Complete profile"),
    "review": _("Review of a purchase"),
    "share": _("Sharing"),
    "survey": _("Survey"),
    "invitation": _("Invitation"),
}


def points(count: int) -> str:
    """So many points."""
    return ngettext("%(n)s point", "%(n)s points", count) % {"n": formats.count(count)}


def money(minor: int) -> str:
    """An amount in the brand's currency."""
    return formats.money(minor, currency.code())


def gives(rule: ExtraView) -> str:
    """What a rule gives, in a sentence."""
    if rule.kind == "per_amount":
        text = gettext("One point more for each %(amount)s paid")
        return text % {"amount": money(rule.minor_per_point)}
    if rule.kind == "per_item":
        return gettext("%(points)s for each piece") % {"points": points(rule.points)}
    if rule.kind == "per_visit":
        text = gettext("%(points)s for each visit, once a store and day")
        return text % {"points": points(rule.points)}
    if rule.kind == "multiply":
        return gettext("Points × %(factor)s") % {"factor": factor(rule.factor_bp)}
    text = gettext("%(factor)s times the points on top, added to other factors")
    return text % {"factor": factor(rule.factor_bp)}


def when(rule: ExtraView, stores: Mapping[str, str], levels: Mapping[str, str]) -> list[str]:
    """For what and when a rule counts; nothing where always."""
    asked = conditions_of(rule.conditions)
    named = sorted({*asked.categories, *asked.products})
    found = [", ".join(named)] if named else []
    if asked.skus:
        count = len(asked.skus)
        found.append(ngettext("%(n)s article", "%(n)s articles", count) % {"n": count})
    tags = {str(one.id): one.name for one in members.list_tags()} if asked.tags else {}
    for ids, names in ((asked.stores, stores), (asked.levels, levels), (asked.tags, tags)):
        if ids:
            found.append(", ".join(sorted(names.get(one, "–") for one in ids)))
    return [*found, *_times(asked)]


def _times(asked: Conditions) -> list[str]:
    found = []
    if asked.weekdays:
        found.append(", ".join(str(WEEKDAYS[day - 1]) for day in sorted(asked.weekdays)))
    found += [f"{slot.start:%H:%M}–{slot.end:%H:%M}" for slot in asked.slots]
    if asked.birthday:
        found.append(str(BIRTHDAYS[asked.birthday]))
    if asked.first_on or asked.last_on:
        found.append(_range(asked.first_on, asked.last_on))
    return found


def _range(first: date | None, last: date | None) -> str:
    if first and last:
        text = gettext("from %(first)s through %(last)s")
    elif first:
        text = gettext("from %(first)s on")
    else:
        text = gettext("through %(last)s")
    return text % {
        "first": formats.day(first) if first else "",
        "last": formats.day(last) if last else "",
    }


def programme(facts: EarnFacts) -> list[str]:
    """The programme in sentences."""
    found = [
        gettext("One point for each %(amount)s of goods really paid for.")
        % {"amount": money(facts.minor_per_point)}
    ]
    more = [
        (facts.earns_on_services, gettext("Services earn as well.")),
        (facts.earns_on_fees, gettext("Fees earn as well.")),
        (not facts.earns_on_bonus, gettext("What is paid by bonus earns nothing.")),
    ]
    found += [text for holds, text in more if holds]
    text = gettext("Fractions are %(how)s, %(where)s.")
    found.append(text % {"how": MODES[facts.rounding_mode], "where": ROUNDINGS[facts.rounding]})
    if facts.pending_days:
        text = ngettext(
            "Points wait for %(n)s day before they can be spent.",
            "Points wait for %(n)s days before they can be spent.",
            facts.pending_days,
        )
        found.append(text % {"n": facts.pending_days})
    text = gettext("Points of returned goods that are spent already %(what)s.")
    return [*found, expiry(facts), text % {"what": RETURNS[facts.on_return]}]


def expiry(facts: EarnFacts) -> str:
    """How points end."""
    if facts.expiry == "never":
        return gettext("Points never expire.")
    if facts.expiry == "calendar_year":
        year = (
            gettext("Points expire on 31 December of the year they were earned in")
            if not facts.expiry_years
            else ngettext(
                "Points expire on 31 December, %(n)s year after they were earned",
                "Points expire on 31 December, %(n)s years after they were earned",
                facts.expiry_years,
            )
            % {"n": facts.expiry_years}
        )
        if facts.carry_from_month > 12:
            return year + gettext(".")
        text = gettext("; those earned from month %(month)s on last a year longer.")
        return year + text % {"month": facts.carry_from_month}
    months = {"n": facts.expiry_months}
    if facts.expiry == "rolling_months":
        text = ngettext(
            "Points expire %(n)s month after they were earned.",
            "Points expire %(n)s months after they were earned.",
            facts.expiry_months,
        )
    else:
        text = ngettext(
            "All points expire when nothing has moved for %(n)s month.",
            "All points expire when nothing has moved for %(n)s months.",
            facts.expiry_months,
        )
    return text % months


def reason(why: Why) -> str:
    """Which rule gives points in a preview."""
    if why.rule_id == "base":
        return gettext("For what is paid")
    name = gettext("Level") if why.rule_id == "level" else why.name
    return name if why.factor_bp is None else f"{name} × {factor(why.factor_bp)}"


def activity(facts: ActivityFacts) -> str:
    """What an activity gives and how often."""
    if not facts.is_on:
        return gettext("Off")
    if facts.table:
        return " · ".join(formats.count(one) for one in facts.table)
    found = [points(facts.points)]
    if facts.per_day:
        text = ngettext("at most %(n)s time a day", "at most %(n)s times a day", facts.per_day)
        found.append(text % {"n": facts.per_day})
    if facts.in_all:
        text = ngettext("%(n)s time in all", "%(n)s times in all", facts.in_all)
        found.append(text % {"n": facts.in_all})
    return ", ".join(found)
