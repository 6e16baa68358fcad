"""What a till may take of members by itself while its line is cut: handed out, given back, ended."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.kernel.clock import business_day
from tessera.kernel.ids import uuid7
from tessera.members import queries as members
from tessera.org import queries as org
from tessera.org.queries import StoreFacts
from tessera.platform import audit, reads, single, versions
from tessera.platform.batch import Batch
from tessera.platform.models import AuditRow
from tessera.platform.usecases import usecase
from tessera.sales import errors, homing, permissions
from tessera.sales.models import Allowance, AllowancePolicy
from tessera.sales.models.allowance import AllowanceEnd
from tessera.sales.queries.allowances import (
    FIELDS,
    AllowanceFacts,
    AllowanceTerms,
    allowance_terms,
    list_open_allowances,
)
from tessera.sales.rules.allowances import Most, There, to_set_aside
from tessera.wallet import operations as wallet
from tessera.wallet import permissions as wallet_permissions
from tessera.wallet import queries as held
from tessera.wallet.queries.aside import SET_ASIDE

MOST_MEMBERS = 20
"""Members of whom a till may ask for limits at once."""

MOST_HOURS = 24 * 14


@usecase(permission=permissions.SET_ALLOWANCES, audit="allowance.terms_set")
def set_allowances(*, actor: Actor, at: datetime, terms: AllowanceTerms) -> None:
    """Set how much one till may take of one member by itself, and for how long; nothing with zeros.

    It holds for what is handed out from now on. Raises Forbidden; Invalid
    ``allowances.terms_invalid``.
    """
    actor.require_everywhere(permissions.SET_ALLOWANCES)
    hours = 1 <= terms.hours <= MOST_HOURS and 0 <= terms.grace_hours <= MOST_HOURS
    if terms.points < 0 or terms.wallet_minor < 0 or not hours:
        raise errors.allowances_invalid()
    row = single.to_change(AllowancePolicy)
    data = {name: value for name, value in asdict(terms).items() if name in FIELDS}
    for name, value in data.items():
        setattr(row, name, value)
    row.save()
    versions.bump("allowances")
    audit.record(actor=actor, at=at, action="allowance.terms_set", subject=row.id, data=data)


@usecase(permission=permissions.COMPLETE, audit="allowance.granted")
def grant_allowances(
    *,
    actor: Actor,
    at: datetime,
    store_id: UUID,
    till_id: UUID,
    member_ids: Sequence[UUID],
) -> Sequence[AllowanceFacts]:
    """Set aside for a till what it may take of each of ``member_ids`` by itself, and hand it out
    signed; what it holds already is handed out again as it is.

    Members whose card is blocked, whose value is frozen or who have nothing get none. What is set
    aside is good through the whole time of the limit. Raises Forbidden; Invalid
    ``allowances.too_many``. Rule: decision 34.
    """
    if len(member_ids) > MOST_MEMBERS:
        raise errors.too_many_allowances(most=MOST_MEMBERS)
    terms, store = allowance_terms.get(versions.current()), org.get_store(store_id)
    holds = {one.member_id for one in list_open_allowances(till_id, member_ids)}
    batch, count = Batch(), 0
    for member_id in sorted(set(member_ids) - holds):
        count += _grant(batch, actor, at, store, till_id, member_id, terms)
    data = {"count": count}
    row = audit.row(
        actor=actor,
        at=at,
        action="allowance.granted",
        subject=till_id,
        store_id=store_id,
        data=data,
    )
    batch.insert(AuditRow, row)
    batch.flush()
    return list_open_allowances(till_id, member_ids)


def _grant(
    batch: Batch,
    actor: Actor,
    at: datetime,
    store: StoreFacts,
    till_id: UUID,
    member_id: UUID,
    terms: AllowanceTerms,
) -> bool:
    """Put one limit into the batch; says whether there was anything to set aside."""
    until = at + timedelta(hours=terms.hours)
    last_on = business_day(until, zone=store.zone, cutover_hour=store.cutover_hour)
    if not terms.is_on or not _is_able(member_id):
        return False
    holding, policy = held.get_holding(member_id), held.policy.get(versions.current())
    most = to_set_aside(
        Most(terms.points, terms.wallet_minor),
        There(holding.points_on(last_on), holding.spendable_minor(last_on)),
        proof_over_minor=policy.proof_over_minor,
    )
    if not (most.points or most.wallet_minor):
        return False
    books = homing.books_of(batch, holding, SET_ASIDE, uuid7(), store.id, at)
    wallet.set_aside(
        books,
        holding,
        points=most.points,
        wallet_minor=most.wallet_minor,
        last_on=last_on,
        order=policy.consumption_order,
    )
    books.close()
    row = {
        "id": books.document_id,
        "member_id": member_id,
        "store_id": store.id,
        "till_id": till_id,
        "staff_id": actor.id if actor.kind == "staff" else None,
        "points": most.points,
        "wallet_minor": most.wallet_minor,
        "entry_id": books.entry_id,
        "granted_at": at,
        "until": until,
        "ends_at": until + timedelta(hours=terms.grace_hours),
    }
    batch.insert(Allowance, row)
    return True


def _is_able(member_id: UUID) -> bool:
    """Whether a member may spend at all: still one, the card not blocked, nothing frozen."""
    found = reads.gather({"member": members.select_member(member_id)})["member"]
    return bool(found) and not (members.member_of(found).is_blocked or held.list_freezes(member_id))


@usecase(permission=permissions.COMPLETE, audit="allowance.ended")
def give_back_allowance(
    *, actor: Actor, at: datetime, store_id: UUID, till_id: UUID, allowance_id: UUID
) -> None:
    """Give back what a till holds: it has its line again, and has sent all that it sold.

    Raises Forbidden; NotFound ``allowances.not_found``, also of another till and of one that has
    ended.
    """
    rows = Allowance.objects.select_for_update(no_key=True).filter(ended_at=None, till=till_id)
    row = rows.filter(id=allowance_id).first()
    if row is None:
        raise errors.allowance_not_found()
    homing.end(actor=actor, at=at, row=row, why=AllowanceEnd.GIVEN_BACK)


@usecase(permission=wallet_permissions.EXPIRE, audit="allowance.ended")
def end_allowance(*, actor: Actor, at: datetime, allowance_id: UUID) -> None:
    """End a limit whose time to send is over.

    Raises Forbidden; NotFound ``allowances.not_found``, also of one that has ended or whose time is
    not over.
    """
    rows = Allowance.objects.select_for_update(no_key=True).filter(ended_at=None, ends_at__lte=at)
    row = rows.filter(id=allowance_id).first()
    if row is None:
        raise errors.allowance_not_found()
    homing.end(actor=actor, at=at, row=row, why=AllowanceEnd.OVER)
