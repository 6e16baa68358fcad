"""Giving points for an activity; the caller owns the transaction."""

from datetime import datetime
from uuid import UUID

from tessera.kernel.ids import uuid7
from tessera.ledger.operations import Books
from tessera.members.models import Member
from tessera.members.queries import Home, home_of
from tessera.platform import versions
from tessera.platform.batch import Batch
from tessera.platform.usecases import StaleError
from tessera.rewards import queries, rules
from tessera.rewards.models import ActivityGrant
from tessera.rewards.queries.activities import get_activity, grants_of
from tessera.rewards.rules import activities
from tessera.wallet import operations as wallet
from tessera.wallet import queries as wallets


def give(
    *, member: Member, at: datetime, kind: str, key: str, subject: UUID | None = None
) -> ActivityGrant | None:
    """Give what ``kind`` gives for ``key``, once, within its limits.

    None where it is off, the card earns no points, the limits are reached, or it was given before. Somebody who does the
    same at once sends the caller back to its read. The points are issued by the home store.
    """
    activity = get_activity(kind)
    gone = member.left_at or member.merged_into_id
    if not activity.is_on or gone or not member.earns_points:
        return None
    home = home_of(member, at)
    before = grants_of(member.id, kind)
    today = sum(grant.business_on == home.on for grant in before)
    if any(grant.key == key for grant in before):
        return None
    if not activities.is_left(activity, today=today, ever=len(before)):
        return None
    streak = activities.streak([grant.business_on for grant in before], home.on)
    points = activities.points_of(activity, streak)
    if not points:
        return None
    own = [grant for grant in before if grant.member_id == member.id]
    grant = ActivityGrant(
        id=uuid7(),
        member=member,
        kind=kind,
        key=key,
        at=at,
        business_on=home.on,
        number=len(own) + 1,
        day_number=sum(one.business_on == home.on for one in own) + 1,
        streak=streak,
        points=points,
        subject=subject,
    )
    _keep(grant)
    _credit(grant, home)
    return grant


def _keep(grant: ActivityGrant) -> None:
    """Whoever was faster with the same number, the same day or the same deed goes first."""
    if not ActivityGrant.objects.bulk_create([grant], ignore_conflicts=True):
        raise StaleError
    if not ActivityGrant.objects.filter(id=grant.id).exists():
        raise StaleError


def _credit(grant: ActivityGrant, home: Home) -> None:
    holding = wallets.get_holding(grant.member_id)
    batch = Batch()
    books = Books(
        batch=batch,
        balances=holding.balances,
        kind="activity",
        holder=grant.member_id,
        document_id=grant.id,
        store_id=home.store_id,
        at=grant.at,
        business_on=home.on,
    )
    programme = queries.earn_rule.get(versions.current())
    until = rules.expires_on(programme, home.on)
    wallet.credit_points(books, holding, points=grant.points, expires_on=until)
    books.close()
    batch.flush()
