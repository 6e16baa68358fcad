"""Pause a promotion, take it up again, approve it, and end it for good."""

from datetime import datetime
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.offers import errors, permissions
from tessera.offers.usecases import promotion_rows as rows
from tessera.platform.usecases import usecase


@usecase(permission=permissions.SET_PROMOTIONS, audit="promotion.paused")
def pause_promotion(*, actor: Actor, at: datetime, promotion_id: UUID) -> None:
    """Let a promotion give nothing from the next quote on, until it is resumed.

    Raises NotFound ``promotions.not_found``; Conflict ``promotions.ended``,
    ``promotions.paused``; Forbidden.
    """
    promotion = rows.locked(actor, promotion_id)
    if promotion.is_paused:
        raise errors.promotion_paused()
    rows.save(promotion, {"is_paused": True})
    rows.note(actor, at, "promotion.paused", promotion)


@usecase(permission=permissions.SET_PROMOTIONS, audit="promotion.resumed")
def resume_promotion(*, actor: Actor, at: datetime, promotion_id: UUID) -> None:
    """Take a paused promotion up again; its days and limits are as they were.

    Raises NotFound ``promotions.not_found``; Conflict ``promotions.ended``,
    ``promotions.not_paused``; Forbidden.
    """
    promotion = rows.locked(actor, promotion_id)
    if not promotion.is_paused:
        raise errors.promotion_not_paused()
    rows.save(promotion, {"is_paused": False})
    rows.note(actor, at, "promotion.resumed", promotion)


@usecase(permission=permissions.APPROVE_PROMOTIONS, audit="promotion.approved")
def approve_promotion(*, actor: Actor, at: datetime, promotion_id: UUID, version: int) -> None:
    """Let the version that was looked at hold, by somebody who neither made nor last changed it.

    Raises NotFound ``promotions.not_found``; Conflict ``promotions.ended``,
    ``promotions.not_waiting``, which another version is as well, ``promotions.second_person``;
    Forbidden.
    """
    promotion = rows.locked(actor, promotion_id, permissions.APPROVE_PROMOTIONS)
    if not promotion.waits or promotion.version != version:
        raise errors.promotion_not_waiting()
    if actor.id is None or actor.id in {promotion.made_by_id, promotion.changed_by_id}:
        raise errors.second_person()
    rows.save(promotion, {"waits": False})
    rows.note(actor, at, "promotion.approved", promotion)


@usecase(permission=permissions.SET_PROMOTIONS, audit="promotion.ended")
def end_promotion(*, actor: Actor, at: datetime, promotion_id: UUID) -> None:
    """End a promotion at once and for good.

    To let it run out on a day, change ``ends_on`` instead. Raises NotFound
    ``promotions.not_found``; Conflict ``promotions.ended``; Forbidden.
    """
    promotion = rows.locked(actor, promotion_id)
    rows.save(promotion, {"is_active": False})
    rows.note(actor, at, "promotion.ended", promotion)
