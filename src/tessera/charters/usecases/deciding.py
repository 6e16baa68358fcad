"""Staff review an application, a second person decides it, and the card is handed over."""

from datetime import date, datetime
from uuid import UUID

from tessera.charters import errors, operations, permissions, rules, templates
from tessera.charters.models import Application
from tessera.kernel.actor import Actor
from tessera.platform.batch import Batch
from tessera.platform.usecases import usecase


@usecase(permission=permissions.REVIEW, audit="application.reviewed")
def review(
    *,
    actor: Actor,
    at: datetime,
    application_id: UUID,
    documents: str,
    visit_on: date | None = None,
    visit_note: str = "",
) -> None:
    """Note which documents were seen, and what a visit showed where there was one.

    Raises NotFound ``charters.not_found``; Conflict ``charters.step_not_allowed``; Invalid
    ``charters.words_needed``.
    """
    row = _application(actor, application_id)
    put = {
        "documents": _said(documents, "documents"),
        "visit_on": visit_on,
        "visit_note": _said(visit_note, "visit_note", needed=False),
        "reviewer_id": actor.id,
    }
    batch = Batch()
    steps = ((rules.REVIEW, documents.strip()),)
    operations.take_steps(batch, actor=actor, at=at, row=row, steps=steps, put=put)
    operations.note_audit(batch, actor=actor, at=at, row=row, action="application.reviewed")
    batch.flush()


@usecase(permission=permissions.DECIDE, audit="application.approved")
def approve(*, actor: Actor, at: datetime, application_id: UUID) -> None:
    """Approve what somebody else reviewed: the fee is due, or without one the level is given.

    The member is told. Raises NotFound ``charters.not_found``; Forbidden
    ``charters.second_person_needed``; Conflict ``charters.step_not_allowed``.
    """
    row, batch = _decidable(actor, application_id, rules.APPROVE), Batch()
    put = {"decider_id": actor.id}
    if row.fee_sku_id:
        operations.ask_for_fee(batch, actor=actor, at=at, row=row, deed=rules.APPROVE, put=put)
    else:
        steps = ((rules.APPROVE, ""), (rules.GRANT, ""))
        operations.take_steps(batch, actor=actor, at=at, row=row, steps=steps, put=put)
        operations.give_level(batch, actor=actor, at=at, row=row)
        operations.tell(row, templates.GRANTED, at=at)
    operations.note_audit(batch, actor=actor, at=at, row=row, action="application.approved")
    batch.flush()


@usecase(permission=permissions.DECIDE, audit="application.refused")
def refuse(*, actor: Actor, at: datetime, application_id: UUID, reason: str) -> None:
    """Refuse what somebody else reviewed, and tell the member why.

    Raises as ``approve``, and Invalid ``charters.words_needed``.
    """
    why = _said(reason, "reason")
    row, batch = _decidable(actor, application_id, rules.REFUSE), Batch()
    put = {"decider_id": actor.id, "reason": why}
    operations.take_steps(batch, actor=actor, at=at, row=row, steps=((rules.REFUSE, why),), put=put)
    operations.tell(row, templates.REFUSED, at=at, reason=why)
    operations.note_audit(
        batch, actor=actor, at=at, row=row, action="application.refused", reason=why
    )
    batch.flush()


@usecase(permission=permissions.SUBMIT, audit="application.issued")
def issue_card(*, actor: Actor, at: datetime, application_id: UUID) -> None:
    """Note that the member was given the card of the new level.

    Raises NotFound ``charters.not_found``; Conflict ``charters.step_not_allowed``.
    """
    row, batch = _application(actor, application_id), Batch()
    operations.take_steps(batch, actor=actor, at=at, row=row, steps=((rules.ISSUE, ""),))
    operations.note_audit(batch, actor=actor, at=at, row=row, action="application.issued")
    batch.flush()


def _decidable(actor: Actor, application_id: UUID, deed: str) -> Application:
    row = _application(actor, application_id)
    if not rules.may(row.state, deed):
        raise errors.step_not_allowed(state=row.state)
    if row.reviewer_id == actor.id:
        raise errors.second_person_needed()
    return row


def _application(actor: Actor, application_id: UUID) -> Application:
    """An application of a member at home in the actor's stores."""
    found = Application.objects.select_related("member", "level").filter(id=application_id)
    if actor.store_ids is not None:
        found = found.filter(member__home_store__in=actor.store_ids)
    row = found.first()
    if row is None:
        raise errors.not_found()
    return row


def _said(text: str, field: str, *, needed: bool = True) -> str:
    tidy = text.strip()
    if len(tidy) > rules.MAX_WORDS or (needed and not tidy):
        raise errors.words_needed(field=field)
    return tidy
