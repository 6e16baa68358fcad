"""Points from member to member, where the brand allows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.ledger.models import Account
from tessera.ledger.operations import Books
from tessera.members import queries as member_queries
from tessera.members.models import Member
from tessera.platform import audit, versions
from tessera.platform.batch import Batch
from tessera.platform.models import AuditRow
from tessera.platform.usecases import is_done, usecase
from tessera.wallet import errors, operations, permissions, places, queries
from tessera.wallet.models import PointsTransfer
from tessera.wallet.operations import receivers
from tessera.wallet.operations.receivers import Receiver
from tessera.wallet.queries import PointsTerms


@dataclass(frozen=True, slots=True)
class Transferred:
    """Points that went over, and what they cost on top."""

    transfer_id: UUID
    points: int
    fee_points: int


@usecase(permission=permissions.OWN, audit="points.receiver_sought")
def seek_receiver(*, actor: Actor, at: datetime, phone: str) -> Receiver:
    """Who has this whole phone, for the giver to confirm: a masked name and nothing else.

    Every look-up is counted, whatever it finds. Raises Conflict ``wallet.transfers_off``,
    ``wallet.lookups_limited``. An empty name for nobody.
    """
    _terms()
    receivers.check_lookups(actor, at)
    found = queries.find_receiver(phone, giver_id=actor.own_id)
    return receivers.tell_receiver(actor=actor, at=at, action="points.receiver_sought", found=found)


def _find_first(asked: Mapping[str, Any]) -> Mapping[str, Any]:
    """Count a phone that nobody has before the story begins, which would forget it: else giving
    would tell who is a member as often as one likes (CASES 20)."""
    actor, at = asked["actor"], asked["at"]
    if not is_done(asked["request_id"]):
        _terms()
        receivers.check_lookups(actor, at)
        if queries.find_receiver(asked["phone"], giver_id=actor.own_id) is None:
            receivers.note_lookup(actor, at)
    return {}


@usecase(permission=permissions.OWN, audit="points.transferred", before=_find_first)
def transfer_points(
    *, actor: Actor, at: datetime, request_id: UUID, phone: str, points: int
) -> Transferred:
    """Give points to the member with this phone; lots keep their last day and their store.

    Raises Conflict ``wallet.transfers_off``, ``wallet.transfer_too_small``,
    ``wallet.transfer_too_much``, ``wallet.lookups_limited``, ``wallet.points_owed``,
    ``points.insufficient``, ``members.card_blocked``; NotFound ``wallet.receiver_not_found``.
    """
    terms = _terms()
    member_queries.check_card(actor.own_id)
    giver, receiver = _parties(actor, phone)
    home = member_queries.home_of(giver, at)
    on = home.on
    own, other = queries.get_holding(giver.id), queries.get_holding(receiver.id)
    _check(terms, points, given=queries.given_on(giver.id, on))
    transfer_id = uuid7()
    whom = {"id": transfer_id, "giver_id": giver.id, "receiver_id": receiver.id}
    much = {"points": points, "fee_points": terms.transfer_fee_points}
    batch = Batch()
    books = Books(
        batch=batch,
        balances=own.balances | other.balances,
        kind="transfer",
        holder=giver.id,
        document_id=transfer_id,
        store_id=home.store_id,
        at=at,
        business_on=on,
    )
    operations.transfer_points(
        books, own, other, points=points, fee_points=terms.transfer_fee_points, on=on
    )
    books.close()
    # Whoever gives twice at once would pass the limit of the day: the second looks again.
    kept = places.points(giver.id).id
    batch.change(Account, kept, expect={"balance": own.balances[kept]})
    batch.insert(PointsTransfer, {**whom, **much, "at": at, "business_on": on})
    told = {"receiver": str(receiver.id), **much}
    noted = audit.row(
        actor=actor,
        at=at,
        action="points.transferred",
        subject=giver.id,
        store_id=home.store_id,
        data=told,
    )
    batch.insert(AuditRow, noted)
    batch.flush()
    return Transferred(transfer_id, points, terms.transfer_fee_points)


def _terms() -> PointsTerms:
    terms = queries.points_terms.get(versions.current())
    if not terms.may_transfer:
        raise errors.transfers_off()
    return terms


def _parties(actor: Actor, phone: str) -> tuple[Member, Member]:
    giver = Member.objects.filter(id=actor.own_id, left_at=None, merged_into=None).first()
    receiver = queries.find_receiver(phone, giver_id=actor.own_id)
    if giver is None or receiver is None:
        raise errors.receiver_not_found()
    return giver, receiver


def _check(terms: PointsTerms, points: int, *, given: int) -> None:
    if points < terms.transfer_min_points:
        raise errors.transfer_too_small(least=terms.transfer_min_points)
    if given + points > terms.transfer_day_max:
        raise errors.transfer_too_much(left=max(0, terms.transfer_day_max - given))
