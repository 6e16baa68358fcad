"""What is left of promotions' limits, and what promotions ask about a member."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from tessera import pricing
from tessera.kernel import ids
from tessera.offers.rules import Limits
from tessera.platform.reads import Found, Select


@dataclass(frozen=True, slots=True)
class Wants:
    """What the promotions of the brand ask about a member, so that nothing else is read.

    ``bought_days`` is how far back sales are counted; ``limited`` are the promotions with limits.
    """

    tags: bool = False
    birthday: bool = False
    first_purchase: bool = False
    bought_days: int = 0
    limited: tuple[tuple[UUID, Limits], ...] = ()

    def together(self, other: "Wants") -> "Wants":
        """What either asks; of a promotion in both the other's limits count."""
        return Wants(
            tags=self.tags or other.tags,
            birthday=self.birthday or other.birthday,
            first_purchase=self.first_purchase or other.first_purchase,
            bought_days=max(self.bought_days, other.bought_days),
            limited=tuple((dict(self.limited) | dict(other.limited)).items()),
        )


def wants_of(promotions: Iterable[tuple[pricing.Promotion, Limits]]) -> Wants:
    """What these promotions ask."""
    every = list(promotions)
    asked = [promotion.conditions for promotion, _ in every]
    return Wants(
        tags=any(one.tags for one in asked),
        birthday=any(one.birthday for one in asked),
        first_purchase=any(one.first_purchase for one in asked),
        bought_days=max([one.purchases.days for one in asked if one.purchases], default=0),
        limited=tuple(
            (UUID(promotion.id), limits) for promotion, limits in every if limits != Limits()
        ),
    )


@dataclass(frozen=True, slots=True)
class Place:
    """Where and when a promotion would be used, and by whom."""

    store_id: UUID
    day: date
    member_id: UUID | None

    def scopes(self, limits: Limits | None = None) -> dict[str, int | None]:
        """Which counts these limits look at, with the most uses of each; without them all that may
        be looked at."""
        told = limits or Limits(0, 0, 0, 0)
        found = {"all": told.uses}
        if told.uses_per_day is not None:
            found[f"day:{self.day.isoformat()}"] = told.uses_per_day
        if told.uses_per_store is not None:
            found[f"store:{self.store_id}"] = told.uses_per_store
        if told.uses_per_member is not None and self.member_id:
            found[f"member:{self.member_id}"] = told.uses_per_member
        return found


@dataclass(frozen=True, slots=True)
class Count:
    """How far one of the limits is used up."""

    id: UUID
    uses: int
    units: int
    saved_minor: int


Counts = Mapping[tuple[UUID, str], Count]
"""By promotion and scope."""


def select_counts(limited: Sequence[UUID], place: Place) -> Select:
    """The part of a gathered read for the counts of these promotions, at least one."""
    return Select(
        "SELECT id, promotion_id, scope, uses, units, saved_minor FROM offers_promotioncount"
        " WHERE promotion_id IN {promotions} AND scope IN {scopes}",
        {"promotions": list(limited), "scopes": list(place.scopes())},
    )


def counts_of(found: Found) -> Counts:
    """The counts from what ``select_counts`` read."""
    return {
        (ids.parse_uuid(row["promotion_id"]), row["scope"]): Count(
            ids.parse_uuid(row["id"]), row["uses"], row["units"], row["saved_minor"]
        )
        for row in found
    }


def left_of(promotion_id: UUID, limits: Limits, counts: Counts, place: Place) -> pricing.Left:
    """What is left of the limits of one promotion."""
    uses = [
        most - (counts[promotion_id, scope].uses if (promotion_id, scope) in counts else 0)
        for scope, most in place.scopes(limits).items()
        if most is not None
    ]
    every = counts.get((promotion_id, "all"))
    units, saved = (every.units, every.saved_minor) if every else (0, 0)
    return pricing.Left(
        uses=max(min(uses), 0) if uses else None,
        units=None if limits.units is None else max(limits.units - units, 0),
        budget_minor=None if limits.budget_minor is None else limits.budget_minor - saved,
    )


def with_left(
    promotions: Sequence[pricing.Promotion], wants: Wants, counts: Counts, place: Place
) -> tuple[pricing.Promotion, ...]:
    """The promotions with what is left of their limits."""
    left = {str(key): left_of(key, limits, counts, place) for key, limits in wants.limited}
    return tuple(replace(one, left=left[one.id]) if one.id in left else one for one in promotions)


def select_uses_of(limited: Sequence[UUID], member_ids: Sequence[UUID]) -> Select:
    """The part of a gathered read for how often these members had these promotions."""
    return Select(
        "SELECT promotion_id, scope, uses FROM offers_promotioncount"
        " WHERE promotion_id IN {promotions} AND scope IN {scopes}",
        {"promotions": list(limited), "scopes": [f"member:{one}" for one in member_ids]},
    )


def uses_by_member(found: Found) -> dict[UUID, dict[str, int]]:
    """By member and promotion what ``select_uses_of`` read."""
    uses: dict[UUID, dict[str, int]] = {}
    for row in found:
        own = uses.setdefault(UUID(row["scope"].removeprefix("member:")), {})
        own[str(ids.parse_uuid(row["promotion_id"]))] = row["uses"]
    return uses
