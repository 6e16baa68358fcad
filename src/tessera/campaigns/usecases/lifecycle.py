"""Set the boundaries of lifecycles."""

from dataclasses import asdict
from datetime import datetime

from django.db.models import Max

from tessera.campaigns import errors, permissions
from tessera.campaigns.models import LifecycleRule
from tessera.campaigns.rules.lifecycle import Bounds
from tessera.kernel.actor import Actor
from tessera.platform import audit, versions
from tessera.platform.usecases import usecase


@usecase(permission=permissions.SET_LIFECYCLE, audit="campaigns.lifecycle_set")
def set_lifecycle(*, actor: Actor, at: datetime, bounds: Bounds) -> int:
    """Say after how many calendar months without a purchase each stage ends; counts at once.

    Returns the version. Raises Forbidden; Invalid ``campaigns.lifecycle_invalid``. Rule: domain
    handbook, section 6.
    """
    actor.require_everywhere(permissions.SET_LIFECYCLE)
    if not bounds.are_in_order:
        raise errors.lifecycle_invalid()
    newest = LifecycleRule.objects.aggregate(newest=Max("version"))["newest"] or 0
    row = LifecycleRule.objects.create(version=newest + 1, **asdict(bounds))
    versions.bump("campaigns")
    audit.record(
        actor=actor,
        at=at,
        action="campaigns.lifecycle_set",
        subject=row.id,
        data={"version": row.version, **asdict(bounds)},
    )
    return row.version
