"""Stored value from member to member at once, where the brand allows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.ledger.operations import Books
from tessera.members import queries as members
from tessera.members.models import Member
from tessera.platform import audit, versions
from tessera.platform.batch import Batch
from tessera.platform.models import AuditRow
from tessera.platform.usecases import is_done, usecase
from tessera.wallet import errors as wallet_errors
from tessera.wallet import operations, permissions, queries
from tessera.wallet.errors import giving as errors
from tessera.wallet.models import ValueTransfer
from tessera.wallet.operations import giving, receivers
from tessera.wallet.operations.receivers import Receiver
from tessera.wallet.queries import PolicyFacts


@dataclass(frozen=True, slots=True)
class HandedOver:
    """Stored value that went over, in minor units."""

    transfer_id: UUID
    principal_minor: int
    bonus_minor: int

    @property
    def amount_minor(self) -> int:
        """Both parts."""
        return self.principal_minor + self.bonus_minor


@usecase(permission=permissions.OWN, audit="value.receiver_sought")
def seek_value_receiver(*, actor: Actor, at: datetime, whom: str) -> Receiver:
    """Who has this whole phone or card number, for the giver to confirm: a masked name and nothing
    else; an empty one for nobody.

    Every look-up is counted, whatever it finds. Raises Conflict ``wallet.value_transfers_off``,
    ``wallet.lookups_limited``.
    """
    _policy()
    receivers.check_lookups(actor, at)
    found = queries.find_named(whom, giver_id=actor.own_id)
    return receivers.tell_receiver(actor=actor, at=at, action="value.receiver_sought", found=found)


def _find_first(asked: Mapping[str, Any]) -> Mapping[str, Any]:
    """Count somebody who is not there before the story begins, which would forget it (CASES 20)."""
    actor, at = asked["actor"], asked["at"]
    if not is_done(asked["request_id"]):
        _policy()
        receivers.check_lookups(actor, at)
        if queries.find_named(asked["whom"], giver_id=actor.own_id) is None:
            receivers.note_lookup(actor, at)
    return {}


@usecase(permission=permissions.OWN, audit="value.transferred", before=_find_first)
def transfer_value(
    *, actor: Actor, at: datetime, request_id: UUID, whom: str, amount_minor: int, fresh: bool
) -> HandedOver:
    """Hand ``amount_minor`` of the actor's stored value to the member with this phone or card;
    ``fresh`` says that the giver's phone was proved just now.

    Principal and bonus go in proportion; lots keep store, end and age. Raises Forbidden
    ``wallet.phone_unproved``; NotFound ``wallet.no_such_receiver``; Conflict
    ``wallet.value_transfers_off``, ``wallet.lookups_limited``, ``members.card_blocked``,
    ``wallet.receiver_blocked``, ``wallet.receiver_full`` where the law's limit blocks it, and what
    ``plan_gift`` raises.
    """
    policy = _policy()
    if not fresh:
        raise wallet_errors.phone_unproved()
    giver, receiver = _parties(actor, whom)
    home = members.home_of(giver, at)
    own, other = queries.get_holding(giver.id), queries.get_holding(receiver.id)
    spend = giving.plan_gift(own, amount_minor=amount_minor, on=home.on, policy=policy)
    if operations.overfull(other, spend.principal_minor, on=home.on):
        raise errors.receiver_full()
    done = HandedOver(uuid7(), spend.principal_minor, spend.bonus_minor)
    books = Books(
        batch=Batch(),
        balances=own.balances | other.balances,
        kind="value_transfer",
        holder=giver.id,
        document_id=done.transfer_id,
        store_id=home.store_id,
        at=at,
        business_on=home.on,
    )
    ids = {"giver_id": giver.id, "receiver_id": receiver.id}
    giving.transfer_value(books, spend, **ids, currency=own.currency)
    books.close()
    for one in (own, other):
        operations.hold_balance(books.batch, one)
    operations.tell_of_low(
        books.batch,
        own,
        spent_minor=done.amount_minor,
        document_id=done.transfer_id,
        highest_mark_minor=policy.highest_mark_minor,
    )
    _note(books, actor, done, ids)
    return done


def _policy() -> PolicyFacts:
    policy = queries.policy.get(versions.current())
    if not policy.may_transfer_value:
        raise errors.value_transfers_off()
    return policy


def _parties(actor: Actor, whom: str) -> tuple[Member, Member]:
    """Who gives and who gets; nobody whose card is blocked does either."""
    members.check_card(actor.own_id)
    giver = Member.objects.filter(id=actor.own_id, left_at=None, merged_into=None).first()
    receiver = queries.find_named(whom, giver_id=actor.own_id)
    if giver is None or receiver is None:
        raise errors.no_such_receiver()
    if receiver.card_blocked_at:
        raise errors.receiver_blocked()
    return giver, receiver


def _note(books: Books, actor: Actor, done: HandedOver, ids: dict[str, UUID]) -> None:
    """The transfer's own row and the audit row, and write all of it."""
    parts = {"principal_minor": done.principal_minor, "bonus_minor": done.bonus_minor}
    when = {"at": books.at, "business_on": books.business_on}
    books.batch.insert(ValueTransfer, {"id": done.transfer_id, **ids, **parts, **when})
    row = audit.row(
        actor=actor,
        at=books.at,
        action="value.transferred",
        subject=ids["giver_id"],
        store_id=books.store_id,
        data={"receiver": str(ids["receiver_id"]), **parts},
    )
    books.batch.insert(AuditRow, row)
    books.batch.flush()
