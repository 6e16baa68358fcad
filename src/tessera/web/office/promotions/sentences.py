"""A whole promotion in words: what it gives, to whom, when, where, how often, and beside what."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.utils import dates
from django.utils.translation import gettext, ngettext

from tessera.offers.rules import Limits, Terms
from tessera.pricing import Conditions, Purchases
from tessera.pricing.telling import clock
from tessera.web.kit import formats
from tessera.web.office import tag_words
from tessera.web.office.promotions import giving, naming
from tessera.web.office.promotions.naming import Names, in_chinese, listed


def whole(terms: Terms, store_ids: Sequence[UUID], names: Names) -> str:
    """The promotion as one paragraph."""
    end = "。" if in_chinese() else ". "
    return end.join(_clauses(terms, store_ids, names)).strip() + end.strip()


def _clauses(terms: Terms, store_ids: Sequence[UUID], names: Names) -> Iterator[str]:
    yield gives(terms)
    people = list(whom(terms.conditions, names))
    if people:
        yield gettext("For %(people)s") % {"people": listed(people)}
    yield listed([days(terms), *hours(terms.conditions), naming.store_names(store_ids)])
    if told := list(limits(terms.limits)):
        yield listed(told)
    yield from beside(terms)


def gives(terms: Terms) -> str:
    """What it gives on which goods."""
    return giving.gives(terms.config, terms.filters.for_engine())


def listed_whom(terms: Terms, names: Names) -> str:
    """For whom, in a few words; nothing where it is for everybody."""
    return listed(whom(terms.conditions, names))


def facts(terms: Terms, store_ids: Sequence[UUID], names: Names) -> Iterator[tuple[str, str]]:
    """What it says point by point, each with its heading."""
    yield gettext("What customers get"), gives(terms)
    yield gettext("For whom"), listed_whom(terms, names) or gettext("everybody")
    yield gettext("When"), listed([days(terms), *hours(terms.conditions)])
    yield gettext("In which stores"), naming.store_names(store_ids)
    yield gettext("How far it goes"), listed(limits(terms.limits)) or gettext("no limit")
    usual = gettext("as usual: what is best for the customer")
    yield gettext("Together with others"), listed(beside(terms)) or usual


def whom(asked: Conditions, names: Names) -> Iterator[str]:
    """To whom; nothing where it is for everybody."""
    if asked.level_ids:
        told = listed(names.levels.get(one, "?") for one in sorted(asked.level_ids))
        yield gettext("level %(names)s") % {"names": told}
    if asked.tags:
        told = listed(names.tags.get(one, "?") for one in sorted(asked.tags))
        yield gettext("members tagged %(names)s") % {"names": told}
    if asked.lifecycles:
        told = listed(tag_words.STAGES.get(one, one) for one in sorted(asked.lifecycles))
        yield gettext("lifecycle: %(stages)s") % {"stages": told}
    if asked.birthday:
        yield str(BIRTHDAYS[asked.birthday]())
    if asked.first_purchase:
        yield gettext("members who have not bought yet")
    if asked.joined_within_days is not None:
        n = asked.joined_within_days
        text = ngettext("who joined within %(n)s day", "who joined within %(n)s days", n)
        yield text % {"n": n}
    if asked.purchases is not None:
        yield _purchases(asked.purchases)
    if asked.member_only and not (asked.level_ids or asked.tags or asked.first_purchase):
        yield gettext("members")


def _purchases(asked: Purchases) -> str:
    if asked.most is None:
        text = gettext("who bought at least %(least)s times in %(days)s days")
    elif asked.least:
        text = gettext("who bought %(least)s to %(most)s times in %(days)s days")
    else:
        text = gettext("who bought at most %(most)s times in %(days)s days")
    return text % {"least": asked.least, "most": asked.most, "days": asked.days}


BIRTHDAYS = {
    "day": lambda: gettext("members on their birthday"),
    "week": lambda: gettext("members in the week of their birthday"),
    "month": lambda: gettext("members in the month of their birthday"),
}


def days(terms: Terms) -> str:
    """From when to when."""
    if terms.starts_on == terms.ends_on:
        return formats.day(terms.starts_on)
    told = {"first": formats.day(terms.starts_on), "last": formats.day(terms.ends_on)}
    return gettext("%(first)s to %(last)s") % told


def hours(asked: Conditions) -> Iterator[str]:
    """On which days and at which hours; nothing where at any time."""
    if asked.weekdays:
        yield listed(dates.WEEKDAYS_ABBR[day - 1] for day in sorted(asked.weekdays))
    if asked.month_days:
        told = listed(sorted(asked.month_days))
        yield gettext("days %(days)s of the month") % {"days": told}
    if (asked.from_minute, asked.until_minute) != (0, 1440):
        yield f"{clock(asked.from_minute)}–{clock(asked.until_minute)}"


def limits(bounds: Limits) -> Iterator[str]:
    """How far it goes."""
    for n, text in (
        (bounds.uses, gettext("%(n)s purchases in all")),
        (bounds.uses_per_day, gettext("%(n)s purchases a day")),
        (bounds.uses_per_store, gettext("%(n)s purchases in each store")),
        (bounds.uses_per_member, gettext("%(n)s times for each member")),
        (bounds.units, gettext("%(n)s pieces in all")),
    ):
        if n is not None:
            yield gettext("at most %(what)s") % {"what": text % {"n": formats.count(n)}}
    if bounds.budget_minor is not None:
        yield gettext("budget %(amount)s") % {"amount": naming.money(bounds.budget_minor)}


def beside(terms: Terms) -> Iterator[str]:
    """Beside what it stands; nothing where that is as usual."""
    if not terms.combines:
        yield gettext("Not together with other promotions on the purchase")
    elif terms.group:
        yield gettext("Only the best of the group %(group)s counts") % {"group": terms.group}
    if terms.combines_with_level is True:
        yield gettext("Together with the level's discount")
    elif terms.combines_with_level is False:
        yield gettext("Not together with the level's discount")
