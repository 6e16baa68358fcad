"""Members for people to look at: one, with who brought whom, the newest, and the card as a picture."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import segno
from django.db.models import Q, QuerySet

from tessera.kernel.actor import Actor
from tessera.members import errors, permissions
from tessera.members.models import Member
from tessera.members.queries.facts import MemberView, is_home, view_of, viewable
from tessera.members.queries.filtering import MemberFilter, filtered
from tessera.members.queries.search import MAX_LIMIT, at_home
from tessera.members.queries.survivors import survivor_of


@dataclass(frozen=True, slots=True)
class Profile:
    """A member as the office shows one."""

    member: MemberView
    joined_at: datetime
    referred_by: MemberView | None
    referred_count: int


def get_member(actor: Actor, member_id: UUID) -> MemberView:
    """Any member of the brand, masked: a member may shop in any store.

    Raises Forbidden; NotFound ``members.not_found``.
    """
    actor.require(permissions.FIND)
    row = viewable().filter(id=survivor_of(member_id), left_at=None).first()
    if row is None:
        raise errors.not_found()
    return view_of(row, actor)


def get_profile(actor: Actor, member_id: UUID) -> Profile:
    """A member of the actor's stores; for a duplicate that was merged, who stayed.

    Raises Forbidden; NotFound ``members.not_found``.
    """
    actor.require(permissions.VIEW)
    rows = viewable().select_related("referred_by__level")
    row = rows.filter(id=survivor_of(member_id)).first()
    if row is None or not is_home(row, actor):
        raise errors.not_found()
    return Profile(
        member=view_of(row, actor),
        joined_at=row.joined_at,
        referred_by=view_of(row.referred_by, actor) if row.referred_by else None,
        referred_count=row.referred.count(),
    )


def list_members(
    actor: Actor,
    *,
    wanted: MemberFilter | None = None,
    on: date | None = None,
    level_id: UUID | None = None,
    store_id: UUID | None = None,
    after: UUID | None = None,
    limit: int = 50,
) -> list[MemberView]:
    """The members at home in the actor's stores, the newest first.

    ``wanted`` says whom, with ages as of the day ``on``; ``after`` is the last member of the
    page before. Raises Forbidden.
    """
    found = members_of(actor, wanted, on=on).filter(_chosen(level_id, store_id))
    last = after and Member.objects.filter(id=after).only("joined_at").first()
    if last:
        before = Q(joined_at__lt=last.joined_at) | Q(id__lt=last.id)
        found = found.filter(before, joined_at__lte=last.joined_at)
    # the ids first: looking through many for a few that fit, only the indexes are read
    newest = ("-joined_at", "-id")
    page = found.order_by(*newest)[: max(1, min(limit, MAX_LIMIT))]
    return [
        view_of(row, actor) for row in viewable().filter(id__in=page.values("id")).order_by(*newest)
    ]


def among(
    actor: Actor, found: list[MemberView], *, wanted: MemberFilter, on: date
) -> list[MemberView]:
    """Those of ``found`` whom ``wanted`` asks for, in their order. Raises Forbidden."""
    rows = members_of(actor, wanted, on=on).filter(id__in=[one.id for one in found])
    kept = set(rows.values_list("id", flat=True))
    return [one for one in found if one.id in kept]


def members_of(
    actor: Actor, wanted: MemberFilter | None, *, on: date | None = None
) -> QuerySet[Member]:
    """The members at home in the actor's stores whom ``wanted`` asks for. Raises Forbidden."""
    actor.require(permissions.VIEW)
    found = viewable().filter(at_home(actor), merged_into=None, left_at=None)
    return filtered(found, wanted, on=on or date.max) if wanted else found


def card_qr_svg(code: str, *, scale: int = 4) -> str:
    """The QR of a card's code, whole or to print, as an SVG element for a page."""
    picture = segno.make_qr(code, error="m")
    return picture.svg_inline(scale=scale, border=2, omitsize=True)


def _chosen(level_id: UUID | None, store_id: UUID | None) -> Q:
    chosen = Q() if level_id is None else Q(level=level_id)
    return chosen if store_id is None else chosen & Q(home_store=store_id)
