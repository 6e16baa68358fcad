"""What points can be exchanged into, and what stands in a member's way."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from tessera.kernel.actor import Actor
from tessera.members import queries as members
from tessera.members.models import Member
from tessera.members.queries import home_of
from tessera.members.queries.facts import is_home
from tessera.rewards import errors, permissions
from tessera.rewards.models import Exchange, ExchangeKind, ExchangeOffer
from tessera.rewards.queries.taking import get_member
from tessera.rewards.rules import exchanging
from tessera.rewards.rules.exchanging import ExchangeTerms
from tessera.wallet.queries import Holding, get_holding


@dataclass(frozen=True, slots=True)
class Exchanging:
    """A member before an offer: everything that decides, as one look saw it; ``obstacle`` is empty
    where nothing stands in the way, and then it can be had up to ``most`` times at once."""

    offer: ExchangeOffer
    member: Member
    store_id: UUID
    on: date
    holding: Holding
    obstacle: str
    most: int


def list_exchange_offers(actor: Actor) -> list[ExchangeOffer]:
    """Every offer, the ones that run first. Raises Forbidden."""
    actor.require(permissions.VIEW)
    related = ("coupon_kind", "level", "card_kind")
    found = ExchangeOffer.objects.select_related(*related).prefetch_related("levels")
    return list(found.order_by("-is_active", "points", "name"))


def get_exchange_offer(actor: Actor, offer_id: UUID) -> ExchangeOffer:
    """One offer. Raises Forbidden; NotFound ``rewards.exchange_not_found``."""
    found = [one for one in list_exchange_offers(actor) if one.id == offer_id]
    if not found:
        raise errors.exchange_not_found()
    return found[0]


def list_exchanges_for(member_id: UUID, at: datetime) -> list[Exchanging]:
    """What a member may or may soon exchange, the cheapest first."""
    rows = _offers().filter(is_active=True).order_by("points", "name")
    looks = look_at(member_id, list(rows), at)
    return [one for one in looks if one.obstacle not in {"over", "early", "level"}]


def list_exchanges_by(actor: Actor, member_id: UUID, at: datetime) -> list[Exchanging]:
    """What a colleague may exchange for a member of the actor's stores; nothing for others'.

    Raises Forbidden; NotFound ``members.not_found``.
    """
    actor.require(permissions.REDEEM)
    row = get_member(member_id)
    return list_exchanges_for(member_id, at) if is_home(row, actor) else []


def look(member_id: UUID, offer_id: UUID, at: datetime) -> Exchanging:
    """A member before one offer. Raises NotFound ``rewards.exchange_not_found``,
    ``members.not_found``."""
    row = _offers().filter(id=offer_id).first()
    if row is None:
        raise errors.exchange_not_found()
    return look_at(member_id, [row], at)[0]


def look_at(member_id: UUID, offers: list[ExchangeOffer], at: datetime) -> list[Exchanging]:
    """A member before each of ``offers``: what is held is read before what was done is counted."""
    member, holding = get_member(member_id), get_holding(member_id)
    home = home_of(member, at)
    counted, points = _counted(member_id, home.on), holding.points_on(home.on)
    looks = []
    for offer in offers:
        terms, (today, ever) = _terms(offer), counted.get(offer.id, (0, 0))
        why = exchanging.obstacle(
            terms,
            on=home.on,
            level_id=member.level_id,
            points=points,
            today=today,
            ever=ever,
        )
        most = 0 if why else exchanging.most_times(terms, points=points, today=today, ever=ever)
        looks.append(Exchanging(offer, member, home.store_id, home.on, holding, why, most))
    return looks


def _offers() -> "QuerySet[ExchangeOffer]":
    related = ("coupon_kind", "level", "card_kind__sku")
    return ExchangeOffer.objects.select_related(*related).prefetch_related("levels")


def _counted(member_id: UUID, on: date) -> Mapping[UUID, tuple[int, int]]:
    """How often on the day and ever, by offer; the duplicates of a merge count as well."""
    done = Exchange.objects.filter(member__in=members.list_ids_of(member_id))
    sums = done.values("offer").annotate(
        today=Sum("times", filter=Q(business_on=on), default=0), ever=Sum("times")
    )
    return {row["offer"]: (row["today"], row["ever"]) for row in sums}


def _terms(offer: ExchangeOffer) -> ExchangeTerms:
    return ExchangeTerms(
        points=offer.points,
        is_active=offer.is_active,
        starts_on=offer.starts_on,
        ends_on=offer.ends_on,
        level_ids=frozenset(level.id for level in offer.levels.all()),
        per_day=offer.per_day,
        per_member=offer.per_member,
        at_once=_AT_ONCE.get(offer.kind),
    )


_AT_ONCE: dict[str, int] = {ExchangeKind.LEVEL: 1, ExchangeKind.COUPON: 99, ExchangeKind.PASSES: 99}
"""A level is had once; of coupons and cards each is a row of its own, so a step makes few of them."""
