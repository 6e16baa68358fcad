"""What was bought and may be reviewed, and what was said of it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q

from tessera.kernel.actor import Actor
from tessera.rewards import errors
from tessera.rewards.models import Review
from tessera.rewards.queries.activities import grants_of
from tessera.rewards.rules import activities
from tessera.sales.models import SaleLine


@dataclass(frozen=True, slots=True)
class Bought:
    """Something bought that may be reviewed."""

    line_id: UUID
    name: str
    colour: str
    size: str
    bought_on: date


def get_reviewable(actor: Actor, line_id: UUID) -> Bought:
    """Something that the member may review. Raises NotFound ``rewards.nothing_to_review``."""
    for one in list_reviewable(actor.own_id, limit=200):
        if one.line_id == line_id:
            return one
    raise errors.nothing_to_review()


def list_reviewable(member_id: UUID, *, limit: int = 10) -> list[Bought]:
    """The newest goods a member bought, kept, and has not reviewed."""
    own = Q(sale__member=member_id) | Q(sale__member__merged_into=member_id)
    said = Review.objects.filter(line=OuterRef("id"))
    lines = SaleLine.objects.filter(own, ~Exists(said), kind__in=("goods", "service"))
    newest = lines.select_related("sale").order_by("-sale__at", "position")[: limit * 3]
    return [
        Bought(line.id, line.name, line.colour, line.size, line.sale.business_on)
        for line in newest
        if line.returned < line.quantity
    ][:limit]


def reviews_of(member_id: UUID) -> dict[str, int]:
    """How many reviews of goods that a member kept there are, and how many reviews gave points."""
    own = Q(member=member_id) | Q(member__merged_into=member_id)
    kept = Review.objects.filter(own, line__returned__lt=F("line__quantity"))
    return {"kept": kept.count(), "paid": len(grants_of(member_id, activities.REVIEW))}


@dataclass(frozen=True, slots=True)
class Said:
    """A review as staff see it."""

    at: datetime
    stars: int
    text: str
    product: str
    member_id: UUID
    member_name: str


def list_reviews(actor: Actor, *, limit: int = 50) -> list[Said]:
    """The newest reviews of what was bought in the actor's stores."""
    found = Review.objects.select_related("line__sale", "member").order_by("-at", "-id")
    if actor.store_ids is not None:
        found = found.filter(line__sale__store__in=actor.store_ids)
    return [
        Said(row.at, row.stars, row.text, row.line.name, row.member_id, row.member.name)
        for row in found[:limit]
    ]
