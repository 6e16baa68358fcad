"""Which member is at a device."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from tessera.identity import rules
from tessera.identity.models import Session
from tessera.kernel.actor import Actor
from tessera.members import queries as members


@dataclass(frozen=True, slots=True)
class MemberSession:
    """A device that is signed in. ``fresh`` right after proving who one is."""

    id: UUID
    actor: Actor
    home_store_id: UUID | None
    fresh: bool
    stale: bool


def language_of(member_id: UUID) -> str:
    """The language in which the member read the app last; empty where nobody knows."""
    found = Session.objects.filter(member=member_id).exclude(language="").order_by("-seen_at")
    return found.values_list("language", flat=True).first() or ""


def find_session(token: str, at: datetime) -> MemberSession | None:
    """The session of a device's token; None for unknown, ended and long unused ones.

    ``stale``: when it was last used is to be written down again. The actor may do what is the
    member's own, and is at home in every store; in the audit log the name is masked.
    """
    row = (
        Session.objects.select_related("member")
        .filter(digest=rules.digest(token), member__left_at=None)
        .only(
            "ended_at",
            "seen_at",
            "proved_at",
            "member__name",
            "member__home_store",
        )
        .first()
    )
    if row is None or not rules.is_open(ended_at=row.ended_at, seen_at=row.seen_at, at=at):
        return None
    return MemberSession(
        id=row.id,
        actor=Actor(
            "member",
            row.member_id,
            members.mask_name(row.member.name),
            "member",
            settings.MEMBER_PERMISSIONS,
            store_ids=None,
        ),
        home_store_id=row.member.home_store_id,
        fresh=rules.is_fresh(proved_at=row.proved_at, at=at),
        stale=at - row.seen_at >= rules.SEEN_EVERY,
    )
