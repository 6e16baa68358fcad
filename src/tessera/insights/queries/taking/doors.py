"""What opens the door, and applications."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from tessera.charters.models import Application, ApplicationStep
from tessera.identity.models import OutsideAccount, Passkey, Session
from tessera.insights.queries.taking.rows import Rows, rows


def applications_of(ids: list[UUID], began: datetime) -> dict[str, Rows]:
    found = Application.objects.filter(member__in=ids, submitted_at__gte=began).order_by(
        "submitted_at"
    )
    told = ("note", "documents", "visit_on", "visit_note", "reason", "due_on")
    steps = ApplicationStep.objects.filter(application__in=found).order_by("at", "id")
    return {
        "applications": rows(found, "submitted_at", "level__name", "state", *told),
        "application_steps": rows(steps, "application__level__name", "at", "deed", "state", "note"),
    }


def doors_of(ids: list[UUID], began: datetime) -> dict[str, Rows]:
    """What opens the door; a passkey's secret never left the device."""
    own = Q(member__in=ids)
    sessions = Session.objects.filter(own, created_at__gte=began).order_by("created_at")
    accounts = OutsideAccount.objects.filter(own).order_by("bound_at")
    return {
        "devices": rows(
            sessions, "device", "means", "language", "created_at", "seen_at", "ended_at"
        ),
        "passkeys": rows(Passkey.objects.filter(own), "name", "created_at", "used_at"),
        "accounts_elsewhere": rows(accounts, "provider", "name", "bound_at"),
    }
