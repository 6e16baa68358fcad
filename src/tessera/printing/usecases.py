"""Set printers up, hand papers to cloud printers, open the drawer without a sale."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F

from tessera.kernel.actor import Actor
from tessera.kernel.texts import one_line
from tessera.org import queries as org
from tessera.papers import feie, wire
from tessera.platform import audit
from tessera.platform.usecases import usecase
from tessera.printing import cloud, errors, operations, permissions, queries, rules
from tessera.printing.models import Printer


@dataclass(frozen=True, slots=True)
class Queued:
    """The parts of a paper that are on their way, in their order."""

    paper_ids: list[UUID]


@usecase(permission=permissions.SET_UP, audit="printer.set")
def set_printer(
    *,
    actor: Actor,
    at: datetime,
    store_id: UUID,
    till_id: UUID | None = None,
    way: str,
    columns: int,
    has_drawer: bool = False,
    prints_itself: bool = False,
    number: str = "",
) -> None:
    """Say how a till prints, or, without one, the store's tills that have no setting of their own.

    Raises Forbidden; NotFound ``org.till_not_found``; Invalid ``printing.way_unknown``,
    ``printing.number_needed``; Conflict ``printing.no_account``.
    """
    if till_id is not None:
        actor.require(permissions.SET_UP, org.get_till(till_id).store_id)
        store_id = org.get_till(till_id).store_id
    if way not in rules.WAYS or columns not in rules.COLUMNS:
        raise errors.way_unknown()
    number = one_line(number)
    if way == rules.FEIE:
        if not rules.is_number(number):
            raise errors.number_needed()
        if cloud.find_feie() is None:
            raise errors.no_account()
    asked = {
        "way": way,
        "columns": columns,
        "has_drawer": has_drawer,
        "prints_itself": prints_itself,
        "number": number if way == rules.FEIE else "",
    }
    row = Printer(id=till_id or store_id, store_id=store_id, till_id=till_id, **asked)
    Printer.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["id"], update_fields=[*asked]
    )
    _record(actor, at, "printer.set", till_id, store_id, **asked)


@usecase(permission=permissions.SET_UP, audit="printer.followed")
def follow_store(*, actor: Actor, at: datetime, store_id: UUID, till_id: UUID) -> None:
    """Let a till print as its store does again. Raises Forbidden; NotFound ``org.till_not_found``."""
    del store_id
    store_id = org.get_till(till_id).store_id
    actor.require(permissions.SET_UP, store_id)
    Printer.objects.filter(id=till_id).delete()
    _record(actor, at, "printer.followed", till_id, store_id)


@usecase(permission=permissions.SET_UP, audit="printer.token_renewed")
def renew_token(*, actor: Actor, at: datetime, place_id: UUID) -> None:
    """Give agents another token, as when a PC was lost; those with the old one print no more.

    Raises Forbidden; NotFound.
    """
    found = queries.of_place(actor, place_id)
    actor.require(permissions.SET_UP, found.store_id)
    Printer.objects.filter(id=found.place_id).update(turn=F("turn") + 1)
    audit.record(
        actor=actor,
        at=at,
        action="printer.token_renewed",
        subject=found.place_id,
        store_id=found.store_id,
    )


@usecase(permission=permissions.PRINT, audit="paper.queued")
def print_paper(
    *,
    actor: Actor,
    at: datetime,
    request_id: UUID,
    till_id: UUID,
    paper: Mapping[str, Any],
) -> Queued:
    """Have ``paper`` (JSON of ``papers.wire``) printed by a till's cloud printer after the commit.

    The same request again prints nothing more. Raises Forbidden; NotFound ``org.till_not_found``;
    Conflict ``printing.not_a_cloud_printer``.
    """
    setting = _cloud(actor, till_id, permissions.PRINT)
    understood = wire.understood(paper)
    paper_ids = operations.queue(
        store_id=setting.store_id,
        number=setting.number,
        title=understood.title,
        contents=feie.written(understood, setting.columns),
        at=at,
    )
    data = {"title": understood.title, "parts": len(paper_ids)}
    _record(actor, at, "paper.queued", till_id, setting.store_id, **data)
    return Queued(paper_ids)


@usecase(permission=permissions.OPEN_DRAWER, audit="drawer.opened")
def open_drawer(
    *, actor: Actor, at: datetime, request_id: UUID, till_id: UUID, reason: str, sale: str = ""
) -> Queued:
    """Note that the drawer is opened, for the ``sale`` of this number or, without one, a ``reason``.

    A cloud printer opens it by itself; an agent is told by the till. Raises Forbidden; NotFound
    ``org.till_not_found``; Invalid ``printing.reason_needed``.
    """
    store_id = org.get_till(till_id).store_id
    actor.require(permissions.OPEN_DRAWER, store_id)
    said = one_line(reason)[: rules.LONGEST_REASON]
    if not said and not sale:
        raise errors.reason_needed()
    setting = queries.of_till(till_id)
    paper_ids: list[UUID] = []
    if setting.way == rules.FEIE and setting.has_drawer:
        paper_ids = operations.queue(
            store_id=store_id,
            number=setting.number,
            title="",
            contents=[feie.DRAWER],
            at=at,
        )
    data = {"reason": said, "sale": one_line(sale)[:60]}
    _record(actor, at, "drawer.opened", till_id, store_id, **data)
    return Queued(paper_ids)


@usecase(permission=permissions.SEND, audit="paper.settled")
def settle(
    *,
    actor: Actor,
    at: datetime,
    paper_id: UUID,
    state: str,
    reference: str = "",
    error: str = "",
) -> str:
    """Note what Feie said of a paper; returns the state that it is in now."""
    now = operations.settle(paper_id=paper_id, at=at, state=state, reference=reference, error=error)
    data = {"state": now, "error": error, "reference": reference}
    audit.record(actor=actor, at=at, action="paper.settled", subject=paper_id, data=data)
    return now


def _cloud(actor: Actor, till_id: UUID, permission: str) -> queries.Setting:
    setting = queries.of_till(till_id)
    actor.require(permission, setting.store_id)
    if setting.way != rules.FEIE:
        raise errors.not_a_cloud_printer()
    return setting


def _record(
    actor: Actor,
    at: datetime,
    action: str,
    till_id: UUID | None,
    store_id: UUID,
    **data: object,
) -> None:
    told = {"till": org.get_till(till_id).name, **data} if till_id else data
    audit.record(
        actor=actor, at=at, action=action, subject=till_id or store_id, store_id=store_id, data=told
    )
