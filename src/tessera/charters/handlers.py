"""What applications do when a fee is paid or comes back, and when two members become one.

Only a sale with a fee on it is looked at: all others cost nothing here.
"""

import functools
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.core.files.storage import storages
from django.db import transaction
from django.db.models import QuerySet

from tessera.charters import operations, rules
from tessera.charters.models import Application, ApplicationPaper, ApplicationStep
from tessera.identity.events import MemberLeft
from tessera.kernel.ids import uuid7
from tessera.members.events import MemberHandedOver, MembersMerged
from tessera.platform import jobs
from tessera.platform.batch import Batch
from tessera.sales.events import SaleCompleted, SaleReturned, SoldItem

GRANT = "tessera.charters.jobs.grant"
TAKE_BACK = "tessera.charters.jobs.take_level_back"


def pay_fee(event: SaleCompleted, batch: Batch) -> None:
    """Note that the fee of the member's application is paid; the level follows after the commit."""
    fees = _fees(event.items)
    if event.member is None or not fees:
        return
    row = (
        Application.objects.select_related("member", "level")
        .filter(
            member=event.member.id,
            state=rules.DUE,
            fee_sku__in=fees,
            due_on__gte=event.business_on,
        )
        .order_by("submitted_at", "id")
        .first()
    )
    if row is None:
        return
    operations.take_steps(
        batch,
        actor=event.actor,
        at=event.at,
        row=row,
        steps=((rules.PAY, ""),),
        put={"sale_id": event.sale_id},
    )
    operations.note_audit(batch, actor=event.actor, at=event.at, row=row, action="application.paid")
    jobs.enqueue(GRANT, str(row.id))


def take_back(event: SaleReturned, batch: Batch) -> None:
    """Note that the fee came back; the level that it paid goes after the commit."""
    fees = _fees(event.items)
    if not fees:
        return
    row = (
        Application.objects.select_related("member", "level")
        .filter(sale_id=event.sale_id, fee_sku__in=fees)
        .first()
    )
    if row is None or not rules.may(row.state, rules.GIVE_BACK):
        return
    steps = ((rules.GIVE_BACK, ""),)
    operations.take_steps(batch, actor=event.actor, at=event.at, row=row, steps=steps)
    operations.note_audit(
        batch, actor=event.actor, at=event.at, row=row, action="application.returned"
    )
    jobs.enqueue(TAKE_BACK, str(row.id))


def _fees(items: Iterable[SoldItem]) -> set[UUID]:
    return {item.sku_id for item in items if item.kind == "fee"}


def merge_applications(event: MembersMerged, batch: Batch) -> None:
    """Applications go along with the member; of two for one level the survivor's goes on, unless
    the other's fee is paid already."""
    del batch
    keeps = Application.objects.filter(member=event.keep_id, state__in=rules.OPEN)
    gone = Application.objects.filter(member=event.gone_id, state__in=rules.OPEN)
    _close(gone.filter(level__in=keeps.values("level")), event.at)
    _close(keeps.filter(level__in=gone.values("level")), event.at)
    Application.objects.filter(member=event.gone_id).update(member=event.keep_id)


def close_for_another(event: MemberHandedOver, batch: Batch) -> None:
    """What was looked at was another person's: applications under way end, papers are gone."""
    del batch
    _close(Application.objects.filter(member=event.member_id), event.at)
    _burn(event.member_id)


def forget(event: MemberLeft, batch: Batch) -> None:
    """Who leaves applies for nothing more, and what was written about them goes."""
    del batch
    own = Application.objects.filter(member=event.member_id)
    _close(own, event.at)
    own.update(note="", documents="", visit_note="", reason="")
    steps = ApplicationStep.objects.filter(application__member=event.member_id)
    steps.exclude(deed=rules.NOTIFY).update(note="")
    steps.filter(by_kind="member").update(by_name="")
    _burn(event.member_id)


def _burn(member_id: UUID) -> None:
    """Papers of a person who is a member no more: rows now, files once that is certain."""
    papers = ApplicationPaper.objects.filter(application__member=member_id)
    for path in papers.values_list("path", flat=True):
        transaction.on_commit(functools.partial(storages["papers"].delete, path))
    papers.delete()


def _close(rows: "QuerySet[Application]", at: datetime) -> None:
    """End those that may still be taken back, each with its step."""
    for row in rows.filter(state__in=rules.OPEN):
        if not rules.may(row.state, rules.WITHDRAW):
            continue
        row.state = rules.WITHDRAWN
        row.save(update_fields=["state"])
        ApplicationStep.objects.create(
            id=uuid7(),
            application=row,
            deed=rules.WITHDRAW,
            state=row.state,
            at=at,
            by_kind="system",
            by_name="",
        )
