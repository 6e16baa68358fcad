"""Moving applications on: the state, the dated step and the audit row in the caller's batch."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from tessera.charters import errors, rules, templates
from tessera.charters.models import Application, ApplicationStep
from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.members import operations as members
from tessera.members import queries as members_queries
from tessera.messaging import operations as messaging
from tessera.messaging.rules import Template
from tessera.platform import audit
from tessera.platform.batch import Batch
from tessera.platform.models import AuditRow
from tessera.rewards import operations as rewards
from tessera.rewards import queries as ladders
from tessera.rewards.models import Cause

Step = tuple[str, str]
"""A deed and what is said of it."""


def take_steps(
    batch: Batch,
    *,
    actor: Actor,
    at: datetime,
    row: Application,
    steps: Sequence[Step],
    put: Mapping[str, Any] | None = None,
) -> None:
    """Take ``steps`` with ``row`` one after the other, and set ``put`` besides.

    The state must still be the one that was read. Raises Conflict ``charters.step_not_allowed``.
    """
    read, values = row.state, dict(put or {})
    for deed, note in steps:
        state = rules.after(row.state, deed)
        if state is None:
            raise errors.step_not_allowed(state=row.state)
        row.state = values["state"] = state
        note_step(batch, actor=actor, at=at, row=row, deed=deed, note=note)
    for name, value in values.items():
        setattr(row, name, value)
    batch.change(Application, row.id, put=values, expect={"state": read})


def note_step(
    batch: Batch,
    *,
    actor: Actor,
    at: datetime,
    row: Application,
    deed: str,
    note: str = "",
) -> None:
    """Write down that a step was taken, which led to the state that ``row`` has."""
    values = {
        "id": uuid7(),
        "application_id": row.id,
        "deed": deed,
        "state": row.state,
        "at": at,
        "by_kind": actor.kind,
        "by_id": actor.id,
        "by_name": actor.name,
        "note": note,
    }
    batch.insert(ApplicationStep, values)


def tell(row: Application, template: Template, *, at: datetime, **params: object) -> None:
    """Queue a message to the member, where there is a phone."""
    reach = members_queries.reach_of(row.member_id, at=at)
    if reach.phone:
        messaging.queue(
            purpose="notice",
            phone=reach.phone,
            template=template,
            params={"level": row.level.name, **params},
            at=at,
            member_id=row.member_id,
        )


def ask_for_fee(
    batch: Batch,
    *,
    actor: Actor,
    at: datetime,
    row: Application,
    deed: str,
    put: Mapping[str, Any] | None = None,
) -> None:
    """Approve by ``deed``, and tell the member that the fee is due and until when."""
    last = rules.due_on(today_of(row, at), row.fee_days)
    take_steps(
        batch,
        actor=actor,
        at=at,
        row=row,
        steps=((deed, ""), (rules.NOTIFY, last.isoformat())),
        put={**(put or {}), "due_on": last},
    )
    tell(row, templates.FEE_DUE, at=at, day=last.isoformat())


def give_level(batch: Batch, *, actor: Actor, at: datetime, row: Application) -> None:
    """Have rewards give the level, unless the member has come as far by other means."""
    on, ladder = today_of(row, at), ladders.get_ladder()
    standing, _ = ladders.get_standing(row.member_id, on)
    to = ladder.rung(row.level_id)
    if to not in ladder.above(standing.level_id):
        return
    going = rewards.Move(
        to=to,
        cause=Cause.BOUGHT if row.sale_id else Cause.APPLIED,
        since=on,
        through=to.through(on),
        document_id=row.sale_id or row.id,
        cause_id=row.sale_id,
    )
    rewards.move(
        batch,
        actor=actor,
        at=at,
        on=on,
        standing=standing,
        going=going,
        before=ladder.rung(standing.level_id),
        store_id=row.member.home_store_id,
    )


def today_of(row: Application, at: datetime) -> date:
    """The business day where the member is at home."""
    return members.today_of(row.member.home_store_id, at)


def note_audit(
    batch: Batch, *, actor: Actor, at: datetime, row: Application, action: str, **data: object
) -> None:
    """Write who did what, in the same transaction; the member by the id alone, as the row stays
    when the person is forgotten."""
    told = {"member_id": str(row.member_id), "level": row.level.name, **data}
    values = audit.row(
        actor=actor,
        at=at,
        action=action,
        subject=row.id,
        store_id=row.member.home_store_id,
        data=told,
    )
    batch.insert(AuditRow, values)
