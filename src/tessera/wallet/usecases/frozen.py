"""Freeze a member's stored value, as in a dispute, and release it."""

from datetime import datetime
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.kernel.clock import business_day
from tessera.kernel.ids import uuid7
from tessera.ledger.models import Entry
from tessera.ledger.operations import Books
from tessera.members import queries as members
from tessera.members import rules as member_rules
from tessera.org import queries as org
from tessera.platform import audit
from tessera.platform.batch import Batch
from tessera.platform.models import AuditRow
from tessera.platform.usecases import usecase
from tessera.wallet import errors, operations, permissions, queries
from tessera.wallet.models import Freeze


@usecase(permission=permissions.FREEZE, audit="wallet.frozen")
def freeze(
    *,
    actor: Actor,
    at: datetime,
    store_id: UUID,
    member_id: UUID,
    amount_minor: int | None,
    reason: str,
) -> UUID:
    """Freeze part of a member's stored value, or all of it with None, and say why.

    It cannot be spent nor paid out until it is released. Raises Forbidden; NotFound
    ``members.not_found``; Conflict ``wallet.insufficient``, ``wallet.nothing_to_freeze``; Invalid
    ``members.reason_needed``.
    """
    why = member_rules.reason(reason)
    member = members.get_profile(actor, member_id).member
    holding, books = _open("freeze", member.id, store_id, at)
    whole = holding.spendable_minor(books.business_on)
    amount = whole if amount_minor is None else amount_minor
    if amount <= 0:
        raise errors.nothing_to_freeze()
    spend = operations.freeze(books, holding, amount_minor=amount, on=books.business_on)
    books.close()
    row = {
        "id": books.document_id,
        "member_id": member.id,
        "store_id": store_id,
        "staff_id": actor.id if actor.kind == "staff" else None,
        "principal_minor": spend.principal_minor,
        "bonus_minor": spend.bonus_minor,
        "reason": why,
        "at": at,
    }
    books.batch.insert(Freeze, row)
    data = {"amount_minor": amount, "reason": why}
    _note(books, actor, at, "wallet.frozen", member.id, data)
    books.batch.flush()
    return books.document_id


@usecase(permission=permissions.FREEZE, audit="wallet.unfrozen")
def release(*, actor: Actor, at: datetime, freeze_id: UUID, reason: str) -> None:
    """Release what was frozen: it goes back to its lots, each with its age and end.

    Raises Forbidden; NotFound ``wallet.freeze_unknown``, also for one that is released already;
    Invalid ``members.reason_needed``.
    """
    why = member_rules.reason(reason)
    open_ones = Freeze.objects.select_for_update(no_key=True).filter(released_at=None)
    row = open_ones.filter(id=freeze_id).first()
    if row is None:
        raise errors.freeze_unknown()
    actor.require(permissions.FREEZE, row.store_id)
    holding, books = _open("unfreeze", row.member_id, row.store_id, at)
    books.reverses_id = Entry.objects.get(document_id=row.id, kind="freeze").id
    operations.release(books, row, currency=holding.currency)
    books.close()
    Freeze.objects.filter(id=row.id).update(released_at=at, release_reason=why)
    data = {"amount_minor": row.principal_minor + row.bonus_minor, "reason": why}
    _note(books, actor, at, "wallet.unfrozen", row.member_id, data)
    books.batch.flush()


def _open(
    kind: str, member_id: UUID, store_id: UUID, at: datetime
) -> tuple[queries.Holding, Books]:
    store, holding = org.get_store(store_id), queries.get_holding(member_id)
    books = Books(
        batch=Batch(),
        balances=holding.balances,
        kind=kind,
        holder=member_id,
        document_id=uuid7(),
        store_id=store_id,
        at=at,
        business_on=business_day(at, zone=store.zone, cutover_hour=store.cutover_hour),
    )
    return holding, books


def _note(
    books: Books, actor: Actor, at: datetime, action: str, member_id: UUID, data: dict[str, object]
) -> None:
    row = audit.row(
        actor=actor, at=at, action=action, subject=member_id, store_id=books.store_id, data=data
    )
    books.batch.insert(AuditRow, row)
